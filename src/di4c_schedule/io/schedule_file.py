"""Schedules as CSV: for spreadsheets, and back."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from di4c_schedule.dates import ONE_DAY, parse_date
from di4c_schedule.errors import Mistake, ProblemError, ScheduleError, nearest, raise_all
from di4c_schedule.io.text_files import read_text
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import COLUMNS, Meeting, Schedule

_FORMULA = ("=", "+", "-", "@")


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
        writer.writerow([_harmless(str(row[column])) for column in COLUMNS])
    return text.getvalue().encode()


def read_schedule(path: str | Path, problem: Problem) -> Schedule:
    """Read a schedule from CSV.

    Parameters
    ----------
    path
        A file with the columns ``host`` and ``first``; ``last``, ``format`` and ``state`` are taken where they are
        given, all others are left alone. Commas or semicolons separate, as spreadsheets write them.
    problem
        The problem that the schedule answers.

    Raises
    ------
    ScheduleError
        With all mistakes of the file at once, each with its line.
    """
    path = Path(path)
    text = read_text(path, ScheduleError)
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        rows = list(csv.DictReader(StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ScheduleError([Mistake(f"not CSV: {error}", error=ScheduleError, file=str(path))]) from None
    columns = [name.strip() for name in header.split(delimiter)]
    for needed in ("host", "first"):
        if needed not in columns:
            message = f'no column "{needed}"; the columns are: {", ".join(columns)[:200]}'
            raise ScheduleError([Mistake(message, error=ScheduleError, file=str(path), line=1)])
    meetings, mistakes = [], list[Mistake]()
    for line, row in enumerate(rows, 2):
        try:
            meetings.append(_meeting({key.strip(): value for key, value in row.items() if key}, problem))
        except ProblemError as error:
            mistakes += [Mistake(m.message, m.where, ScheduleError, str(path), line) for m in error.mistakes]
    raise_all(mistakes)
    return Schedule(problem, meetings)


def _meeting(row: dict[str, str | None], problem: Problem) -> Meeting:
    cells = {key: (value or "").strip() for key, value in row.items()}
    host = _host(cells["host"], problem)
    start = _day(cells, "first")
    last = _day(cells, "last") if cells.get("last") else start + (problem.days - 1) * ONE_DAY
    return Meeting(host, start, last, format=cells.get("format") or "on site", state=cells.get("state") or "confirmed")


def _host(cell: str, problem: Problem) -> str:
    name = cell if cell in problem.network else cell.removeprefix("'")
    if name not in problem.network:
        raise ScheduleError(
            [Mistake(f'unknown partner "{cell[:60]}", {nearest(cell, problem.network.names)}', ("host",))]
        )
    return name


def _day(cells: dict[str, str], key: str) -> date:
    try:
        return parse_date(cells[key])
    except ProblemError as error:
        raise ScheduleError([mistake.inside(key) for mistake in error.mistakes]) from None


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
