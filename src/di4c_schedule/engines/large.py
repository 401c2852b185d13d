"""Many hosts: a first schedule by a beam, bounds by relaxation, and a search of what the bounds leave open."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import define, evolve

from di4c_schedule.crowds import crowded
from di4c_schedule.engines.branches import Solved, by_branches
from di4c_schedule.engines.question import Answer, OutOfTimeError, Question, Starts
from di4c_schedule.relaxation import Relaxation, relax
from di4c_schedule.sequence import CombinedCosts, combine
from di4c_schedule.tables import LevelKey, Tables
from di4c_schedule.windows import search_windows

NAME = "relaxation and beam search"

FIRST_WIDTH = 1_000
"""Beginnings of a rotation that the first beam keeps for each place."""

MOST_CELLS = 15_000_000
"""Rows times meetings times days up to which the relaxation is tried: beyond, its first bound takes too long."""

SHARE_BEFORE_MODEL = 0.5
"""Part of the time limit that this engine may take where the constraint model has to answer in the end."""

SHARE_OF_RELAXATION = 0.6
"""Part of the time that is left which the relaxation may take; the search of the rest has what remains."""


def suits(tables: Tables) -> bool:
    """Whether the totals of the tables fit in 64 bits, with room for what slopes over all days come to."""
    costs = combine(tables)
    return costs.start.dtype in (np.int32, np.int64) and costs.infinity * tables.n_days < 1 << 61


def by_relaxation(question: Question) -> Answer:
    """Solve tables that are too large for dynamic programming over all sets of hosts; branch on what they do not hold.

    0. A few turns that cannot be placed, whatever the others do, prove that there is no schedule.
    1. A narrow beam finds a schedule, and often proves it: where no gap depends on who follows whom, a relaxation that
       only looks at days is nearly exact.
    2. A relaxation with prices and memory, told that schedule, bounds all others from below, closes what cannot lead to
       a better one, and meets better schedules on the way.
    3. A search over labels (hosts used, last host, day, cost) with these bounds goes through what is left, by beams
       that get wider until nothing is cut or the memory is used up.
    """
    if not all(hasattr(thing, "branches") for thing in question.tables.left):
        question = evolve(question, deadline=question.share(SHARE_BEFORE_MODEL))
    return by_branches(NAME, question, question.tables, lambda tables: _solve(question, tables))


def _solve(question: Question, tables: Tables) -> Solved | None:
    if question.late:
        raise OutOfTimeError
    return _Search(question, tables, combine(tables)).run()


@define(eq=False)
class _Search:
    question: Question
    tables: Tables
    costs: CombinedCosts
    starts: Starts | None = None
    total: int | None = None
    bound: int = 0
    done: bool = False
    relaxed: Relaxation | None = None

    def run(self) -> Solved | None:
        if crowded(self.tables):
            return None
        self._beam()
        if not self.done and not self.question.late:
            rows, days = self.tables.allowed.shape
            if rows * self.tables.meetings * days <= MOST_CELLS:
                self._relax()
        if not self.done and not self.question.late:
            self._search_the_rest()
        if self.done and self.starts is None:
            return None
        return Solved(self.starts, self._bounds(), self.done)

    def _beam(self) -> None:
        found = search_windows(
            self.tables,
            self.costs,
            deadline=self.question.share(SHARE_OF_RELAXATION),
            tick=self._tell,
            most_labels=FIRST_WIDTH,
        )
        self._learn(found.starts, found.total, found.bound, proven=found.proven)

    def _relax(self) -> None:
        share = self.question.share(SHARE_OF_RELAXATION)
        relaxed = relax(self.tables, self.costs, upper=self.total, deadline=share, tick=self._tell)
        self._learn(relaxed.starts, relaxed.total, relaxed.bound, proven=relaxed.proven or relaxed.infeasible)
        self.relaxed = relaxed

    def _search_the_rest(self) -> None:
        found = search_windows(
            self.tables,
            self.costs,
            upper=self.total,
            completion=self.relaxed.completion if self.relaxed else None,
            prices=self.relaxed.prices if self.relaxed else None,
            deadline=self.question.deadline,
            tick=self._tell,
        )
        self._learn(found.starts, found.total, found.bound, proven=found.proven)

    def _learn(self, starts: Starts | None, total: int | None, bound: int | None, *, proven: bool) -> None:
        if starts is not None and total is not None and (self.total is None or total < self.total):
            self.starts, self.total = tuple((int(row), int(column)) for row, column in starts), total
        self.bound = max(self.bound, bound or 0)
        self.done = proven or (self.total is not None and self.bound >= self.total)
        if self.done and self.total is not None:
            self.bound = self.total

    def _bounds(self) -> Mapping[LevelKey, int]:
        """Return what each part of each level cannot stay below, as long as the earlier ones are attained."""
        bounds, rest = {}, self.bound
        for key, factor in self.costs.factors.items():
            value, rest = divmod(rest, factor)
            bounds[key] = value + self.tables.levels[key].constant
        return bounds

    def _tell(self, done: str, incumbent: int | None, bound: int | None) -> None:
        first = next(iter(self.costs.factors.values()), 1)
        best = self.total if incumbent is None else incumbent
        least = max(self.bound, bound or 0)
        self.question.tell(NAME, done, None if best is None else best // first, least // first)
