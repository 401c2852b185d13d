"""Output that cannot be written, and processes that are killed: exit code 1, old files whole."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.cli.command import run, start
from tests.cli.networks import TWO

FULL_DISK = """
import resource
from di4c_schedule.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
main()
"""

KILLED = """
import os, signal, sys
from di4c_schedule.cli import main

calls_left = int(sys.argv.pop(1))
real = os.{call}

def deadly(*arguments, **keywords):
    global calls_left
    calls_left -= 1
    if not calls_left:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **keywords)

os.{call} = deadly
main()
"""


def visible(folder: Path) -> dict[str, bytes]:
    """Return the files that a user sees: what a killed process was writing has a hidden name; none that gave way."""
    files = {}
    for up, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith(".old"):
                path = Path(up, name)
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


def without_runtime(name: str, data: bytes) -> object:
    return json.loads(data) | {"runtime": None} if name.endswith(".json") else data


@pytest.fixture(scope="module")
def complete(planned):
    """The plan of DI4C, by names of files."""
    files = {name: without_runtime(name, data) for name, data in visible(planned[0]).items()}
    assert len(files) == 12
    return files


@pytest.fixture
def old_files(tmp_path, complete):
    """A folder with an older plan of the same names."""
    for name in complete:
        (tmp_path / "plan" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "plan" / name).write_bytes(b"old")
    return tmp_path / "plan"


def see_that_files_are_whole(folder, complete):
    """See that every file is the old one or the new one, and return the names of the new."""
    new = set()
    for name, data in visible(folder).items():
        if data != b"old":
            assert without_runtime(name, data) == complete[name]
            new.add(name)
    return new


def test_a_file_in_place_of_the_folder_stays(problem_file, tmp_path):
    (tmp_path / "plan").write_bytes(b"old")
    answer = run("plan", problem_file(TWO), "--out", tmp_path / "plan")
    assert answer.code == 1
    assert answer.told_plainly
    assert answer.err == f"cannot make the folder {tmp_path / 'plan'}: a file has that name\n"
    assert (tmp_path / "plan").read_bytes() == b"old"


def test_a_folder_in_place_of_a_file_is_named(problem_file, tmp_path):
    (tmp_path / "plan" / "schedule.json").mkdir(parents=True)
    answer = run("plan", problem_file(TWO), "--out", tmp_path / "plan")
    assert answer.code == 1
    assert answer.told_plainly
    assert answer.err == f"cannot write {tmp_path / 'plan' / 'schedule.json'}: a folder has that name\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into every folder")
def test_a_folder_that_may_only_be_read_keeps_its_files(problem_file, old_files):
    old_files.chmod(0o555)
    answer = run("plan", problem_file(TWO), "--out", old_files)
    old_files.chmod(0o755)
    assert answer.code == 1
    assert answer.told_plainly
    assert "permission denied" in answer.err
    assert set(visible(old_files).values()) == {b"old"}


def test_a_disk_that_is_full_keeps_the_old_files(example, old_files):
    before = visible(old_files)
    # no coverage there: its own file would find the disk full, too
    without = {"PYTHONDONTWRITEBYTECODE": "1", "COVERAGE_PROCESS_CONFIG": None}
    answer = run("plan", example, "--out", old_files, python=FULL_DISK, **without)
    assert answer.code == 1
    assert answer.told_plainly
    assert answer.err == f"cannot write into the folder {old_files / 'calendars'}: File too large\n"
    assert visible(old_files) == before
    assert [path.name for path in old_files.rglob(".*")] == [".calendars.lock"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("option", ["--json", "--time-limit=60"])
def test_a_full_disk_behind_stdout_is_one_line(problem_file, tmp_path, option):
    with Path("/dev/full").open("wb") as full:
        answer = run("plan", problem_file(TWO), "--out", tmp_path / "plan", option, stdout=full)
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert answer.err.count("\n") == 1


def test_a_reader_that_has_enough_is_no_failure_to_talk_about(example, planned):
    read, write = os.pipe()
    os.close(read)
    try:
        answer = run("check", example, planned[0] / "schedule.csv", "--json", stdout=write)
    finally:
        os.close(write)
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(("call", "count", "new"), [("fsync", 1, 0), ("replace", 1, 10), ("replace", 2, 11)])
def test_a_process_killed_at_the_worst_moment_leaves_whole_files(example, old_files, complete, call, count, new):
    answer = run(count, "plan", example, "--out", old_files, "--quiet", python=KILLED.format(call=call))
    assert answer.code == -signal.SIGKILL
    assert len(see_that_files_are_whole(old_files, complete)) == new
    assert set(visible(old_files)) == set(complete)


@pytest.mark.parametrize("files", [1, 6])
def test_a_process_killed_while_it_writes_leaves_whole_files(example, tmp_path, complete, files):
    folder = tmp_path / "plan"
    with start("plan", example, "--out", folder, "--quiet") as process:
        while process.poll() is None and len(visible(folder)) < files:
            pass
        process.kill()
    assert len(see_that_files_are_whole(folder, complete)) >= files
    assert run("plan", example, "--out", folder, "--quiet").code == 0
    assert see_that_files_are_whole(folder, complete) == set(complete)
