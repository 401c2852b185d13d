"""Meetings and journeys as events of iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.events.appointments import CANCELLED, Appointment, Revision
from di4c_schedule.events.properties import set_raw, set_text
from di4c_schedule.events.uids import meeting_uid, travel_uid
from di4c_schedule.places.regions import country_code, country_names

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.partner import Partner
    from di4c_schedule.schedule import Meeting, Schedule


def meeting_event(schedule: Schedule, meeting: Meeting, revision: Revision) -> Event:
    """Return a meeting as an all-day event; it is the same in every partner's calendar.

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
    network = schedule.problem.network
    host = network[meeting.host]
    uid = meeting_uid(network.name, host.name, schedule.turn(meeting))
    event = _event(revision, uid, meeting.start, meeting.last, meeting.state)
    if meeting.format == "online":
        set_text(event, "SUMMARY", f"{network.name} online meeting hosted by {host.name}")
        set_text(event, "LOCATION", "Online")
    else:
        set_text(event, "SUMMARY", _title(schedule, host))
        set_text(event, "LOCATION", f"{host.city}, {_country(host.country)}")
        set_raw(event, "GEO", f"{host.lat:.6f};{host.lon:.6f}")
    set_text(event, "DESCRIPTION", _description(schedule, meeting))
    return event


def travel_events(schedule: Schedule, meeting: Meeting, traveller: Partner, revision: Revision) -> Iterator[Event]:
    """Yield a partner's days of travel to a meeting and home from it; none for the host and for short ways.

    Where meetings follow too closely upon each other, the events overlap: the calendar shows what the plan asks for.

    Parameters
    ----------
    schedule
        The schedule; its problem knows how long a journey takes.
    meeting
        One of its meetings; nobody travels to one that is online.
    traveller
        A partner of the network.
    revision
        Which version of the meeting this is.

    Examples
    --------
    >>> from di4c_schedule.events.appointments import first_revision
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> messina, oulu = Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")
    >>> problem = Problem(Network("DI4C", [messina, oulu], lead="Messina"), "2019-09-02", "2019-10-31", days=2)
    >>> schedule = Schedule.of(problem, [("Oulu", "2019-10-01"), ("Messina", "2019-09-10")])
    >>> for event in travel_events(schedule, schedule.meetings[1], messina, first_revision(problem)):
    ...     print(event["SUMMARY"], event.start, event.end)
    Travel to Oulu 2019-09-29 2019-10-01
    Travel home from Oulu 2019-10-03 2019-10-05
    """
    network, travel = schedule.problem.network, schedule.problem.travel
    host = network[meeting.host]
    days = travel.days(traveller, host) * ONE_DAY
    if not days or meeting.format == "online":
        return
    uid = meeting_uid(network.name, host.name, schedule.turn(meeting))
    ways = (
        ("out", f"Travel to {host.city}", meeting.start - days, meeting.start - ONE_DAY),
        ("home", f"Travel home from {host.city}", meeting.last + ONE_DAY, meeting.last + days),
    )
    for way, summary, first, last in ways:
        event = _event(revision, travel_uid(uid, traveller.name, way), first, last, meeting.state)
        set_text(event, "SUMMARY", summary)
        set_text(event, "DESCRIPTION", f"{_title(schedule, host)} {meeting.dates.when}.")
        set_raw(event, "RELATED-TO", uid)
        yield event


def cancelled_event(network: str, appointment: Appointment, revision: Revision, *, whole: bool) -> Event:
    """Return the event of a message that takes a meeting, or one partner, out.

    Parameters
    ----------
    network
        Name of the network.
    appointment
        The meeting as it was told last.
    revision
        The version of this message.
    whole
        Whether the meeting is dropped; else the status says nothing of it.
    """
    event = _event(revision, appointment.uid, appointment.first, appointment.last, CANCELLED)
    if not whole:
        del event["STATUS"]
    set_text(event, "SUMMARY", f"{network} meeting in {appointment.city}")
    set_text(event, "LOCATION", f"{appointment.city}, {_country(appointment.country)}")
    return event


def _event(revision: Revision, uid: str, first: date, last: date, state: str) -> Event:
    from icalendar import Event

    event = Event()
    set_raw(event, "UID", uid)
    set_raw(event, "DTSTAMP", f"{revision.stamp:%Y%m%dT%H%M%SZ}")
    set_raw(event, "LAST-MODIFIED", f"{revision.stamp:%Y%m%dT%H%M%SZ}")
    set_raw(event, "SEQUENCE", str(revision.sequence))
    event.add("DTSTART", first)
    # The only exclusive end of the library: a calendar counts up to, not including, DTEND.
    event.add("DTEND", last + ONE_DAY)
    set_raw(event, "STATUS", state.upper())
    # People are away on these days; many clients take all-day events for free time unless told.
    set_raw(event, "TRANSP", "OPAQUE")
    return event


def _title(schedule: Schedule, host: Partner) -> str:
    return f"{schedule.problem.network.name} meeting in {host.city}"


def _description(schedule: Schedule, meeting: Meeting) -> str:
    text = f"Meeting {meeting.position} of {len(schedule.meetings)}, hosted by {meeting.host}."
    if meeting.format == "hybrid":
        text += " On site and online."
    if meeting.state == "tentative":
        text += " Not confirmed yet: the dates may change."
    return text


def _country(code: str) -> str:
    """Return the English name of a country, or its code if it is none of Europe."""
    return country_names().get(country_code(code) or code, (code,))[0]
