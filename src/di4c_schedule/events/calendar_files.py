"""Calendar files for a network and for each of its partners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from di4c_schedule.events.appointments import Revision, appointment_of, first_revision
from di4c_schedule.events.frames import calendar_bytes
from di4c_schedule.events.meeting_events import meeting_event, travel_events
from di4c_schedule.files import NETWORK_STEM, file_stems

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.schedule import Schedule


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
    style
        What calendars say besides the dates; None: as the problem has it.

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
    files = {f"{NETWORK_STEM}.ics": calendar_bytes((event for _, _, event in meetings), name=network.name)}
    for partner in network:
        events = []
        for meeting, revision, event in meetings:
            events += [event, *travel_events(schedule, meeting, partner, revision)]
        files[f"{stems[partner.name]}.ics"] = calendar_bytes(events, name=f"{network.name} ({partner.name})")
    return files
