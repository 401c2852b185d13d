"""Why there is no schedule: a smallest set of requirements that cannot hold together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from time import monotonic

from attrs import evolve, frozen

from di4c_schedule.apart import each_once, parts_of, requirements_of
from di4c_schedule.clock import Clock
from di4c_schedule.conflict import Conflict
from di4c_schedule.cores import Core, all_cores, shrink, smallest_core
from di4c_schedule.counting import counted_conflict
from di4c_schedule.errors import TimeLimitError
from di4c_schedule.explanation.asked import must_be_count
from di4c_schedule.explanation.atoms import atoms_of, blamed_last, weights_of
from di4c_schedule.explanation.many_hosts import ManyHosts
from di4c_schedule.explanation.oracle import ProblemOracle
from di4c_schedule.explanation.sentences import outline, reason_and_facts
from di4c_schedule.labels import counted
from di4c_schedule.problem import Problem
from di4c_schedule.rules import ModelRule, SolverRule, TableRule

TIME_LIMIT = 10.0
"""Seconds that an explanation takes at most unless told otherwise."""


def explain(problem: Problem, time_limit: float | None = TIME_LIMIT, whole_rules: bool = False) -> Conflict:
    """Say why there is no schedule: a smallest set of requirements that cannot hold together.

    Rules are taken apart until each requirement speaks of one or two meetings and one range. Of several smallest sets,
    the one that blames people's wishes rather than holidays or distances is told.

    Parameters
    ----------
    problem
        The problem.
    time_limit
        Seconds; None: as long as it takes. When it ends the search, the conflict is true all the same, but not shown to
        be minimal or smallest, and says so.
    whole_rules
        Do not take rules apart: the conflict names as few rules as they are written as can be.

    Returns
    -------
    Conflict
        It counts as false, and holds a schedule, if there is no conflict.

    Raises
    ------
    TimeLimitError
        If there was no time to find out whether there is a schedule.
    ProblemError
        If `time_limit` makes no sense.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2, rules=[rules.Spacing(6)])
    >>> wishes = [rules.Fixed("Messina", "2019-09-03..2019-09-06"), rules.Fixed("Oulu", "2019-09-04..2019-09-07")]
    >>> print(explain(problem.adding(*wishes)))  # doctest: +ELLIPSIS
    The 2 meetings of Messina and Oulu need 9 days, gaps included, but their open days run only from Tue 3 to Sat 7 ...
      Messina can host only between Tue 3 and Fri 6 September 2019.
      Oulu can host only between Wed 4 and Sat 7 September 2019.
      A meeting takes 2 days.
      Between Messina and Oulu there must be at least 5 free days.
    Rules involved; no smaller set of them clashes:
      - At least 6 days from the end of a meeting to the start of the next where Messina and Oulu follow each other
      - Messina hosts within 3 to 6 September 2019
      - Oulu hosts within 4 to 7 September 2019
    """
    return next(_search(problem, time_limit, whole_rules).conflicts(1))


def conflicts(
    problem: Problem, n: int, time_limit: float | None = TIME_LIMIT, whole_rules: bool = False
) -> list[Conflict]:
    """Return several conflicts, smallest first: different sets of requirements, none within another.

    Parameters
    ----------
    problem
        The problem.
    n
        How many at most; there may be fewer.
    time_limit
        Seconds; None: as long as it takes.
    whole_rules
        Do not take rules apart.

    Returns
    -------
    list of Conflict
        Empty if there is a schedule.

    Raises
    ------
    TimeLimitError
        If there was no time to find out whether there is a schedule.
    ProblemError
        If `n` or `time_limit` makes no sense.
    """
    must_be_count(n)
    return [conflict for conflict in _search(problem, time_limit, whole_rules).conflicts(n) if conflict]


def _search(problem: Problem, time_limit: float | None, whole_rules: bool) -> _Search:
    whole = [rule for rule in each_once(problem.rules) if isinstance(rule, (TableRule, ModelRule))]
    return _Search(problem, whole if whole_rules else atoms_of(problem), Clock(time_limit).deadline, time_limit)


_WHOLE = "Rules are told as they are written: it takes too long to take them apart for so many hosts."


@frozen(eq=False)
class _Search:
    problem: Problem
    atoms: list[SolverRule]
    deadline: float | None
    time_limit: float | None

    def conflicts(self, n: int) -> Iterator[Conflict]:
        """Yield the conflicts, or the one that says there is none."""
        oracle = ProblemOracle(self.problem, self.atoms, deadline=self.deadline)
        counted_first = counted_conflict(self.problem)
        everything = frozenset(range(len(self.atoms)))
        if counted_first is None:
            verdict = oracle(everything)
            if oracle.witness is not None:
                schedule = evolve(oracle.witness, problem=self.problem)
                yield Conflict((), "There is no conflict: a schedule keeps all the rules.", schedule=schedule)
                return
            if verdict.possible is None:
                raise TimeLimitError(
                    f"within {self.time_limit} s it could not be found out whether there is a schedule; allow more time"
                )
        if oracle(frozenset()).possible is False:
            yield self._conflict(Core((), irreducible=True, smallest=True), oracle, counted_first)
            return
        if oracle.small:
            cores = self._cores(oracle, n, self._blamed(counted_first))
            yield from (self._conflict(core, oracle, counted_first) for core in islice(cores, n))
        else:
            yield self._among_many(oracle, counted_first)

    def _cores(self, oracle: ProblemOracle, n: int, blamed: list[int]) -> Iterator[Core]:
        """Yield the smallest conflict, or all in ascending size if several are asked for."""
        weights = weights_of(self.atoms, self.problem)
        if n == 1:
            known = self._first(oracle, blamed)
            yield smallest_core(oracle, weights, self.deadline, known=[known])
        else:
            yield from all_cores(oracle, weights, self.deadline)

    def _among_many(self, oracle: ProblemOracle, found: Conflict | None) -> Conflict:
        """Return a conflict of a few hosts, or of rules that are not taken apart."""
        many = ManyHosts(self.problem, oracle, weights_of(self.atoms, self.problem), self.deadline)
        core = many.core(found)
        if core is not None:
            return self._conflict(core, oracle, found)
        whole = _search(self.problem, self.time_limit, whole_rules=True)
        return evolve(whole, deadline=self.deadline).of_whole_rules(found)

    def of_whole_rules(self, found: Conflict | None) -> Conflict:
        """Return a conflict of the rules as they are, those that counting blames first."""
        oracle = ProblemOracle(self.problem, self.atoms, deadline=self.deadline)
        conflict = self._conflict(self._first(oracle, self._blamed(found)), oracle, found)
        return evolve(conflict, note=f"{conflict.note} {_WHOLE}".strip())

    def _blamed(self, found: Conflict | None) -> list[int]:
        """Return the requirements that counting blames."""
        if found is None:
            return []
        rules = [part for part in found.requirements if isinstance(part, (TableRule, ModelRule))]
        atoms = [atom for part in rules for atom in (part, *requirements_of(part, self.problem))]
        return [
            number
            for number, atom in enumerate(self.atoms)
            if atom in atoms or any(part in rules for part in parts_of(atom, self.problem))
        ]

    def _first(self, oracle: ProblemOracle, blamed: list[int]) -> Core:
        """Return an irreducible set, sought first among the requirements that counting blames."""
        # those that come first are left out first
        late = blamed_last(self.atoms, self.problem)
        order = sorted(range(len(self.atoms)), key=lambda number: -late[number])
        if blamed and oracle(frozenset(blamed)).possible is False:
            order = [number for number in order if number in blamed]
        return shrink(oracle, order, self.deadline)

    def _conflict(self, core: Core, oracle: ProblemOracle, found: Conflict | None) -> Conflict:
        members = [self.atoms[i] for i in core.members]
        known = found if set(core.members) <= set(self._blamed(found)) else None
        smallest = core.smallest or (core.irreducible and len(members) == 1)
        late = not smallest and self.deadline is not None and monotonic() >= self.deadline
        note = f"The time limit of {self.time_limit} s came after {counted(oracle.asked, 'question')}." if late else ""
        reason, facts = reason_and_facts(self.problem, members, known)
        return Conflict(members, reason, core.irreducible, smallest, facts, outline(self.problem, members), note)
