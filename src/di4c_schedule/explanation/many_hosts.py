"""Conflicts in networks too large for the sequence engine: a few hosts first, whole rules where that does not help."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from di4c_schedule.conflict import Conflict
from di4c_schedule.cores import Core, Verdict, shrink, smallest_core
from di4c_schedule.crowds import crowded
from di4c_schedule.explanation.focus import Focus
from di4c_schedule.explanation.oracle import ProblemOracle
from di4c_schedule.problem import Problem


@frozen(eq=False)
class ManyHosts:
    """Looks for a conflict among the requirements of a large problem that has no schedule.

    Parameters
    ----------
    problem
        The problem.
    oracle
        Asks the engines; each answer takes a tenth of a second and more.
    weights
        Of the requirements.
    deadline
        Value of ``time.monotonic()``; None: never.
    """

    problem: Problem
    oracle: ProblemOracle
    weights: Sequence[int]
    deadline: float | None

    def core(self, found: Conflict | None) -> Core | None:
        """Return a conflict about a few hosts, or None if there is none such.

        Parameters
        ----------
        found
            What counting found, if anything: its hosts are looked at first.
        """
        members = self.few_hosts(frozenset(range(len(self.weights))), self._rows_in(found))
        return None if members is None else self._proven(members)

    def few_hosts(self, among: frozenset[int], first: Sequence[int] = ()) -> list[int] | None:
        """Return requirements that leave a few hosts no schedule, as few as can be; None if no such hosts are found.

        Parameters
        ----------
        among
            The requirements to choose from.
        first
            Turns to look at first.
        """
        pieces = self.oracle.pieces
        always = range(len(self.weights), len(pieces.pieces))
        rows = crowded(pieces.together([*among, *always]), first)
        if rows is None:
            return None
        focus = Focus(pieces, rows)
        about = [number for number in focus.about() if number in among]
        if not focus.clash([*about, *always]):
            about = sorted(among)

        def few(members: frozenset[int]) -> Verdict:
            asked = [about[member] for member in members]
            return Verdict(False) if focus.clash([*asked, *always]) else Verdict(True, members)

        weights = [self.weights[number] for number in about]
        order = sorted(range(len(about)), key=lambda member: (-weights[member], member))
        known = shrink(few, order, self.deadline)
        if len(known.members) <= _MOST_FOR_SMALLEST:
            known = smallest_core(few, weights, self.deadline, [known])
        return [about[member] for member in known.members]

    def _proven(self, members: list[int]) -> Core:
        """Return a conflict with what the engines prove of it.

        A requirement without which all others can hold takes part in every conflict: if all are such, there is no
        other conflict within the problem, and none is smaller.
        """
        order = sorted(members, key=lambda one: (-self.weights[one], one))
        core = shrink(self.oracle, order, self.deadline)
        if not core.irreducible:
            return core
        everything = frozenset(range(len(self.weights)))
        unique = all(self.oracle(everything - {member}).possible for member in core.members)
        return Core(core.members, irreducible=True, smallest=unique or len(core.members) == 1)

    def _rows_in(self, found: Conflict | None) -> list[int]:
        """Return the turns of the partners whom the rules of a conflict name."""
        rules: Sequence[object] = found.requirements if found else ()
        names = {name for rule in rules for name in (getattr(rule, "partner", None), getattr(rule, "other", None))}
        rows = self.problem.tables.rows
        return [number for number, row in enumerate(rows) if row.partner in names]


_MOST_FOR_SMALLEST = 12
"""Requirements up to which a smaller conflict among the same hosts is looked for."""
