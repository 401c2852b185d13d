"""Bounds on the days between meetings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNERS, days, optional_days
from di4c_schedule.dates import long_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.labels import counted
from di4c_schedule.rules.pairs import (
    Pair,
    between_meetings,
    either_order,
    in_a_row,
    optional_pair,
    pairs_in_a_row,
    where_they_follow,
)
from di4c_schedule.rules.turning import number_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Spacing:
    """The gap between two consecutive meetings lies within bounds.

    The gap is the start of the later meeting minus the last day of the earlier one, in days: Tuesday and
    Wednesday, then Thursday of the same week, is a gap of 1.

    Parameters
    ----------
    at_least, at_most
        Days; `at_most=None` sets no upper bound.
    between
        Names of two partners: only the gap from one to the other counts, where they follow each other. The same one
        twice: where it follows itself. None: every gap.

    Raises
    ------
    ProblemError
        If `at_least` exceeds `at_most`.

    Examples
    --------
    >>> Spacing(14).label
    'At least 14 days from the end of a meeting to the start of the next'
    >>> Spacing(14, between=["Oulu", "Messina"]).label
    'At least 14 days from the end of a meeting to the start of the next where Oulu and Messina follow each other'
    """

    at_least: int = field(default=1, converter=days)
    at_most: int | None = field(default=None, converter=optional_days)
    between: Pair | None = field(default=None, converter=optional_pair, eq=either_order, metadata=PARTNERS)

    def __attrs_post_init__(self) -> None:
        if self.at_most is not None and self.at_least > self.at_most:
            raise ProblemError(f"at_least, {self.at_least}, is more than at_most, {self.at_most}")

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        between = f"from the end of a meeting to the start of the next{where_they_follow(self.between)}"
        if self.at_most is None:
            return f"At least {counted(self.at_least, 'day')} {between}"
        if self.at_least <= 1:
            return f"At most {counted(self.at_most, 'day')} {between}"
        if self.at_least == self.at_most:
            return f"Exactly {counted(self.at_least, 'day')} {between}"
        return f"{self.at_least} to {counted(self.at_most, 'day')} {between}"

    def requirements(self, problem: Problem) -> list[Spacing]:
        """Return one rule for each bound and each two hosts that may follow each other."""
        pairs = [self.between] if self.between else pairs_in_a_row(problem)
        bounds: list[tuple[int, int | None]] = [(self.at_least, None)] if self.at_least > 1 else []
        bounds += [(1, self.at_most)] if self.at_most is not None else []
        return [Spacing(low, high, pair) for low, high in bounds for pair in pairs]

    def fill(self, tables: Tables) -> None:
        """Bound the gap of every pair of hosts, or of the two."""
        tables.bound_gaps(self.at_least, self.at_most, because=self, between=self.between)

    def dials(self, problem: Problem) -> list[Dial]:
        """Return dials for both bounds."""
        longest = problem.window.days - 1
        between = between_meetings(self.between)
        where = f" {between}" if self.between else ""
        least = number_dial(
            self,
            "at_least",
            "day",
            loosens=-1,
            within=(1, self.at_most or longest),
            advice=lambda gap, _: f"shorten the gap {between} from {self.at_least} to {counted(gap, 'day')}",
        )
        if self.at_most is None:
            return least
        return least + number_dial(
            self,
            "at_most",
            "day",
            loosens=1,
            within=(max(1, self.at_least), longest),
            advice=lambda gap, more: f"allow gaps of up to {counted(gap, 'day')}{where}, {more} more",
        )

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each gap out of bounds."""
        for earlier, later in in_a_row(schedule, self.between):
            gap = (later.start - earlier.last).days
            if gap < self.at_least or (self.at_most is not None and gap > self.at_most):
                when = f"{counted(gap, 'day')} after" if gap >= 0 else "before"
                told = f"{later.host} starts on {long_date(later.start)}, {when} {earlier.host} ends"
                yield Violation(self, later, told)
