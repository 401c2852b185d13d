"""What is to be on the server: the events of a plan, or of a folder of calendars."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from di4c_schedule.errors import CalendarFileError, ProblemError, nearest
from di4c_schedule.events import Revision, calendar_files, meeting_uid, travel_uid
from di4c_schedule.files import NETWORK_STEM, file_stem, file_stems, read_text
from di4c_schedule.server.meetings import NO_REVISION, MeetingObject, meetings_in
from di4c_schedule.updates import read_state

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.updates import State

_TURNS = 10
"""How often a partner may have hosted in another plan of the network; more often nobody is asked to."""


@frozen
class Source:
    """What a collection shall hold.

    Parameters
    ----------
    calendar
        Name of the calendar; of a partner's calendar it holds the partner's, too.
    meetings
        The events, by UID.
    dropped
        UIDs that were the network's and are not in the calendar any more, and by which version they were cancelled;
        of a plan without a folder that is not known, and less than any version.
    """

    calendar: str
    meetings: Mapping[str, MeetingObject]
    dropped: Mapping[str, Revision]


def source_of(what: Schedule | str | Path, partner: str | None = None) -> Source:
    """Read what a collection shall hold.

    Parameters
    ----------
    what
        A schedule; a folder that `write_calendars` wrote; or one file of it.
    partner
        Name of a partner: its calendar, with its days of travel; None: that of the network.

    Raises
    ------
    CalendarFileError
        If there is no such file, or it is no calendar.
    ProblemError
        If there is no such partner.
    """
    if not isinstance(what, (str, Path)):
        return _source(_file_of(what, partner), "the calendar of the plan", _turns(what))
    path = Path(what)
    if path.is_dir():
        path = path / f"{NETWORK_STEM if partner is None else file_stem(partner)}.ics"
    elif partner is not None:
        raise ProblemError(f"{path} is one calendar; give the folder to choose the partner by name")
    source = _source(read_text(path, CalendarFileError), str(path), {})
    state = read_state(path.parent)
    return source if state is None else evolve(source, dropped=_dropped(state, source))


def _source(text: str, where: str, dropped: Mapping[str, Revision]) -> Source:
    name, meetings = meetings_in(text, where)
    if not name:
        raise CalendarFileError(f"{where}: the calendar has no name; write the calendars anew")
    return Source(name, meetings, {uid: revision for uid, revision in dropped.items() if uid not in meetings})


def _file_of(schedule: Schedule, partner: str | None) -> str:
    names = schedule.problem.network.names
    if partner is not None and partner not in names:
        raise ProblemError(f'there is no partner "{partner}"; {nearest(partner, names)}')
    stem = NETWORK_STEM if partner is None else file_stems(names)[partner]
    return calendar_files(schedule)[f"{stem}.ics"].decode()


def _dropped(state: State, source: Source) -> Mapping[str, Revision]:
    """Return what was told in the folder's network and is not in the calendar any more.

    A partner's days of travel have versions of their meetings, and are in its own calendar alone.
    """
    network, calendar = state.network, source.calendar
    traveller = calendar.removeprefix(f"{network} (").removesuffix(")") if calendar != network else None
    if traveller == calendar:
        return {}
    found = {uid: known.revision for uid, known in state.meetings.items() if not known.stands}
    if traveller is not None:
        for uid, known in state.meetings.items():
            found |= {travel_uid(uid, traveller, way): known.revision for way in ("out", "home")}
    return {uid: revision for uid, revision in found.items() if uid not in source.meetings}


def _turns(schedule: Schedule) -> Mapping[str, Revision]:
    """Return the UIDs of all turns that the partners may have had in another plan."""
    network = schedule.problem.network
    most = max([_TURNS, *(schedule.turn(meeting) for meeting in schedule.meetings)])
    turns = range(1, most + 1)
    return {meeting_uid(network.name, host, turn): NO_REVISION for host in network.names for turn in turns}
