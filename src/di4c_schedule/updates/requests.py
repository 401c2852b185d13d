"""Invitations of many partners to many meetings, each meeting made but once a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from di4c_schedule.events import Revision, request_file

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.partner import Partner
    from di4c_schedule.schedule import Meeting, Schedule

_ATTENDEE = re.compile(rb"(?<=\r\n)ATTENDEE[;:].*?\r\n(?! )", re.DOTALL)
"""The line that says who is invited, with those that go on with it (RFC 5545, section 3.1)."""


class Requests:
    """Makes invitations; those to one meeting in one language differ in nothing but who is invited.

    80 partners that host once each hold 6,400 invitations, and the package ``icalendar`` takes milliseconds for each.

    Parameters
    ----------
    schedule
        The schedule.
    style
        What invitations say besides the dates.
    """

    def __init__(self, schedule: Schedule, style: CalendarStyle) -> None:
        self._schedule, self._style = schedule, style
        self._texts: dict[object, tuple[bytes, bytes]] = {}
        self._guests: dict[str, bytes] = {}

    def of(self, meeting: Meeting, partner: Partner, revision: Revision) -> bytes:
        """Return the invitation of a partner to a meeting.

        Parameters
        ----------
        meeting
            The meeting.
        partner
            A partner with an e-mail address.
        revision
            Which version of the meeting this is.
        """
        key = meeting.position, revision, partner.language
        if partner.name == meeting.host:
            # The host's line is another at its own meeting.
            return self._made(meeting, partner, revision)
        if key not in self._texts or partner.name not in self._guests:
            data = self._made(meeting, partner, revision)
            before, guest, after = _parts(data)
            self._texts[key], self._guests[partner.name] = (before, after), guest
            return data
        before, after = self._texts[key]
        return before + self._guests[partner.name] + after

    def _made(self, meeting: Meeting, partner: Partner, revision: Revision) -> bytes:
        return request_file(self._schedule, meeting, partner, revision, self._style)


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    found = _ATTENDEE.search(data)
    if found is None:
        raise ValueError("an invitation names nobody")
    return data[: found.start()], found.group(), data[found.end() :]
