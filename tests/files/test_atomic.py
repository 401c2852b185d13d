"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from di4c_schedule.errors import OutputError
from di4c_schedule.files.atomic import make_folder, write_bytes

KILLED = """
import os, signal, sys
from pathlib import Path
from di4c_schedule.files.atomic import write_bytes

os.{call} = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL)
write_bytes(Path(sys.argv[1]), b"new" * 100_000)
"""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.ics"
    path.write_bytes(b"old")
    return path


def failing(number):
    def fail(*args, **kwargs):
        raise OSError(number, os.strerror(number))

    return fail


def test_a_new_file_has_the_content_and_nothing_else_is_left(tmp_path):
    write_bytes(tmp_path / "plan.ics", b"Oulu\r\n")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.ics"]
    assert (tmp_path / "plan.ics").read_bytes() == b"Oulu\r\n"


def test_a_new_file_has_the_permissions_that_the_system_gives(tmp_path):
    (tmp_path / "usual").write_bytes(b"")
    write_bytes(tmp_path / "plan.ics", b"new")
    assert (tmp_path / "plan.ics").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_old_file_is_replaced_and_keeps_its_permissions(plan):
    plan.chmod(0o640)
    write_bytes(plan, b"new")
    assert plan.read_bytes() == b"new"
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640


def test_a_file_of_the_same_length_is_replaced(plan):
    write_bytes(plan, b"odd")
    assert plan.read_bytes() == b"odd"


def test_a_file_that_has_the_content_is_not_touched(plan):
    os.utime(plan, ns=(1, 1))
    before = plan.stat()
    write_bytes(plan, b"old")
    assert (plan.stat().st_ino, plan.stat().st_mtime_ns) == (before.st_ino, 1)


def test_the_target_of_a_symbolic_link_is_written(plan):
    folder = plan.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.ics"
    link.symlink_to(Path("..", plan.name))
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert not plan.is_symlink()
    assert plan.read_bytes() == b"new"


def test_the_missing_target_of_a_symbolic_link_is_made(tmp_path):
    (tmp_path / "link.ics").symlink_to("target.ics")
    write_bytes(tmp_path / "link.ics", b"new")
    assert (tmp_path / "link.ics").is_symlink()
    assert (tmp_path / "target.ics").read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_bytes(pipe, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_process_that_is_killed_half_way_leaves_the_old_file_whole(plan, call):
    ended = subprocess.run([sys.executable, "-c", KILLED.format(call=call), str(plan)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert plan.read_bytes() == b"old"


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EACCES, "permission denied"),
        (errno.EPERM, "permission denied"),
        (errno.EROFS, "the disk can only be read"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_failure_leaves_the_old_file_and_no_other(plan, monkeypatch, call, number, cause):
    monkeypatch.setattr(os, call, failing(number))
    with pytest.raises(OutputError) as caught:
        write_bytes(plan, b"new")
    assert str(caught.value) == f"cannot write {plan}: {cause}"
    assert [path.name for path in plan.parent.iterdir()] == ["plan.ics"]
    assert plan.read_bytes() == b"old"


def test_an_interrupt_leaves_the_old_file_and_no_other(plan, monkeypatch):
    def interrupt(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(plan, b"new")
    assert [path.name for path in plan.parent.iterdir()] == ["plan.ics"]
    assert plan.read_bytes() == b"old"


def test_a_folder_that_cannot_be_synced_does_not_matter(plan, monkeypatch):
    synced = []
    fsync = os.fsync

    def only_files(descriptor):
        synced.append(descriptor)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no folders here")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    write_bytes(plan, b"new")
    assert len(synced) == 2
    assert plan.read_bytes() == b"new"


def test_a_file_that_may_only_be_read_stays_as_it_is(plan, monkeypatch):
    # The tests may run as root, who may write everything: so the answer of the system is stated.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(OutputError, match="permission denied"):
        write_bytes(plan, b"new")
    assert plan.read_bytes() == b"old"


def test_a_folder_in_the_way_of_a_file_is_named(tmp_path):
    (tmp_path / "plan.ics").mkdir()
    with pytest.raises(OutputError) as caught:
        write_bytes(tmp_path / "plan.ics", b"new")
    assert str(caught.value) == f"cannot write {tmp_path / 'plan.ics'}: a folder has that name"


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        (["missing", "plan.ics"], "its folder does not exist"),
        (["plan.ics", "plan.ics"], "a part of the path is a file, not a folder"),
        (["x" * 300], "the name is too long"),
        (["nul\0"], "no file can have that name"),
    ],
)
def test_a_path_that_cannot_be_is_an_error(plan, parts, cause):
    path = plan.parent.joinpath(*parts)
    with pytest.raises(OutputError) as caught:
        write_bytes(path, b"new")
    assert str(caught.value) == f"cannot write {path}: {cause}"


def test_a_link_to_itself_is_an_error(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError, match="symbolic links"):
        write_bytes(tmp_path / "loop", b"new")


def test_folders_are_made_with_those_above_and_may_be_there(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        (["plan.ics"], "a file has that name"),
        (["plan.ics", "b"], "a part of the path is a file, not a folder"),
        (["nul\0"], "no file can have that name"),
    ],
)
def test_a_folder_that_cannot_be_made_is_an_error(plan, parts, cause):
    folder = plan.parent.joinpath(*parts)
    with pytest.raises(OutputError) as caught:
        make_folder(folder)
    assert str(caught.value) == f"cannot make the folder {folder}: {cause}"
