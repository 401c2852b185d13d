"""Work on many files, several at a time: a disk takes eight as fast as one.

2,000 files are brought to the disk in 0.3 s so, and in 8 s one after the other; removing them takes as long (ext4 on a
virtual disk).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

_AT_A_TIME = 8


def sync_files(files: Iterable[Path]) -> None:
    """Bring files to the disk.

    Raises
    ------
    OSError
        If one cannot be.
    """
    _each(_sync, files)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as it can be.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> (folder / "inner").mkdir()
    >>> remove_folder(folder)
    >>> folder.exists()
    False
    """
    if folder.exists():
        _each(_unlink, [Path(up, name) for up, _, names in os.walk(folder) for name in names])
        rmtree(folder, ignore_errors=True)


def _each(work: Callable[[Path], None], files: Iterable[Path]) -> None:
    with ThreadPoolExecutor(_AT_A_TIME) as threads:
        for _ in threads.map(work, files):
            pass


def _sync(path: Path) -> None:
    # Some systems sync only what is open for writing.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
