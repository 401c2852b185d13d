"""At least so many meetings start within given dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES_NEEDED, count
from di4c_schedule.dates import DateRange
from di4c_schedule.labels import counted, starting
from di4c_schedule.rules.spans import Cap, branches_of, ranges_of, read_span
from di4c_schedule.rules.turning import beginning_dial, day_said, end_dial, number_dial, so_many
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.branch import Branch
    from di4c_schedule.dial import Dial
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule


@frozen
class AtLeast:
    """At least so many meetings start within given dates.

    Parameters
    ----------
    count
        Number of meetings.
    dates
        The range, both ends inclusive, or ``"each month"``: every calendar month that the window touches.

    Examples
    --------
    >>> AtLeast(1, "2019-10").label
    'At least 1 meeting starts in October 2019'
    """

    count: int = field(converter=count)
    dates: DateRange | str = field(converter=read_span, metadata=DATES_NEEDED)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        when = self.dates.when if isinstance(self.dates, DateRange) else "in each month"
        return f"At least {starting(self.count)} {when}"

    def caps(self, window: DateRange) -> list[Cap]:
        """Return the bound for each range."""
        return [Cap(dates, at_least=self.count) for dates in ranges_of(self.dates, window)]

    def requirements(self, problem: Problem) -> list[AtLeast]:
        """Return the rule for each range alone: for each month."""
        return [AtLeast(self.count, dates) for dates in ranges_of(self.dates, problem.window)]

    def post(self, encoding: Encoding) -> None:
        """Bound the number of starts in each range."""
        for cap in self.caps(encoding.tables.window):
            encoding.model.add(sum(encoding.starts(dates=cap.dates)) >= self.count)

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
            loosens=-1,
            within=(0, problem.meetings),
            advice=lambda count, less: f"ask for {so_many(count, 'meeting')} {when}, {less} less",
        )
        if not isinstance(self.dates, DateRange):
            return counts

        def end(day: date, days: int) -> str:
            return f"ask for {counted(self.count, 'meeting')} until {day_said(day)}, {counted(days, 'day')} more"

        def beginning(day: date, days: int) -> str:
            return f"ask for {counted(self.count, 'meeting')} from {day_said(day)}, {counted(days, 'day')} earlier"

        ends = end_dial(self, problem.window, wider=True, advice=end)
        return counts + ends + beginning_dial(self, problem.window, wider=True, advice=beginning)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each range with too few starts."""
        for cap in self.caps(schedule.problem.window):
            inside = schedule.starting_in(cap.dates)
            if len(inside) < self.count:
                only = "no meeting starts" if not inside else f"only {len(inside)} of {self.count} meetings start"
                yield Violation(self, inside[-1] if inside else None, f"{only} {cap.dates.when}")
