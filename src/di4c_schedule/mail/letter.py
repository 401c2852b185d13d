"""One mail: what one partner is told of one meeting, and by what it is known again."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256

from attrs import frozen

from di4c_schedule.events import CANCELLED, Appointment
from di4c_schedule.updates import REQUEST, Invitation

INVITED, MOVED, CHANGED, DROPPED, TAKEN_OUT = "invited", "moved", "changed", "cancelled", "taken out"
"""What a mail says: come; other days or hours; another place, link or status; it is off; it is without you."""


@frozen
class Letter:
    """What one partner is told of one meeting.

    Parameters
    ----------
    invitation
        The file that is sent.
    before
        The meeting as this address was told of it last; None: it never was, or was told that it is off.
    language
        Language of the partner's texts.
    """

    invitation: Invitation
    before: Appointment | None = None
    language: str = "en"

    @property
    def kind(self) -> str:
        """`INVITED`, `MOVED`, `CHANGED`, `DROPPED` or `TAKEN_OUT`."""
        after, before = self.invitation.appointment, self.before
        if self.invitation.method != REQUEST:
            return DROPPED if after.status == CANCELLED else TAKEN_OUT
        if before is None:
            return INVITED
        return MOVED if when_of(before) != when_of(after) else CHANGED

    @property
    def key(self) -> str:
        """What is the same for the same mail, and for no other: the version, to whom, and when the meeting is.

        Calendars that are lost and written anew count their versions from 0 again: the days keep such a mail apart from
        the earlier one. Places and links do not tell: read back from calendars, they may be written otherwise.
        """
        invitation = self.invitation
        after = invitation.appointment
        told = [
            after.uid,
            invitation.revision.sequence,
            stamp_text(invitation.revision.stamp),
            invitation.method,
            invitation.email.casefold(),
            *(str(one) for one in when_of(after)),
        ]
        return sha256(json.dumps(told).encode()).hexdigest()[:40]


def when_of(one: Appointment) -> tuple[object, ...]:
    """Return when a meeting is; whole days are the same in every zone (RFC 5545, section 3.3.4)."""
    return one.first, one.last, one.begin, one.end, one.begin and one.timezone


def stamp_text(stamp: datetime) -> str:
    """Write a time as DTSTAMP has it."""
    return f"{stamp:%Y%m%dT%H%M%SZ}"
