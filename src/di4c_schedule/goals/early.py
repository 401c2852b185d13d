"""Meetings take place as early as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import level, weight

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Early:
    """Meetings take place as early as possible: the sum of the days from the window's first day to the start.

    Parameters
    ----------
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> Early().label
    'Meetings take place as early as possible'
    """

    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "days"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return "Meetings take place as early as possible"

    def fill(self, tables: Tables) -> None:
        """Charge every start with its days."""
        tables.charge_starts(self, np.arange(tables.n_days, dtype=np.int64))

    def measure(self, schedule: Schedule) -> int:
        """Return the sum over all meetings of the days from the window's first day to the start."""
        return sum((meeting.start - schedule.problem.window.first).days for meeting in schedule.meetings)
