"""How far a meeting of a plan may move while all others stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve, field, frozen

from di4c_schedule.checking import check
from di4c_schedule.dates import ONE_DAY, long_date
from di4c_schedule.labels import counted
from di4c_schedule.schedule import Meeting, Schedule


def _starts(value: Iterable[PossibleStart]) -> tuple[PossibleStart, ...]:
    return tuple(value)


@frozen
class PossibleStart:
    """Another day on which a meeting may start.

    Parameters
    ----------
    start
        The day.
    changes
        For each goal of the problem by how much its value changes; less than 0: it gets better.
    """

    start: date
    changes: tuple[int, ...]

    @property
    def free(self) -> bool:
        """Whether no goal gets worse."""
        return all(change <= 0 for change in self.changes)


@frozen
class Leeway:
    """The other days on which a meeting may start, all other meetings staying where they are, with every rule kept.

    The meeting keeps its place in the rotation: it does not jump over its neighbours.

    Parameters
    ----------
    meeting
        The meeting as it is planned.
    starts
        The other days, in order.
    """

    meeting: Meeting
    starts: tuple[PossibleStart, ...] = field(converter=_starts)

    @property
    def earlier(self) -> int:
        """Days from the earliest possible start to the planned one."""
        return max([0, *((self.meeting.start - possible.start).days for possible in self.starts)])

    @property
    def later(self) -> int:
        """Days from the planned start to the latest possible one."""
        return max([0, *((possible.start - self.meeting.start).days for possible in self.starts)])

    @property
    def free(self) -> tuple[PossibleStart, ...]:
        """Those of the other days that make no goal worse."""
        return tuple(possible for possible in self.starts if possible.free)

    def __str__(self) -> str:
        name = f"{self.meeting.host} on {long_date(self.meeting.start)}"
        if not self.starts:
            return f"{name} cannot move"
        ways = [
            f"{counted(days, 'day')} {word}"
            for days, word in ((self.earlier, "earlier"), (self.later, "later"))
            if days
        ]
        free = f", {len(self.free)} of them at no cost" if self.free else ", each at some cost"
        if len(self.starts) == 1:
            free = ", at no cost" if self.free else ", at some cost"
        return f"{name} may start up to {' or '.join(ways)}: {counted(len(self.starts), 'other day')}{free}"


def leeway_of(plan: Schedule) -> tuple[Leeway, ...]:
    """Try every other start of every meeting of a plan that keeps all rules.

    Examples
    --------
    Two meetings of two days in one week; Messina's may begin a day later, Oulu's a day earlier:

    >>> from di4c_schedule import Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-09-06", days=2)
    >>> for leeway in leeway_of(Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-05")])):
    ...     print(leeway)
    Messina on Mon 2 September 2019 may start up to 1 day later: 1 other day, at no cost
    Oulu on Thu 5 September 2019 may start up to 1 day earlier: 1 other day, at no cost
    """
    return tuple(_leeway(plan, place) for place in range(len(plan.meetings)))


def _leeway(plan: Schedule, place: int) -> Leeway:
    meetings, window = plan.meetings, plan.problem.window
    meeting = meetings[place]
    first = meetings[place - 1].last + ONE_DAY if place else window.first
    end = meetings[place + 1].start if place + 1 < len(meetings) else window.last + ONE_DAY
    days = (meeting.last - meeting.start).days
    found = []
    for shift in range((first - meeting.start).days, (end - meeting.last).days):
        start = meeting.start + shift * ONE_DAY
        moved = evolve(meeting, start=start, last=start + days * ONE_DAY)
        other = evolve(plan, meetings=(*meetings[:place], moved, *meetings[place + 1 :]))
        if shift and not check(plan.problem, other):
            pairs = zip(plan.goal_values, other.goal_values, strict=True)
            found.append(PossibleStart(start, tuple(after - before for before, after in pairs)))
    return Leeway(meeting, found)
