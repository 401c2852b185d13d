"""At most so many meetings start within given dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES, count
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.labels import counted, starting
from di4c_schedule.rules.spans import Cap, branches_of, ranges_of, read_span
from di4c_schedule.rules.turning import beginning_dial, day_said, end_dial, number_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.branch import Branch
    from di4c_schedule.dial import Dial
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule


@frozen
class AtMost:
    """At most so many meetings start within given dates.

    Parameters
    ----------
    count
        Number of meetings.
    dates
        The range, both ends inclusive, or ``"each month"``.

    Examples
    --------
    >>> AtMost(2, "each month").label
    'At most 2 meetings start in each month'
    """

    count: int = field(converter=count)
    dates: DateRange | str = field(converter=read_span, metadata=DATES)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        when = self.dates.when if isinstance(self.dates, DateRange) else "in each month"
        return f"At most {starting(self.count)} {when}"

    def caps(self, window: DateRange) -> list[Cap]:
        """Return the bound for each range."""
        return [Cap(dates, at_most=self.count) for dates in ranges_of(self.dates, window)]

    def requirements(self, problem: Problem) -> list[AtMost]:
        """Return the rule for each range alone: for each month."""
        return [AtMost(self.count, dates) for dates in ranges_of(self.dates, problem.window)]

    def post(self, encoding: Encoding) -> None:
        """Bound the number of starts in each range."""
        for cap in self.caps(encoding.tables.window):
            encoding.model.add(sum(encoding.starts(dates=cap.dates)) <= self.count)

    def branches(self, schedule: Schedule) -> Iterator[Branch]:
        """Yield the ways to keep the first bound that a schedule breaks."""
        return branches_of(self.caps(schedule.problem.window), schedule)

    def dials(self, problem: Problem) -> list[Dial]:
        """Return dials for the number, and for the last and the first day."""
        when = self.dates.when if isinstance(self.dates, DateRange) else "in each month"
        counts = number_dial(
            self,
            "count",
            "meeting",
            loosens=1,
            within=(0, problem.meetings),
            advice=lambda count, more: f"allow {counted(count, 'meeting')} {when}, {more} more",
        )
        if not isinstance(self.dates, DateRange):
            return counts

        def end(day: date, days: int) -> str:
            return f"allow more meetings from {day_said(day + ONE_DAY)}, {counted(days, 'day')} earlier"

        def beginning(day: date, days: int) -> str:
            return f"allow more meetings until {day_said(day - ONE_DAY)}, {counted(days, 'day')} later"

        ends = end_dial(self, problem.window, wider=False, advice=end)
        return counts + ends + beginning_dial(self, problem.window, wider=False, advice=beginning)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each range with too many starts."""
        for cap in self.caps(schedule.problem.window):
            inside = schedule.starting_in(cap.dates)
            if len(inside) > self.count:
                yield Violation(self, inside[-1], f"{starting(len(inside))} {cap.dates.when}")
