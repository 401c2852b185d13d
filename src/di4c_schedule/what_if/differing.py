"""Whether two plans really differ, as a value and as a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from di4c_schedule.branch import Branch
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.labels import counted
from di4c_schedule.schedule import Schedule
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.encoding import Encoding


@frozen
class Differs:
    """A plan really differs from another: its hosts come in another order, or a meeting starts on another day.

    Parameters
    ----------
    other
        The other plan, for the same problem.
    by
        Days by which the start at some place of the rotation differs at least.
    """

    other: Schedule
    by: int

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return (
            f"The hosts come in another order, or a meeting starts {counted(self.by, 'day')} or more away from where "
            f"it does in the plan that begins with {self.other.meetings[0]}"
        )

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation if the plans are nearly the same."""
        if not differ(self.other, schedule, self.by):
            yield Violation(self, None, "the plan is nearly the same as one that is known")

    def post(self, encoding: Encoding) -> None:
        """Ask for a place with another host, or with a start that is far enough away."""
        model = encoding.model
        ways = []
        for place, meeting in enumerate(self.other.meetings, 1):
            start, column = encoding.position_start(place), encoding.tables.index(meeting.start)
            elsewhere, earlier, later = (model.new_bool_var("") for _ in range(3))
            for literal in encoding.at_position(meeting.host, place):
                model.add_implication(literal, ~elsewhere)
            model.add(start <= column - self.by).only_enforce_if(earlier)
            model.add(start >= column + self.by).only_enforce_if(later)
            ways += [elsewhere, earlier, later]
        model.add_bool_or(ways)

    def branches(self, schedule: Schedule) -> Iterator[Branch]:
        """Yield for each place that the plans are alike before it and differ there: no two of these ways overlap."""
        window, names = schedule.problem.window, schedule.problem.network.names
        starts: list[tuple[int, DateRange]] = []
        hosts: list[tuple[str, int]] = []
        for place, meeting in enumerate(self.other.meetings, 1):
            yield Branch(starts, [*hosts, (meeting.host, place)])
            hosts += [(name, place) for name in names if name != meeting.host]
            columns = window.days
            start = (meeting.start - window.first).days
            if start - self.by >= 0:
                yield Branch([*starts, (place, _days(window, 0, start - self.by))], hosts)
            if start + self.by < columns:
                yield Branch([*starts, (place, _days(window, start + self.by, columns - 1))], hosts)
            alike = max(0, start - self.by + 1), min(columns - 1, start + self.by - 1)
            starts.append((place, _days(window, *alike)))


def differ(plan: Schedule, other: Schedule, by: int) -> bool:
    """Whether the hosts of two plans come in another order, or a meeting starts at least so many days apart."""
    pairs = list(zip(plan.meetings, other.meetings, strict=True))
    return any(a.host != b.host or abs((a.start - b.start).days) >= by for a, b in pairs)


def _days(window: DateRange, first: int, last: int) -> DateRange:
    """Return the days of a window between two of them, counted from 0."""
    return DateRange(window.first + first * ONE_DAY, window.first + last * ONE_DAY)
