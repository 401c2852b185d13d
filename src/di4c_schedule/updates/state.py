"""What people were told of the meetings, and what they must be told now."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from di4c_schedule.events import CANCELLED, Appointment, Revision
from di4c_schedule.frozen_table import FrozenTable

NEW, MOVED, CHANGED, DROPPED, SAME = "new", "moved", "changed", "cancelled", "unchanged"
"""Kinds of changes: never told of; other days or hours; another place, format, link or status; dropped; none."""

REQUEST, CANCEL = "REQUEST", "CANCEL"
"""Methods of RFC 5546: a meeting to come to, and one that does not take place or not with this partner."""


@frozen
class Known:
    """What was told of a host's turn, and to whom.

    Parameters
    ----------
    appointment
        The host's turn as it was told; that of a dropped meeting is cancelled.
    revision
        Which version of it was told.
    invited
        E-mail addresses of those that hold an invitation to it, by names of partners.
    """

    appointment: Appointment
    revision: Revision
    invited: Mapping[str, str] = field(factory=FrozenTable[str], converter=FrozenTable[str])

    @property
    def stands(self) -> bool:
        """Whether the meeting takes place."""
        return self.appointment.status != CANCELLED


@frozen
class State:
    """What was told of the meetings of a network.

    Parameters
    ----------
    network
        Name of the network.
    meetings
        What was told, by UID: of meetings that stand, and of those that were dropped.
    """

    network: str
    meetings: Mapping[str, Known] = field(factory=FrozenTable[Known], converter=FrozenTable[Known])


@frozen
class MeetingChange:
    """What becomes of one host's turn.

    Parameters
    ----------
    kind
        ``"new"``, ``"moved"``, ``"changed"``, ``"cancelled"`` or ``"unchanged"``.
    before, after
        The turn as it was told and as it is now; None if there was or is none.
    revision
        The version that is told now.
    """

    kind: str
    before: Appointment | None
    after: Appointment | None
    revision: Revision


@frozen
class Invitation:
    """What one partner must hold about one meeting: an iTIP message, one meeting a file.

    Parameters
    ----------
    partner, email
        Name of the partner, and its address.
    method
        ``"REQUEST"`` or ``"CANCEL"``.
    appointment, revision
        The host's turn, and which version of it.
    path
        Path of the file in the folder of calendars, with slashes.
    data
        The file.
    """

    partner: str
    email: str
    method: str
    appointment: Appointment
    revision: Revision
    path: str
    data: bytes = field(repr=False)
