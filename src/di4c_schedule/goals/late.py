"""Meetings take place as late as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import level, weight

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Late:
    """Meetings take place as late as possible: the sum of the days from the start to the window's last day.

    Parameters
    ----------
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> Late().label
    'Meetings take place as late as possible'
    """

    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "days"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return "Meetings take place as late as possible"

    def fill(self, tables: Tables) -> None:
        """Charge every start with its days."""
        tables.charge_starts(self, np.arange(tables.n_days, dtype=np.int64)[::-1])

    def measure(self, schedule: Schedule) -> int:
        """Return the sum over all meetings of the days from the start to the window's last day."""
        return sum((schedule.problem.window.last - meeting.start).days for meeting in schedule.meetings)
