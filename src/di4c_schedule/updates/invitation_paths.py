"""Where the invitations lie in the folder of calendars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from di4c_schedule.events import Appointment
from di4c_schedule.files import file_stems

INVITES = "invites"
"""Folder of the invitations: in it one for each partner, in that one file a meeting."""


class InvitationPaths:
    """Paths of invitations: the same for the same partner and meeting, no two the same on any file system.

    Parameters
    ----------
    names
        Names of all partners that hold or held an invitation or hosted a meeting.

    Examples
    --------
    >>> paths = InvitationPaths(["Botoșani", "Oulu"])
    >>> paths.of("Botoșani", "Oulu", 1), paths.of("Botoșani", "Oulu", 2)
    ('invites/Botosani/Oulu.ics', 'invites/Botosani/Oulu-2.ics')
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._stems: Mapping[str, str] = file_stems(sorted(set(names)))
        self._taken = {stem.casefold() for stem in self._stems.values()}

    def of(self, partner: str, host: str, turn: int) -> str:
        """Return the path of what a partner must hold of a host's turn."""
        return f"{INVITES}/{self._stems[partner]}/{self._meeting(host, turn)}.ics"

    def of_old_address(self, partner: str, appointment: Appointment, email: str) -> str:
        """Return the path of what an address that is not the partner's any more must hold of a turn."""
        digest = sha256(email.casefold().encode()).hexdigest()[:8]
        stem = self._meeting(appointment.host, appointment.turn)
        return f"{INVITES}/{self._stems[partner]}/{stem}--old-address-{digest}.ics"

    def _meeting(self, host: str, turn: int) -> str:
        if turn == 1:
            return self._stems[host]
        stem = f"{self._stems[host]}-{turn}"
        # Some partner may be called "Oulu-2"; none has two hyphens in a row.
        return f"{self._stems[host]}--{turn}" if stem.casefold() in self._taken else stem
