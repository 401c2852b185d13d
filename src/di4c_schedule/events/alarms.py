"""Reminders of a meeting (RFC 5545, section 3.6.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from di4c_schedule.events.properties import set_raw, set_text
from di4c_schedule.events.times import begin_of

if TYPE_CHECKING:
    from icalendar import Alarm

    from di4c_schedule.events.appointments import Appointment


def alarms_of(appointment: Appointment, days_before: Iterable[int], text: str) -> Iterator[Alarm]:
    """Yield reminders so many days before the first day of a meeting.

    An alarm that is relative to a repeated event rings before each repetition; so that of a meeting with hours on
    several days stands at a time of its own.

    Parameters
    ----------
    appointment
        The meeting.
    days_before
        How many days before it.
    text
        What the reminder shows.
    """
    from icalendar import Alarm

    for days in days_before:
        alarm = Alarm()
        set_raw(alarm, "ACTION", "DISPLAY")
        begin = begin_of(appointment)
        if begin is not None and appointment.first < appointment.last:
            at = (begin - timedelta(days=days)).astimezone(UTC)
            set_raw(alarm, "TRIGGER", f"{at:%Y%m%dT%H%M%SZ}", VALUE="DATE-TIME")
        else:
            set_raw(alarm, "TRIGGER", f"-P{days}D" if days else "PT0S")
        set_text(alarm, "DESCRIPTION", text)
        yield alarm
