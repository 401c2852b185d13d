"""Time enough between meetings to go home and out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import PARTNERS, days, names
from di4c_schedule.labels import counted
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.partner import Partner
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Meeting, Schedule
    from di4c_schedule.tables import Tables


@frozen
class TravelSpacing:
    """The gap lets every partner travel home, rest, and travel to the next host.

    The gap from host i to host j is at least 1 + the most that any partner p needs: days(i to p) + rest + days(p to
    j). A partner that travels straight on needs days(i to j) only. A host's own way takes no days, and neither does an
    online meeting: after or before one there is one journey at most, and no rest between two.

    Parameters
    ----------
    rest
        Days at home between the two journeys.
    straight_on
        Names of partners that travel straight on from one host to the next.

    Examples
    --------
    >>> TravelSpacing(rest=5).label
    'Between meetings everybody can travel home, stay 5 days and travel to the next host'
    """

    rest: int = field(default=0, converter=days)
    straight_on: tuple[str, ...] = field(default=(), converter=names, metadata=PARTNERS)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        stay = f", stay {counted(self.rest, 'day')}" if self.rest else ""
        but = f" ({', '.join(self.straight_on)} straight on)" if self.straight_on else ""
        return f"Between meetings everybody can travel home{stay} and travel to the next host{but}"

    def fill(self, tables: Tables) -> None:
        """Set the least gap of every ordered pair of hosts."""
        partners = list(tables.network)
        days = tables.travel.matrix_days(partners)
        place = [tables.network.index(row.partner) for row in tables.rows]
        leaves, arrives = tables.travelled[:, None], tables.travelled[None, :]
        needs = np.zeros((len(place), len(place)), dtype=np.int64)
        for p, partner in enumerate(partners):
            home, out = days[place, p][:, None] * leaves, days[p, place][None, :] * arrives
            own = home + out + self.rest * (leaves & arrives)
            if partner.name in self.straight_on:
                own = np.where(leaves & arrives, days[np.ix_(place, place)], own)
            np.maximum(needs, own, out=needs)
        tables.widen_gaps_by_row(1 + needs, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each gap that is too short, naming who needs the most time."""
        for earlier, later in schedule.consecutive():
            gap = (later.start - earlier.last).days
            least, slowest = self._least_gap(schedule.problem, earlier, later)
            if gap < least:
                yield Violation(
                    self,
                    later,
                    f"{counted(gap, 'day')} from {earlier.host} to {later.host}, but {slowest} needs a gap of {least}",
                )

    def _least_gap(self, problem: Problem, earlier: Meeting, later: Meeting) -> tuple[int, str]:
        """Return the least gap from one meeting to the next, and the name of the partner that needs it."""
        needs = {partner.name: self._days_needed(problem, partner, earlier, later) for partner in problem.network}
        slowest = max(needs, key=lambda name: needs[name])
        return 1 + needs[slowest], slowest

    def _days_needed(self, problem: Problem, partner: Partner, earlier: Meeting, later: Meeting) -> int:
        travel, origin, destination = problem.travel, problem.network[earlier.host], problem.network[later.host]
        both = earlier.travelled and later.travelled
        if both and partner.name in self.straight_on:
            return travel.days(origin, destination)
        home = travel.days(origin, partner) if earlier.travelled else 0
        out = travel.days(partner, destination) if later.travelled else 0
        return home + out + (self.rest if both else 0)
