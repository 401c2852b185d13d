"""What a wish would cost, and what else would do."""

from __future__ import annotations

from di4c_schedule.what_if.slot_costs import regret
from di4c_schedule.what_if.wishes import Cost, WhyNot, why_not

__all__ = ["Cost", "WhyNot", "regret", "why_not"]
