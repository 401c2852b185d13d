"""CP-SAT asked why there is no schedule, as its documentation shows it: a literal for each requirement, assumed true.

The variables are those of the circuit. What a requirement closes in the tables is enforced by its literal. When the
assumptions cannot hold together, CP-SAT names some that cannot; whether fewer would do, it does not say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from time import perf_counter

import numpy as np
from attrs import frozen
from ortools.sat.python import cp_model

from benchmarks.peers.answer import FEASIBLE, INFEASIBLE, UNKNOWN
from benchmarks.peers.circuit import Circuit
from benchmarks.peers.question import Question, UnknownToPeerError
from di4c_schedule import Problem, rules
from di4c_schedule.rules import FrameRule, SolverRule
from di4c_schedule.tables import NEVER, Tables


@frozen
class Named:
    """The requirements that a solver names.

    Parameters
    ----------
    status
        INFEASIBLE if they cannot hold together, FEASIBLE if all requirements can, UNKNOWN if the time limit came first.
    members
        Their numbers, ascending.
    seconds
        Time it took, the building of the model included.
    asked
        Times that the solver was asked.
    """

    status: str
    members: tuple[int, ...]
    seconds: float
    asked: int = 1


def name_assumptions(problem: Problem, requirements: Sequence[SolverRule], limit: float) -> Named:
    """Ask CP-SAT once which requirements cannot hold together.

    Parameters
    ----------
    problem
        Each partner hosts once.
    requirements
        What may be named; the tables must hold each of them wholly.
    limit
        Seconds.

    Raises
    ------
    UnknownToPeerError
        If the circuit does not know a requirement.
    """
    began = perf_counter()
    model = _Assumed(problem, requirements)
    status, members = model.ask(range(len(requirements)), limit - (perf_counter() - began))
    return Named(status, members, perf_counter() - began)


def name_few_assumptions(problem: Problem, requirements: Sequence[SolverRule], limit: float) -> Named:
    """Ask CP-SAT again, without one requirement after the other, and keep those that are needed.

    Parameters
    ----------
    problem, requirements, limit
        As for `name_assumptions`. When the time is up, what is left is named as it is.
    """
    began = perf_counter()
    model = _Assumed(problem, requirements)
    status, members = model.ask(range(len(requirements)), limit - (perf_counter() - began))
    asked, needed, left = 1, list[int](), list(members)
    while left and (more := limit - (perf_counter() - began)) > 0:
        tried = left.pop()
        answer, fewer = model.ask([*needed, *left], more)
        asked += 1
        if answer == INFEASIBLE:
            left = [member for member in left if member in fewer]
        else:
            needed.append(tried)
    return Named(status, tuple(sorted([*needed, *left])), perf_counter() - began, asked)


def can_hold(
    problem: Problem, requirements: Sequence[SolverRule], sets: Iterable[Collection[int]], limit: float
) -> list[bool | None]:
    """Say of sets of requirements whether they can hold together; None if it is not found out in time.

    Parameters
    ----------
    problem, requirements
        As for `name_assumptions`.
    sets
        Numbers of requirements.
    limit
        Seconds for all together.
    """
    began = perf_counter()
    model = _Assumed(problem, requirements)
    answers: list[bool | None] = []
    for members in sets:
        left = limit - (perf_counter() - began)
        status = model.ask(sorted(members), left)[0] if left > 0 else UNKNOWN
        answers.append({INFEASIBLE: False, FEASIBLE: True}.get(status))
    return answers


class _Assumed:
    """The model: the circuit without any rule, and each requirement under its literal."""

    def __init__(self, problem: Problem, requirements: Sequence[SolverRule]) -> None:
        frame = [rule for rule in problem.rules if isinstance(rule, FrameRule)]
        bare = problem.replace(rules=frame, goals=(), default_rules=False)
        self.circuit = Circuit(Question.of(bare))
        self.literals = [self.circuit.model.new_bool_var(f"{number}") for number in range(len(requirements))]
        empty = bare.fill_tables([])
        for literal, requirement in zip(self.literals, requirements, strict=True):
            self._enforce(literal, requirement, empty, bare.fill_tables([requirement]))

    def ask(self, members: Sequence[int], limit: float) -> tuple[str, tuple[int, ...]]:
        """Return whether some requirements can hold together and, if not, those that CP-SAT names."""
        model = self.circuit.model
        model.clear_assumptions()
        model.add_assumptions([self.literals[member] for member in members])
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, limit)
        solver.parameters.num_workers = 1  # with more of them CP-SAT names all assumptions
        solver.parameters.random_seed = 0
        status = solver.solve(model)
        if status != cp_model.INFEASIBLE:
            return FEASIBLE if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else UNKNOWN, tuple(members)
        named = set(solver.sufficient_assumptions_for_infeasibility())
        return INFEASIBLE, tuple(member for member in members if self.literals[member].index in named)

    def _enforce(self, literal: cp_model.IntVar, requirement: SolverRule, empty: Tables, tables: Tables) -> None:
        """Post what a requirement closes in the tables."""
        caps = requirement.caps(tables.window) if isinstance(requirement, (rules.AtMost, rules.AtLeast)) else []
        left = bool(tables.left) and not caps
        if left or tables.demands or not tables.place_days.all() or not tables.position[:, 1:-1].all():
            raise UnknownToPeerError(f"the circuit does not know this: {requirement.label}")
        model, circuit = self.circuit.model, self.circuit
        for cap in caps:
            circuit.count(cap).only_enforce_if(literal)
        for row in np.flatnonzero((tables.allowed != empty.allowed).any(axis=1)):
            days = cp_model.Domain.from_values([int(day) for day in np.flatnonzero(tables.allowed[row])])
            model.add_linear_expression_in_domain(circuit.start[row], days).only_enforce_if(literal)
        for row in np.flatnonzero(~tables.position[:, 0]):
            model.add_implication(literal, ~circuit.opens[row])
        for row in np.flatnonzero(~tables.position[:, -1]):
            model.add_implication(literal, ~circuit.closes[row])
        for i, j in np.argwhere(tables.before):
            model.add(circuit.start[i] < circuit.start[j]).only_enforce_if(literal)
        self._keep_gaps(literal, empty, tables)

    def _keep_gaps(self, literal: cp_model.IntVar, empty: Tables, tables: Tables) -> None:
        model, start, follows = self.circuit.model, self.circuit.start, self.circuit.follows
        least, most = tables.least_distance, tables.most_distance
        for i, j in np.argwhere((tables.gap != empty.gap) | (tables.gap_most != empty.gap_most)):
            if (i, j) not in follows:
                continue
            both = [literal, follows[int(i), int(j)]]
            if least[i, j] >= NEVER:
                model.add_bool_or([~one for one in both])
                continue
            model.add(start[j] >= start[i] + int(least[i, j])).only_enforce_if(both)
            if most[i, j] < tables.n_days:
                model.add(start[j] <= start[i] + int(most[i, j])).only_enforce_if(both)
