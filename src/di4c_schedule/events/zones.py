"""Time zones as iCalendar has them (RFC 5545, section 3.6.5), from the data of ``zoneinfo``.

The package ``icalendar`` makes such components, too, but lets summer begin an hour late. Outlook and Exchange read one
STANDARD and one DAYLIGHT with a yearly rule and approximate everything else (MS-OXCICAL, section 2.1.3.1.1.19); so a
zone has that form wherever it is true.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import frozen

from di4c_schedule.events.properties import set_raw, set_text

if TYPE_CHECKING:
    from icalendar import Timezone
    from icalendar.cal.component import Component

    from di4c_schedule.events.appointments import Appointment

_A_YEAR = timedelta(days=366)

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@frozen
class _Onset:
    """A moment at which clocks are set.

    Parameters
    ----------
    wall
        What clocks show at that moment, before they are set.
    before, after
        Offsets from UTC.
    name
        Abbreviation of the time that begins.
    summer
        Whether it is summer time that begins.
    """

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def yearly(self) -> tuple[object, ...]:
        """What is the same every year where there is a rule."""
        return (self.wall.month, self.wall.weekday(), self.wall.time(), self.before, self.after, self.name)

    @property
    def in_month(self) -> set[int]:
        """Which of the month's weekdays of that name it is: counted from the first, and -1 for the last."""
        place = {(self.wall.day - 1) // 7 + 1}
        last = monthrange(self.wall.year, self.wall.month)[1] - self.wall.day < 7
        return place | {-1} if last else place


def zones_of(appointments: Iterable[Appointment]) -> list[Timezone]:
    """Return the time zones that meetings with hours name, from the year before the first to a year past the last.

    Parameters
    ----------
    appointments
        The meetings; whole days need no zone.

    Examples
    --------
    >>> from datetime import UTC
    >>> from di4c_schedule import CalendarStyle, Network, Partner, Problem, Schedule
    >>> from di4c_schedule.events import appointment_of
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> style = CalendarStyle(begin="09:00", end="17:00")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2, calendars=style)
    >>> schedule = Schedule.of(problem, [("Oulu", "2019-10-01")])
    >>> [zone] = zones_of([appointment_of(schedule, schedule.meetings[0])])
    >>> print(zone["TZID"], zone.daylight[0]["RRULE"], zone.daylight[0]["DTSTART"])
    Europe/Helsinki FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20201231T235959Z 20180325T030000
    """
    timed = sorted((one for one in appointments if one.begin is not None), key=lambda one: one.timezone)
    zones = []
    for name, group in groupby(timed, key=lambda one: one.timezone):
        dates = [day for one in group for day in (one.first, one.last)]
        zones.append(zone_component(name, min(dates), max(dates)))
    return zones


def zone_component(name: str, first: date, last: date) -> Timezone:
    """Return a time zone, right from the year before the first event to the end of the year a year past the last.

    Parameters
    ----------
    name
        IANA name.
    first, last
        Days of the first and the last event.
    """
    from icalendar import Timezone

    years = (first.year - 1, (last + _A_YEAR).year)
    onsets = _onsets(name, *years)
    zone = Timezone()
    set_text(zone, "TZID", name)
    rules = _rules(onsets, *years)
    if rules is None:
        rules = [(onset, None) for onset in (_beginning(name, years[0], onsets), *onsets)]
    for onset, rule in rules:
        zone.add_component(_observance(onset, rule))
    return zone


@lru_cache(maxsize=256)
def _onsets(name: str, first: int, last: int) -> tuple[_Onset, ...]:
    """Return all settings of the clocks in the years from `first` to `last`, as UTC counts them."""
    zone = ZoneInfo(name)
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 12, 31, 23, 59, 59, tzinfo=UTC)
    onsets = []
    while day < end:
        later = min(day + timedelta(days=1), end)
        if _offset(day, zone) != _offset(later, zone):
            onsets.append(_onset(_first_after(day, later, zone), zone))
        day = later
    return tuple(onsets)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _first_after(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the second at which the offset becomes another."""
    old = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _onset(moment: datetime, zone: ZoneInfo) -> _Onset:
    before, after = _offset(moment - timedelta(seconds=1), zone), _offset(moment, zone)
    was, now = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
    # Ireland and Morocco count winter as the exception; what calendars call DAYLIGHT is the later clock all the same.
    return _Onset(
        wall=(moment + before).replace(tzinfo=None),
        before=before,
        after=after,
        name=now.tzname() or "",
        summer=after > before and was.dst() != now.dst(),
    )


def _beginning(name: str, year: int, onsets: Sequence[_Onset]) -> _Onset:
    """Return what holds before the first setting of the clocks."""
    now = datetime(year, 1, 1, tzinfo=ZoneInfo(name))
    offset = now.utcoffset() or timedelta(0)
    summer = bool(now.dst()) and bool(onsets) and onsets[0].after < offset
    return _Onset(datetime.combine(now.date(), time()), offset, offset, now.tzname() or "", summer)


def _rules(onsets: Sequence[_Onset], first: int, last: int) -> list[tuple[_Onset, str | None]] | None:
    """Return the first onset of summer and of winter, each with a rule for all years; None if there are none."""
    rules: list[tuple[_Onset, str | None]] = []
    for summer in (False, True):
        ones = [onset for onset in onsets if onset.summer == summer]
        if [one.wall.year for one in ones] != list(range(first, last + 1)) or len({one.yearly for one in ones}) != 1:
            return None
        places = set[int].intersection(*(one.in_month for one in ones))
        if not places:
            return None
        # the last Sunday is rather meant than the fourth
        day = f"{min(places)}{_WEEKDAYS[ones[0].wall.weekday()]}"
        # Some readers compare UNTIL with local times: at the end of a year nothing happens.
        rules.append((ones[0], f"FREQ=YEARLY;BYMONTH={ones[0].wall.month};BYDAY={day};UNTIL={last}1231T235959Z"))
    return rules


def _observance(onset: _Onset, rule: str | None) -> Component:
    from icalendar import TimezoneDaylight, TimezoneStandard

    component = TimezoneDaylight() if onset.summer else TimezoneStandard()
    set_raw(component, "DTSTART", f"{onset.wall:%Y%m%dT%H%M%S}")
    set_raw(component, "TZOFFSETFROM", _written(onset.before))
    set_raw(component, "TZOFFSETTO", _written(onset.after))
    set_text(component, "TZNAME", onset.name)
    if rule is not None:
        set_raw(component, "RRULE", rule)
    return component


def _written(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, odd = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}" + (f"{odd:02}" if odd else "")
