"""The search for a high bound: prices, pruning and memory in turn.

To prove that no schedule costs less than a limit, everything that is in no such schedule is taken away; if nothing is
left, that is the proof. The limit is the cost of the best schedule known if that leaves a graph of a handy size; else
lower ones are tried first.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from di4c_schedule.relaxation.halves import Dates, Halves, order_passes, together
from di4c_schedule.relaxation.instance import CUT, Instance
from di4c_schedule.relaxation.memory import Walk, grown, nearest
from di4c_schedule.relaxation.passes import Passes
from di4c_schedule.relaxation.prices import ONE, Ascent
from di4c_schedule.relaxation.refine import Memory, Pruned, plain, pruned, refined
from di4c_schedule.relaxation.rotations import greedy_cost, is_rotation, with_best_dates
from di4c_schedule.relaxation.watch import Watch
from di4c_schedule.tables import BoolArray, IntArray

LARGEST = 4_000_000
"""Arcs times columns that a graph may have; a pass takes about 10 ns for each."""

HANDY = 400_000
"""Arcs times columns that make quick work."""

NEAREST = 5
"""Neighbours that are remembered from the start, as far as the graph of the order allows."""

FIRST_ROUNDS, ROUNDS = 150, 25
"""Rounds of prices for the order alone, and before each growth of the graph."""

MOST_ORDERS = 200
"""Orders of hosts for which the best dates are worked out."""


@define(eq=False)
class Search:
    """A search, and what it has found; costs in the units of the instance.

    Parameters
    ----------
    instance
        The tables.
    watch
        Clock and listener.
    value
        Returns what a schedule costs in the units of the user.
    limit
        Only schedules that cost less are of interest.
    rounds
        How often prices may still be changed.
    prices
        Prices of the rows to begin with.
    """

    instance: Instance
    watch: Watch
    value: Callable[[Walk], int]
    limit: int
    rounds: int
    prices: IntArray
    bound: int = field(init=False, default=0)
    infeasible: bool = field(init=False, default=False)
    found: Walk | None = field(init=False, default=None)
    walk: Walk = field(init=False, default=())
    dates: Dates | None = field(init=False, default=None)
    halves: Halves | None = field(init=False, default=None)
    left: Passes | None = field(init=False, default=None)
    _sets: BoolArray = field(init=False)
    _first_sets: BoolArray = field(init=False)
    _trial: int = field(init=False, default=0)
    _step: int = field(init=False, default=0)
    _tried: set[tuple[int, ...]] = field(init=False, factory=set)

    @_sets.default
    @_first_sets.default
    def _nobody(self) -> BoolArray:
        return nearest(self.instance, 0)

    @property
    def proven(self) -> bool:
        """Whether no schedule costs less than the limit."""
        return self.infeasible or self.bound >= self.limit

    def run(self, *, check: bool) -> None:
        """Search until the limit is proven, nothing more helps, or the rounds are used up.

        Parameters
        ----------
        check
            Whether to find out first if there is any walk at all.
        """
        dates = self.dates = Dates.of(self.instance, self.watch.look)
        order = self._order(dates) if dates.bound < CUT else None
        if order is None or (check and not self._any_walk(dates)):
            self.infeasible = True
            return
        halves = self.halves = Halves.of(dates, order, self.prices)
        self._raise_bound(halves.bound)
        while not self.proven and self.rounds > 0:
            start = self.bound
            self._choose_trial(halves)
            self._attempt(dates, halves)
            self._step = (self._trial - start) * 3 // 2
            if self.bound < self._trial:
                break

    def _order(self, dates: Dates) -> Passes | None:
        """Return the order of the hosts alone, and find prices for it; None if there is no order."""
        passes = order_passes(self.instance, dates.grid, self.watch.look)
        if not passes.graph.empty and self.instance.succession.any():
            size = next(size for size in range(NEAREST, -1, -1) if not size or passes.size << size <= LARGEST)
            self._first_sets = nearest(self.instance, size)
            everything = pruned(passes, self.prices, CUT)
            passes = self._refined(everything, self._first_sets, CUT, CUT) or passes
        if passes.graph.empty:
            return None
        if self.instance.succession.any():
            ascent = Ascent(self.instance.mandatory, self.prices)
            target = min(self.limit - dates.bound, greedy_cost(self.instance))
            self._climb(passes, ascent, target, FIRST_ROUNDS)
        return passes

    def _any_walk(self, dates: Dates) -> bool:
        passes = Passes(plain(dates.grid), dates.grid, self.watch.look)
        if passes.graph.empty:
            return False
        least = int(passes.forward(self.prices)[-1].min())
        self._raise_bound(least + int(self.prices.sum()))
        return least < CUT

    def _choose_trial(self, halves: Halves) -> None:
        """Choose the limit, or the highest that leaves a graph of a handy size, or one a little above the bound."""
        few = max(halves.order.graph.size // 4, 2 * halves.arcs(self.bound + self.instance.multiplier))
        low, high = self.bound, self.limit + 1
        middle = self.limit
        while high - low > 1:
            handy = halves.arcs(middle) <= few and halves.size(middle) <= HANDY
            low, high = (middle, high) if handy else (low, middle)
            middle = (low + high) // 2
        self._trial = min(self.limit, max(low, self.bound + max(self._step, self.instance.multiplier)))

    def _attempt(self, dates: Dates, halves: Halves) -> None:
        """Try to prove the trial limit, which is lowered if that takes too large a graph."""
        order = halves.narrowed(self._trial)
        passes = together(dates, order, halves.bound - dates.bound, self._trial)
        self._sets, reach = self._first_sets, None
        while not passes.graph.empty:
            if self.rounds <= 0:
                return
            ascent = Ascent(self.instance.mandatory, self.prices, ONE // 8, reach)
            walks = self._climb(passes, ascent, self._trial, ROUNDS)
            self._raise_bound(min(self._trial, ascent.bound))
            left = self._pruned(passes)
            larger = self._grown(left, walks)
            if larger is None or (larger is left.passes and self._done(ascent)):
                return
            reach = ascent.next_reach(0 if larger is left.passes else 8 * self._least_reach)
            passes = larger
        self._raise_bound(self._trial)

    def _climb(self, passes: Passes, ascent: Ascent, target: int, rounds: int) -> list[Walk]:
        """Change prices for some rounds; return the walks that were met, the last first."""
        walks: list[Walk] = []
        for _ in range(min(rounds, self.rounds)):
            prices = ascent.prices
            values = passes.forward(prices)
            least = int(values[-1].min())
            if least >= CUT:
                ascent.bound = least
                break
            self.rounds -= 1
            walk = passes.walk(values, prices)
            if ascent.learn(least + int(prices.sum()), walk, target):
                self.walk = walk
            walks.insert(0, walk)
            self._note(walk)
            if ascent.bound >= target or self._done(ascent):
                break
        self.prices = ascent.best
        return walks

    def _done(self, ascent: Ascent) -> bool:
        """Whether other prices do not win anything worth while."""
        return ascent.settled or (ascent.reach is not None and ascent.reach < self._least_reach * ONE)

    @property
    def _least_reach(self) -> int:
        return max(1, self.instance.multiplier // 16)

    def _note(self, walk: Walk) -> None:
        """Keep a walk that is a schedule and better than all others, on the best of all dates."""
        rows = tuple(row for row, _ in walk)
        if self.dates is None or rows in self._tried or len(self._tried) >= MOST_ORDERS:
            return
        if not is_rotation(self.instance, rows):
            return
        self._tried.add(rows)
        schedule = with_best_dates(self.instance, self.dates.grid, rows, self.watch.look)
        if schedule is not None:
            value = self.value(schedule)
            limit = self.instance.within(value)
            if limit < self.limit:
                self.found, self.limit, self.watch.incumbent = schedule, limit, value
                self._trial = min(self._trial, limit)

    def _pruned(self, passes: Passes) -> Pruned:
        left = pruned(passes, self.prices, self._trial - int(self.prices.sum()))
        if self._trial >= self.limit:
            self.left = left.passes
        return left

    def _grown(self, left: Pruned, walks: list[Walk]) -> Passes | None:
        """Remember more, so that the mistakes of the walks are ruled out; None if that takes too large a graph."""
        largest = min(LARGEST, max(HANDY // 2, 3 * left.passes.size))
        while not left.passes.graph.empty:
            for some in (walks, walks[:2]):
                sets = grown(self._sets, some, self.instance.before)
                if (sets == self._sets).all():
                    return left.passes
                larger = self._refined(left, sets, self._trial - int(self.prices.sum()), largest)
                if larger is not None:
                    self._sets = sets
                    return larger
            lower = max(self.bound + self.instance.multiplier, left.quarter + int(self.prices.sum()))
            if lower >= self._trial:
                return None
            self._trial = lower
            left = self._pruned(left.passes)
        return left.passes

    def _refined(self, left: Pruned, sets: BoolArray, limit: int, largest: int) -> Passes | None:
        return refined(left, self.prices, Memory.of(sets, self.instance.before), limit, largest)

    def _raise_bound(self, bound: int) -> None:
        self.bound = max(self.bound, min(bound, self.limit))
        self.watch.bound = self.instance.total(self.bound)
