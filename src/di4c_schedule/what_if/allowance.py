"""How much worse than the best a plan may be and still count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from di4c_schedule.arguments import whole_number
from di4c_schedule.errors import Mistake, ProblemError, raise_all
from di4c_schedule.labels import listed
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.solver import level_totals
from di4c_schedule.tables import LevelKey
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.encoding.model import Literal

Totals = Mapping[LevelKey, int]
"""The total of each part of each goal level, weights applied."""


def levels_within(problem: Problem, within: int | Mapping[int, int]) -> dict[int, int]:
    """Read by how much each level of a problem may be worse: a number for all, or a mapping, 0 for those left out.

    Raises
    ------
    ProblemError
        If a number is below 0, or no goal has a level.
    """
    levels = sorted({goal.level for goal in problem.goals})
    given = within if isinstance(within, Mapping) else dict.fromkeys(levels or [1], within)
    mistakes = [Mistake(f"no goal has level {level!r:.40}", ("within",)) for level in given if level not in levels]
    if isinstance(within, Mapping):
        raise_all(mistakes)
    try:
        read = {level: whole_number(more, 0) for level, more in given.items()}
    except ProblemError as error:
        raise ProblemError([mistake.inside("within") for mistake in error.mistakes]) from None
    return {level: read.get(level, 0) for level in levels}


@frozen
class Allowance:
    """The totals of the best plan, and how much worse each level may be.

    A level that may not be worse at all may not be so in any of its parts; of one that may, the first part is bounded
    and the further ones are not.

    Parameters
    ----------
    best
        Totals of the best plan.
    within
        For each level, in order, how much more its total may be.
    """

    best: Totals
    within: Mapping[int, int]

    def parts(self, level: int, totals: Totals) -> tuple[int, ...]:
        """Return the totals of the parts of a level."""
        return tuple(totals[key] for key in sorted(self.best) if key[0] == level)

    def allows(self, totals: Totals) -> bool:
        """Whether a plan with these totals counts."""
        return all(self._allows(level, totals) for level in self.within)

    def ends_at(self, totals: Totals) -> bool:
        """Whether no plan that is worse than these totals, level before level, can count either."""
        for level, more in self.within.items():
            if not self._allows(level, totals):
                return True
            if more:
                return False
        return False

    @property
    def bounded_besides(self) -> list[int]:
        """The levels whose bounds do not follow from the order of plans: those after the first that may be worse."""
        levels = list(self.within)
        slack = next((place for place, level in enumerate(levels) if self.within[level]), len(levels))
        return levels[slack + 1 :]

    def _allows(self, level: int, totals: Totals) -> bool:
        now, best, more = self.parts(level, totals), self.parts(level, self.best), self.within[level]
        return now[0] <= best[0] + more if more else now <= best


@frozen(eq=False)
class NotMuchWorse:
    """A plan is hardly worse than the best: a rule for the constraint model.

    Parameters
    ----------
    allowance
        How much worse.
    """

    allowance: Allowance

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        within = [f"by {more} on level {level}" for level, more in self.allowance.within.items() if more]
        return f"The plan is worse than the best {listed(within)} at most" if within else "No plan is better"

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation if a level is worse than allowed."""
        if not self.allowance.allows(level_totals(schedule.problem, schedule)):
            yield Violation(self, None, "a goal level is worse than allowed")

    def post(self, encoding: Encoding) -> None:
        """Bound the levels; a later part of a level only counts where no earlier one is better than the best plan's."""
        model, totals = encoding.model, encoding.totals
        for level, more in self.allowance.within.items():
            if more:
                model.add(totals[level, 0] <= self.allowance.best[level, 0] + more)
                continue
            better: list[Literal] = []
            for key in (key for key in self.allowance.best if key[0] == level):
                model.add(totals[key] <= self.allowance.best[key]).only_enforce_if([~literal for literal in better])
                better.append(model.new_bool_var(""))
                model.add(totals[key] <= self.allowance.best[key] - 1).only_enforce_if(better[-1])
