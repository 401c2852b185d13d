"""Branch and bound over an engine of the tables, for rules that no table holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from heapq import heappop, heappush

from attrs import define, field, frozen

from di4c_schedule.branch import Branch
from di4c_schedule.engines.question import Answer, OutOfTimeError, Question, Starts
from di4c_schedule.tables import LevelKey, Tables


@frozen(eq=False)
class Solved:
    """What an engine knows of some tables.

    Parameters
    ----------
    starts
        The best schedule found, or None.
    bounds
        For each part of each level a value that no schedule as good on the earlier ones goes below.
    proven
        Whether the schedule is the best.
    """

    starts: Starts | None
    bounds: Mapping[LevelKey, int]
    proven: bool


Solve = Callable[[Tables], Solved | None]
"""Solves tables; None if they have no schedule. May raise `OutOfTimeError`, also when there is too much work."""


def by_branches(name: str, question: Question, tables: Tables, solve: Solve) -> Answer:
    """Solve tables; where the best schedule breaks a rule that they do not hold, solve each branch of that rule.

    Every schedule that keeps the rule lies in one of its branches, and what bounds a branch bounds all in it. So the
    first schedule, the branch of the least bound always first, that keeps every rule is the best of the whole problem.

    Parameters
    ----------
    name
        Of the engine.
    question
        The problem.
    tables
        Its tables, with what they do not hold in `left`.
    solve
        The engine.

    Returns
    -------
    Answer
        Proven; or else, when a rule or goal knows no branches, the work is too much or the time limit comes, with the
        bounds of the best open branch, the best schedule that keeps all rules, and the best open one as a hint.
    """
    return _Search(name, question, solve).run(tables)


@define(eq=False)
class _Search:
    name: str
    question: Question
    solve: Solve
    open: list[tuple[tuple[int, ...], int, Tables, Solved]] = field(factory=list)
    solved: int = 0

    def run(self, tables: Tables) -> Answer:
        try:
            self._add(tables)
            while self.open:
                _, _, tables, node = self.open[0]
                if node.starts is None:
                    return self._unfinished()
                broken = self.question.broken(node.starts, tables.left)
                if not broken:
                    return Answer(self.name, node.starts, node.bounds, proven=node.proven)
                branches = self._branches(broken, node.starts)
                if branches is None:
                    return self._unfinished()
                heappop(self.open)
                for branch in branches:
                    self._add(tables.narrowed(branch))
        except OutOfTimeError:
            return self._unfinished()
        return Answer(self.name, infeasible=True)

    def _add(self, tables: Tables) -> None:
        node = self.solve(tables)
        if node is not None:
            self.solved += 1
            # bounds of the parts of levels, in order; of equally good branches the oldest first
            bounds = tuple(value for _, value in sorted(node.bounds.items()))
            heappush(self.open, (bounds, self.solved, tables, node))

    def _branches(self, broken: Iterable[object], starts: Starts) -> list[Branch] | None:
        """Return the branches of the first broken rule that knows some, or None if none does."""
        for thing in broken:
            branches = getattr(thing, "branches", None)
            if branches is not None:
                return list(branches(self.question.schedule(starts)))
        return None

    def _unfinished(self) -> Answer:
        if not self.open:
            return Answer(self.name)
        nodes = [node for _, _, _, node in sorted(self.open, key=lambda one: one[:2])]
        kept = (node for node in nodes if node.starts and not self.question.broken(node.starts, self.open[0][2].left))
        best = next(kept, None)
        hint = next((node.starts for node in nodes if node.starts), ())
        return Answer(self.name, best.starts if best else None, nodes[0].bounds, hint=hint)
