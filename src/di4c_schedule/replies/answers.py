"""What a partner says about a meeting."""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from di4c_schedule.dates import DateRange, long_date, long_dates
from di4c_schedule.replies.local_dates import Proposal
from di4c_schedule.replies.texts import one_line

ACCEPTED, TENTATIVE, DECLINED, DELEGATED = "accepted", "tentative", "declined", "delegated"
PROPOSES, NO_ANSWER = "proposes", "no answer"
"""What an answer says. Who proposes other dates has not agreed to those of the meeting."""

STATUSES = (ACCEPTED, TENTATIVE, DECLINED, DELEGATED, PROPOSES, NO_ANSWER)

OF_PARTSTAT = {"ACCEPTED": ACCEPTED, "TENTATIVE": TENTATIVE, "DECLINED": DECLINED, "DELEGATED": DELEGATED}
"""Words for PARTSTAT; any other counts as none (RFC 5545, section 3.2.12)."""

_VERBS = {ACCEPTED: "accepts", TENTATIVE: "may come to", DECLINED: "declines", NO_ANSWER: "has not answered for"}


@frozen
class Answer:
    """What a partner says about a meeting that it was told of; its latest word on the latest version.

    Parameters
    ----------
    partner
        Name of the partner.
    host, turn
        Whose meeting it is, and which of the host's, from 1.
    dates
        The days that the partner was told.
    status
        ``"accepted"``, ``"tentative"``, ``"declined"``, ``"delegated"``, ``"proposes"`` or ``"no answer"``.
    day
        The one day that the answer is for; None: the whole meeting.
    delegate, delegate_status
        Address of the person it sends, and what that person says.
    proposal
        When it would rather meet.
    comment
        What it wrote besides, as it stands; where it is shown, it is one line that steers nothing.
    sent_by
        Address of who sent the answer, if not the one that was invited.
    stamp
        When it was given.
    file, line
        Where it was read.

    Examples
    --------
    >>> week = DateRange("2019-10-08", "2019-10-09")
    >>> print(Answer("Limerick", "Oulu", 1, week, "declined", comment="We have an audit."))
    Limerick declines Oulu's meeting on Tue 8 to Wed 9 October 2019: "We have an audit."
    """

    partner: str
    host: str
    turn: int
    dates: DateRange
    status: str
    day: date | None = None
    delegate: str | None = None
    delegate_status: str | None = None
    proposal: Proposal | None = None
    comment: str = field(default="", repr=False)
    sent_by: str | None = None
    stamp: datetime | None = None
    file: str | None = None
    line: int | None = None

    @property
    def hosts(self) -> bool:
        """Whether it is the partner's own meeting."""
        return self.partner == self.host

    @property
    def when(self) -> str:
        """The days that the answer is for, in words."""
        return long_date(self.day) if self.day else long_dates(self.dates.first, self.dates.last)

    @property
    def words(self) -> str:
        """What it says, without whom and what about: ``"declined"``, ``"proposes Tue 15 October 2019"``."""
        text = self.status
        if self.status == PROPOSES:
            text = f"proposes {self.proposal}"
        elif self.status == DELEGATED:
            text = f"delegated to {one_line(self.delegate)}" if self.delegate else "delegated"
            text += f", {_delegate(self.delegate_status)}" if self.delegate else ""
        elif self.status == NO_ANSWER:
            text = "no answer yet"
        return f"{text}, sent by {one_line(self.sent_by)}" if self.sent_by else text

    @property
    def sentence(self) -> str:
        """What it says, in one sentence; a comment is quoted on one line."""
        meeting = f"{'its own' if self.hosts else _possessive(self.host)} meeting"
        meeting += f" for {self.when} only" if self.day else f" on {self.when}"
        if self.status == PROPOSES:
            text = f"{self.partner} proposes {self.proposal} instead of {self.when} for {meeting.partition(' on ')[0]}"
        elif self.status == DELEGATED:
            whom = one_line(self.delegate) if self.delegate else "somebody else"
            text = f"{self.partner} sends {whom} to {meeting}"
            text += f", {_delegate(self.delegate_status)}" if self.delegate else ""
        else:
            text = f"{self.partner} {_VERBS[self.status]} {meeting}"
        if self.sent_by:
            text += f" (sent by {one_line(self.sent_by)})"
        return f'{text}: "{one_line(self.comment)}"' if self.comment else f"{text}."

    def __str__(self) -> str:
        return self.sentence


def _delegate(status: str | None) -> str:
    return f"who {_VERBS[status or NO_ANSWER].removesuffix(' for').removesuffix(' to')}"


def _possessive(name: str) -> str:
    return f"{name}'s"
