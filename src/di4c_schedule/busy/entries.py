"""When somebody is busy, by the days and the clock of a zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import frozen

from di4c_schedule.dates import ONE_DAY, DateRange

if TYPE_CHECKING:
    from di4c_schedule.busy.properties import Moment


@frozen
class BusyEntry:
    """A time at which somebody is busy.

    Parameters
    ----------
    first, last
        Days that it touches, both inclusive, in the zone that was asked for; they may lie outside of the dates asked
        for.
    summary
        What it is called; may be empty.
    tentative
        Whether it is not sure yet.
    line
        Where its event begins in the file.
    begin, end
        The times, in the zone that was asked for; None for whole days.

    Examples
    --------
    >>> print(BusyEntry(date(2019, 11, 5), date(2019, 11, 6), "Fair"))
    5 to 6 November 2019: Fair
    """

    first: date
    last: date
    summary: str = ""
    tentative: bool = False
    line: int = 0
    begin: datetime | None = None
    end: datetime | None = None

    @property
    def dates(self) -> DateRange:
        """The days that it touches."""
        return DateRange(self.first, self.last)

    def __str__(self) -> str:
        return f"{self.dates}: {self.summary or 'busy'}{' (tentative)' if self.tentative else ''}"


def days_touched(start: Moment, end: Moment, zone: ZoneInfo) -> tuple[date, date, datetime | None, datetime | None]:
    """Return the first and the last day that a time touches in a zone, and its begin and end there.

    An end at midnight does not touch the day that begins then; a time of no length touches its own day.
    """
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return start, max(start, _before(end)), None, None
    begin, finish = _there(start, zone), _there(end, zone)
    last = _before(finish.date()) if finish.time() == time() else finish.date()
    return begin.date(), max(begin.date(), last), begin, finish


def _before(day: date) -> date:
    return day - ONE_DAY if day > date.min else day


def _there(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a time by the clock of a zone; one without a zone is meant there."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):  # the first or the last day that there is
        return moment.replace(tzinfo=zone)


def busy_days_of(entries: Iterable[BusyEntry], dates: DateRange, zone: ZoneInfo, hours: float) -> Mapping[date, str]:
    """Return the days on which entries take at least so many hours in all, with what they are called."""
    by_day: dict[date, list[BusyEntry]] = {}
    for entry in entries:
        first, last = max(entry.first, dates.first), min(entry.last, dates.last)
        for number in range((last - first).days + 1):
            by_day.setdefault(first + number * ONE_DAY, []).append(entry)
    return {day: _names(by_day[day]) for day in sorted(by_day) if hours <= 0 or _takes(by_day[day], day, zone, hours)}


def _names(entries: Iterable[BusyEntry]) -> str:
    """Join what the entries of a day are called, the sure ones first."""
    ordered = sorted(entries, key=lambda entry: entry.tentative)
    names = list(dict.fromkeys(entry.summary for entry in ordered if entry.summary))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return "; ".join(names[:3]) + more if names else "busy"


def _takes(entries: Iterable[BusyEntry], day: date, zone: ZoneInfo, hours: float) -> bool:
    """Whether entries together take so many hours of a day, or all of it: one of 23 hours is whole, too."""
    begin, end = _midnight(day, zone), _midnight(day + ONE_DAY, zone)
    taken, reached = timedelta(0), begin
    for start, finish in sorted(_part(entry, begin, end) for entry in entries):
        taken += max(finish, reached) - max(start, reached)
        reached = max(reached, finish)
    return taken >= min(timedelta(hours=hours), end - begin)


def _part(entry: BusyEntry, begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return what an entry takes of the time from a begin to an end, in UTC."""
    if entry.begin is None or entry.end is None:
        return begin, end
    start = min(max(entry.begin.astimezone(UTC), begin), end)
    return start, max(start, min(entry.end.astimezone(UTC), end))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
