"""A folder that changes as a whole: a new one is made beside it, and the two take each other's name."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from shutil import copy2, copystat

from di4c_schedule.files.atomic import sync_folder
from di4c_schedule.files.exchange import exchange
from di4c_schedule.files.folder_change import FolderChange, files_in, write_all
from di4c_schedule.files.many_files import remove_folder

Seen = Mapping[str, tuple[int, ...]]
"""What was linked into the new folder: by paths, how to know the file again."""


def change_at_once(folder: Path, change: FolderChange) -> None:
    """Replace a folder by one in which files have changed; at any moment its name leads to the old or to the new.

    Parameters
    ----------
    folder
        The folder; if it is not there, it is made.
    change
        What is to change.

    Raises
    ------
    OSError
        If it fails; the old folder is then as it was.
    """
    new, seen = _made(folder, change)
    try:
        if not folder.exists():
            new.rename(folder)
            sync_folder(folder.parent)
            return
        old = _swapped(folder, new)
    except BaseException:
        remove_folder(new)
        raise
    sync_folder(folder.parent)
    # What cannot be moved stays in the old folder, and that stays beside the new one.
    with suppress(OSError):
        _follow(old, folder, change, seen)
        remove_folder(old)


def settle_at_once(folder: Path, ours: Callable[[Path], frozenset[str]]) -> None:
    """Finish what a process that was killed has left beside a folder.

    Parameters
    ----------
    folder
        The folder; if it has no name at the moment, it gets it back.
    ours
        Says which files of a folder the caller had written: they are not saved from an old folder.
    """
    old = _name(folder, "old")
    if not folder.exists() and old.exists():
        old.rename(folder)
    remove_folder(_name(folder, "making"))
    for left in sorted(folder.parent.glob(f".{_escaped(folder.name)}.*.new")):
        if _never_used(left):
            remove_folder(left)
        else:
            _saved(left, folder, ours)
    if old.exists():
        _saved(old, folder, ours)


def _follow(old: Path, folder: Path, change: FolderChange, seen: Seen) -> None:
    """Do in the new folder what somebody did in the old one since it was read."""
    there = list(files_in(old))
    for path in there:
        place = change.place_of(path)
        if place is not None and (_mark(old / path) != seen.get(path) or _mark(folder / place) != seen[path]):
            _move(old / path, folder / place)
    for path in set(seen).difference(there):
        if _mark(folder / path) == seen[path]:
            (folder / path).unlink()


def _saved(old: Path, folder: Path, ours: Callable[[Path], frozenset[str]]) -> None:
    """Move what somebody put into an old folder in its last moment to the new one, and remove the old."""
    known = ours(old)
    with suppress(OSError):
        for path in list(files_in(old)):
            if path not in known and not os.path.lexists(folder / path):
                _move(old / path, folder / path)
        remove_folder(old)


def _made(folder: Path, change: FolderChange) -> tuple[Path, Seen]:
    making = _name(folder, "making")
    making.mkdir()
    # The number tells whether this folder still has its first name, or took it from another.
    new = making.rename(_name(folder, f"{making.stat().st_ino}.new"))
    try:
        seen = _linked(folder, new, change) if folder.exists() else {}
        write_all(new, change, folder)
        if folder.exists():
            for inner in sorted({up for path in seen for up in PurePosixPath(path).parents if (new / up).exists()}):
                copystat(folder / inner, new / inner)
            copystat(folder, new)
    except BaseException:
        remove_folder(new)
        raise
    return new, seen


def _never_used(left: Path) -> bool:
    return left.name.split(".")[-2] == str(left.stat().st_ino)


def _linked(folder: Path, new: Path, change: FolderChange) -> Seen:
    seen = {}
    for path in files_in(folder):
        place = change.place_of(path)
        if place is not None:
            seen[path] = _mark(folder / path)
            (new / place).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(folder / path, new / place, follow_symlinks=False)
            except (OSError, NotImplementedError):
                copy2(folder / path, new / place, follow_symlinks=False)
    return seen


def _swapped(folder: Path, new: Path) -> Path:
    """Let the new folder take the name; return where the old one is."""
    if exchange(folder, new):
        return new
    # Without that call there is a moment without the folder; a process killed in it leaves it as `settle` expects.
    old = _name(folder, "old")
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    return old


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _mark(path: Path) -> tuple[int, ...]:
    with suppress(FileNotFoundError):
        state = path.lstat()
        return state.st_ino, state.st_mtime_ns, state.st_size
    return ()


def _name(folder: Path, ending: str) -> Path:
    return folder.with_name(f".{folder.name}.{ending}")


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
