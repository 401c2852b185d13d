"""Calendar files for a network and for each of its partners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from di4c_schedule.events.appointments import Revision, appointment_of, first_revision
from di4c_schedule.events.frames import calendar_bytes, written
from di4c_schedule.events.meeting_events import meeting_event
from di4c_schedule.events.travel_events import travel_events
from di4c_schedule.events.zones import zones_of
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
    style = style or schedule.problem.calendars
    network = schedule.problem.network
    stems = file_stems(network.names)
    first, known = first_revision(schedule.problem), revisions or {}
    told = []
    for meeting in schedule.meetings:
        appointment = appointment_of(schedule, meeting, style)
        told.append((meeting, appointment, known.get(appointment.uid, first)))
    zones = [written(zone) for zone in zones_of([appointment for _, appointment, _ in told])]
    spoken = {style.language, *(partner.language or style.language for partner in network)}
    events = {
        language: [
            written(meeting_event(schedule, meeting, revision, style, language)) for meeting, _, revision in told
        ]
        for language in spoken
    }
    files = {f"{NETWORK_STEM}.ics": calendar_bytes(events[style.language], zones, name=network.name)}
    for partner in network:
        own: list[bytes] = []
        for (meeting, _, revision), event in zip(told, events[partner.language or style.language], strict=True):
            own += [event, *map(written, travel_events(schedule, meeting, partner, revision, style))]
        name = f"{network.name} ({partner.name})"
        files[f"{stems[partner.name]}.ics"] = calendar_bytes(own, zones, name=name)
    return files
