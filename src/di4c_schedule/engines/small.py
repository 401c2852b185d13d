"""The sequence engine, with branches for rules that no table holds: exact, for up to about fourteen hosts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from di4c_schedule.branch import Branch
from di4c_schedule.engines.question import Answer, OutOfTimeError, Question
from di4c_schedule.engines.who_hosts import WhoHosts
from di4c_schedule.sequence import Optimum, n_states, optimise
from di4c_schedule.tables import LevelKey, Tables

NAME = "sequence engine"

MOST_WORK = 400_000_000
"""States times searches up to which branches are tried: some seconds, but no clock: the answer is always the same."""


def by_sequence(question: Question) -> Answer:
    """Solve the tables exactly; where the optimum breaks a rule they do not hold, solve each branch of that rule.

    Branch and bound: every schedule that keeps the rule lies in one of its branches, whose optimum bounds it. So
    the first optimum, the best branch always first, that keeps every rule is that of the whole problem.

    Returns
    -------
    Answer
        Proven; or else, when a rule or goal knows no branches, the branches are too many or the time limit comes, with
        the bounds of the best open branch, and its optimum as a hint.
    """
    return _Search(question).run()


class _Search:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.hosts = WhoHosts.of(question.tables)
        self.work_left = MOST_WORK
        self.solved = 0
        self.heap: list[tuple[tuple[int, ...], int, Tables, Optimum]] = []

    def run(self) -> Answer:
        try:
            self._solve(self.hosts.tables if self.hosts else self.question.tables)
            while self.heap:
                _, _, tables, optimum = self.heap[0]
                broken = self.question.broken(optimum.starts, tables.left)
                if not broken:
                    return Answer(NAME, optimum.starts, self._levels(optimum), proven=True)
                branches = self._branches(broken, optimum)
                if branches is None or self.work_left < 0:
                    return self._unfinished()
                heappop(self.heap)
                for branch in branches:
                    self._solve(tables.narrowed(branch))
        except OutOfTimeError:
            return self._unfinished()
        return Answer(NAME, infeasible=True)

    def _solve(self, tables: Tables) -> None:
        self.work_left -= n_states(tables)
        finish = self.hosts.finish(tables) if self.hosts else (None, 0)
        optimum = optimise(tables, self._tick, *finish)
        if optimum is not None:
            self.solved += 1
            # totals of the parts of levels, in order; of equally good branches the oldest first
            totals = tuple(value for _, value in sorted(self._levels(optimum).items()))
            heappush(self.heap, (totals, self.solved, tables, optimum))

    def _levels(self, optimum: Optimum) -> Mapping[LevelKey, int]:
        return self.hosts.whole(optimum) if self.hosts else optimum.levels

    def _branches(self, broken: Iterable[object], optimum: Optimum) -> list[Branch] | None:
        """Return the branches of the first broken rule that knows some, or None if none does."""
        for thing in broken:
            branches = getattr(thing, "branches", None)
            if branches is not None:
                return list(branches(self.question.schedule(optimum.starts)))
        return None

    def _unfinished(self) -> Answer:
        if not self.heap:
            return Answer(NAME)
        optimum = self.heap[0][3]
        return Answer(NAME, bounds=self._levels(optimum), hint=optimum.starts)

    def _tick(self, layer: int) -> None:
        branch = f"branch {self.solved + 1}, " if self.solved else ""
        self.question.tell(NAME, f"{branch}layer {layer} of {self.question.tables.meetings}", None, None)
        if self.question.late:
            raise OutOfTimeError
