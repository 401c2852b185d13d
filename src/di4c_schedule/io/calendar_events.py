"""Meetings and journeys as events of iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.places.regions import country_code, country_names

if TYPE_CHECKING:
    from icalendar import Event
    from icalendar.cal.component import Component

    from di4c_schedule.partner import Partner
    from di4c_schedule.schedule import Meeting, Schedule

_UIDS = UUID("f190f0b6-0b03-4697-ab81-6e52ca56b9a3")
"""Namespace of all UIDs (RFC 9562, section 5.5). With another, calendars would take known meetings for new ones."""


def meeting_uid(network: str, host: str, turn: int) -> str:
    """Return the UID of a host's turn in a network: the same whatever its date and whoever else takes part.

    Parameters
    ----------
    network, host
        Names.
    turn
        Which of the host's meetings it is, from 1.

    Examples
    --------
    >>> meeting_uid("DI4C", "Oulu", 1)
    '693f8263-fed8-5d61-99e6-81dfd49276b9'
    """
    # A name holds no line break, so that no two triples give the same text.
    return str(uuid5(_UIDS, f"{network}\n{host}\n{turn}"))


def travel_uid(meeting: str, traveller: str, way: str) -> str:
    """Return the UID of a partner's way to or from a meeting.

    Parameters
    ----------
    meeting
        UID of the meeting.
    traveller
        Name of the partner.
    way
        ``"out"`` or ``"home"``.

    Examples
    --------
    >>> travel_uid(meeting_uid("DI4C", "Oulu", 1), "Messina", "out")
    '5562ee11-a186-5d1e-9d7f-17cabf93da70'
    """
    return str(uuid5(UUID(meeting), f"{traveller}\n{way}"))


def set_text(component: Component, name: str, text: str) -> None:
    r"""Set a property to a text, escaped as RFC 5545, section 3.3.11, has it.

    The package ``icalendar`` does not escape NAME at all, and makes a line break of a backslash before an N.

    Raises
    ------
    ValueError
        If the text holds a line break; the names of a network do not.

    Examples
    --------
    >>> from icalendar import Event
    >>> event = Event()
    >>> set_text(event, "SUMMARY", r"Oulu, C:\Nord; now")
    >>> print(event.to_ical().decode().splitlines()[1])
    SUMMARY:Oulu\, C:\\Nord\; now
    """
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    set_raw(component, name, text)


def set_raw(component: Component, name: str, value: str, **parameters: str) -> None:
    """Set a property to a value that is written as it stands.

    The types of ``icalendar`` lose the parameter of REFRESH-INTERVAL and write small degrees as ``1e-05``, which is no
    number in a calendar.

    Examples
    --------
    >>> from icalendar import Calendar
    >>> calendar = Calendar()
    >>> set_raw(calendar, "REFRESH-INTERVAL", "P1D", VALUE="DURATION")
    >>> print(calendar.to_ical().decode().splitlines()[1])
    REFRESH-INTERVAL;VALUE=DURATION:P1D
    """
    from icalendar.prop import vInline

    component[name] = vInline(value, params=parameters)


def meeting_event(schedule: Schedule, meeting: Meeting) -> Event:
    """Return a meeting as an all-day event; it is the same in every partner's calendar.

    Two events with one UID are one meeting, and a client that meets both may keep either: so nothing in it speaks
    to a single partner.

    Parameters
    ----------
    schedule
        The schedule; it knows the network.
    meeting
        One of its meetings.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> event = meeting_event(schedule, schedule.meetings[0])
    >>> print(event["SUMMARY"], event.start, event.end)
    DI4C meeting in Oulu 2019-10-01 2019-10-03
    """
    network = schedule.problem.network
    host = network[meeting.host]
    uid = meeting_uid(network.name, host.name, schedule.turn(meeting))
    event = _event(schedule, uid, meeting.start, meeting.last, meeting.state)
    if meeting.format == "online":
        set_text(event, "SUMMARY", f"{network.name} online meeting hosted by {host.name}")
        set_text(event, "LOCATION", "Online")
    else:
        set_text(event, "SUMMARY", _title(schedule, host))
        set_text(event, "LOCATION", f"{host.city}, {_country(host.country)}")
        set_raw(event, "GEO", f"{host.lat:.6f};{host.lon:.6f}")
    set_text(event, "DESCRIPTION", _description(schedule, meeting))
    return event


def travel_events(schedule: Schedule, meeting: Meeting, traveller: Partner) -> Iterator[Event]:
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

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> messina, oulu = Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")
    >>> problem = Problem(Network("DI4C", [messina, oulu], lead="Messina"), "2019-09-02", "2019-10-31", days=2)
    >>> schedule = Schedule.of(problem, [("Oulu", "2019-10-01"), ("Messina", "2019-09-10")])
    >>> for event in travel_events(schedule, schedule.meetings[1], messina):
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
        event = _event(schedule, travel_uid(uid, traveller.name, way), first, last, meeting.state)
        set_text(event, "SUMMARY", summary)
        set_text(event, "DESCRIPTION", f"{_title(schedule, host)} {meeting.dates.when}.")
        set_raw(event, "RELATED-TO", uid)
        yield event


def _event(schedule: Schedule, uid: str, first: date, last: date, state: str) -> Event:
    from icalendar import Event

    event = Event()
    set_raw(event, "UID", uid)
    set_raw(event, "DTSTAMP", _stamp(schedule))
    set_raw(event, "SEQUENCE", "0")
    event.add("DTSTART", first)
    # The only exclusive end of the library: a calendar counts up to, not including, DTEND.
    event.add("DTEND", last + ONE_DAY)
    set_raw(event, "STATUS", state.upper())
    # People are away on these days; many clients take all-day events for free time unless told.
    set_raw(event, "TRANSP", "OPAQUE")
    return event


def _stamp(schedule: Schedule) -> str:
    """Return midnight UTC of 1 January in the year before the window.

    RFC 5545 asks for the moment of the last change. The clock would make every writing of the same plan a change, for
    calendars and for version control; a constant of the plan is before the first meeting and never moves.
    """
    return f"{schedule.problem.first.year - 1:04}0101T000000Z"


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
