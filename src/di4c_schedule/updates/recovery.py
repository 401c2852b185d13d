"""What people were told, read from the calendars themselves when the file that remembers it is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from attrs import evolve

from di4c_schedule.events import CANCELLED, Appointment, appointment_of, calendar_files, meeting_uid
from di4c_schedule.files import NETWORK_STEM
from di4c_schedule.updates.state import CANCEL, REQUEST, Known, State, Withdrawal
from di4c_schedule.updates.traces import Trace, Traces, traces_in

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.schedule import Schedule

NETWORK_FILE = f"{NETWORK_STEM}.ics"

_MOST_TURNS = 60
"""How often a partner may host for its meetings to be known again by their UIDs."""


def recovered(
    files: Mapping[str, Traces],
    network: str | None = None,
    now: Mapping[str, Appointment] | None = None,
    places: Mapping[str, tuple[str, ...]] | None = None,
) -> State | None:
    """Return what the calendars of a folder tell that people were told; None if they tell nothing.

    Parameters
    ----------
    files
        What each file of the library tells, by its path.
    network
        Name of the network, if it is known; else that of the calendar of all meetings.
    now
        The turns of the schedule that is to be told now, by UID: what files do not tell is as it is there.
    places
        What the calendar of that schedule says of where each meeting is.
    """
    name = network or (files[NETWORK_FILE].name if NETWORK_FILE in files else "")
    found: dict[str, list[Trace]] = {}
    for traces in files.values():
        for trace in traces.traces:
            if trace.path == NETWORK_FILE or trace.method:
                found.setdefault(trace.uid, []).append(trace)
    if not name or (not found and NETWORK_FILE not in files):
        return None
    partners = _partners(files, name)
    hosts = {
        meeting_uid(name, host, turn): (host, turn)
        for host in [*partners, *(one.host for one in (now or {}).values())]
        for turn in range(1, _MOST_TURNS + 1)
    }
    meetings = {}
    for uid, traces_of in found.items():
        known = _known(traces_of, (now or {}).get(uid), (places or {}).get(uid), hosts.get(uid))
        if known is not None:
            meetings[uid] = known
    organizers = [trace.organizer for traces_of in found.values() for trace in traces_of if trace.organizer]
    return State(name, meetings, dict.fromkeys(partners, "en"), organizers[0] if organizers else None)


def recovered_for(schedule: Schedule, files: Mapping[str, Traces], style: CalendarStyle) -> State | None:
    """Return what calendars tell that people were told of the network of a schedule; None if they tell nothing of it.

    Parameters
    ----------
    schedule
        The schedule that is to be told now; what files do not tell is taken to be as it is in it.
    files
        What each file of the library tells, by its path.
    style
        Hours and links.
    """
    network = schedule.problem.network.name
    now = {one.uid: one for one in (appointment_of(schedule, meeting, style) for meeting in schedule.meetings)}
    uids = {trace.uid for traces in files.values() for trace in traces.traces}
    if not uids & set(now) and (NETWORK_FILE not in files or files[NETWORK_FILE].name != network):
        return None
    listed = traces_in(NETWORK_FILE, calendar_files(schedule, None, style)[NETWORK_FILE])
    return recovered(files, network, now, {trace.uid: trace.place for trace in listed.traces} if listed else {})


def _partners(files: Mapping[str, Traces], network: str) -> list[str]:
    """Return the names of the partners that the files tell."""
    named = []
    for path, traces in files.items():
        stem, start = PurePosixPath(path).stem, f"{network} ("
        if "/" not in path and path != NETWORK_FILE:
            whole = traces.name.startswith(start) and traces.name.endswith(")")
            named.append(traces.name[len(start) : -1] if whole else stem)
        named += [_partner(trace) for trace in traces.traces if trace.email]
    return list(dict.fromkeys(named))


def _partner(trace: Trace) -> str:
    return trace.attendee or PurePosixPath(trace.path).parent.name


def _known(
    traces: Sequence[Trace], now: Appointment | None, place: tuple[str, ...] | None, host: tuple[str, int] | None
) -> Known | None:
    requests = [trace for trace in traces if trace.method == REQUEST]
    whole = [trace for trace in traces if trace.method == CANCEL and trace.status == CANCELLED]
    listed = [trace for trace in traces if not trace.method]
    candidates = listed or [*requests, *whole]
    if not candidates:
        return None
    # Of the invitations that say the same the oldest has the version of the meeting, the others were renewed.
    last = max(candidates, key=lambda one: one.revision)
    told = min((one for one in candidates if _says(one) == _says(last)), key=lambda one: one.revision)
    appointment = _appointment(told, now, place, host)
    standing = told.method != CANCEL
    held = [one for one in requests if one.email and standing and one.revision >= told.revision]
    holders = {one.email.casefold() for one in held}
    return Known(
        appointment,
        told.revision,
        {_partner(one): one.email for one in held},
        {one.email.casefold(): one.revision for one in held if one.revision != told.revision},
        _withdrawals(
            [one for one in traces if one.method == CANCEL and one.email.casefold() not in holders], appointment
        ),
    )


def _says(one: Trace) -> tuple[object, ...]:
    return one.method, one.first, one.last, one.begin, one.end, one.timezone, one.status


def _withdrawals(traces: Iterable[Trace], appointment: Appointment) -> list[Withdrawal]:
    return [
        Withdrawal(
            _partner(trace),
            trace.email,
            "en",
            trace.organizer,
            _dated(appointment, trace),
            trace.revision,
            trace.status == CANCELLED,
        )
        for trace in traces
        if trace.email
    ]


def _appointment(
    trace: Trace, now: Appointment | None, place: tuple[str, ...] | None, host: tuple[str, int] | None
) -> Appointment:
    """Return a turn as a file tells it; what it does not tell is as it is now."""
    city, _, country = trace.place[0].partition(", ")
    if now is not None:
        # An invitation says it in the partner's language, which the schedule's calendar may not.
        same = place is None or bool(trace.method) or place == trace.place
        known = _dated(now, trace)
        return known if same else evolve(known, city=city, country=country or now.country)
    name, turn = host or (city or trace.uid, 1)
    online = "on site" if city else "online"
    blank = Appointment(
        trace.uid, name, turn, trace.first, trace.last, None, None, "UTC", city, country, online, None, "confirmed"
    )
    return _dated(blank, trace)


def _dated(one: Appointment, trace: Trace) -> Appointment:
    return evolve(
        one,
        first=trace.first,
        last=trace.last,
        begin=trace.begin,
        end=trace.end,
        timezone=trace.timezone or one.timezone,
        status=trace.status or one.status,
    )
