"""What happened to mails: who has what, who has it perhaps, and who never got it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from di4c_schedule.mail.records import INTENT, SENT, Record


class History:
    """What happened to mails.

    Parameters
    ----------
    records
        In the order in which it happened.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._last: dict[str, Record] = {}
        self._first: dict[str, datetime] = {}
        self._about: dict[tuple[str, str], list[str]] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Take one more record in."""
        if record.event == INTENT:
            self._first.setdefault(record.key, record.time)
        self._last[record.key] = record
        keys = self._about.setdefault((record.appointment.uid, record.email.casefold()), [])
        if record.key in keys:
            keys.remove(record.key)
        keys.append(record.key)

    def last(self, key: str) -> Record | None:
        """Return the last that happened to a mail; None: nothing."""
        return self._last.get(key)

    def written(self, key: str) -> datetime | None:
        """Return when a mail went on its way first; once more, it must be the same."""
        return self._first.get(key)

    def received(self, uid: str, email: str) -> Record | None:
        """Return the last mail about a meeting that an address has for sure."""
        return next((one for one in self._latest(uid, email) if one.event == SENT), None)

    def perhaps(self, uid: str, email: str) -> list[Record]:
        """Return the mails about a meeting that an address has, or has perhaps; the last comes first."""
        return [one for one in self._latest(uid, email) if one.event in (SENT, INTENT)]

    def _latest(self, uid: str, email: str) -> list[Record]:
        return [self._last[key] for key in reversed(self._about.get((uid, email.casefold()), []))]
