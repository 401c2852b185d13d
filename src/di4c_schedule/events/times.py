"""When an event is: whole days, or hours of the clock at the host."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.events.properties import set_raw

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.events.appointments import Appointment


def set_whole_days(event: Event, first: date, last: date) -> None:
    """Say on which days an event is, both inclusive."""
    event.add("DTSTART", first)
    # The only exclusive end of the library: a calendar counts up to, not including, DTEND.
    event.add("DTEND", last + ONE_DAY)


def set_times(event: Event, appointment: Appointment) -> None:
    """Say when a meeting is: whole days, or the same hours on each of its days.

    With hours a meeting of several days is one event that is repeated daily, so that it has one UID and one answer, and
    the nights are free.
    """
    begin, end = begin_of(appointment), end_of(appointment)
    if begin is None or end is None:
        set_whole_days(event, appointment.first, appointment.last)
        return
    # The package icalendar takes the zones of Iceland and others for UTC and drops their names.
    set_raw(event, "DTSTART", f"{begin:%Y%m%dT%H%M%S}", TZID=appointment.timezone)
    set_raw(event, "DTEND", f"{end:%Y%m%dT%H%M%S}", TZID=appointment.timezone)
    days = (appointment.last - appointment.first).days + 1
    if days > 1:
        set_raw(event, "RRULE", f"FREQ=DAILY;COUNT={days}")


def begin_of(appointment: Appointment) -> datetime | None:
    """Return when the first day of a meeting begins; None if it takes whole days.

    What the clocks show twice is meant when they show it first, and what they skip is counted as if they had not yet
    gone forward: so RFC 5545, section 3.3.5, has it, and so ``zoneinfo``.
    """
    if appointment.begin is None:
        return None
    return datetime.combine(appointment.first, appointment.begin, ZoneInfo(appointment.timezone))


def end_of(appointment: Appointment) -> datetime | None:
    """Return when the first day of a meeting ends; None if it takes whole days.

    Where the clocks skip the beginning but not the end, and the end would come first, the end moves along.
    """
    begin = begin_of(appointment)
    if begin is None or appointment.end is None:
        return None
    end = datetime.combine(appointment.first, appointment.end, begin.tzinfo)
    return end if end.timestamp() > begin.timestamp() else end + timedelta(hours=1)
