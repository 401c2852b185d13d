"""The events of a collection are settled one by one, whoever else writes into it meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from di4c_schedule.server.collection import Resource, delete, new_address, read_all, read_one, write
from di4c_schedule.server.connection import Connection
from di4c_schedule.server.decisions import CONFLICT, CREATE, DELETE, LEAVE, UPDATE, Decision, decide
from di4c_schedule.server.meetings import MeetingObject, stored_meeting
from di4c_schedule.server.report import ServerEvent, ServerReport
from di4c_schedule.server.sources import Source

_TRIES = 4
"""How often one event is looked at again when somebody else was faster each time."""

_ORDER = (DELETE, UPDATE, CREATE)
"""What is written first: deleting makes room where there is little."""

_LISTS = {CREATE: "created", UPDATE: "updated", DELETE: "deleted", LEAVE: "unchanged", CONFLICT: "conflicts"}


@frozen
class _Stored:
    """An event of the server, and where it is."""

    resource: Resource
    meeting: MeetingObject


def settle_all(
    connection: Connection,
    source: Source,
    *,
    made: bool,
    dry_run: bool,
    progress: Callable[[int, int], None] | None = None,
) -> ServerReport:
    """Bring a collection to the events of a source.

    Parameters
    ----------
    connection
        To the collection.
    source
        What it shall hold.
    made
        Whether it was made just now.
    dry_run
        Only find out what would be done.
    progress
        Called with the numbers of events that are done and of all.
    """
    stored = _stored(connection)
    plan = [(uid, _decision(source, uid, stored.get(uid))) for uid in {**source.meetings, **stored}]
    todo = [uid for kind in _ORDER for uid, decision in plan if decision.kind == kind]
    events: dict[str, list[ServerEvent]] = {name: [] for name in _LISTS.values()}

    def note(uid: str, decision: Decision, known: _Stored | None) -> None:
        meeting = source.meetings.get(uid) or (known.meeting if known else None)
        if meeting and (uid in source.meetings or decision.kind != LEAVE):
            events[_LISTS[decision.kind]].append(told(meeting, decision.reason))

    for uid, decision in plan:
        if dry_run or decision.kind not in _ORDER:
            note(uid, decision, stored.get(uid))
    for number, uid in enumerate([] if dry_run else todo, 1):
        note(uid, _settle(connection, source, uid, stored.get(uid)), stored.get(uid))
        if progress is not None:
            progress(number, len(todo))
    return ServerReport(connection.url, made=made, dry_run=dry_run, **events)


def told(meeting: MeetingObject, reason: str = "") -> ServerEvent:
    """Return what the report says of an event."""
    start = meeting.start
    return ServerEvent(meeting.uid, meeting.title, f"{start[:4]}-{start[4:6]}-{start[6:8]}" if start else "", reason)


def _stored(connection: Connection) -> dict[str, _Stored]:
    """Return all events of the collection by UID."""
    found: dict[str, _Stored] = {}
    for resource in read_all(connection):
        meeting = stored_meeting(resource.text)
        if meeting is not None:
            found.setdefault(meeting.uid, _Stored(resource, meeting))
    return found


def _decision(source: Source, uid: str, known: _Stored | None) -> Decision:
    decision = decide(source, uid, known.meeting if known else None)
    if known and decision.kind in (UPDATE, DELETE) and not known.resource.can_be_matched:
        return Decision(CONFLICT, "the server does not tell its versions apart (ETag), so it cannot be written safely")
    return decision


def _settle(connection: Connection, source: Source, uid: str, known: _Stored | None) -> Decision:
    """Write or delete one event; whoever was faster is asked again what to do."""
    for _ in range(_TRIES):
        decision = _decision(source, uid, known)
        if decision.kind not in _ORDER or _act(connection, source, uid, decision, known):
            return decision
        known = _again(connection, uid, known)
    return Decision(CONFLICT, "somebody else changes it all the time, or the server does not take it; try again later")


def _act(connection: Connection, source: Source, uid: str, decision: Decision, known: _Stored | None) -> bool:
    if known is None:
        text = source.meetings[uid].resource(source.calendar)
        return write(connection, new_address(connection, uid), text, None)
    resource = known.resource
    if decision.kind == DELETE:
        return delete(connection, resource.url, str(resource.etag))
    return write(connection, resource.url, source.meetings[uid].resource(source.calendar), resource.etag)


def _again(connection: Connection, uid: str, known: _Stored | None) -> _Stored | None:
    """Return what the server has of an event now, wherever it is."""
    url = known.resource.url if known else new_address(connection, uid)
    resource = read_one(connection, url)
    meeting = stored_meeting(resource.text) if resource else None
    if resource and meeting and meeting.uid == uid:
        return _Stored(resource, meeting)
    return _stored(connection).get(uid)
