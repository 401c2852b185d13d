"""Published meetings from a CSV file that a problem file names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import evolve, fields

from di4c_schedule.errors import Mistake, ProblemError, raise_all
from di4c_schedule.files.text_files import read_text
from di4c_schedule.io.csv_rows import csv_rows, need_columns
from di4c_schedule.io.schedule_file import bare
from di4c_schedule.slots import Slot


def published_keys(kind: type[Any]) -> list[str]:
    """Return the keys of a kind of rule or goal that take published meetings, or the name of a file that has them.

    Examples
    --------
    >>> from di4c_schedule.rules import Frozen
    >>> published_keys(Frozen)
    ['meetings']
    """
    return [attribute.alias for attribute in fields(kind) if attribute.metadata.get("role") == "published"]


def read_slots(path: Path) -> list[Slot]:
    """Read hosts and first days from CSV, such as the schedule that ``plan`` writes.

    Parameters
    ----------
    path
        A file with the columns ``host`` and ``first``; all others are left alone.

    Raises
    ------
    ProblemError
        With all mistakes of the file at once, each with its line.
    """
    header, rows = csv_rows(path, read_text(path, ProblemError), ProblemError)
    need_columns(path, header, ("host", "first"), ProblemError)
    slots: list[Slot] = []
    mistakes: list[Mistake] = []
    for line, row in rows:
        cells = dict(zip(header, row, strict=False))
        try:
            slots.append(Slot(bare(cells.get("host", "").strip()), cells.get("first", "").strip()))
        except ProblemError as error:
            mistakes += [evolve(mistake, error=ProblemError).at(str(path), line) for mistake in error.mistakes]
    raise_all(mistakes)
    return slots
