"""Days at the host that the times of an answer mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import frozen

from di4c_schedule.busy.structure import calendars_in
from di4c_schedule.busy.zones import Zones, known_zone
from di4c_schedule.dates import ONE_DAY, DateRange, long_dates
from di4c_schedule.errors import CalendarFileError

if TYPE_CHECKING:
    from di4c_schedule.events import Appointment
    from di4c_schedule.replies.itip import Statement, Time

LONGEST_PROPOSAL = 366
"""Days; what is longer is no meeting."""

_NOON = timedelta(hours=12)


class UnclearTimeError(Exception):
    """A time that cannot be read; the message says why."""


@frozen
class Proposal:
    """When somebody would rather meet.

    Parameters
    ----------
    dates
        First and last day at the host, both inclusive.
    begin, end
        Hours at the host; None: whole days.
    """

    dates: DateRange
    begin: time | None = None
    end: time | None = None

    @property
    def hours(self) -> str:
        """The hours in words, empty for whole days."""
        return f"{self.begin:%H:%M} to {self.end:%H:%M}" if self.begin and self.end else ""

    def __str__(self) -> str:
        days = long_dates(self.dates.first, self.dates.last)
        return f"{days}, {self.hours}" if self.hours else days


def day_meant(said: Statement, appointment: Appointment) -> date | None:
    """Return the one day of a meeting that an answer is for; None: all of them.

    Raises
    ------
    UnclearTimeError
        If the day cannot be read, or the meeting has no such day.
    """
    if said.day is None:
        return None
    moment = _moment(said.day, said.zones, appointment)
    day = moment if not isinstance(moment, datetime) else _local(moment, appointment).date()
    if not appointment.first <= day <= appointment.last:
        raise UnclearTimeError(f"it is for {day} only, which is no day of the meeting")
    return day


def proposal_of(said: Statement, appointment: Appointment) -> Proposal:
    """Return the days at the host that a counter-proposal means.

    Whole days stay as they are written. Times go to the zone of the host; midnight to midnight, which Outlook writes
    for whole days, are the days where they were written.

    Raises
    ------
    UnclearTimeError
        If they cannot be read.
    """
    if said.start is None:
        raise UnclearTimeError("it proposes a change without saying when")
    try:
        return _proposal(said, said.start, appointment)
    except OverflowError:
        raise UnclearTimeError(_OUT_OF_BOUNDS) from None


def _proposal(said: Statement, begin: Time, appointment: Appointment) -> Proposal:
    start = _moment(begin, said.zones, appointment)
    end = _end(said, start, appointment)
    if isinstance(start, datetime) and isinstance(end, datetime):
        proposal = _of_times(said, start, end, appointment)
    else:
        # DTEND is exclusive, and some write the same day twice for one day
        proposal = Proposal(_range(start, start if end == start else end - ONE_DAY))
    return Proposal(_whole_length(said, proposal, appointment), proposal.begin, proposal.end)


_OUT_OF_BOUNDS = "its dates are out of all bounds"


def _of_times(said: Statement, start: datetime, end: datetime, appointment: Appointment) -> Proposal:
    same_zone = said.start and said.end and said.start.zone == said.end.zone
    if start.time() == end.time() == time(0) and end > start and start.tzinfo is not UTC and same_zone:
        return Proposal(_range(start.date(), end.date() - ONE_DAY))
    if said.whole_days and start.tzinfo is UTC:
        # midnight somewhere: noon of that day is the same day from 12 hours west of Greenwich to 12 hours east
        return Proposal(_range((start + _NOON).date(), (end - _NOON).date()))
    begin, finish = _local(start, appointment), _local(end, appointment)
    last = finish - timedelta(seconds=1) if finish > begin else finish
    dates = _range(begin.date(), last.date())
    return Proposal(dates, begin.time().replace(second=0), finish.time().replace(second=0))


def _whole_length(said: Statement, proposal: Proposal, appointment: Appointment) -> DateRange:
    """Return the days of a meeting that repeats daily, which a proposal may write as its first day alone."""
    days = proposal.dates.days
    if days > 1 or said.day is not None or appointment.begin is None:
        return proposal.dates
    told = (appointment.last - appointment.first).days + 1
    count = re.search(r"(?:^|;)COUNT=(\d{1,3})(?:;|$)", said.rule, re.ASCII)
    wanted = int(count[1]) if count and "FREQ=DAILY" in said.rule else told
    return _range(proposal.dates.first, proposal.dates.first + (max(wanted, 1) - 1) * ONE_DAY)


def _range(first: date, last: date) -> DateRange:
    if last < first:
        raise UnclearTimeError("what it proposes ends before it begins")
    if (last - first).days >= LONGEST_PROPOSAL:
        raise UnclearTimeError("what it proposes takes more than a year")
    return DateRange(first, last)


def _local(moment: datetime, appointment: Appointment) -> datetime:
    try:
        return moment.astimezone(ZoneInfo(appointment.timezone))
    except (OverflowError, ValueError):
        raise UnclearTimeError(_OUT_OF_BOUNDS) from None


def _end(said: Statement, start: date, appointment: Appointment) -> date:
    """Return the exclusive end."""
    if said.end is not None:
        end = _moment(said.end, said.zones, appointment)
        if isinstance(end, datetime) != isinstance(start, datetime):
            raise UnclearTimeError("its start is a day and its end a time, or the other way round")
        return end
    try:
        if said.duration:
            return start + _length(said.duration)
        if isinstance(start, datetime):
            return start
        return start + ONE_DAY
    except (ValueError, OverflowError):
        raise UnclearTimeError("its length cannot be read") from None


def _length(text: str) -> timedelta:
    from icalendar import prop

    read: Any = prop.vDuration
    length: timedelta = read.from_ical(text)
    return length


def _moment(when: Time, zones: Mapping[str, str], appointment: Appointment) -> date:
    """Read a day, or a time with its zone; one without a zone is at the host."""
    found = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z?))?", when.text, re.ASCII)
    if not found:
        raise UnclearTimeError(f"{when.text[:30]!r} is neither a day nor a time")
    try:
        if found[2] is None:
            return datetime.strptime(found[1], "%Y%m%d").date()
        moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
    except ValueError:
        raise UnclearTimeError(f"{when.text[:30]!r} is no day or time of the calendar") from None
    if found[3]:
        return moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=_zone(when.zone, zones) if when.zone else ZoneInfo(appointment.timezone))


def _zone(name: str, zones: Mapping[str, str]) -> tzinfo:
    """Return the zone that a name means: of the IANA, of Windows, or as the calendar describes it."""
    zone = known_zone(name)
    if zone is None and name in zones:
        text = f"BEGIN:VCALENDAR\r\n{zones[name]}\r\nEND:VCALENDAR\r\n"
        try:
            (calendar,) = calendars_in("", text.encode())
        except CalendarFileError:
            raise UnclearTimeError(f"its time zone {name[:60]!r} cannot be read") from None
        zone = Zones.of(calendar.parts).find(name, 1)
    if zone is None:
        raise UnclearTimeError(f"its time zone {name[:60]!r} is unknown")
    return zone
