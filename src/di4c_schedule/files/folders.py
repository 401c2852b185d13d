"""Folders in which many files change together."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from di4c_schedule.errors import OutputError
from di4c_schedule.files.at_once import change_at_once, settle_at_once
from di4c_schedule.files.causes import CAUSES, cause_of
from di4c_schedule.files.folder_change import FolderChange, only_plain
from di4c_schedule.files.in_place import change_in_place, settle_in_place


def real_folder(folder: Path) -> Path:
    """Return the folder that a path leads to, through symbolic links; it need not be there.

    Raises
    ------
    OutputError
        If it is something else, or no folder can have that name.
    """
    try:
        real = Path(os.path.realpath(folder))
        is_other = os.path.lexists(real) and not real.is_dir()
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot make the folder {folder}: {cause_of(error)}") from error
    if is_other:
        raise OutputError(f"cannot make the folder {folder}: {CAUSES[errno.EEXIST]}")
    return real


def change_folder(folder: Path, change: FolderChange, known: frozenset[str]) -> None:
    """Change files of a folder: all of them at once where that can be, else one after the other.

    Parameters
    ----------
    folder
        The folder, as `real_folder` returns it; the caller holds its lock.
    change
        What is to change.
    known
        Paths of the files that the caller had written there.

    Raises
    ------
    OutputError
        If it fails; the old files are then as they were.

    Notes
    -----
    The folder is replaced as a whole, unless that would pull the ground from under somebody: it is a mount point, the
    program runs in it, it or its parent may not be written to, or it holds folders of others. Then the new files are
    made ready in it and moved one by one; what is cut short, `settle_folder` finishes.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as parent:
    ...     change_folder(Path(parent, "calendars"), FolderChange({"a/network.ics": b"Oulu"}), frozenset())
    ...     Path(parent, "calendars", "a", "network.ics").read_bytes()
    b'Oulu'
    """
    try:
        if movable(folder) and (not folder.exists() or only_plain(folder, change, known)):
            change_at_once(folder, change)
        else:
            change_in_place(folder, change)
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot write into the folder {folder}: {cause_of(error)}") from error


def settle_folder(folder: Path, ours: Callable[[Path], frozenset[str]]) -> None:
    """Finish what a process that was killed had begun in a folder; the caller holds the lock.

    Parameters
    ----------
    folder
        The folder, as `real_folder` returns it.
    ours
        Says which files of a folder the caller had written.

    Raises
    ------
    OutputError
        If it cannot be finished.
    """
    try:
        if movable(folder):
            settle_at_once(folder, ours)
        if folder.exists():
            settle_in_place(folder)
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot write into the folder {folder}: {cause_of(error)}") from error


def movable(folder: Path) -> bool:
    """Say whether a folder can be given another name without harm to who is in it."""
    here = Path.cwd().resolve()
    inside = folder == here or folder in here.parents
    closed = any(not os.access(one, os.W_OK) for one in (folder, folder.parent) if one.exists())
    return not (inside or os.path.ismount(folder) or closed)
