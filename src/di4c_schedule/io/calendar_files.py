"""Busy calendars from files that a problem file, or a table of partners, names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import fields

from di4c_schedule.busy import BusyCalendar, read_busy
from di4c_schedule.errors import CalendarFileError, Mistake


def calendar_keys(kind: type[Any]) -> list[str]:
    """Return the keys of a kind of rule that take a busy calendar.

    Examples
    --------
    >>> from di4c_schedule.rules import Busy
    >>> calendar_keys(Busy)
    ['calendar']
    """
    return [attribute.alias for attribute in fields(kind) if attribute.metadata.get("role") == "busy"]


def read_calendars(folder: Path, names: Sequence[object]) -> tuple[list[object], list[Mistake]]:
    """Read the busy calendars that a list names, and what is wrong with them.

    A calendar keeps the name by which it is called here, so that it can be written back.

    Parameters
    ----------
    folder
        Where the names begin.
    names
        The names; what is none is handed on as it is.

    Returns
    -------
    list, list of Mistake
        Mistakes on a line of a calendar tell its name and the line, others neither.
    """
    read: list[object] = []
    mistakes: list[Mistake] = []
    for name in names:
        try:
            read.append(_read(folder, name) if isinstance(name, str) and name.strip() else name)
        except CalendarFileError as error:
            mistakes += [_told(mistake) for mistake in error.mistakes]
    return read, mistakes


def in_folder(folder: Path, mistake: Mistake) -> Mistake:
    """Return a mistake in a busy calendar with the path of its file, other mistakes as they are.

    Parameters
    ----------
    folder
        Where the names of calendars begin.
    mistake
        A mistake.
    """
    if mistake.file is None or mistake.error is not CalendarFileError:
        return mistake
    return mistake.at(str(folder / mistake.file), mistake.line)


def _read(folder: Path, name: str) -> BusyCalendar:
    return read_busy(folder / name, name)


def _told(mistake: Mistake) -> Mistake:
    """Return a mistake on a whole file as one of the key that names it."""
    if mistake.line or mistake.file is None:
        return mistake
    return Mistake(f"{mistake.file:.100}: {mistake.message}", error=mistake.error)
