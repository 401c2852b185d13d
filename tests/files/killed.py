"""Runs a change of a folder again and again, each time killed one step later, and looks at what is left.

Called with the name of a scenario and an empty folder. Every step that changes something on the disk counts: the
operating system's own report of it (an audit hook), and writes and syncs, which are not reported.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

STEPS = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.utime", "os.symlink", "open")
"""Events of PEP 578: these, and opening."""


def contents(folder: Path) -> dict[str, bytes] | None:
    """Return what a user sees in a folder; None if it is not there."""
    if not folder.exists():
        return None
    found = {}
    for up, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".di4c-new"]
        for name in names:
            found[Path(up, name).relative_to(folder).as_posix()] = Path(up, name).read_bytes()
    return found


def beside(parent: Path) -> list[str]:
    """Return what is left beside the folder and its lock."""
    return [path.name for path in parent.iterdir() if path.name not in ("calendars", ".calendars.lock")]


def die_at(step: int) -> None:
    """Kill this process at a step."""
    left = step

    def count(*_):
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event, arguments):
        if event in STEPS and (event != "open" or (isinstance(arguments[2], int) and arguments[2] & os.O_CREAT)):
            count()

    def after(call):
        def wrapped(*arguments, **keywords):
            answer = call(*arguments, **keywords)
            count()
            return answer

        return wrapped

    def halved(descriptor, data):
        written = real_write(descriptor, data[: len(data) // 2 or 1])
        count()
        return written

    real_write = os.write
    os.write, os.fsync = halved, after(os.fsync)
    sys.addaudithook(heard)


def run(parent, prepare, change, settle, seen_missing=False):
    """Kill `change` at each of its steps in turn; return at how many."""
    folder = parent / "calendars"
    for step in range(1, 10_000):
        for path in parent.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        prepare(folder)
        old = contents(folder)
        child = os.fork()
        if not child:
            die_at(step)
            change(folder)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            new = contents(folder)
            assert new != old
            assert beside(parent) == []
            return step - 1, old, new
        seen.append((step, contents(folder)))
        settle(folder)
        settled.append((step, contents(folder)))
        assert beside(parent) == []
    raise AssertionError("it never ends")


seen: list[tuple[int, object]] = []
settled: list[tuple[int, object]] = []


def files(folder, *, other_folder=False):
    """Make a folder with files of ours and of somebody else."""
    (folder / "invites" / "Oulu").mkdir(parents=True)
    for path in ("network.ics", "Oulu.ics", "invites/Oulu/Messina.ics", "notes.txt", "gone.ics"):
        (folder / path).write_bytes(b"old " + path.encode())
    if other_folder:
        (folder / "mine").mkdir()
        (folder / "mine" / "file").write_bytes(b"mine")


OURS = frozenset({"network.ics", "Oulu.ics", "invites/Oulu/Messina.ics", "gone.ics"})


def main() -> None:
    scenario, parent = sys.argv[1], Path(sys.argv[2])
    from di4c_schedule.files import FolderChange, at_once, change_folder, settle_folder

    change = FolderChange(
        {"network.ics": b"new network", "invites/Oulu/Messina.ics": b"new", "invites/Messina/Oulu.ics": b"new"},
        {"gone.ics"},
    )
    if scenario == "renames":
        at_once.exchange = lambda *_: False
    steps, old, new = run(
        parent,
        (lambda _: None) if scenario == "first" else lambda folder: files(folder, other_folder=scenario == "in place"),
        lambda folder: change_folder(folder, change, OURS),
        lambda folder: settle_folder(folder, lambda _: OURS),
    )
    if scenario in ("first", "exchange"):
        assert all(state in (old, new) for _, state in seen), seen
    if scenario == "renames":
        assert all(state in (old, new, None) for _, state in seen), seen
        assert [state for _, state in seen].count(None) == 1
    assert all(state in (old, new) for _, state in settled), settled
    assert [state for _, state in settled].count(old) >= 8
    if scenario == "exchange":
        assert [state for _, state in seen].count(new) >= 5
    print(steps)  # noqa: T201


if __name__ == "__main__":
    main()
