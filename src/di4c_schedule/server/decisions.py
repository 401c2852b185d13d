"""What must be done with one event on a server, and why something must not be done."""

from __future__ import annotations

from attrs import frozen

from di4c_schedule.events import Revision
from di4c_schedule.server.meetings import MeetingObject
from di4c_schedule.server.sources import Source

CREATE, UPDATE, DELETE, LEAVE, CONFLICT = "create", "update", "delete", "leave", "conflict"


@frozen
class Decision:
    """What is done with one event.

    Parameters
    ----------
    kind
        ``"create"``, ``"update"``, ``"delete"``, ``"leave"`` or ``"conflict"``.
    reason
        Why it is a conflict, in a sentence.
    """

    kind: str
    reason: str = ""


def decide(source: Source, uid: str, stored: MeetingObject | None) -> Decision:
    """Decide what is done with one UID of the calendar.

    Nobody's change is lost: what another program changed is only overwritten by a later version (RFC 5546, section
    2.1.5: a higher SEQUENCE, or the same and a later DTSTAMP).

    Parameters
    ----------
    source
        What the calendar shall hold.
    uid
        The UID.
    stored
        The event as the server has it; None: it has none.
    """
    wanted, calendar = source.meetings.get(uid), source.calendar
    if stored is None:
        return Decision(LEAVE if wanted is None else CREATE)
    untouched = stored.is_untouched(calendar)
    if wanted is None:
        return _without(stored, untouched, source.dropped.get(uid))
    if wanted.digest(calendar) == stored.digest(calendar):
        return Decision(LEAVE)
    if stored.revision > wanted.revision:
        whose = "a later version of it is on the server" if untouched else "somebody changed it on the server later"
        return Decision(CONFLICT, f"{whose}; {_WAY_OUT}")
    if stored.revision == wanted.revision and not untouched:
        return Decision(CONFLICT, f"somebody changed it on the server, and there is no later version here; {_WAY_OUT}")
    return Decision(UPDATE)


def _without(stored: MeetingObject, untouched: bool, dropped: Revision | None) -> Decision:
    if untouched or (dropped is not None and stored.revision <= dropped):
        return Decision(DELETE)
    if dropped is None:
        return Decision(LEAVE)
    return Decision(CONFLICT, "it is not in the plan any more, but somebody changed it on the server; delete it there")


_WAY_OUT = "take the change over into the plan, or delete the event on the server, and publish again"
