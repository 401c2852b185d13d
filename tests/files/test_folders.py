"""Folders in which many files change together."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from di4c_schedule.errors import OutputError
from di4c_schedule.files import FolderChange, at_once, change_folder, folders, in_place, real_folder, settle_folder
from di4c_schedule.files.exchange import exchange

OURS = frozenset({"network.ics", "invites/Oulu.ics"})
CHANGE = FolderChange({"network.ics": b"new", "invites/Limerick.ics": b"new"}, {"invites/Oulu.ics"})
NEW = {"network.ics": b"new", "invites/Limerick.ics": b"new", "notes.txt": b"mine"}


@pytest.fixture
def folder(tmp_path):
    """A folder with two files of ours and one of somebody else."""
    folder = tmp_path / "calendars"
    (folder / "invites").mkdir(parents=True)
    (folder / "network.ics").write_bytes(b"old")
    (folder / "invites" / "Oulu.ics").write_bytes(b"old")
    (folder / "notes.txt").write_bytes(b"mine")
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(folder):
    return sorted(path.name for path in folder.parent.iterdir())


@pytest.mark.parametrize("scenario", ["exchange", "first", "renames", "in place"])
def test_a_process_killed_at_any_step_leaves_the_old_files_or_the_new(tmp_path, scenario):
    if scenario == "exchange":
        one, other = tmp_path / "one", tmp_path / "other"
        one.mkdir()
        other.mkdir()
        if not exchange(one, other):
            pytest.skip("this system cannot exchange folders")
        one.rmdir()
        other.rmdir()
    script = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, str(script), scenario, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 25


@pytest.mark.parametrize("way", ["exchange", "renames", "in place"])
def test_files_change_go_and_stay(folder, monkeypatch, way):
    if way == "renames":
        monkeypatch.setattr(at_once, "exchange", lambda *_: False)
    if way == "in place":
        (folder / "mine").mkdir()
    notes = (folder / "notes.txt").stat()
    change_folder(folder, CHANGE, OURS)
    assert contents(folder) == NEW
    assert (folder / "notes.txt").stat().st_ino == notes.st_ino
    assert (folder / "notes.txt").stat().st_mtime_ns == notes.st_mtime_ns
    assert beside(folder) == ["calendars"]
    assert not (folder / ".di4c-new").exists()


@pytest.mark.parametrize("inside", [False, True])
def test_a_file_that_gives_way_is_kept_under_another_name(folder, inside):
    if inside:
        (folder / "mine").mkdir()
    change_folder(folder, FolderChange({"notes.txt": b"ours"}, (), {"notes.txt": "notes.txt.old"}), OURS)
    assert (contents(folder)["notes.txt"], contents(folder)["notes.txt.old"]) == (b"ours", b"mine")


def test_a_folder_without_files_goes_with_the_last(folder):
    change_folder(folder, FolderChange({}, {"invites/Oulu.ics"}), OURS)
    assert not (folder / "invites").exists()
    (folder / "mine").mkdir()
    change_folder(folder, FolderChange({"invites/a/b.ics": b"1"}), OURS)
    change_folder(folder, FolderChange({}, {"invites/a/b.ics"}), OURS | {"invites/a/b.ics"})
    assert not (folder / "invites").exists()


def test_permissions_stay(folder):
    folder.chmod(0o750)
    (folder / "network.ics").chmod(0o640)
    change_folder(folder, CHANGE, OURS)
    assert folder.stat().st_mode & 0o777 == 0o750
    assert (folder / "network.ics").stat().st_mode & 0o777 == 0o640


def test_a_folder_that_may_only_be_read_is_not_replaced_by_another(folder, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _: path != folder)
    assert not folders.movable(folder)
    change_folder(folder, CHANGE, OURS)
    assert beside(folder) == ["calendars"]


def test_links_of_others_stay_links(folder):
    (folder / "link").symlink_to("notes.txt")
    (folder / "broken").symlink_to("nowhere")
    change_folder(folder, CHANGE, OURS)
    assert (folder / "link").readlink() == Path("notes.txt")
    assert (folder / "broken").readlink() == Path("nowhere")


def test_where_files_cannot_be_linked_they_are_copied_and_then_moved(folder, monkeypatch):
    def fail(*_, **__):
        raise PermissionError(errno.EPERM, "no links here")

    before = (folder / "notes.txt").stat().st_ino
    monkeypatch.setattr(os, "link", fail)
    change_folder(folder, CHANGE, OURS)
    assert contents(folder) == NEW
    assert (folder / "notes.txt").stat().st_ino == before


def test_the_target_of_a_link_is_replaced_and_the_link_stays(folder):
    link = folder.parent / "link"
    link.symlink_to("calendars")
    change_folder(real_folder(link), CHANGE, OURS)
    assert link.is_symlink()
    assert contents(folder) == NEW


def test_what_is_done_in_the_last_moment_is_done_in_the_new_folder(folder, monkeypatch):
    (folder / "draft.txt").write_bytes(b"1")

    def late(old, new):
        (folder / "added.txt").write_bytes(b"added")
        (folder / "mine").mkdir()
        (folder / "mine" / "deep").write_bytes(b"deep")
        (folder / "notes.txt").unlink()
        (folder / "changed").write_bytes(b"longer")
        (folder / "changed").replace(folder / "draft.txt")
        return exchange(old, new)

    monkeypatch.setattr(at_once, "exchange", late)
    change_folder(folder, CHANGE, OURS)
    own = {"added.txt": b"added", "mine/deep": b"deep", "draft.txt": b"longer"}
    expected = {**NEW, **own}
    del expected["notes.txt"]
    assert contents(folder) == expected
    assert beside(folder) == ["calendars"]


def test_what_was_added_before_a_kill_is_saved_from_the_old_folder(folder, monkeypatch):
    def die(*_):
        raise SystemExit

    monkeypatch.setattr(at_once, "_follow", die)
    with pytest.raises(SystemExit):
        change_folder(folder, CHANGE, OURS)
    (old,) = (path for path in folder.parent.iterdir() if path != folder)
    (old / "added.txt").write_bytes(b"added")
    settle_folder(folder, lambda _: OURS)
    assert contents(folder) == NEW | {"added.txt": b"added"}
    assert beside(folder) == ["calendars"]


@pytest.mark.parametrize("way", ["current folder", "mount point", "read-only parent", "socket", "linked folder"])
def test_a_folder_that_must_keep_its_place_does(folder, monkeypatch, way):
    if way == "current folder":
        monkeypatch.chdir(folder / "invites")
    elif way == "mount point":
        monkeypatch.setattr(os.path, "ismount", lambda path: path == folder)
    elif way == "read-only parent":
        monkeypatch.setattr(os, "access", lambda path, _: path != folder.parent)
    elif way == "socket":
        os.mkfifo(folder / "pipe")
    else:
        (folder / "invites").rename(folder.parent / "elsewhere")
        (folder / "invites").symlink_to("../elsewhere")
    before = folder.stat().st_ino
    settle_folder(folder, lambda _: OURS)
    change_folder(folder, CHANGE, OURS)
    assert folder.stat().st_ino == before
    assert contents(folder.resolve())["network.ics"] == b"new"
    assert (folder / "invites" / "Limerick.ics").read_bytes() == b"new"
    assert not (folder / "invites" / "Oulu.ics").exists()


@pytest.mark.parametrize("call", ["mkdir", "fsync", "write", "open"])
@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize(("number", "cause"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "permission denied")])
def test_a_failure_leaves_the_old_files_and_no_others(folder, monkeypatch, call, inside, number, cause):
    if inside:
        (folder / "mine").mkdir()
    before, open_file = contents(folder), os.open

    def fail(*arguments, **keywords):
        # Reading goes on.
        if call == "open" and not arguments[1] & os.O_CREAT:
            return open_file(*arguments, **keywords)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        with pytest.raises(OutputError) as caught:
            change_folder(folder, CHANGE, OURS)
    assert str(caught.value) == f"cannot write into the folder {folder}: {cause}"
    assert contents(folder) == before
    assert beside(folder) == ["calendars"]
    assert not (folder / ".di4c-new").exists()


@pytest.mark.parametrize("exchanges", [True, False])
def test_names_that_cannot_be_exchanged_leave_the_old_folder(folder, monkeypatch, exchanges):
    def fail(*_):
        raise OSError(errno.EXDEV, "other device")

    before, rename = contents(folder), Path.rename

    def renamed(path, target):
        return fail() if target == folder and path.name.endswith(".new") else rename(path, target)

    monkeypatch.setattr(at_once, "exchange", fail if exchanges else lambda *_: False)
    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(OutputError, match="a part of it lies on another file system"):
        change_folder(folder, CHANGE, OURS)
    assert contents(folder) == before
    assert beside(folder) == ["calendars"]


def test_an_interrupt_leaves_the_old_folder(folder, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    before = contents(folder)
    monkeypatch.setattr(at_once, "exchange", interrupt)
    with pytest.raises(KeyboardInterrupt):
        change_folder(folder, CHANGE, OURS)
    assert contents(folder) == before
    assert beside(folder) == ["calendars"]


def test_an_old_folder_that_cannot_be_moved_from_stays_beside(folder, monkeypatch):
    def fail(*_):
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(at_once, "_follow", fail)
    change_folder(folder, CHANGE, OURS)
    assert contents(folder) == NEW
    assert len(beside(folder)) == 2


def test_settling_tells_what_it_cannot_do(folder, monkeypatch):
    def fail(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(folders, "settle_in_place", fail)
    with pytest.raises(OutputError, match="Input/output error"):
        settle_folder(folder, lambda _: OURS)
    assert in_place.settle_in_place(folder) is None


def test_a_folder_with_signs_of_patterns_in_its_name_is_settled_alone(tmp_path):
    for name in ("a[b]*", "ab"):
        (tmp_path / name).mkdir()
        (tmp_path / f".{name}.1.new").mkdir()
    settle_folder(tmp_path / "a[b]*", lambda _: OURS)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ab.1.new", "a[b]*", "ab"]


@pytest.mark.parametrize(
    ("parts", "cause"),
    [(["file"], "a file has that name"), (["nul\0"], "no file can have that name")],
)
def test_what_is_no_folder_is_an_error(tmp_path, parts, cause):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=cause):
        real_folder(tmp_path.joinpath(*parts))


def test_a_link_to_itself_is_no_folder(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError, match="cannot make the folder"):
        real_folder(tmp_path / "loop")
