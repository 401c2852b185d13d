"""What is to change in a folder, and what else lies in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from stat import S_IMODE, S_ISDIR, S_ISLNK, S_ISREG

from attrs import field, frozen

from di4c_schedule.files.atomic import sync_folder
from di4c_schedule.files.many_files import sync_files
from di4c_schedule.frozen_table import FrozenTable


def _paths(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


@frozen
class FolderChange:
    """What is to change in a folder; paths are those in the folder, with slashes.

    Parameters
    ----------
    written
        Files that are new or get another content.
    removed
        Files that go.
    aside
        Files that give way to one of the same name that is written, and the names that they get.
    """

    written: Mapping[str, bytes] = field(converter=FrozenTable[bytes])
    removed: frozenset[str] = field(default=frozenset(), converter=_paths)
    aside: Mapping[str, str] = field(factory=FrozenTable[str], converter=FrozenTable[str])

    def place_of(self, path: str) -> str | None:
        """Return where a file of the old folder is in the new one; None: it is not."""
        if path in self.aside:
            return self.aside[path]
        return None if path in self.written or path in self.removed else path


def files_in(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the paths of all files and links in a folder and the folders in it, in order; devices and pipes too."""
    for entry in sorted(os.scandir(folder / below if below else folder), key=lambda entry: entry.name):
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(folder, path)
        else:
            yield path


def only_plain(folder: Path, change: FolderChange, known: frozenset[str]) -> bool:
    """Say whether a folder holds nothing but files, links, and the folders of known files.

    Parameters
    ----------
    folder
        The folder.
    change
        What is to change in it.
    known
        Paths of the files that the caller had written.
    """
    ours = {str(up) for path in (*known, *change.written) for up in PurePosixPath(path).parents}

    def plain(below: str) -> bool:
        for entry in list(os.scandir(folder / below if below else folder)):
            path = f"{below}/{entry.name}" if below else entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            is_file = S_ISREG(mode) or (S_ISLNK(mode) and path not in ours)
            if not is_file and not (S_ISDIR(mode) and path in ours and plain(path)):
                return False
        return True

    return plain("")


def write_all(folder: Path, change: FolderChange, old: Path) -> None:
    """Write the files of a change into a folder of their own and bring them to the disk.

    Parameters
    ----------
    folder
        The folder to write into.
    change
        What is to change.
    old
        The folder that it is to be changed in: files keep the permissions they have there.
    """
    written = {path: folder / path for path in change.written}
    for path, target in written.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            _write(descriptor, change.written[path])
        finally:
            os.close(descriptor)
    sync_files(written.values())
    for path, target in written.items():
        _keep_permissions(target, old / path)
    for inner, _, _ in os.walk(folder):
        sync_folder(Path(inner))


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _keep_permissions(target: Path, before: Path) -> None:
    try:
        state = before.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    if S_ISREG(state.st_mode) and S_IMODE(target.lstat().st_mode) != S_IMODE(state.st_mode):
        target.chmod(S_IMODE(state.st_mode))
