"""Meetings as events of iCalendar (RFC 5545)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from di4c_schedule.calendar_style import country_in
from di4c_schedule.events.alarms import alarms_of
from di4c_schedule.events.appointments import CANCELLED, Appointment, Revision, appointment_of
from di4c_schedule.events.descriptions import description_lines
from di4c_schedule.events.properties import set_lines, set_list, set_raw, set_text
from di4c_schedule.events.times import set_times

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.calendar_style import CalendarStyle, Words
    from di4c_schedule.schedule import Meeting, Schedule


def meeting_event(
    schedule: Schedule,
    meeting: Meeting,
    revision: Revision,
    style: CalendarStyle | None = None,
    language: str | None = None,
    *,
    lasting: bool = False,
) -> Event:
    """Return a meeting as an event; in one language it is the same in every partner's calendar.

    Two events with one UID are one meeting, and a client that meets both may keep either: so nothing in it speaks
    to a single partner.

    Parameters
    ----------
    schedule
        The schedule; it knows the network.
    meeting
        One of its meetings.
    revision
        Which version of it this is.
    style
        What calendars say besides the dates; None: as the problem has it.
    language
        Language of the texts; None: that of the style.
    lasting
        Whether to say only what stays true until the meeting itself changes.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> from di4c_schedule.events.appointments import first_revision
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> event = meeting_event(schedule, schedule.meetings[0], first_revision(schedule.problem))
    >>> print(event["SUMMARY"], event.start, event.end)
    DI4C meeting in Oulu 2019-10-01 2019-10-03
    """
    style = style or schedule.problem.calendars
    language = language or style.language
    words = style.words_in(language)
    network = schedule.problem.network
    appointment = appointment_of(schedule, meeting, style)
    event = _event(network.name, appointment, revision, words, language)
    if meeting.format != "online":
        host = network[meeting.host]
        set_raw(event, "GEO", f"{host.lat:.6f};{host.lon:.6f}")
    set_lines(event, "DESCRIPTION", description_lines(schedule, meeting, style, words, lasting=lasting))
    url = appointment.link or style.url
    if url:
        set_raw(event, "URL", url)
    if appointment.link:
        set_raw(event, "CONFERENCE", appointment.link, VALUE="URI", FEATURE="VIDEO")
    if style.categories:
        set_list(event, "CATEGORIES", style.categories)
    for alarm in alarms_of(appointment, style.alarms, str(title_of(network.name, appointment, words))):
        event.add_component(alarm)
    return event


def cancelled_event(
    network: str, appointment: Appointment, revision: Revision, words: Words, language: str, *, whole: bool
) -> Event:
    """Return the event of a message that takes a meeting, or one partner, out.

    Parameters
    ----------
    network
        Name of the network.
    appointment
        The meeting as it was told last.
    revision
        The version of this message.
    words, language
        What is said, and in which language.
    whole
        Whether the meeting is dropped; else the status says nothing of it.
    """
    event = _event(network, appointment, revision, words, language)
    if whole:
        set_raw(event, "STATUS", CANCELLED.upper())
    else:
        del event["STATUS"]
    return event


def title_of(network: str, appointment: Appointment, words: Words) -> str:
    """Return what a calendar calls a meeting."""
    if appointment.format == "online":
        return words["online_title"].format(network=network, host=appointment.host)
    return words["title"].format(network=network, city=appointment.city, host=appointment.host)


def set_identity(event: Event, uid: str, revision: Revision, status: str) -> None:
    """Say which event it is, in which version, and whether it is settled."""
    set_raw(event, "UID", uid)
    set_raw(event, "DTSTAMP", f"{revision.stamp:%Y%m%dT%H%M%SZ}")
    set_raw(event, "LAST-MODIFIED", f"{revision.stamp:%Y%m%dT%H%M%SZ}")
    set_raw(event, "SEQUENCE", str(revision.sequence))
    set_raw(event, "STATUS", status.upper())
    # People are away on these days; many clients take all-day events for free time unless told.
    set_raw(event, "TRANSP", "OPAQUE")


def _event(network: str, appointment: Appointment, revision: Revision, words: Words, language: str) -> Event:
    from icalendar import Event

    event = Event()
    set_identity(event, appointment.uid, revision, appointment.status)
    set_times(event, appointment)
    set_text(event, "SUMMARY", title_of(network, appointment, words))
    if appointment.format == "online":
        set_text(event, "LOCATION", words["online"])
    else:
        set_text(event, "LOCATION", f"{appointment.city}, {country_in(language, appointment.country)}")
    return event
