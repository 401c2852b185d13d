"""What was sent from a folder of calendars: a file that only grows, and survives a power cut at any byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from di4c_schedule.errors import Mistake, OutputError, ProblemError
from di4c_schedule.files.atomic import sync_folder
from di4c_schedule.files.causes import cause_of
from di4c_schedule.mail.history import History
from di4c_schedule.mail.records import Record, read_record

JOURNAL = "sent.jsonl"
"""Its name in the folder: who copies or renames the folder takes it along."""

_LARGEST = 200_000_000
"""Bytes; a mail takes two thousand of them."""

_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
"""Made for its owner alone, as it holds addresses."""


class Journal:
    """The journal of a folder.

    Parameters
    ----------
    folder
        The folder of calendars.
    locked
        Keeps the folder from being replaced while a line is written to a file in it.
    """

    def __init__(self, folder: Path, locked: Callable[[], AbstractContextManager[None]]) -> None:
        self.path = folder / JOURNAL
        self._locked = locked

    def read(self, *, repair: bool) -> tuple[History, list[str]]:
        """Return what happened, and what there is to say of the file.

        A process that was killed, or a power cut, may leave half a line at the end: nothing had followed on it, so
        that it counts as not written.

        Parameters
        ----------
        repair
            Whether to take such a half line off.

        Raises
        ------
        ProblemError
            If another line is damaged: what is not known to be sent must not be sent twice.
        OutputError
            If the file cannot be read or repaired.
        """
        try:
            with self._locked():
                data = self._data()
                records, whole = self._records(data)
                if whole == len(data):
                    return History(records), []
                if repair:
                    with self.path.open("r+b") as file:
                        file.truncate(whole)
                        os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"cannot read {self.path}: {cause_of(error)}") from error
        return History(records), [f"the last line of {self.path} was cut short, as when power fails; it does not count"]

    def add(self, *records: Record) -> None:
        """Write lines, all or none, and bring them to the disk.

        Raises
        ------
        OutputError
            If that cannot be done; the file is then as it was.
        """
        try:
            with self._locked():
                new = not self.path.exists()
                with os.fdopen(os.open(self.path, _APPEND, 0o600), "ab") as file:
                    size = file.tell()
                    try:
                        file.write(b"".join(record.line for record in records))
                        file.flush()
                        os.fsync(file.fileno())
                    except OSError:
                        with suppress(OSError):
                            os.ftruncate(file.fileno(), size)
                        raise
                if new:
                    sync_folder(self.path.parent)
        except OSError as error:
            raise OutputError(f"cannot write {self.path}: {cause_of(error)}") from error

    def _data(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return b""
        if len(data) > _LARGEST:
            raise ProblemError([Mistake(f"is larger than {_LARGEST // 1_000_000} MB", file=str(self.path))])
        return data

    def _records(self, data: bytes) -> tuple[list[Record], int]:
        """Return the records, and how many bytes they take."""
        lines = data.splitlines(keepends=True)
        records: list[Record] = []
        whole = 0
        for number, line in enumerate(lines, 1):
            try:
                if not line.endswith(b"\n"):
                    raise ValueError("cut short")
                records.append(read_record(line))
            except ValueError:
                if number == len(lines):
                    break
                raise self._damaged(number) from None
            whole += len(line)
        return records, whole

    def _damaged(self, number: int) -> ProblemError:
        return ProblemError(
            [
                Mistake(
                    "this line is damaged, or of a later version of the program; it says which mails were sent, so "
                    "that nothing is sent until it is put right, or taken out by somebody who knows",
                    file=str(self.path),
                    line=number,
                )
            ]
        )
