"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from stat import S_IMODE, S_ISDIR, S_ISREG

from di4c_schedule.errors import OutputError
from di4c_schedule.files.causes import CAUSES, cause_of


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file so that at any moment it has either its old content or all of the new.

    Parameters
    ----------
    path
        The file; its folder exists. A symbolic link stays one, and its target is written. A device or a pipe, such as
        ``/dev/stdout``, is written to directly.
    data
        The content. A file that has it already is not touched, not even its time.

    Raises
    ------
    OutputError
        If it cannot be written; the old content is then still there.

    Notes
    -----
    The data go to a new file in the same folder, which replaces the old one when they are on the disk; the permissions
    of the old file are kept. A process that is killed may leave a file ``.….tmp`` there, which can be removed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder, "plan.txt"), b"Oulu")
    ...     [(file.name, file.read_bytes()) for file in Path(folder).iterdir()]
    [('plan.txt', b'Oulu')]
    """
    try:
        _write(path, data)
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot write {path}: {cause_of(error)}") from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it; nothing happens if it is there.

    Raises
    ------
    OutputError
        If it cannot be made.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     make_folder(Path(folder, "a", "b"))
    ...     Path(folder, "a", "b").is_dir()
    True
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot make the folder {path}: {cause_of(error)}") from error


def require_folder(path: Path) -> None:
    """Find out whether files could be written into a folder, before any work is done for them; make nothing.

    Raises
    ------
    OutputError
        If the folder is there and cannot be written to, or could not be made.

    Examples
    --------
    >>> require_folder(Path("a folder", "that is not there yet"))
    """
    standing = next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.exists())
    if not standing.is_dir():
        cause = CAUSES[errno.EEXIST if standing == path.absolute() else errno.ENOTDIR]
        raise OutputError(f"cannot make the folder {path}: {cause}")
    if not os.access(standing, os.W_OK):
        raise OutputError(f"cannot write into the folder {standing}: permission denied")


def _write(path: Path, data: bytes) -> None:
    try:
        state = path.stat()
    except FileNotFoundError:
        _replace(Path(os.path.realpath(path)), data, None)
        return
    if S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not S_ISREG(state.st_mode):
        path.write_bytes(data)
    elif state.st_size != len(data) or path.read_bytes() != data:
        # A file may be replaced in a folder that may be written, even if the file itself is meant to stay.
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "may only be read")
        _replace(Path(os.path.realpath(path)), data, S_IMODE(state.st_mode))


def _replace(target: Path, data: bytes, permissions: int | None) -> None:
    temporary = target.with_name(f".{token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if permissions is not None:
            temporary.chmod(permissions)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring the new name to the disk; not every system can, and the content is there in any case."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
