"""What becomes of one meeting, told in a sentence fit for an e-mail."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from di4c_schedule.dates import long_date, long_dates
from di4c_schedule.labels import counted, listed
from di4c_schedule.schedule import Meeting

_FORMATS = {"online": "turns online", "on site": "takes place on site now", "hybrid": "turns hybrid"}
_STATES = {"confirmed": "is confirmed", "tentative": "is only tentative now"}


class Kind(StrEnum):
    """What becomes of a meeting."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    ALTERED = "altered"
    REHOSTED = "re-hosted"
    CANCELLED = "cancelled"
    NEW = "new"


@frozen
class Change:
    """A meeting before and after.

    Parameters
    ----------
    before
        As it was; None: it is new.
    after
        As it is; None: it is cancelled.

    Examples
    --------
    >>> earlier, later = (Meeting("Oulu", day, day) for day in ("2019-10-08", "2019-10-15"))
    >>> change = Change(earlier, later)
    >>> str(change.kind), change.days, change.sentence
    ('moved', 7, "Oulu's meeting moves from Tue 8 to Tue 15 October 2019, 7 days later.")
    """

    before: Meeting | None
    after: Meeting | None

    @property
    def kind(self) -> Kind:
        """Unchanged, moved, altered (in length, format or state only), re-hosted, cancelled or new."""
        if self.before is None:
            return Kind.NEW
        if self.after is None:
            return Kind.CANCELLED
        if self.before.host != self.after.host:
            return Kind.REHOSTED
        if self.before.start != self.after.start:
            return Kind.MOVED
        return Kind.ALTERED if self.details else Kind.UNCHANGED

    @property
    def day(self) -> date:
        """The day by which changes are sorted: the first day before, or that of a new meeting."""
        return _one_of(self.before, self.after).start

    @property
    def days(self) -> int | None:
        """By how many days the first day moves, later positive; None for cancelled and new meetings."""
        if self.before is None or self.after is None:
            return None
        return (self.after.start - self.before.start).days

    @property
    def details(self) -> tuple[str, ...]:
        """What changes in length, format and state: ``("turns online",)``."""
        if self.before is None or self.after is None:
            return ()
        found = []
        old, new = self.before.dates.days, self.after.dates.days
        if old != new:
            found.append(f"takes {counted(new, 'day')} instead of {old} (until {long_date(self.after.last)})")
        if self.before.format != self.after.format:
            found.append(_FORMATS[self.after.format])
        if self.before.state != self.after.state:
            found.append(_STATES[self.after.state])
        return tuple(found)

    @property
    def sentence(self) -> str:
        """What changes, in one sentence."""
        if self.before is None:
            return _news(_one_of(self.after))
        whose, when = f"{self.before.host}'s meeting", _dates(self.before)
        if self.after is None:
            return f"{whose} of {when} is cancelled."
        if self.kind is Kind.MOVED:
            days = abs((self.after.start - self.before.start).days)
            how = "later" if self.after.start > self.before.start else "earlier"
            moves = f"moves from {long_dates(self.before.start, self.after.start)}, {counted(days, 'day')} {how}"
            return f"{whose} {_joined(moves, self.details)}."
        if self.kind is Kind.REHOSTED:
            moves = "" if self.days == 0 else f", now {_dates(self.after)}"
            more = f"; it {listed(list(self.details))}" if self.details else ""
            return f"{self.after.host} takes over {whose} of {when}{moves}{more}."
        if self.kind is Kind.ALTERED:
            return f"{whose} of {when} {listed(list(self.details))}."
        return f"{whose} of {when} stays as it is."


def _joined(first: str, others: tuple[str, ...]) -> str:
    """Join verbs of which the first has a comma of its own."""
    if len(others) == 1:
        return f"{first}, and {others[0]}"
    return f"{first}, {listed(list(others))}" if others else first


def _news(meeting: Meeting) -> str:
    when = f"{'on' if meeting.start == meeting.last else 'from'} {_dates(meeting)}"
    how = f" ({meeting.remark})" if meeting.remark else ""
    return f"{meeting.host} hosts a new meeting {when}{how}."


def _dates(meeting: Meeting) -> str:
    return long_dates(meeting.start, meeting.last)


def _one_of(*meetings: Meeting | None) -> Meeting:
    return next(meeting for meeting in meetings if meeting is not None)
