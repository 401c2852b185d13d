"""One writer at a time for a folder."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from threading import Thread

import filelock
import pytest

from di4c_schedule.errors import OutputError
from di4c_schedule.files import folder_lock

HOLDER = """
import sys, time
from pathlib import Path
from di4c_schedule.files import folder_lock

with folder_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "calendars")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_waits_too_long_is_told_which_folder_and_what_to_do(holder, tmp_path):
    with pytest.raises(OutputError) as caught, folder_lock(tmp_path / "calendars", 0.1):
        pass
    assert str(caught.value) == (
        f"cannot write into the folder {tmp_path / 'calendars'}: another program has been writing there for 0.1 "
        "seconds; try again when it is done"
    )


def test_a_process_that_is_killed_holds_no_lock(holder, tmp_path):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with folder_lock(tmp_path / "calendars", 10):
        pass


def test_another_folder_has_another_lock(holder, tmp_path):
    with folder_lock(tmp_path / "other", 0.1):
        pass


def test_threads_of_one_process_wait_for_each_other_too(tmp_path):
    told = []

    def wait():
        try:
            with folder_lock(tmp_path / "calendars", 0.1):
                told.append("held")
        except OutputError:
            told.append("waited")

    with folder_lock(tmp_path / "calendars"):
        thread = Thread(target=wait)
        thread.start()
        thread.join()
    assert told == ["waited"]


def test_the_lock_is_in_the_folder_if_it_cannot_be_beside_it(tmp_path, monkeypatch):
    (tmp_path / "calendars").mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path / "calendars")
    with folder_lock(tmp_path / "calendars"):
        assert (tmp_path / "calendars" / ".calendars.lock").exists()


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(filelock.FileLock, "acquire", fail)
    with pytest.raises(OutputError) as caught, folder_lock(tmp_path / "calendars"):
        pass
    assert str(caught.value) == f"cannot write into the folder {tmp_path}: the disk can only be read"
