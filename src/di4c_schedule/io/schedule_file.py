"""Schedules as CSV: for spreadsheets, and back."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from di4c_schedule.arguments import names
from di4c_schedule.dates import ONE_DAY, parse_date
from di4c_schedule.errors import Mistake, ProblemError, ScheduleError, nearest, raise_all
from di4c_schedule.files.text_files import read_text
from di4c_schedule.forms import Form
from di4c_schedule.io.csv_rows import csv_rows, need_columns
from di4c_schedule.names import clean_name
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import COLUMNS, Meeting, Schedule

_FORMULA = ("=", "+", "-", "@")
_MARKED = (*_FORMULA, "'")


def schedule_csv(schedule: Schedule) -> bytes:
    """Return a schedule as CSV in UTF-8, one line a meeting, ISO dates.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> print(schedule_csv(Schedule.of(problem, [("Oulu", "2019-10-01")])).decode())
    position,host,city,country,first,last,format,state
    1,Oulu,Oulu,FI,2019-10-01,2019-10-02,on site,confirmed
    <BLANKLINE>
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in schedule.to_rows():
        writer.writerow([harmless(str(row[column])) for column in COLUMNS])
    return text.getvalue().encode()


def read_schedule(path: str | Path, problem: Problem) -> Schedule:
    """Read a schedule from CSV.

    Parameters
    ----------
    path
        A file with the columns ``host`` and ``first``; ``last``, ``format`` and ``state`` are taken where they are
        given, else from the problem; all others are left alone. Commas, semicolons or tabs separate, as spreadsheets
        write them.
    problem
        The problem that the schedule answers.

    Raises
    ------
    ScheduleError
        With all mistakes of the file at once, each with its line.
    """
    return Schedule(problem, _read(Path(path), problem, None))


def read_published(path: str | Path, problem: Problem, former: Sequence[str] = ()) -> tuple[Meeting, ...]:
    """Read the meetings of a published plan from CSV, also those of partners that have left the network since.

    A name that is nearly that of a partner is taken for a mistake, unless it is said to be a former partner.

    Parameters
    ----------
    path
        A file as `read_schedule` reads it.
    problem
        The problem as it is now.
    former
        Names of partners that have left.

    Raises
    ------
    ScheduleError
        With all mistakes of the file at once, each with its line; if there is no meeting in it.
    """
    meetings = tuple(_read(Path(path), problem, names(former)))
    if not meetings:
        raise no_meeting_in(path)
    return meetings


def no_meeting_in(path: str | Path) -> ScheduleError:
    """Return the error of a file that is to hold a plan and has no meeting."""
    message = "there is no meeting in it; give a line with a host and a first day for each"
    return ScheduleError([Mistake(message, error=ScheduleError, file=str(path))])


def _read(path: Path, problem: Problem, former: Collection[str] | None) -> list[Meeting]:
    """Return the meetings of a file in date order; hosts that are no partners only if `former` is not None."""
    header, rows = csv_rows(path, read_text(path, ScheduleError), ScheduleError)
    need_columns(path, header, ("host", "first"), ScheduleError)
    slots, mistakes = [], list[Mistake]()
    for line, row in rows:
        try:
            slots.append((line, *_slot(dict(zip(header, row, strict=False)), problem, former)))
        except ProblemError as error:
            mistakes += [Mistake(m.message, m.where, ScheduleError, str(path), line) for m in error.mistakes]
    raise_all(mistakes)
    turns: dict[str, int] = {}
    meetings = []
    for line, host, first, cells in sorted(slots, key=lambda slot: slot[2]):
        turns[host] = turns.get(host, 0) + 1
        try:
            meetings.append(_meeting(host, first, cells, problem.form(host, turns[host])))
        except ProblemError as error:
            mistakes += [Mistake(m.message, m.where, ScheduleError, str(path), line) for m in error.mistakes]
    raise_all(mistakes)
    return meetings


def _slot(row: dict[str, str], problem: Problem, former: Collection[str] | None) -> tuple[str, date, dict[str, str]]:
    """Return host and first day, and all cells."""
    cells = {key: value.strip() for key, value in row.items()}
    host, mistakes = _host(cells.get("host", ""), problem, former)
    days: dict[str, date] = {}
    for key in ("first", *(["last"] if cells.get("last") else [])):
        try:
            days[key] = parse_date(cells.get(key, ""))
        except ProblemError as error:
            mistakes += [mistake.inside(key) for mistake in error.mistakes]
    if mistakes:
        raise ScheduleError(mistakes)
    return host, days["first"], cells


def _meeting(host: str, first: date, cells: dict[str, str], form: Form) -> Meeting:
    try:
        last = parse_date(cells["last"]) if cells.get("last") else first + (form.days - 1) * ONE_DAY
    except OverflowError:
        raise ScheduleError("the meeting would end after the last day that a date can hold") from None
    given = cells.get("format") or form.format, cells.get("state") or form.state
    return Meeting(host, first, last, format=given[0], state=given[1])


def _host(cell: str, problem: Problem, former: Collection[str] | None) -> tuple[str, list[Mistake]]:
    """Return the partner that a cell names, and what is wrong with it."""
    name = unicodedata.normalize("NFC", cell)
    for known in (bare(name), name):
        if known in problem.network or (former is not None and known in former):
            return known, []
    near = nearest(name, problem.network.names)
    unknown = f'unknown partner "{name[:60]}", {near}'
    if former is None:
        return name, [Mistake(unknown, ("host",))]
    if near.startswith("did you mean"):
        return name, [Mistake(f"{unknown} (if it has left, name it among the former partners)", ("host",))]
    try:
        return clean_name(bare(name)), []
    except ProblemError as error:
        return name, [mistake.inside("host") for mistake in error.mistakes]


def bare(cell: str) -> str:
    """Return a text without the apostrophe that keeps spreadsheets from taking it for a formula.

    Examples
    --------
    >>> bare("'=Oulu"), bare("'s-Hertogenbosch")
    ('=Oulu', "'s-Hertogenbosch")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_MARKED) else cell


def harmless(cell: str) -> str:
    """Return a text with an apostrophe in front if a spreadsheet would take it for a formula.

    Examples
    --------
    >>> harmless("=Oulu"), harmless("Oulu")
    ("'=Oulu", 'Oulu')
    """
    return f"'{cell}" if bare(cell) != cell or cell.startswith(_FORMULA) else cell
