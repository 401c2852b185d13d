"""What becomes of one meeting, and which version of it is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve

from di4c_schedule.events import CANCELLED, Appointment, Revision
from di4c_schedule.updates.state import CHANGED, DROPPED, MOVED, NEW, SAME, Known, MeetingChange

_SECOND = timedelta(seconds=1)
"""Stamps have whole seconds (RFC 5545, section 3.3.5); the later message must have the later one."""


def change_of(known: Known | None, after: Appointment, first: Revision, now: datetime) -> MeetingChange:
    """Return what becomes of a meeting that is to take place.

    Parameters
    ----------
    known
        What was told of it; None: nothing.
    after
        The turn as it is now.
    first
        The version of meetings that nobody was told of.
    now
        The time, in UTC and whole seconds.
    """
    if known is None:
        return MeetingChange(NEW, None, after, first)
    before = known.appointment
    if not known.stands:
        return MeetingChange(NEW, before, after, _raised(known, now))
    if _days(before) != _days(after):
        return MeetingChange(MOVED, before, after, _raised(known, now))
    if _rest(before) != _rest(after):
        return MeetingChange(CHANGED, before, after, _raised(known, now))
    return MeetingChange(SAME, before, after, known.revision)


def dropped(known: Known, now: datetime) -> MeetingChange:
    """Return that a meeting does not take place."""
    return MeetingChange(DROPPED, known.appointment, evolve(known.appointment, status=CANCELLED), _raised(known, now))


def stamp_after(known: Known | None, now: datetime) -> datetime:
    """Return the time of what is told now: later than all that was told before, even if the clock was set back."""
    return now if known is None else max(now, max(one.stamp for one in known.told) + _SECOND)


def _raised(known: Known, now: datetime) -> Revision:
    return Revision(max(one.sequence for one in known.told) + 1, stamp_after(known, now))


def _days(one: Appointment) -> tuple[object, ...]:
    # Whole days are the same in every zone (RFC 5545, section 3.3.4), so that only hours make a zone matter.
    return one.first, one.last, one.begin, one.end, one.begin and one.timezone


def _rest(one: Appointment) -> tuple[object, ...]:
    return one.city, one.country, one.format, one.link, one.status
