"""The command ``busy``: on which days a calendar makes its owner busy."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from attrs import frozen

from di4c_schedule.busy import BusyCalendar, read_busy
from di4c_schedule.cli.answers import Form, Rows
from di4c_schedule.cli.failures import BAD_INPUT, DONE
from di4c_schedule.cli.servers import CalendarServer
from di4c_schedule.dates import DateRange, long_date, parse_date
from di4c_schedule.errors import Mistake, ProblemError
from di4c_schedule.files import write_bytes
from di4c_schedule.labels import counted


@frozen
class BusyQuestion:
    """What is asked about a calendar.

    Parameters
    ----------
    dates
        The days.
    timezone
        Whose days are meant.
    tentative
        Whether entries that are not sure yet count.
    hours
        How many hours of a day must be taken; 0: any entry will do.
    """

    dates: DateRange
    timezone: str
    tentative: bool = True
    hours: float = 0

    @classmethod
    def of(cls, first: str, last: str, timezone: str, *, tentative: bool, hours: float) -> BusyQuestion:
        """Take the options of the command.

        Raises
        ------
        ProblemError
            If one of them cannot be read.
        """
        days = [_day(option, text) for option, text in (("--from", first), ("--to", last))]
        return cls(DateRange(*days), timezone, tentative, hours)


def busy_of(source: Path | CalendarServer, question: BusyQuestion, out: Path | None, form: Form) -> int:
    """Say on which days a calendar makes busy, and which of its events cannot be read; return the exit code."""
    calendar = _calendar(source, question, out)
    days = calendar.busy_days(
        question.dates, question.timezone, tentative=question.tentative, hours=question.hours
    )  # fmt: skip
    _tell("warning: ", () if form.quiet else calendar.remarks)
    _tell("left out: ", calendar.skipped)
    form.show(lambda: _text(calendar, question, days), lambda: _as_dict(calendar, question, days), lambda: _rows(days))
    return BAD_INPUT if calendar.skipped else DONE


def _calendar(source: Path | CalendarServer, question: BusyQuestion, out: Path | None) -> BusyCalendar:
    """Read a calendar; what a server sends is kept in a file if that is asked for."""
    if isinstance(source, Path):
        if out is not None:
            raise ProblemError("--out keeps what a server sends; a file is there already")
        return read_busy(source)
    from di4c_schedule.server import read_busy_collection

    data = read_busy_collection(
        source.url, source.credentials(), question.dates, cafile=source.cafile, insecure_http=source.insecure
    )
    calendar = BusyCalendar.of(data, source.url if out is None else str(out))
    if out is not None:
        write_bytes(out, data)
    return calendar


def _day(option: str, text: str) -> date:
    try:
        return parse_date(text)
    except ProblemError as error:
        raise ProblemError([mistake.inside(option) for mistake in error.mistakes]) from None


def _tell(heading: str, mistakes: Iterable[Mistake]) -> None:
    for mistake in mistakes:
        sys.stderr.write(f"{heading}{mistake}\n")


def _text(calendar: BusyCalendar, question: BusyQuestion, days: Mapping[date, str]) -> str:
    number = counted(len(days), "day") if days else "no day"
    heading = f"{calendar.name}: busy on {number} {question.dates.when}, by the clock of {question.timezone}"
    return "\n".join([f"{heading}{':' if days else '.'}", *(f"{long_date(day)}: {what}" for day, what in days.items())])


def _as_dict(calendar: BusyCalendar, question: BusyQuestion, days: Mapping[date, str]) -> dict[str, object]:
    return {
        "calendar": calendar.name,
        "from": str(question.dates.first),
        "to": str(question.dates.last),
        "timezone": question.timezone,
        "days": [{"day": str(day), "summary": what} for day, what in days.items()],
        "skipped": [_place(mistake) for mistake in calendar.skipped],
        "remarks": [_place(mistake) for mistake in calendar.remarks],
    }


def _place(mistake: Mistake) -> dict[str, object]:
    return {"line": mistake.line, "message": mistake.message}


def _rows(days: Mapping[date, str]) -> Rows:
    return ["day", "summary"], [{"day": str(day), "summary": what} for day, what in days.items()]
