"""What people were told of the meetings, and what they must be told now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from di4c_schedule.events import CANCELLED, Appointment, Revision
from di4c_schedule.frozen_table import FrozenTable

NEW, MOVED, CHANGED, DROPPED, SAME = "new", "moved", "changed", "cancelled", "unchanged"
"""Kinds of changes: never told of; other days or hours; another place, format, link or status; dropped; none."""

REQUEST, CANCEL = "REQUEST", "CANCEL"
"""Methods of RFC 5546: a meeting to come to, and one that does not take place or not with this partner."""


def _withdrawals(value: Iterable[Withdrawal]) -> tuple[Withdrawal, ...]:
    return tuple(sorted(value, key=lambda one: (one.revision, one.partner, one.email)))


@frozen
class Withdrawal:
    """An invitation that was taken back; its message stays, as nobody knows who has read it.

    Parameters
    ----------
    partner, email, language
        Name of the partner, the address that held the invitation, and the language of its calendar.
    organizer
        Address that had invited.
    appointment, revision
        The host's turn as the message tells it, and the version of the message.
    whole
        Whether the meeting was dropped; else only this address was taken out.
    """

    partner: str
    email: str
    language: str
    organizer: str
    appointment: Appointment
    revision: Revision
    whole: bool


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
        E-mail addresses of those that hold an invitation to it, by names of partners; none if it was dropped.
    renewed
        Which version those hold whose invitation had been taken back before, by addresses in small letters: their
        message must be later than the one that took it back.
    withdrawn
        The invitations that were taken back and not renewed.
    """

    appointment: Appointment
    revision: Revision
    invited: Mapping[str, str] = field(factory=FrozenTable[str], converter=FrozenTable[str])
    renewed: Mapping[str, Revision] = field(factory=FrozenTable[Revision], converter=FrozenTable[Revision])
    withdrawn: tuple[Withdrawal, ...] = field(default=(), converter=_withdrawals)

    @property
    def stands(self) -> bool:
        """Whether the meeting takes place."""
        return self.appointment.status != CANCELLED

    @property
    def told(self) -> tuple[Revision, ...]:
        """All versions that somebody holds."""
        return (self.revision, *self.renewed.values(), *(one.revision for one in self.withdrawn))

    def revision_for(self, email: str) -> Revision:
        """Return the version of the invitation that an address holds."""
        return self.renewed.get(email.casefold(), self.revision)


@frozen
class State:
    """What was told of the meetings of a network.

    Parameters
    ----------
    network
        Name of the network.
    meetings
        What was told, by UID: of meetings that stand, and of those that were dropped.
    partners
        Language of each partner's calendar, by names of all partners.
    organizer
        Address that invites; None: nobody does.
    """

    network: str
    meetings: Mapping[str, Known] = field(factory=FrozenTable[Known], converter=FrozenTable[Known])
    partners: Mapping[str, str] = field(factory=FrozenTable[str], converter=FrozenTable[str])
    organizer: str | None = None


@frozen
class MeetingChange:
    """What becomes of one host's turn.

    Parameters
    ----------
    kind
        ``"new"``, ``"moved"``, ``"changed"``, ``"cancelled"`` or ``"unchanged"``.
    before, after
        The turn as it was told, None if it never was; and as it is now, cancelled if it was dropped.
    revision
        The version that is told now.
    """

    kind: str
    before: Appointment | None
    after: Appointment
    revision: Revision

    def to_dict(self) -> dict[str, Any]:
        """Return the change as JSON holds it."""
        told = {"before": self.before, "after": self.after}
        answer: dict[str, Any] = {"kind": self.kind, "sequence": self.revision.sequence}
        return answer | {key: None if one is None else one.to_dict() for key, one in told.items()}


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
