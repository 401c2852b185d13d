"""Which meeting of a plan became which meeting of a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from di4c_schedule.changes.change import Change
from di4c_schedule.schedule import Meeting


def matched(before: Iterable[Meeting], after: Iterable[Meeting]) -> tuple[Change, ...]:
    """Pair the meetings of two plans, each once.

    A host's meetings pair with its own: first those whose first day is the same, then the others, in date order, so
    that they move by as few days as possible in all. What is left pairs with meetings of other hosts that take the same
    dates: those that begin on the same day first, then those that share a day. The rest is cancelled or new.

    Parameters
    ----------
    before, after
        Meetings in any order.

    Returns
    -------
    tuple of Change
        In the order of the dates before; new meetings by theirs.

    Examples
    --------
    >>> limerick, oulu = Meeting("Limerick", "2019-10-08", "2019-10-09"), Meeting("Oulu", "2019-10-09", "2019-10-10")
    >>> [str(change.kind) for change in matched([limerick], [oulu])]
    ['re-hosted']
    """
    left, right = sorted(before, key=_order), sorted(after, key=_order)
    changes = _taken(left, right, lambda old, new: old.host == new.host and old.start == new.start)
    for host in dict.fromkeys(meeting.host for meeting in left):
        own = [meeting for meeting in left if meeting.host == host]
        new = [meeting for meeting in right if meeting.host == host]
        for pair in _nearest(own, new):
            left.remove(pair[0])
            right.remove(pair[1])
            changes.append(Change(*pair))
    changes += _taken(left, right, lambda old, new: old.start == new.start)
    changes += _taken(left, right, lambda old, new: old.dates.overlaps(new.dates))
    changes += [Change(meeting, None) for meeting in left] + [Change(None, meeting) for meeting in right]
    return tuple(sorted(changes, key=_place))


def _order(meeting: Meeting) -> tuple[object, ...]:
    return meeting.start, meeting.last, meeting.host


def _place(change: Change) -> tuple[object, ...]:
    meetings = [meeting for meeting in (change.before, change.after) if meeting is not None]
    return change.day, change.before is None, meetings[-1].start, meetings[0].host


def _taken(left: list[Meeting], right: list[Meeting], same: Callable[[Meeting, Meeting], bool]) -> list[Change]:
    """Take pairs out of both lists, the earliest first."""
    changes = []
    for old in list(left):
        new = next((meeting for meeting in right if same(old, meeting)), None)
        if new is not None:
            left.remove(old)
            right.remove(new)
            changes.append(Change(old, new))
    return changes


def _nearest(before: Sequence[Meeting], after: Sequence[Meeting]) -> list[tuple[Meeting, Meeting]]:
    """Pair as many meetings as possible in date order, so that the days by which they move add up to the least."""
    if len(before) > len(after):
        return [(old, new) for new, old in _nearest(after, before)]
    # best[j]: shifts of the meetings so far if they pair with some of the first j of the others, and with which
    best: list[tuple[int, tuple[int, ...]] | None] = [(0, ())] * (len(after) + 1)
    for meeting in before:
        found: list[tuple[int, tuple[int, ...]] | None] = [None]
        for place, other in enumerate(after):
            options = [found[place]]
            if (earlier := best[place]) is not None:
                options.append((earlier[0] + abs((meeting.start - other.start).days), (*earlier[1], place)))
            found.append(min((option for option in options if option is not None), default=None))
        best = found
    chosen = best[-1]
    return [(meeting, after[place]) for meeting, place in zip(before, chosen[1] if chosen else (), strict=True)]
