"""Messages about one meeting to one partner: invitations, and invitations taken back (RFC 5546)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.events.appointments import Appointment, Revision
from di4c_schedule.events.meeting_events import meeting_event
from di4c_schedule.events.properties import set_raw, set_text

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.network import Network
    from di4c_schedule.partner import Partner
    from di4c_schedule.schedule import Meeting, Schedule


def organizer_of(network: Network, style: CalendarStyle) -> str | None:
    """Return the address that invites: that of the style, else the lead partner's; None if there is none."""
    return style.organizer or network[network.lead].email


def request_file(
    schedule: Schedule, meeting: Meeting, partner: Partner, revision: Revision, style: CalendarStyle | None = None
) -> bytes:
    """Return the invitation of a partner to a meeting."""
    event = meeting_event(schedule, meeting, revision)
    organizer = organizer_of(schedule.problem.network, style or schedule.problem.calendars)
    set_raw(event, "ORGANIZER", f"mailto:{organizer}")
    set_raw(event, "ATTENDEE", f"mailto:{partner.email}", RSVP="TRUE")
    return _message("REQUEST", event)


def cancel_file(
    network: str,
    appointment: Appointment,
    revision: Revision,
    partner_name: str,
    email: str,
    style: CalendarStyle,
    organizer: str,
    language: str,
    *,
    whole: bool,
) -> bytes:
    """Return the message that takes an invitation back."""
    from icalendar import Event

    del style, language
    event = Event()
    set_text(event, "SUMMARY", f"{network} meeting in {appointment.city}")
    set_raw(event, "UID", appointment.uid)
    set_raw(event, "DTSTAMP", f"{revision.stamp:%Y%m%dT%H%M%SZ}")
    set_raw(event, "SEQUENCE", str(revision.sequence))
    event.add("DTSTART", appointment.first)
    event.add("DTEND", appointment.last + ONE_DAY)
    if whole:
        set_raw(event, "STATUS", "CANCELLED")
    set_raw(event, "ORGANIZER", f"mailto:{organizer}")
    set_raw(event, "ATTENDEE", f"mailto:{email}", CN=partner_name)
    return _message("CANCEL", event)


def _message(method: str, event: Event) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    set_raw(calendar, "VERSION", "2.0")
    set_raw(calendar, "PRODID", "-//di4c-schedule//di4c-schedule//EN")
    set_raw(calendar, "METHOD", method)
    calendar.add_component(event)
    data: bytes = calendar.to_ical(sorted=False)
    return data
