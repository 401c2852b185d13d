"""A folder that keeps its place and changes file by file; a change that was cut short is finished by the next."""

from __future__ import annotations

import json
import os
from pathlib import Path

from di4c_schedule.files.atomic import sync_folder, write_bytes
from di4c_schedule.files.folder_change import FolderChange, files_in, write_all
from di4c_schedule.files.many_files import remove_folder

_STEPS = ".di4c-new"
"""Folder of what is on its way; hidden, in the folder that changes."""

_PLAN = "plan.json"
"""In it: what is to be done; it is there when all else is."""


def change_in_place(folder: Path, change: FolderChange) -> None:
    """Change files of a folder one after the other, all of them even if the process is killed and called anew.

    Parameters
    ----------
    folder
        The folder.
    change
        What is to change.

    Raises
    ------
    OSError
        If it fails; the old files are then as they were, or the next call goes on.
    """
    steps = folder / _STEPS
    remove_folder(steps)
    try:
        (steps / "files").mkdir(parents=True)
        write_all(steps / "files", change, folder)
        plan = {"removed": sorted(change.removed), "aside": dict(change.aside)}
        write_bytes(steps / _PLAN, json.dumps(plan).encode())
    except BaseException:
        remove_folder(steps)
        raise
    settle_in_place(folder)


def settle_in_place(folder: Path) -> None:
    """Finish the change that a process was killed in; nothing happens if there is none, or it had not begun."""
    steps = folder / _STEPS
    if (steps / _PLAN).exists():
        plan = json.loads((steps / _PLAN).read_bytes())
        for path in list(files_in(steps / "files")):
            aside = plan["aside"].get(path)
            if aside and os.path.lexists(folder / path):
                (folder / path).replace(folder / aside)
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (steps / "files" / path).replace(folder / path)
        for path in plan["removed"]:
            (folder / path).unlink(missing_ok=True)
            _remove_empty(folder, (folder / path).parent)
        sync_folder(folder)
    remove_folder(steps)


def _remove_empty(folder: Path, inner: Path) -> None:
    while inner != folder and inner.exists() and not any(inner.iterdir()):
        inner.rmdir()
        inner = inner.parent
