"""Time enough between meetings to go home and out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen

from di4c_schedule.arguments import PARTNERS, days, names
from di4c_schedule.labels import counted, listed
from di4c_schedule.rules.pairs import Pair, between_meetings, either_order, in_a_row, optional_pair, pairs_in_a_row
from di4c_schedule.rules.turning import number_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.partner import Partner
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Meeting, Schedule
    from di4c_schedule.tables import IntArray, Tables


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
    between
        Names of two partners: only the gap from one to the other counts, where they follow each other. The same one
        twice: where it follows itself. None: every gap.

    Examples
    --------
    >>> TravelSpacing(rest=5).label
    'Between meetings everybody can travel home, stay 5 days and travel to the next host'
    """

    rest: int = field(default=0, converter=days)
    straight_on: tuple[str, ...] = field(default=(), converter=names, metadata=PARTNERS)
    between: Pair | None = field(default=None, converter=optional_pair, eq=either_order, metadata=PARTNERS)

    given_by = "nature"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Between {self._meetings} everybody can travel home{self._stay} and travel to the next host{self._but}"

    def label_in(self, problem: Problem) -> str:
        """Return the label with the days that the journeys need, which only a problem knows."""
        if self.between is None:
            return self.label
        tables = problem.tables
        ways = [self._least_gaps(tables, *rows) for rows in tables.rows_in_a_row(self.between)]
        least = [int(gaps.max(initial=0)) for gaps in ways]
        if any(gaps.size == 0 or gaps.min() != gaps.max() for gaps in ways):
            return self.label
        a, b = self.between
        days = f"at least {counted(least[0], 'day')}"
        if len(set(least)) > 1:
            days += f" from {a} to {b} and {least[1]} from {b} to {a}"
        return f"Between {self._meetings} {days}: everybody can travel home{self._stay} and travel on{self._but}"

    @property
    def _meetings(self) -> str:
        if self.between is None:
            return "meetings"
        return f"meetings of {listed(list(dict.fromkeys(self.between)))} that follow each other"

    @property
    def _stay(self) -> str:
        return f", stay {counted(self.rest, 'day')}" if self.rest else ""

    @property
    def _but(self) -> str:
        return f" ({', '.join(self.straight_on)} straight on)" if self.straight_on else ""

    def requirements(self, problem: Problem) -> list[TravelSpacing]:
        """Return the rule for each two hosts that may follow each other."""
        return [evolve(self, between=pair) for pair in ([self.between] if self.between else pairs_in_a_row(problem))]

    def fill(self, tables: Tables) -> None:
        """Set the least gap of every ordered pair of hosts, or of the two."""
        least = np.ones((len(tables.rows), len(tables.rows)), dtype=np.int64)
        for rows in tables.rows_in_a_row(self.between):
            least[np.ix_(*rows)] = self._least_gaps(tables, *rows)
        tables.widen_gaps_by_row(least, because=self)

    def _least_gaps(self, tables: Tables, earlier: list[int], later: list[int]) -> IntArray:
        """Return the least gap from each of some rows to each of some others, shape (earlier, later)."""
        days = tables.journey_days()
        place = np.array([tables.network.index(row.partner) for row in tables.rows], dtype=np.int64)
        straight_on = np.array([name in self.straight_on for name in tables.network.names], dtype=bool)
        arrives = tables.travelled[later][:, None]
        out = days[:, place[later]].T * arrives
        least = np.zeros((len(earlier), len(later)), dtype=np.int64)
        for index, row in enumerate(earlier):
            both = tables.travelled[row] & arrives
            home = days[place[row]] * tables.travelled[row]
            direct = days[place[row], place[later]][:, None]
            needs = np.where(both & straight_on, direct, home + out + self.rest * both)
            least[index] = 1 + needs.max(axis=1)
        return least

    def dials(self, problem: Problem) -> list[Dial]:
        """Return a dial for the days at home."""
        where = f" {between_meetings(self.between)}" if self.between else ""
        return number_dial(
            self,
            "rest",
            "day",
            loosens=-1,
            within=(0, problem.window.days - 1),
            advice=lambda rest, _: f"shorten the rest{where} from {self.rest} to {counted(rest, 'day')}",
        )

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each gap that is too short, naming who needs the most time."""
        for earlier, later in in_a_row(schedule, self.between):
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
