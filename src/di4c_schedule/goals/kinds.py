"""The two kinds of goals. A class that has these members is a goal; nothing is registered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from di4c_schedule.encoding import Encoding
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@runtime_checkable
class GoalLike(Protocol):
    """What every goal tells of itself."""

    @property
    def label(self) -> str:
        """One sentence that a coordinator understands."""
        ...

    @property
    def unit(self) -> str:
        """What is counted: days, km, partner-days."""
        ...

    @property
    def level(self) -> int:
        """Levels are settled one after the other, 1 first."""
        ...

    @property
    def weight(self) -> int:
        """Factor among the goals of a level."""
        ...

    def measure(self, schedule: Schedule) -> int:
        """Return the value on any schedule, from its dates alone, in the unit; less is better.

        A goal may have a method ``measures(schedule) -> tuple[int, ...]`` besides: several parts, of which `measure`
        is the first, each minimised before the next is looked at, all before the next level.

        If what a goal asks for follows from the tables, it may have a method ``settled(tables)``, which returns the
        goal that asks for the same with any tables: so a what-if measures all plans alike.
        """
        ...


@runtime_checkable
class TableGoal(GoalLike, Protocol):
    """A goal that the tables hold: costs of starts, of successions, of distances between starts."""

    def fill(self, tables: Tables) -> None:
        """Charge the goal's costs; the tables know its level and weight."""
        ...


@runtime_checkable
class ModelGoal(GoalLike, Protocol):
    """A goal that no table can hold: the constraint model minimises it.

    It may have a method ``relax(tables) -> bool`` besides, which charges the tables with the goal and returns True
    where they can hold it wholly, and else charges nothing and returns False.
    """

    def post(self, encoding: Encoding) -> LinearExprT | Sequence[LinearExprT]:
        """Add to the model what is needed and return the expression whose value is `measure`, never negative.

        A goal with several parts returns one expression each.
        """
        ...


Goal = TableGoal | ModelGoal


def measures(goal: GoalLike, schedule: Schedule) -> tuple[int, ...]:
    """Return the value of each part of a goal on a schedule; most goals have one part."""
    several = getattr(goal, "measures", None)
    return tuple(several(schedule)) if several else (goal.measure(schedule),)
