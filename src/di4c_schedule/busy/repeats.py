"""Rules by which events repeat, followed inside of given dates only (RFC 5545, section 3.3.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from attrs import define, field, frozen

YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY = FREQUENCIES = (
    "YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY",
)  # fmt: skip

SECONDS = {WEEKLY: 604_800, DAILY: 86_400, HOURLY: 3_600, MINUTELY: 60, SECONDLY: 1}
"""Length of a period, by frequency; months and years have no fixed one."""

_WEIGHTS = {YEARLY: 20, MONTHLY: 4}
"""What a period costs dateutil, in periods of a day; measured."""


class TooMuchError(Exception):
    """Following the events of a calendar takes too long."""


@define
class Patience:
    """How much work may go into following the events of one calendar.

    Parameters
    ----------
    left
        Periods of a day, or dates, that may still be looked at.
    """

    left: int = 400_000

    def spend(self, amount: int = 1) -> None:
        """Count some work.

        Raises
        ------
        TooMuchError
            If it was too much.
        """
        self.left -= amount
        if self.left < 0:
            raise TooMuchError


class _PassedError(Exception):
    """The dates asked for have been passed."""


class _Stride(int):
    """An interval that counts how often dateutil takes it.

    A rule that never matches, such as 30 February, yields nothing that could be counted: dateutil would look for it
    until the year 9999, period by period, and there is no other place where one could stop it.
    """

    left: int
    weight: int
    patience: Patience

    def __radd__(self, other: int) -> int:
        self._take()
        return int(self) + other

    def __mul__(self, other: int) -> int:
        self._take()
        return int(self) * other

    def _take(self) -> None:
        self.patience.spend(self.weight)
        self.left -= 1
        if self.left < 0:
            raise _PassedError


@frozen
class Rule:
    """A rule by which an event repeats, on the clock of its zone.

    Parameters
    ----------
    frequency
        Such as ``WEEKLY``.
    start
        When the event begins, without a zone.
    interval
        Every so many periods.
    count
        How often in all, the start included where it fits the rule.
    until
        The last moment, by the zone's clock.
    week_start
        Weekday with which weeks begin, 0 is Monday.
    by
        What is given besides, with dateutil's names; times of day are always given.

    Examples
    --------
    >>> rule = Rule("WEEKLY", datetime(2018, 1, 1), by={"byweekday": (0,), **at_time(time())})
    >>> list(rule.between(datetime(2019, 9, 1), datetime(2019, 9, 15), Patience()))
    [datetime.datetime(2019, 9, 2, 0, 0), datetime.datetime(2019, 9, 9, 0, 0)]
    """

    frequency: str
    start: datetime
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    week_start: int = 0
    by: Mapping[str, object] = field(factory=dict)

    def between(self, first: datetime, last: datetime, patience: Patience) -> Iterator[datetime]:
        """Yield the moments of the rule from one moment to another, both included, in their order.

        Raises
        ------
        TooMuchError
            If there is more to look at than `patience` allows.
        """
        last = min(last, self.until) if self.until is not None else last
        if last < max(first, self.start):
            return
        # who counts must begin with the first; who does not may begin near the dates asked for
        anchor = self._period(self.start if self.count is not None else max(first, self.start))
        place = 0
        for moment in self._from(anchor, last, patience):
            if moment < self.start:
                continue
            place += 1
            if moment > last or (self.count is not None and place > self.count):
                return
            patience.spend()
            if moment >= first:
                yield moment

    def _from(self, anchor: datetime, last: datetime, patience: Patience) -> Iterator[datetime]:
        from dateutil import rrule

        stride = _Stride(self.interval)
        stride.left = self._periods(anchor, last) // self.interval + 1
        stride.weight = _WEIGHTS.get(self.frequency, 1)
        stride.patience = patience
        rule = rrule.rrule(
            getattr(rrule, self.frequency), dtstart=anchor, interval=stride, wkst=self.week_start, **self.by
        )
        try:
            yield from rule
        except _PassedError:
            return

    def _period(self, moment: datetime) -> datetime:
        """Return the begin of the last period of the rule that has begun at a moment."""
        begin = self._begin(self.start)
        periods = self._periods(begin, moment) // self.interval * self.interval
        if self.frequency == YEARLY:
            return begin.replace(year=begin.year + periods)
        if self.frequency == MONTHLY:
            years, month = divmod(begin.month - 1 + periods, 12)
            return begin.replace(year=begin.year + years, month=month + 1)
        return begin + periods * timedelta(seconds=SECONDS[self.frequency])

    def _begin(self, moment: datetime) -> datetime:
        """Return the begin of the year, the month, the week, … of a moment."""
        midnight = datetime.combine(moment, time())
        if self.frequency == YEARLY:
            return midnight.replace(month=1, day=1)
        if self.frequency == MONTHLY:
            return midnight.replace(day=1)
        if self.frequency == WEEKLY:
            return midnight - timedelta(days=(moment.weekday() - self.week_start) % 7)
        seconds = int((moment - midnight).total_seconds())
        return midnight + timedelta(seconds=seconds - seconds % SECONDS[self.frequency])

    def _periods(self, begin: datetime, moment: datetime) -> int:
        """Count the periods that begin after the first and up to a moment."""
        if self.frequency == YEARLY:
            return moment.year - begin.year
        if self.frequency == MONTHLY:
            return 12 * (moment.year - begin.year) + moment.month - begin.month
        return int((moment - begin).total_seconds()) // SECONDS[self.frequency]


def at_time(moment: time | datetime) -> dict[str, tuple[int, ...]]:
    """Return the time of day as dateutil wants it.

    Examples
    --------
    >>> at_time(time(9, 30))
    {'byhour': (9,), 'byminute': (30,), 'bysecond': (0,)}
    """
    return {"byhour": (moment.hour,), "byminute": (moment.minute,), "bysecond": (moment.second,)}


def as_moment(day: date) -> datetime:
    """Return a time as it is, without its zone, and a day as its midnight.

    Examples
    --------
    >>> as_moment(date(2019, 9, 2))
    datetime.datetime(2019, 9, 2, 0, 0)
    """
    return day.replace(tzinfo=None) if isinstance(day, datetime) else datetime.combine(day, time())
