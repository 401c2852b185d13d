"""Why the system refuses to write, in words."""

from __future__ import annotations

import errno

CAUSES = {
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EISDIR: "a folder has that name",
    errno.EEXIST: "a file has that name",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.ENOENT: "its folder does not exist",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EXDEV: "a part of it lies on another file system",
    errno.EBUSY: "the system is using it",
}


def cause_of(error: OSError | ValueError) -> str:
    """Return why a file or folder cannot be written.

    Examples
    --------
    >>> cause_of(OSError(errno.ENOSPC, "No space left on device"))
    'the disk is full'
    """
    if isinstance(error, OSError):
        return CAUSES.get(error.errno or 0, error.strerror or str(error))
    return "no file can have that name"
