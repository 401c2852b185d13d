"""Why there is no schedule, and the ways out."""

from __future__ import annotations

from di4c_schedule.explanation.atoms import atoms_of, weights_of
from di4c_schedule.explanation.closed_days import Blame, closed_days, days_off
from di4c_schedule.explanation.edits import Edit, Repair, Repairs
from di4c_schedule.explanation.given_up import forbidden
from di4c_schedule.explanation.oracle import ProblemOracle
from di4c_schedule.explanation.ways_out import repairs
from di4c_schedule.explanation.why_none import TIME_LIMIT, conflicts, explain

__all__ = [
    "TIME_LIMIT",
    "Blame",
    "Edit",
    "ProblemOracle",
    "Repair",
    "Repairs",
    "atoms_of",
    "closed_days",
    "conflicts",
    "days_off",
    "explain",
    "forbidden",
    "repairs",
    "weights_of",
]
