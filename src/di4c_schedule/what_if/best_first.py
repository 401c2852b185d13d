"""The best plan that differs from some others and stays within bounds: best-first search over the engine's states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush

import numpy as np
from attrs import define, field, frozen

from di4c_schedule.clock import Clock
from di4c_schedule.engines.question import OutOfTimeError, Starts
from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.sequence.subsets import IndexArray
from di4c_schedule.what_if.ranking import Ranking

MOST_WORK = 4_000_000
"""Ways to go on that a search remembers: some seconds and 300 MB, but no clock: the answer is always the same."""

_WORK_OF_A_LABEL = 64
"""A label takes as much time as so many ways to go on from it."""


class TooMuchWorkError(Exception):
    """The search looked at as much as it may."""


@frozen(eq=False)
class Label:
    """A beginning of a plan.

    Parameters
    ----------
    number
        Of its state, among those of as many hosts.
    columns, rows
        Of its meetings.
    costs
        What it costs by each ranking.
    alike
        Numbers of the known plans from which it does not differ yet.
    """

    number: int
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    costs: tuple[int, ...]
    alike: tuple[int, ...]


@frozen(eq=False)
class Moves:
    """Ways to go on from a label, the best plan's first.

    Parameters
    ----------
    totals
        What the best plan with each of them costs.
    columns, rows, numbers
        Start, row and state that each leads to.
    costs
        What the beginning then costs, shape (rankings, ways).
    """

    totals: CostArray
    columns: IndexArray
    rows: IndexArray
    numbers: IndexArray
    costs: CostArray


_Open = tuple[int, tuple[int, ...], tuple[int, ...], Label, Moves, int]
"""Total, columns and rows of a label gone one step on; that label, its moves, and which of them it is."""


@frozen(eq=False)
class BestFirst:
    """Searches beginnings of plans in the order of what the best plan that begins so costs.

    The rankings tell exactly what every state costs to complete, level before level. So the first plan that comes out
    is the best one; with known plans that it must differ from, only beginnings along these plans are looked at in vain.
    Where further levels are bounded, a beginning that cannot stay within a bound is shut out. Of two beginnings that
    lead to one state, the second is dropped unless it is better by some ranking. Of equally good plans, the one with
    the earliest dates comes first, then the partners' order decides.

    Parameters
    ----------
    rankings
        By all levels, and by each level that is bounded besides.
    hosts
        The partner of each row.
    accepts
        Whether a plan counts: the rankings may leave out of a level what the set of hosts costs.
    """

    rankings: Sequence[Ranking]
    hosts: Sequence[str]
    accepts: Callable[[Starts], bool]

    def next_plan(self, known: Sequence[Sequence[tuple[str, int]]], by: int, clock: Clock) -> Starts | None:
        """Return the best plan that differs from all known ones, or None if there is none within the bounds.

        Parameters
        ----------
        known
            Hosts and columns of known plans, in date order.
        by
            Days by which some start differs at least, unless the hosts come in another order.
        clock
            The time limit.

        Raises
        ------
        OutOfTimeError
            If the time limit comes.
        TooMuchWorkError
            If too many beginnings have to be looked at.
        """
        meetings = self.rankings[0].lattice.tables.meetings
        seen = _Seen()
        root = Label(0, (), (), (0,) * len(self.rankings), tuple(range(len(known))))
        heap: list[_Open] = []
        work = _open(heap, root, self._moves(root))
        while heap:
            _, columns, rows, parent, moves, step = heappop(heap)
            _open(heap, parent, moves, step + 1)
            column, place, host = columns[-1], len(parent.rows), self.hosts[rows[-1]]
            alike = tuple(
                plan
                for plan in parent.alike
                if known[plan][place][0] == host and abs(known[plan][place][1] - column) < by
            )
            if len(columns) == meetings:
                starts = tuple(zip(rows, columns, strict=True))
                if not alike and self.accepts(starts):
                    return starts
                continue
            number, costs = int(moves.numbers[step]), tuple(moves.costs[:, step].tolist())
            if seen.dominates((len(rows), number, column, alike), costs):
                continue
            label = Label(number, columns, rows, costs, alike)
            work += _WORK_OF_A_LABEL + _open(heap, label, self._moves(label))
            if work > MOST_WORK:
                raise TooMuchWorkError
            if clock.late:
                raise OutOfTimeError
        return None

    def _next_states(self, label: Label) -> tuple[IndexArray, IndexArray]:
        """Return the rows that may come next, and the places of the states that they lead to."""
        lattice = self.rankings[0].lattice
        if not label.rows:
            return np.arange(lattice.n), np.zeros(lattice.n, dtype=np.int64)
        neighbours = lattice.layers.neighbours(len(label.rows), np.array([label.number]), ahead=True)
        return neighbours.rows[:, 0], neighbours.places[:, 0]

    def _moves(self, label: Label) -> Moves:
        """Return the ways to go on from a label that stay within the bounds."""
        size, lattice = len(label.rows), self.rankings[0].lattice
        rows, places = self._next_states(label)
        columns = np.arange(*lattice.spans[size])
        free = np.ones((rows.size, columns.size), dtype=bool)
        if label.rows:
            distance, pairs = columns - label.columns[-1], (label.rows[-1], rows)
            free &= (distance >= lattice.room.least[pairs][:, None]) & (distance <= lattice.room.most[pairs][:, None])
        so_far, totals = [], []
        for ranking, cost in zip(self.rankings, label.costs, strict=True):
            costs, starts = ranking.lattice.costs, ranking.starts[size][rows]
            rest = ranking.completions(size + 1, rows, places)
            now = starts + cost
            if label.rows:
                now = now + costs.distance[np.maximum(distance, 0)] + costs.succession[pairs][:, None]
            so_far.append(now)
            totals.append(now + rest)
            free &= (starts < costs.infinity) & (rest < costs.infinity) & (totals[-1] <= ranking.most)
        days, states = np.nonzero(free.T)
        best = totals[0][states, days]
        order = np.argsort(best, kind="stable")  # among equally good ones the earliest, then in the rows' order
        days, states = days[order], states[order]
        return Moves(
            best[order],
            columns[days],
            rows[states],
            rows[states] * lattice.layers.width(size + 1) + places[states],
            np.array([now[states, days] for now in so_far]),
        )


@define(eq=False)
class _Seen:
    """What was paid to get to each state, and by which known plan."""

    costs: dict[tuple[int, int, int, tuple[int, ...]], list[tuple[int, ...]]] = field(factory=dict)

    def dominates(self, state: tuple[int, int, int, tuple[int, ...]], costs: tuple[int, ...]) -> bool:
        """Whether a state was got to at no greater cost by any ranking; if not, it is now."""
        others = self.costs.setdefault(state, [])
        if any(all(map(int.__le__, other, costs)) for other in others):
            return True
        others.append(costs)
        return False


def _open(heap: list[_Open], label: Label, moves: Moves, step: int = 0) -> int:
    """Open one of the moves of a label, if there is such a one; return how many there are."""
    if step < moves.totals.size:
        columns, rows = (*label.columns, int(moves.columns[step])), (*label.rows, int(moves.rows[step]))
        heappush(heap, (int(moves.totals[step]), columns, rows, label, moves, step))
    return moves.totals.size
