"""Calendar files for a network and for each of its partners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from di4c_schedule.events.appointments import Revision, appointment_of, first_revision
from di4c_schedule.events.meeting_events import meeting_event, travel_events
from di4c_schedule.events.properties import set_raw, set_text
from di4c_schedule.files import NETWORK_STEM, file_stems

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.schedule import Schedule

_PRODUCT = "-//di4c-schedule//di4c-schedule//EN"
"""Without a version, so that a new one leaves the files as they are."""

_REFRESH = "P1D"
"""How often a subscriber looks for changes: plans change by the week, clients must not ask by the minute."""

_COLOR = "steelblue"
"""A name of CSS3, as RFC 7986, section 5.9, asks; readable on white and on black."""


def calendar_files(
    schedule: Schedule, revisions: Mapping[str, Revision] | None = None, style: CalendarStyle | None = None
) -> dict[str, bytes]:
    """Return the calendars of the network and of each partner, contents by file names.

    Parameters
    ----------
    schedule
        The schedule.
    revisions
        Which version of each meeting this is, by UID; those of no other are told for the first time.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> calendar_files(schedule)["Oulu.ics"].decode().splitlines()[3]
    'NAME:DI4C (Oulu)'
    """
    network = schedule.problem.network
    stems = file_stems(network.names)
    first, known = first_revision(schedule.problem), revisions or {}
    meetings = []
    for meeting in schedule.meetings:
        revision = known.get(appointment_of(schedule, meeting, style).uid, first)
        meetings.append((meeting, revision, meeting_event(schedule, meeting, revision)))
    files = {f"{NETWORK_STEM}.ics": _calendar(network.name, (event for _, _, event in meetings))}
    for partner in network:
        events = []
        for meeting, revision, event in meetings:
            events += [event, *travel_events(schedule, meeting, partner, revision)]
        files[f"{stems[partner.name]}.ics"] = _calendar(f"{network.name} ({partner.name})", events)
    return files


def _calendar(name: str, events: Iterable[Event]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    set_raw(calendar, "VERSION", "2.0")
    set_raw(calendar, "PRODID", _PRODUCT)
    set_text(calendar, "NAME", name)
    set_text(calendar, "X-WR-CALNAME", name)
    set_raw(calendar, "REFRESH-INTERVAL", _REFRESH, VALUE="DURATION")
    set_raw(calendar, "COLOR", _COLOR)
    for event in events:
        calendar.add_component(event)
    # Sorted, the order of properties would follow the version of the package.
    data: bytes = calendar.to_ical(sorted=False)
    return data
