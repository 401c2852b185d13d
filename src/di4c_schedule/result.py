"""What a solver answers: a status, a schedule, values and proven bounds."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from attrs import field, frozen

from di4c_schedule.conflict import Conflict
from di4c_schedule.errors import InfeasibleError, TimeLimitError
from di4c_schedule.labels import lasting, with_unit
from di4c_schedule.markup import html_headline, html_table
from di4c_schedule.schedule import Schedule


class Status(StrEnum):
    """How a search ended."""

    OPTIMAL = "OPTIMAL"
    FEASIBLE = "FEASIBLE"
    INFEASIBLE = "INFEASIBLE"
    UNKNOWN = "UNKNOWN"

    @property
    def meaning(self) -> str:
        """What it says, in words.

        Examples
        --------
        >>> Status.OPTIMAL.meaning
        'it is proven that no schedule is better'
        """
        return _MEANINGS[self]


_MEANINGS = {
    Status.OPTIMAL: "it is proven that no schedule is better",
    Status.FEASIBLE: "the time limit came before it was proven that no schedule is better",
    Status.INFEASIBLE: "no schedule keeps all the rules",
    Status.UNKNOWN: "no schedule was found, and none was excluded",
}


@frozen
class GoalValue:
    """A goal's value on the schedule found, and what is proven of it.

    Parameters
    ----------
    label, unit, level, weight
        As the goal has them.
    value
        The goal's value, in its unit; None without a schedule.
    bound
        No schedule has a lower value unless another goal of the same or an earlier level gets worse; None if nothing
        is known.
    further
        Values of the goal's further parts, if it has several, such as the second worst-off partner's.
    """

    label: str
    unit: str
    level: int
    weight: int
    value: int | None
    bound: int | None
    further: tuple[int, ...] = ()


@frozen
class Progress:
    """How far a search has come.

    Parameters
    ----------
    seconds
        Time since the search began.
    engine
        Which engine is at work.
    done
        What was done, in a few words.
    incumbent, bound
        Value of the best schedule so far and proven bound, both of the level at work; None if not known.
    """

    seconds: float
    engine: str
    done: str
    incumbent: int | None = None
    bound: int | None = None


ProgressCallback = Callable[[Progress], None]
"""Called from time to time during a search; an exception it raises ends the search."""


@frozen(repr=False)
class Result:
    """The answer of `solve`.

    Parameters
    ----------
    status
        OPTIMAL: no schedule is better. FEASIBLE: the time limit came first. INFEASIBLE: there is none. UNKNOWN: the
        time limit came before a schedule was found.
    schedule
        The best schedule found, or None.
    goals
        Value and proven bound of every goal, in the problem's order.
    gap
        Relative distance between value and bound of the first level that is not proven; 0 if all are, None without a
        schedule or a bound.
    runtime
        Seconds.
    engine
        Name of the engine that found the answer.
    conflict
        Why there is no schedule, if INFEASIBLE.
    note
        Why the search gave up, if not for lack of time.
    """

    status: Status
    schedule: Schedule | None
    goals: tuple[GoalValue, ...]
    gap: float | None
    runtime: float
    engine: str
    conflict: Conflict | None = field(default=None)
    note: str = ""

    def unwrap(self) -> Schedule:
        """Return the schedule.

        Raises
        ------
        InfeasibleError
            If there is none; says why.
        TimeLimitError
            If none was found in time; says what is known.
        """
        if self.schedule is not None:
            return self.schedule
        if self.status is Status.INFEASIBLE:
            why = f"\n{self.conflict}" if self.conflict else ""
            raise InfeasibleError(
                f"no schedule keeps all the rules; `explain` says which of them clash, `repairs` what would help.{why}"
            )
        bounds = [f"{g.label}: at least {with_unit(g.bound, g.unit)}" for g in self.goals if g.bound is not None]
        known = f" Proven so far: {'; '.join(bounds)}." if bounds else ""
        if self.note:
            raise TimeLimitError(f"no schedule was found, and none was excluded: {self.note}.{known}")
        raise TimeLimitError(
            f"no schedule was found in {lasting(self.runtime)}, and none was excluded; allow more time.{known}"
        )

    @property
    def sentence(self) -> str:
        """How the search ended, in one sentence."""
        note = f": {self.note}" if self.note else ""
        return f"{self.status}: {self.status.meaning}{note} ({self.engine}, {self.runtime:.2f} s)."

    def __str__(self) -> str:
        note = f": {self.note}" if self.note else ""
        lines = [f"{self.status} in {self.runtime:.2f} s ({self.engine}){note}"]
        for goal in self.goals:
            value = "no value is known yet" if goal.value is None else with_unit(goal.value, goal.unit)
            bound = [] if goal.bound is None else [f"proven bound {goal.bound}"]
            if goal.value is not None or bound:
                lines.append(f"  level {goal.level}: {goal.label}: {', '.join([value, *bound])}")
        if self.schedule is not None:
            lines.append(str(self.schedule))
        if self.conflict is not None:
            lines.append(str(self.conflict))
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Result {self}>"

    def _repr_html_(self) -> str:
        text = html_headline(self.sentence)
        rows = [
            (g.level, g.label, g.value, g.bound, g.unit)
            for g in self.goals
            if g.value is not None or g.bound is not None
        ]
        if rows:
            header = ["level", "goal", "value", "proven: not below", "unit"]
            text += html_table("Goals (less is better)", header, rows)
        parts = [part._repr_html_() for part in (self.schedule, self.conflict) if part is not None]
        return text + "".join(parts)
