"""The goals: what is made as good as possible. One concept a file. A user's own class may be one."""

from __future__ import annotations

from di4c_schedule.goals.alternate import Alternate
from di4c_schedule.goals.balance import Balance
from di4c_schedule.goals.early import Early
from di4c_schedule.goals.even_rhythm import EvenRhythm
from di4c_schedule.goals.fair_travel import FairTravel
from di4c_schedule.goals.fewest_changes import FewestChanges
from di4c_schedule.goals.fewest_holiday_clashes import FewestHolidayClashes
from di4c_schedule.goals.kinds import Goal, GoalLike, ModelGoal, TableGoal, measures
from di4c_schedule.goals.late import Late
from di4c_schedule.goals.least_travel import LeastTravel
from di4c_schedule.goals.prefer import Prefer
from di4c_schedule.goals.shortest_tour import ShortestTour
from di4c_schedule.labels import kind_of_class

__all__ = [
    "Alternate",
    "Balance",
    "Early",
    "EvenRhythm",
    "FairTravel",
    "FewestChanges",
    "FewestHolidayClashes",
    "Goal",
    "GoalLike",
    "Late",
    "LeastTravel",
    "ModelGoal",
    "Prefer",
    "ShortestTour",
    "TableGoal",
    "measures",
]

BY_KIND: dict[str, type[Goal]] = {
    kind_of_class(goal): goal
    for goal in (
        Alternate, Balance, Early, EvenRhythm, FairTravel, FewestChanges, FewestHolidayClashes, Late, LeastTravel,
        Prefer, ShortestTour,
    )
}  # fmt: skip
"""The goals of the library by their names in the input file."""
