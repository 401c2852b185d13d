"""What a wish would cost, and what else would do."""

from __future__ import annotations

from di4c_schedule.what_if.leeway import Leeway, PossibleStart
from di4c_schedule.what_if.losses import Loss
from di4c_schedule.what_if.other_plans import alternatives
from di4c_schedule.what_if.plans import Alternatives
from di4c_schedule.what_if.resilience import Robustness, robustness
from di4c_schedule.what_if.slot_costs import regret
from di4c_schedule.what_if.step_curves import Curve, Sensitivity, Setting
from di4c_schedule.what_if.turning import sensitivity
from di4c_schedule.what_if.wish_answer import Cost, WhyNot
from di4c_schedule.what_if.wishes import why_not

__all__ = [
    "Alternatives",
    "Cost",
    "Curve",
    "Leeway",
    "Loss",
    "PossibleStart",
    "Robustness",
    "Sensitivity",
    "Setting",
    "WhyNot",
    "alternatives",
    "regret",
    "robustness",
    "sensitivity",
    "why_not",
]
