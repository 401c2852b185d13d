"""What partners must hold, as the folder of calendars has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from di4c_schedule.dates import long_dates
from di4c_schedule.errors import Mistake, OutputError, raise_all
from di4c_schedule.files.causes import cause_of
from di4c_schedule.updates import CANCEL, REQUEST, Invitation, State
from di4c_schedule.updates.invitation_paths import INVITES
from di4c_schedule.updates.traces import traces_in

_LARGEST = 1_000_000
"""Bytes; an invitation takes two thousand."""

_Key = tuple[str, str, str, int, str]


@frozen
class Held:
    """What one partner must hold of one meeting.

    Parameters
    ----------
    invitation
        The file.
    language
        Language of the partner's texts.
    """

    invitation: Invitation
    language: str


def held_in(folder: Path, state: State) -> list[Held]:
    """Return what partners must hold, partner by partner, each in the order of the meetings.

    Parameters
    ----------
    folder
        The folder of calendars; the caller holds its lock.
    state
        What people are told by it.

    Raises
    ------
    ProblemError
        If an invitation is missing or was changed; files of others do not count.
    OutputError
        If the folder cannot be read.
    """
    files = _files(folder)
    held: list[Held] = []
    missing: list[Mistake] = []
    for one in _wanted(state):
        found = files.get(_key(one.invitation))
        if found is None:
            missing.append(Mistake(_missing(one.invitation, folder)))
        else:
            path, data = found
            held.append(evolve(one, invitation=evolve(one.invitation, path=path, data=data)))
    raise_all(missing)
    order = {name: place for place, name in enumerate(state.partners)}
    return sorted(held, key=lambda one: (order.get(one.invitation.partner, len(order)), _day(one.invitation)))


def _wanted(state: State) -> Iterator[Held]:
    """Yield what must be in the folder; the files are still to be found."""
    for known in state.meetings.values():
        for name, email in known.invited.items():
            revision = known.revision_for(email)
            invitation = Invitation(name, email, REQUEST, known.appointment, revision, "", b"")
            yield Held(invitation, state.partners.get(name, "en"))
        for one in known.withdrawn:
            yield Held(Invitation(one.partner, one.email, CANCEL, one.appointment, one.revision, "", b""), one.language)


def _files(folder: Path) -> dict[_Key, tuple[str, bytes]]:
    """Return the invitations in a folder, by what they are."""
    files: dict[_Key, tuple[str, bytes]] = {}
    try:
        for path in sorted((folder / INVITES).glob("*/*.ics")):
            if not path.is_file() or path.stat().st_size > _LARGEST:
                continue
            name, data = path.relative_to(folder).as_posix(), path.read_bytes()
            traces = traces_in(name, data)
            for trace in traces.traces if traces is not None else ():
                stamp = trace.revision.stamp.isoformat()
                key = (trace.uid, trace.email.casefold(), trace.method, trace.revision.sequence, stamp)
                files.setdefault(key, (name, data))
    except OSError as error:
        raise OutputError(f"cannot read the folder {folder}: {cause_of(error)}") from error
    return files


def _key(one: Invitation) -> _Key:
    revision = one.revision
    return one.appointment.uid, one.email.casefold(), one.method, revision.sequence, revision.stamp.isoformat()


def _day(one: Invitation) -> tuple[object, ...]:
    return one.appointment.first, one.appointment.last, one.appointment.host


def _missing(one: Invitation, folder: Path) -> str:
    what = "invitation" if one.method == REQUEST else "cancellation"
    meeting = f"{one.appointment.host}, {long_dates(one.appointment.first, one.appointment.last)}"
    return (
        f"{folder}: the {what} of {one.partner} ({meeting}) is missing or was changed; "
        "write the calendars once more, then send"
    )
