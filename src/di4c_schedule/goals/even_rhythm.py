"""Meetings follow each other at an even pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen

from di4c_schedule.arguments import level, optional_days, weight
from di4c_schedule.labels import counted

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class EvenRhythm:
    """The days from start to start of consecutive meetings come near an ideal.

    The value is the sum over consecutive meetings of the distance between their start-to-start days and the ideal.

    Parameters
    ----------
    ideal
        Days from start to start; None: the days from the first to the last start that the tables leave open to any
        host, divided by the number of meetings less one, rounded half up.
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> EvenRhythm(21).label
    'Meetings start every 21 days, as nearly as possible'
    """

    ideal: int | None = field(default=None, converter=optional_days)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "days"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        pace = "at an even pace" if self.ideal is None else f"every {counted(self.ideal, 'day')}"
        return f"Meetings start {pace}, as nearly as possible"

    def fill(self, tables: Tables) -> None:
        """Charge every number of days from start to start with its distance from the ideal."""
        distances = np.arange(tables.n_days, dtype=np.int64)
        tables.charge_distance(self, np.abs(distances - self._ideal(tables)))

    def measure(self, schedule: Schedule) -> int:
        """Return the sum of distances from the ideal, in days."""
        pairs = list(schedule.consecutive())
        if not pairs:
            return 0
        ideal = self._ideal(schedule.problem.tables)
        return sum(abs((later.start - earlier.start).days - ideal) for earlier, later in pairs)

    def settled(self, tables: Tables) -> EvenRhythm:
        """Return the goal with the ideal that it has with these tables, for others to be measured by."""
        return evolve(self, ideal=self._ideal(tables) or None)

    def _ideal(self, tables: Tables) -> int:
        if self.ideal is not None:
            return self.ideal
        pairs = tables.meetings - 1
        return (2 * tables.open_span() + pairs) // (2 * pairs) if pairs > 0 else 0
