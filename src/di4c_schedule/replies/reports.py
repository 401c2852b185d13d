"""What was read and not applied, and why."""

from __future__ import annotations

from attrs import frozen

from di4c_schedule.errors import Mistake

UNREADABLE, NO_REPLY = "unreadable", "no reply"
"""Kinds of reports: what cannot be read; what can, but answers no invitation."""

UNKNOWN, NOT_INVITED, NOT_THE_SENDER = "unknown meeting", "not invited", "not the sender"
"""Of no meeting that people were told of; of somebody who was not asked; sent by somebody else."""

STALE, IMPOSSIBLE, EARLIER = "old version", "impossible version", "earlier answer"
"""To what was told before; to what was never told; replaced by a later one."""


@frozen
class Report:
    """Something that was not applied.

    Parameters
    ----------
    kind
        ``"unreadable"``, ``"no reply"``, ``"unknown meeting"``, ``"not invited"``, ``"not the sender"``,
        ``"old version"``, ``"impossible version"`` or ``"earlier answer"``.
    message
        What it says and why it was not applied, one sentence without a full stop.
    file, line
        Where it stands; of a mailbox the line on which the mail begins.

    Examples
    --------
    >>> print(Report("unreadable", "the file is empty", "replies/oulu.ics"))
    replies/oulu.ics: the file is empty
    """

    kind: str
    message: str
    file: str
    line: int | None = None

    def __str__(self) -> str:
        return str(Mistake(self.message, file=self.file, line=self.line))
