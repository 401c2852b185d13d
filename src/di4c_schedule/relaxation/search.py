"""The search for a high bound: prices, pruning and memory in turn."""

from __future__ import annotations

import numpy as np
from attrs import define, field

from di4c_schedule.relaxation.graph import Arcs, Graph, Layer
from di4c_schedule.relaxation.halves import Dates, Halves, order_passes, together
from di4c_schedule.relaxation.instance import Instance
from di4c_schedule.relaxation.memory import Walk, grown, mistakes, nearest, pack
from di4c_schedule.relaxation.passes import CUT, Passes
from di4c_schedule.relaxation.prices import ONE, Ascent
from di4c_schedule.relaxation.refine import Memory, Pruned, pruned, refined
from di4c_schedule.relaxation.watch import Watch
from di4c_schedule.tables import BoolArray, IntArray

LARGEST = 4_000_000
"""Arcs times columns that a graph may have."""

HANDY = 400_000
"""Arcs of the order that make quick work."""


@define(eq=False)
class Search:
    """State of the search, costs in the units of the instance."""

    instance: Instance
    watch: Watch
    limit: int
    rounds: int
    prices: IntArray
    bound: int = -CUT
    found: Walk | None = None
    trial: int = 0
    step: int = 0
    last: int = 0
    start: int = 0
    sets: BoolArray | None = None
    dates: Dates | None = None
    tried: set = field(factory=set)
    log: object = None

    def run(self) -> None:
        self.dates = Dates.of(self.instance, self.watch.look)
        self._raise_bound(self.dates.bound)
        if self.bound >= self.limit:
            return
        order = self._order()
        halves = Halves.of(self.dates, order, self.prices)
        self._raise_bound(halves.bound)
        while self.bound < self.limit and self.rounds > 0:
            self._choose_trial(halves)
            before = self.bound
            if not self._try(halves) and self.bound - before < (self.trial - before) // 8:
                break

    def _try(self, halves: Halves) -> bool:
        passes = halves.narrowed(self.trial)
        if passes.graph.empty:
            self._raise_bound(self.trial)
            return True
        passes = together(self.dates, passes, halves.bound - self.dates.bound, self.trial)
        self._say(f'product size {passes.size}')
        self.start=self.bound
        return self._tighten(passes, 0, 10**6) is None

    def _say(self, what):
        if self.log: self.log(what, self)

    def _raise_bound(self, bound: int) -> None:
        self.bound = max(self.bound, min(bound, self.limit))
        self.watch.bound = self.instance.total(self.bound)

    def _choose_trial(self, halves: Halves) -> None:
        """Return the largest limit that leaves a handy graph, or one a little above the bound."""
        unit = self.instance.multiplier
        if self.step: self.step = max(unit, (self.trial - self.start) * 3 // 2)
        handy = HANDY
        if halves.size(self.limit) <= handy:
            self.trial = self.limit
            return
        low, high = self.bound, self.limit
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if halves.size(middle) <= handy else (low, middle)
        self.step = max(low - self.bound, self.step, unit)
        self.trial = min(self.limit, self.bound + self.step)

    def _order(self) -> Passes:
        """Find prices for the order alone."""
        passes = order_passes(self.instance, self.dates.grid, self.watch.look)
        start = pruned(passes, self.prices, CUT)
        self.sets = nearest(self.instance, 0)
        if start is None:
            return passes
        size = 5
        while size and passes.size << size > LARGEST:
            size -= 1
        self.sets = nearest(self.instance, size)
        passes = refined(start, self.prices, Memory.of(self.sets, self.instance.before), CUT, LARGEST) or passes
        ascent = Ascent(self.instance.mandatory, self.prices)
        target = min(self.limit - self.dates.bound, _greedy(self.instance))
        self._climb(passes, ascent, target, 150)
        self.prices = ascent.best
        return passes

    def _climb(self, passes: Passes, ascent: Ascent, target: int, rounds: int) -> list[Walk]:
        walks = []
        for _ in range(min(rounds, self.rounds)):
            prices = ascent.prices
            values = passes.forward(prices)
            if int(values[-1].min()) >= CUT:
                ascent.bound = CUT
                break
            walk = passes.walk(values, prices)
            ascent.learn(int(values[-1].min()) + int(prices.sum()), walk, target)
            walks.append(walk)
            self.rounds -= 1
            self._note(walk)
            self.watch.look()
            if ascent.bound >= target or ascent.pace < ONE >> 8:
                break
        return walks

    def _note(self, walk: Walk) -> None:
        rows = tuple(row for row, _ in walk)
        if not self._allowed(rows) or rows in self.tried:
            return
        self.tried.add(rows)
        words = pack(self.instance.before).shape[1]
        one = np.zeros(1, dtype=np.int64)
        graph = Graph(
            tuple(Layer(np.array([row]), np.zeros((1, words), dtype=np.uint64)) for row in rows),
            tuple(Arcs(one, one) for _ in rows[1:]),
        )
        passes = Passes(graph, self.dates.grid, self.watch.look)
        prices = np.zeros(self.instance.rows, dtype=np.int64)
        values = passes.forward(prices)
        cost = int(values[-1].min())
        if cost < self.limit:
            self.found, self.limit = passes.walk(values, prices), cost
            self.trial = min(cost, self.trial)
            self._say(f'found {cost}')

    def _tighten(self, passes: Passes, offset: int, most_rounds: int) -> Passes | None:
        """Raise prices, prune, and remember more, until nothing is left below the trial limit, or nothing more helps.

        Returns
        -------
        Passes or None
            What is left; None if nothing is, and the trial limit is proven.
        """
        pace, unit = ONE // 8, self.instance.multiplier
        for number in range(most_rounds):
            if passes.graph.empty:
                self._raise_bound(self.trial)
                return None
            ascent = Ascent(self.instance.mandatory, self.prices, pace=pace)
            walks = self._climb(passes, ascent, self.trial - offset, 25)
            self.prices = ascent.best
            self.last = ascent.bound + offset
            self._raise_bound(min(self.trial, self.last))
            while True:
                rest = self.trial - offset - int(self.prices.sum())
                left = pruned(passes, self.prices, rest)
                if left is None:
                    self._raise_bound(self.trial)
                    return None
                passes = left.passes
                larger = grown(self.sets, walks[::-1], self.instance.before, self.instance.rows)
                self._say(f'round off {offset>0} last {self.last} nodes {sum(l.size for l in left.passes.graph.layers)/len(left.passes.graph.layers):.0f} arcs {left.passes.graph.size} size {left.passes.size} mem {larger.sum()/len(larger):.1f} max {larger.sum(1).max()} pace {ascent.pace/ONE:.3f} n {len(walks)}')
                if (larger == self.sets).all():
                    if ascent.pace < ONE >> 7:
                        return passes
                    pace = ascent.pace
                    break
                budget = min(LARGEST, max(200_000, 3 * passes.size))
                wider = refined(left, self.prices, Memory.of(larger, self.instance.before), rest, budget)
                if wider is None:
                    larger = grown(self.sets, walks[::-1][:2], self.instance.before, self.instance.rows)
                    self._say('less')
                    wider = refined(left, self.prices, Memory.of(larger, self.instance.before), rest, budget)
                if wider is not None:
                    self.sets, passes = larger, wider
                    break
                if self.trial - self.bound <= unit:
                    return passes
                self.trial = self.bound + max(unit, (self.trial - self.bound) // 4)
            if not self.rounds:
                break
        return passes

    def _allowed(self, rows: tuple[int, ...]) -> bool:
        used = np.zeros(self.instance.rows, dtype=bool)
        used[list(rows)] = True
        if mistakes(rows, self.instance.before) or (self.instance.mandatory & ~used).any():
            return False
        return not (self.instance.needed[:, used].any(axis=1) & ~used).any()


def _greedy(instance: Instance) -> int:
    """Return about what an order of the hosts costs: always the nearest that is left."""
    cost = np.where(instance.least <= instance.most, instance.succession, CUT)
    total, row = 0, 0
    free = np.ones(instance.rows, dtype=bool)
    for _ in range(instance.meetings - 1):
        free[row] = False
        following = int(np.where(free, cost[row], CUT + 1).argmin())
        total += int(instance.succession[row, following])
        row = following
    return total
