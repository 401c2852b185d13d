"""Two folders that take each other's name in one step, where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_NO_SUCH_CALL = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a system or a file system says that cannot exchange names."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Of Linux: fcntl.h and renameat2(2)."""

_RENAME_SWAP = 2
"""Of macOS: renamex_np(2)."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders, or two files, of one file system take each other's name: nobody ever sees one of them missing.

    Returns
    -------
    bool
        Whether it was done; False if the system or the file system cannot do it, and nothing happened.

    Raises
    ------
    OSError
        If it fails for any other cause; nothing happened.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as parent:
    ...     one, other = Path(parent, "one"), Path(parent, "other")
    ...     sizes = one.write_bytes(b"1"), other.write_bytes(b"2")
    ...     done = exchange(one, other)
    ...     one.read_bytes() == (b"2" if done else b"1")
    True
    """
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            call = ctypes.CDLL(None, use_errno=True).renameat2
            failed = call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE))
        elif sys.platform == "darwin":
            call = ctypes.CDLL(None, use_errno=True).renamex_np
            failed = call(*names, ctypes.c_uint(_RENAME_SWAP))
        else:
            return False
    except AttributeError:
        return False
    number = ctypes.get_errno()
    if failed and number in _NO_SUCH_CALL:
        return False
    if failed:
        raise OSError(number, os.strerror(number), str(one))
    return True
