"""One writer at a time for a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from di4c_schedule.errors import OutputError
from di4c_schedule.files.causes import cause_of

PATIENCE = 60.0
"""Seconds to wait for another writer; the largest networks take a third of it."""


@contextmanager
def folder_lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a folder: another process or thread that wants it waits.

    Parameters
    ----------
    folder
        The folder; it need not be there, its parent must. The lock is the file ``.NAME.lock`` beside it, or in it if
        the parent may not be written to. It stays there: were it removed, two writers could hold locks on two files of
        that name. A process that is killed holds it no more.
    patience
        How many seconds to wait for it.

    Raises
    ------
    OutputError
        If another holds it all the time, or it cannot be made.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as parent, folder_lock(Path(parent, "calendars")):
    ...     [path.name for path in Path(parent).iterdir()]
    ['.calendars.lock']
    """
    from filelock import FileLock, Timeout

    beside = os.access(folder.parent, os.W_OK) and not os.path.ismount(folder)
    place = folder.parent if beside else folder
    lock = FileLock(place / f".{folder.name}.lock", timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        raise OutputError(
            f"cannot write into the folder {folder}: another program has been writing there for {patience:g} seconds; "
            "try again when it is done"
        ) from None
    except OSError as error:
        raise OutputError(f"cannot write into the folder {place}: {cause_of(error)}") from error
    try:
        yield
    finally:
        lock.release()
