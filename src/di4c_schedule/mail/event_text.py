"""What an invitation says in the file that it is, so that the mail around it says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from di4c_schedule.errors import CalendarFileError, Mistake, ProblemError
from di4c_schedule.events.people import address_in
from di4c_schedule.mail.addresses import mail_address
from di4c_schedule.mail.mime import one_line

if TYPE_CHECKING:
    from di4c_schedule.updates import Invitation


@frozen
class EventText:
    """What a calendar program would show of an invitation.

    Parameters
    ----------
    organizer, organizer_name
        Who invites: address and name, which may be empty.
    attendee_name
        Name of the one who is invited, which may be empty.
    summary, place, description
        Its texts, in the language of the file.
    """

    organizer: str
    organizer_name: str
    attendee_name: str
    summary: str
    place: str
    description: str


def event_text(invitation: Invitation) -> EventText:
    """Read the texts of an invitation's file.

    Raises
    ------
    CalendarFileError
        If the file is not what it should be: METHOD, UID and ATTENDEE as the invitation has them, one meeting.
    """
    event = _event(invitation)
    organizer = event.get("ORGANIZER")
    attendee = _attendee(invitation, event)
    try:
        address = mail_address(address_in(organizer))
    except ProblemError:
        raise _wrong(invitation, "nobody invites, or from an address that no mail can have") from None
    return EventText(
        address,
        _name(organizer),
        _name(attendee),
        one_line(str(event.get("SUMMARY", ""))),
        one_line(str(event.get("LOCATION", ""))),
        str(event.get("DESCRIPTION", "")),
    )


def _event(invitation: Invitation) -> Any:
    from icalendar import Calendar

    try:
        calendar: Any = Calendar.from_ical(invitation.data)
        events = calendar.walk("VEVENT")
        method = str(calendar.get("METHOD", ""))
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise _wrong(invitation, "it is no calendar") from error
    if len(events) != 1:
        raise _wrong(invitation, f"it holds {len(events)} meetings, not one")
    if method != invitation.method:
        raise _wrong(invitation, f"its METHOD is not {invitation.method}")
    if str(events[0].get("UID", "")) != invitation.appointment.uid:
        raise _wrong(invitation, "it is about another meeting")
    return events[0]


def _attendee(invitation: Invitation, event: Any) -> Any:
    attendee = event.get("ATTENDEE")
    if isinstance(attendee, list) or address_in(attendee).casefold() != invitation.email.casefold():
        raise _wrong(invitation, f"it does not invite {invitation.email} alone")
    return attendee


def _name(person: Any) -> str:
    return one_line(str(person.params.get("CN", "")))


def _wrong(invitation: Invitation, what: str) -> CalendarFileError:
    text = f"{what}; somebody has changed the file: write the calendars once more"
    return CalendarFileError([Mistake(text, error=CalendarFileError, file=invitation.path)])
