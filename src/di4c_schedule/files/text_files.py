"""Text files of users: UTF-8, not huge, there at all."""

from __future__ import annotations

from pathlib import Path

from di4c_schedule.errors import Mistake, ProblemError

LARGEST_FILE = 5_000_000
"""Bytes; a network of 200 partners with 500 rules takes a hundredth."""


def read_text(path: Path, error: type[ProblemError]) -> str:
    """Read a text file in UTF-8, with or without a byte order mark.

    Parameters
    ----------
    path
        The file.
    error
        Class of the error to raise.

    Raises
    ------
    ProblemError
        Of the class given: if the file is missing, cannot be read, is larger than `LARGEST_FILE` or no UTF-8.
    """
    if "\0" in str(path):
        raise error(_mistake(path, "no file can have such a name", error))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise error(_mistake(path, f"the file is larger than {LARGEST_FILE // 1_000_000} MB", error))
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise error(_mistake(path, "there is no such file", error)) from None
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        text = "the file is not in UTF-8; open it in an editor and save it as UTF-8"
        raise error(_mistake(path, text, error, line)) from None
    except OSError as fault:
        raise error(_mistake(path, f"cannot be read: {fault.strerror}", error)) from None


def _mistake(path: Path, message: str, error: type[ProblemError], line: int | None = None) -> list[Mistake]:
    return [Mistake(message, error=error, file=str(path), line=line)]
