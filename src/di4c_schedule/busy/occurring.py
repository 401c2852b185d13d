"""What happens on some dates: events that happen once, and what series bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from di4c_schedule.busy.entries import BusyEntry, days_touched
from di4c_schedule.busy.properties import Moment
from di4c_schedule.busy.reading import CONTRADICTION, Reading
from di4c_schedule.busy.records import Record
from di4c_schedule.busy.repeats import Patience, TooMuchError, as_moment
from di4c_schedule.busy.structure import no_calendar
from di4c_schedule.dates import ONE_DAY, DateRange

_MARGIN = timedelta(days=2)
"""Zones lie up to 26 hours apart."""


def entries_around(name: str, reading: Reading, dates: DateRange, zone: ZoneInfo) -> Iterator[BusyEntry]:
    """Yield the entries on some dates, and a few around them.

    Parameters
    ----------
    name
        The calendar, for errors.
    reading
        What was read of it.
    dates
        The dates.
    zone
        Whose days are meant.

    Raises
    ------
    CalendarFileError
        If so much happens in these dates that reading it takes too long.
    """
    from di4c_schedule.busy.series import FAULTS, occurrences

    begin, end = _around(dates)
    for record in reading.alone:
        if as_moment(record.start) <= end and begin <= as_moment(record.end):
            yield _entry(record, record.start, record.end, zone)
    patience = Patience()
    for group in reading.series:
        if _elsewhere(group, begin, end):
            continue
        longest = max((_length(one) for record in group for one in record.added), default=timedelta(0))
        first = max(begin - min(longest, begin - datetime.min), datetime.min + _MARGIN)
        try:
            for record, start, finish in occurrences(
                group, first.replace(tzinfo=zone), end.replace(tzinfo=zone), patience
            ):
                if record.blocks:
                    yield _entry(record, start, finish, zone)
        except TooMuchError:
            text = (
                f"so much happens {dates.when} that it takes too long to read; take out what repeats most, "
                "or export fewer events"
            )
            raise no_calendar(name, text, group[0].line) from None
        except FAULTS:
            raise no_calendar(name, CONTRADICTION, group[0].line) from None


def _around(dates: DateRange) -> tuple[datetime, datetime]:
    first, last = datetime.combine(dates.first, time()), datetime.combine(dates.last, time())
    begin = first - _MARGIN if first - datetime.min > 2 * _MARGIN else datetime.min + _MARGIN
    end = last + ONE_DAY + _MARGIN if datetime.max - last > 4 * _MARGIN else datetime.max - _MARGIN
    return begin, end


def _elsewhere(group: Sequence[Record], begin: datetime, end: datetime) -> bool:
    """Whether a series surely has nothing between two moments, which is found out far faster than what it has."""
    record = group[0]
    if len(group) > 1 or record.added:
        return False
    start = as_moment(record.start)
    lasts = [None if rule.until is None else max(rule.until, start) for rule in record.rules]
    over = all(last is not None and begin - last > as_moment(record.end) - start for last in lasts)
    return start > end or (bool(lasts) and over)


def _length(added: object) -> timedelta:
    return as_moment(added[1]) - as_moment(added[0]) + _MARGIN if isinstance(added, tuple) else timedelta(0)


def _entry(record: Record, start: Moment, end: Moment, zone: ZoneInfo) -> BusyEntry:
    first, last, begin, finish = days_touched(start, end, zone)
    return BusyEntry(first, last, record.summary, record.tentative, record.line, begin, finish)
