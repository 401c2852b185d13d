"""What is remembered of mails, one line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from attrs import asdict, frozen

from di4c_schedule.events import Appointment, Revision
from di4c_schedule.mail.letter import Letter, stamp_text

INTENT, SENT, REFUSED, LATER = "intent", "sent", "refused", "later"
"""The text is about to go; the server has it; it will never take it; it does not take it now."""


@frozen
class Record:
    """What happened to a mail at some time.

    Parameters
    ----------
    event
        `INTENT`, `SENT`, `REFUSED` or `LATER`.
    time
        When, in UTC.
    key, message_id
        Which mail.
    partner, email, method
        Whom it is for, and what it is: ``"REQUEST"`` or ``"CANCEL"``.
    appointment, revision
        What it tells, and which version of that.
    reason
        What the server said.
    """

    event: str
    time: datetime
    key: str
    message_id: str
    partner: str
    email: str
    method: str
    appointment: Appointment
    revision: Revision
    reason: str = ""

    @property
    def line(self) -> bytes:
        """The record as a line of the journal."""
        values = {
            "event": self.event,
            "time": self.time.isoformat(),
            "uid": self.appointment.uid,
            "sequence": self.revision.sequence,
            "stamp": stamp_text(self.revision.stamp),
            "method": self.method,
            "to": self.email,
            "partner": self.partner,
            "message_id": self.message_id,
            "key": self.key,
            "reason": self.reason,
            "told": {name: _plain(value) for name, value in asdict(self.appointment).items()},
        }
        return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def record_of(letter: Letter, event: str, at: datetime, message_id: str, reason: str = "") -> Record:
    """Return what happened to a letter's mail."""
    one = letter.invitation
    return Record(
        event, at, letter.key, message_id, one.partner, one.email, one.method, one.appointment, one.revision, reason
    )


def read_record(line: bytes) -> Record:
    """Read a line of the journal.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        values = json.loads(line)
        if values["event"] not in (INTENT, SENT, REFUSED, LATER):
            raise ValueError("unknown event")
        at = datetime.fromisoformat(values["time"])
        stamp = datetime.strptime(values["stamp"] + "+0000", "%Y%m%dT%H%M%SZ%z")
        texts = {name: values[name] for name in ("key", "message_id", "partner", "method", "reason")}
        if not all(isinstance(text, str) for text in (*texts.values(), values["to"])) or at.tzinfo is None:
            raise ValueError("no text")
        return Record(
            event=values["event"],
            time=at,
            email=values["to"],
            appointment=_appointment(values["told"]),
            revision=Revision(int(values["sequence"]), stamp),
            **texts,
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("it is no record") from error


def _appointment(values: Mapping[str, Any]) -> Appointment:
    return Appointment(
        uid=str(values["uid"]),
        host=str(values["host"]),
        turn=int(values["turn"]),
        first=date.fromisoformat(values["first"]),
        last=date.fromisoformat(values["last"]),
        begin=_optional_time(values["begin"]),
        end=_optional_time(values["end"]),
        timezone=str(values["timezone"]),
        city=str(values["city"]),
        country=str(values["country"]),
        format=str(values["format"]),
        link=None if values["link"] is None else str(values["link"]),
        status=str(values["status"]),
    )


def _optional_time(value: str | None) -> time | None:
    return None if value is None else time.fromisoformat(value)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, time)) else value
