"""Busy calendars from files that a problem file, or a table of partners, names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, fields

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


def read_calendar(folder: Path, name: str) -> BusyCalendar:
    """Read a busy calendar; it keeps the name by which the file that names it calls it.

    Parameters
    ----------
    folder
        Where the file lies that names it.
    name
        The name, relative to that folder.

    Raises
    ------
    CalendarFileError
        If there is no such file or it is no calendar; with line if something on a line is wrong.
    """
    if not name.strip():
        raise CalendarFileError([Mistake('expected a calendar file such as "oulu.ics"', error=CalendarFileError)])
    return evolve(read_busy(folder / name), name=name)


def read_calendars(folder: Path, names: Sequence[object]) -> tuple[list[object], list[Mistake]]:
    """Read the busy calendars that a list names, and what is wrong with them.

    What is no name is handed on as it is. Mistakes have no path; those on a line of a calendar have its name and line.
    """
    read: list[object] = []
    mistakes: list[Mistake] = []
    for name in names:
        try:
            read.append(read_calendar(folder, name) if isinstance(name, str) else name)
        except CalendarFileError as error:
            mistakes += [_told(mistake, name) for mistake in error.mistakes]
    return read, mistakes


def _told(mistake: Mistake, name: object) -> Mistake:
    """Return a mistake on a whole file as one of the key that names it."""
    return mistake if mistake.line or not mistake.file else Mistake(f"{name}: {mistake.message}", error=mistake.error)
