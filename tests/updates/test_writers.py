"""Several programs write one folder, and some of them are killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from di4c_schedule import OutputError, write_calendars
from di4c_schedule.files import folder_lock
from di4c_schedule.updates import plan_update, read_state, writing
from di4c_schedule.updates.manifest import MANIFEST, digest_of, read_manifest
from tests.updates.networks import AUGUST, JULY, schedule_of

WRITER = """
import json, sys
from di4c_schedule import write_calendars
from tests.updates.networks import schedule_of

print("ready", flush=True)
sys.stdin.readline()
for day in sys.argv[2:]:
    written = write_calendars(schedule_of(("Messina", "2019-09-10"), ("Oulu", day)), sys.argv[1])
    (change,) = (one for one in written.changes if one.after.host == "Oulu")
    print(json.dumps([change.revision.sequence, change.revision.stamp.isoformat(), day]), flush=True)
"""

KILLED = """
import shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from di4c_schedule import write_calendars
from tests.files.killed import run, seen, settled
from tests.updates.networks import schedule_of

days = {"old": "2019-10-01", "new": "2019-10-08"}
early, late = (schedule_of(("Messina", "2019-09-10"), ("Oulu", day)) for day in days.values())
now = datetime(2019, 8, 1, tzinfo=UTC)
write_calendars(early, sys.argv[2], now=now)
steps, old, new = run(
    Path(sys.argv[1]),
    lambda folder: shutil.copytree(sys.argv[2], folder),
    lambda folder: write_calendars(late, folder, now=now),
    lambda folder: write_calendars(late, folder, now=now),
)
assert all(state in (old, new) for _, state in seen), [step for step, state in seen if state not in (old, new)]
assert [state for _, state in seen].count(old) > 20
assert all(state == new for _, state in settled)
print(steps)
"""

ROOT = Path(__file__).parents[2]


def python(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def see_that_it_is_whole(folder):
    """See that every file is there as the memory has it, and no other."""
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(files) == {MANIFEST, *manifest.digests}
    for path, digest in manifest.digests.items():
        assert digest_of(files[path].read_bytes()) == digest
    assert sorted(path.name for path in folder.parent.iterdir()) == [".calendars.lock", "calendars"]


def test_what_several_write_at_once_is_what_they_write_one_after_the_other(tmp_path):
    folder = tmp_path / "calendars"
    days = [[f"2019-{month}-{day:02}" for day in (1, 8, 15)] for month in (10, 11, 12)]
    writers = [python(WRITER, folder, *own) for own in days]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    told = []
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        out, err = writer.communicate(timeout=100)
        assert writer.returncode == 0, err
        told += [json.loads(line) for line in out.splitlines()]
    told.sort()
    assert [sequence for sequence, _, _ in told] == list(range(9))
    assert [stamp for _, stamp, _ in told] == sorted({stamp for _, stamp, _ in told})
    see_that_it_is_whole(folder)
    (known,) = (one for one in read_state(folder).meetings.values() if one.appointment.host == "Oulu")
    assert [known.revision.sequence, known.revision.stamp.isoformat(), str(known.appointment.first)] == told[-1]


def test_a_writer_that_is_killed_at_any_step_leaves_the_old_calendars_or_the_new(tmp_path):
    (tmp_path / "killed").mkdir()
    with python(KILLED, tmp_path / "killed", tmp_path / "before") as process:
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert int(out) > 40


def test_writers_that_are_killed_leave_a_whole_folder_to_the_others(tmp_path):
    folder = tmp_path / "calendars"
    days = [f"2019-10-{day:02}" for day in range(1, 29)] * 20
    writers = [python(WRITER, folder, *days) for _ in range(2)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for number, writer in enumerate(writers):
        for _ in range(5 + number):
            assert json.loads(writer.stdout.readline())
        writer.kill()
        writer.communicate(timeout=100)
        assert writer.returncode == -signal.SIGKILL
    write_calendars(schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-12-03")), folder)
    see_that_it_is_whole(folder)


def test_who_has_to_wait_too_long_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "folder_lock", lambda folder: folder_lock(folder, 0.05))
    with (
        folder_lock(tmp_path / "calendars"),
        pytest.raises(OutputError, match=r"the folder .*calendars: another program has been writing there"),
    ):
        write_calendars(schedule_of(("Oulu", "2019-10-01")), tmp_path / "calendars")
    assert not (tmp_path / "calendars").exists()


def test_one_who_reads_needs_no_lock(tmp_path):
    schedule = schedule_of(("Oulu", "2019-10-01"))
    write_calendars(schedule, tmp_path / "calendars", now=JULY)
    with folder_lock(tmp_path / "calendars"):
        assert read_state(tmp_path / "calendars") == plan_update(None, schedule, AUGUST).state
