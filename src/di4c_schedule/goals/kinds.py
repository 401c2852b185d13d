"""The two kinds of goals. A class that has these members is a goal; nothing is registered."""

from __future__ import annotations

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
        """Return the value on any schedule, from its dates alone, in the unit; less is better."""
        ...


@runtime_checkable
class TableGoal(GoalLike, Protocol):
    """A goal that the tables hold: costs of starts, of successions, of distances between starts."""

    def fill(self, tables: Tables) -> None:
        """Charge the goal's costs; the tables know its level and weight."""
        ...


@runtime_checkable
class ModelGoal(GoalLike, Protocol):
    """A goal that no table can hold: the constraint model minimises it."""

    def post(self, encoding: Encoding) -> LinearExprT:
        """Add to the model what is needed and return the expression whose value is `measure`, never negative."""
        ...


Goal = TableGoal | ModelGoal
