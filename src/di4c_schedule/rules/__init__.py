"""The rules: what must hold. One concept a file. A user's own class may be one."""

from __future__ import annotations

from di4c_schedule.labels import kind_of_class
from di4c_schedule.rules.at_least import AtLeast
from di4c_schedule.rules.at_most import AtMost
from di4c_schedule.rules.attendance import Attendance
from di4c_schedule.rules.avoid import Avoid
from di4c_schedule.rules.before import Before
from di4c_schedule.rules.budget import Budget
from di4c_schedule.rules.busy import Busy
from di4c_schedule.rules.end_by import EndBy
from di4c_schedule.rules.first import First
from di4c_schedule.rules.fixed import Fixed
from di4c_schedule.rules.frozen import Frozen
from di4c_schedule.rules.host_holidays import HostHolidays
from di4c_schedule.rules.hosting import Hosting
from di4c_schedule.rules.in_turn import InTurn
from di4c_schedule.rules.keep import Keep
from di4c_schedule.rules.kinds import FrameRule, ModelRule, Rule, SolverRule, TableRule
from di4c_schedule.rules.last import Last
from di4c_schedule.rules.max_travel import MaxTravel
from di4c_schedule.rules.must_attend import MustAttend
from di4c_schedule.rules.near import Near
from di4c_schedule.rules.not_in_a_row import NotInARow
from di4c_schedule.rules.position import Position
from di4c_schedule.rules.same_order import SameOrder
from di4c_schedule.rules.spacing import Spacing
from di4c_schedule.rules.start_on import StartOn
from di4c_schedule.rules.travel_spacing import TravelSpacing
from di4c_schedule.rules.unavailable import Unavailable
from di4c_schedule.rules.weekdays import Weekdays

__all__ = [
    "AtLeast",
    "AtMost",
    "Attendance",
    "Avoid",
    "Before",
    "Budget",
    "Busy",
    "EndBy",
    "First",
    "Fixed",
    "FrameRule",
    "Frozen",
    "HostHolidays",
    "Hosting",
    "InTurn",
    "Keep",
    "Last",
    "MaxTravel",
    "ModelRule",
    "MustAttend",
    "Near",
    "NotInARow",
    "Position",
    "Rule",
    "SameOrder",
    "SolverRule",
    "Spacing",
    "StartOn",
    "TableRule",
    "TravelSpacing",
    "Unavailable",
    "Weekdays",
]

BY_KIND: dict[str, type[Rule]] = {
    kind_of_class(rule): rule
    for rule in (
        AtLeast, AtMost, Attendance, Avoid, Before, Budget, Busy, EndBy, First, Fixed, Frozen, HostHolidays, Hosting,
        InTurn, Keep, Last, MaxTravel, MustAttend, Near, NotInARow, Position, SameOrder, Spacing, StartOn,
        TravelSpacing, Unavailable, Weekdays,
    )
}  # fmt: skip
"""The rules of the library by their names in the input file."""
