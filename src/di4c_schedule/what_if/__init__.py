"""What a wish would cost, and what else would do."""

from __future__ import annotations

from di4c_schedule.what_if.slot_costs import regret

__all__ = ["regret"]
