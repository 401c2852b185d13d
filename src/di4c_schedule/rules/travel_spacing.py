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
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class TravelSpacing:
    """The gap lets every partner travel home, rest, and travel to the next host.

    The gap from host i to host j is at least 1 + the most that any partner p needs: days(i to p) + rest + days(p to
    j). A partner that travels straight on needs days(i to j) only. A host's own way takes no days.

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
        needs = np.zeros_like(days)
        for p, partner in enumerate(partners):
            own = days if partner.name in self.straight_on else days[:, [p]] + self.rest + days[[p], :]
            np.maximum(needs, own, out=needs)
        tables.widen_gaps(1 + needs, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each gap that is too short, naming who needs the most time."""
        for earlier, later in schedule.consecutive():
            gap = (later.start - earlier.last).days
            least, slowest = self._least_gap(schedule.problem, earlier.host, later.host)
            if gap < least:
                yield Violation(
                    self,
                    later,
                    f"{counted(gap, 'day')} from {earlier.host} to {later.host}, but {slowest} needs a gap of {least}",
                )

    def _least_gap(self, problem: Problem, origin: str, destination: str) -> tuple[int, str]:
        """Return the least gap from one host to the next, and the name of the partner that needs it."""
        travel, network = problem.travel, problem.network
        one, other = network[origin], network[destination]
        needs = {
            partner.name: travel.days(one, other)
            if partner.name in self.straight_on
            else travel.days(one, partner) + self.rest + travel.days(partner, other)
            for partner in network
        }
        slowest = max(needs, key=lambda name: needs[name])
        return 1 + needs[slowest], slowest
