"""When partners cannot meet: their holidays, and what their own calendars say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from attrs import frozen

from di4c_schedule.calendars.partner_days import holidays_of
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner

BUSY = "busy"
"""What an entry without a summary is called."""


class BusyTimes(Protocol):
    """Something that knows when a partner is busy, such as the rule `Busy`."""

    @property
    def partner(self) -> str:
        """Name of the partner."""
        ...

    def busy_days(self, partner: Partner, dates: DateRange) -> Mapping[date, str]:
        """Return the partner's busy days within some dates, in order, each with what it is busy with."""
        ...


@frozen(eq=False)
class Absences:
    """The days on which partners cannot meet, each with its reason.

    Parameters
    ----------
    network
        The partners.
    window
        The days that are asked about most.
    busy
        When they are busy besides their holidays.

    Examples
    --------
    >>> network = Network("One", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> absences = Absences(network, DateRange.parse("2019-12"))
    >>> absences.days_off("Oulu", DateRange.parse("2019-12-05..2019-12-06"))
    mappingproxy({datetime.date(2019, 12, 6): 'Independence Day'})
    """

    network: Network
    window: DateRange
    busy: tuple[BusyTimes, ...] = ()

    def days_off(self, name: str, dates: DateRange) -> Mapping[date, str]:
        """Return the days within `dates` on which a partner cannot meet, in order.

        Returns
        -------
        Mapping
            With the names of holidays, and of other days that it is a busy day, with what.
        """
        holidays = holidays_of(self.network[name], dates)
        if not self.busy:
            return holidays
        busy = {day: busy_day(what) for day, what in self.busy_days(name, dates).items()}
        return dict(sorted((busy | dict(holidays)).items()))

    def busy_days(self, name: str, dates: DateRange) -> Mapping[date, str]:
        """Return the days within `dates` on which a partner is busy, in order, each with what it is busy with.

        Of several calendars that fill a day the first is told.
        """
        found: dict[date, str] = {}
        for times in self.busy:
            if times.partner == name:
                found = dict(busy_within(times, self.network[name], self.window, dates)) | found
        return dict(sorted(found.items()))


def busy_within(times: BusyTimes, partner: Partner, window: DateRange, dates: DateRange) -> dict[date, str]:
    """Return a partner's busy days within `dates`; those of the whole window are looked up at once.

    Recurring entries take long to follow, and schedules are asked about a few days at a time.
    """
    first, last = window.first - ONE_DAY, window.last + ONE_DAY
    known = times.busy_days(partner, DateRange(min(first, dates.first), max(last, dates.last)))
    return {day: known[day] for day in dates if day in known} if known else {}


def busy_day(what: str) -> str:
    """Write what a day is to a partner that is busy on it.

    Examples
    --------
    >>> busy_day("board meeting"), busy_day("busy")
    ('a busy day (board meeting)', 'a busy day')
    """
    return f"a busy day{in_brackets(what)}"


def in_brackets(what: str) -> str:
    """Write in brackets what somebody is busy with; nothing if that is not known."""
    return f" ({what})" if what and what.casefold() != BUSY else ""
