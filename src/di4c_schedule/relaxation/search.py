"""The search for a high bound: prices, pruning and memory in turn."""

from __future__ import annotations

import numpy as np
from attrs import define, field

from di4c_schedule.relaxation.halves import Dates, Halves, order_passes
from di4c_schedule.relaxation.instance import Instance
from di4c_schedule.relaxation.memory import Walk, grown, mistakes, nearest
from di4c_schedule.relaxation.passes import CUT, Passes
from di4c_schedule.relaxation.prices import ONE, Ascent
from di4c_schedule.relaxation.refine import Memory, Pruned, pruned, refined
from di4c_schedule.relaxation.watch import Watch
from di4c_schedule.tables import BoolArray, IntArray

ORDER_MEMORY = 5
LARGEST = 4_000_000
HANDY = 400_000


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
    kept: Pruned | None = None
    log: object = None
    step: int = 0

    def run(self) -> None:
        dates = Dates.of(self.instance, self.watch.look)
        self._raise_bound(dates.bound)
        if dates.bound >= self.limit:
            return
        order = self._order(dates)
        halves = Halves.of(dates, order, self.prices)
        self._raise_bound(halves.bound)
        sets = nearest(self.instance, ORDER_MEMORY)
        while self.bound < self.limit and self.rounds > 0:
            trial = self._trial(halves)
            passes = halves.narrowed(trial)
            self._say(f"trial {trial} size {passes.size} halves {halves.bound}")
            if passes.graph.empty:
                self._raise_bound(trial)
                continue
            sets, stuck = self._tighten(passes, sets, trial)
            if stuck:
                break

    def _say(self, what):
        if self.log: self.log(what, self)

    def _raise_bound(self, bound: int) -> None:
        self.bound = max(self.bound, min(bound, self.limit))
        self.watch.bound = self.instance.total(self.bound)

    def _trial(self, halves: Halves) -> int:
        """Return the largest limit that leaves a handy graph, or one a little above the bound."""
        if halves.size(self.limit) <= HANDY:
            return self.limit
        low, high = self.bound, self.limit
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if halves.size(middle) <= HANDY else (low, middle)
        self.step = max(low - self.bound, 2 * self.step, self.instance.multiplier)
        return min(self.limit, self.bound + self.step)

    def _order(self, dates: Dates) -> Passes:
        """Find prices for the order alone."""
        passes = order_passes(self.instance, dates.grid, self.watch.look)
        start = pruned(passes, self.prices, CUT)
        if start is None:
            return passes
        memory = Memory.of(nearest(self.instance, ORDER_MEMORY), self.instance.before)
        passes = refined(start, self.prices, memory, CUT, LARGEST) or passes
        ascent = Ascent(self.instance.mandatory, self.prices)
        target = min(self.limit - dates.bound, _greedy(self.instance))
        self._climb(passes, ascent, target, 150)
        self.prices = ascent.best
        return passes

    def _climb(self, passes: Passes, ascent: Ascent, target: int, rounds: int) -> list[Walk]:
        walks = []
        for _ in range(min(rounds, self.rounds)):
            prices = ascent.prices
            values = passes.forward(prices)
            walk = passes.walk(values, prices)
            ascent.learn(int(values[-1].min()) + int(prices.sum()), walk, target)
            walks.append(walk)
            self.rounds -= 1
            self.watch.look()
            if ascent.bound >= target or ascent.pace < ONE >> 8:
                break
        return walks

    def _tighten(self, passes: Passes, sets: BoolArray, trial: int):
        pace = ONE // 8
        while self.rounds > 0:
            ascent = Ascent(self.instance.mandatory, self.prices, pace=pace)
            walks = self._climb(passes, ascent, trial, 25)
            self.prices = ascent.best
            for walk in walks:
                cost = self._cost(walk)
                if cost is not None and cost < min(trial, self.limit):
                    self.found, self.limit = walk, cost
                    trial = cost
                    self._say(f'found {cost}')
            if ascent.bound >= trial:
                self._raise_bound(trial)
                return sets, False
            self._raise_bound(min(trial,ascent.bound))
            rest = trial - int(self.prices.sum())
            left = pruned(passes, self.prices, rest)
            if left is None:
                self._raise_bound(trial)
                return sets, False
            larger = grown(sets, walks[::-1], self.instance.before, 30)
            self._say(f'round bound {ascent.bound} nodes {sum(l.size for l in left.passes.graph.layers)/len(left.passes.graph.layers):.0f} arcs {left.passes.graph.size} size {left.passes.size} mem {larger.sum()/len(larger):.1f} max {larger.sum(1).max()} pace {ascent.pace/ONE:.3f} n {len(walks)}')
            if (larger == sets).all():
                passes = left.passes
                if ascent.pace < ONE >> 7:
                    return sets, True
                pace = ascent.pace
                continue
            wider = refined(left, self.prices, Memory.of(larger, self.instance.before), rest, LARGEST)
            while wider is None:
                if trial - self.bound <= self.instance.multiplier:
                    self._say('too large')
                    return sets, True
                trial = self.bound + max(self.instance.multiplier, (trial - self.bound) // 4)
                self._say(f'too large, trial {trial}')
                rest = trial - int(self.prices.sum())
                left = pruned(left.passes, self.prices, rest)
                if left is None:
                    self._raise_bound(trial)
                    return sets, False
                wider = refined(left, self.prices, Memory.of(larger, self.instance.before), rest, LARGEST)
            sets, passes = larger, wider
            if passes.graph.empty:
                self._raise_bound(trial)
                return sets, False
        return sets, True

    def _cost(self, walk: Walk) -> int | None:
        rows = [row for row, _ in walk]
        used = np.zeros(self.instance.rows, dtype=bool)
        used[rows] = True
        if mistakes(rows, self.instance.before) or (self.instance.mandatory & ~used).any():
            return None
        if (self.instance.needed[:, used].any(axis=1) & ~used).any():
            return None
        total = sum(int(self.instance.start[row, column]) for row, column in walk)
        for (row, column), (following, later) in zip(walk[:-1], walk[1:], strict=True):
            total += int(self.instance.distance[later - column]) + int(self.instance.succession[row, following])
        return total


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
