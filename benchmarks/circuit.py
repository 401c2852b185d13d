"""The peer: CP-SAT with a circuit of hosts, as the documentation of OR-Tools writes routes with time windows.

One integer variable holds each host's first day, one literal says that a host follows another, `add_circuit` makes one
tour of them through a node that stands for home, and each literal enforces the gap between its two hosts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from time import perf_counter
from typing import Any

import numpy as np
from attrs import frozen
from ortools.sat.python import cp_model

from di4c_schedule import Problem, goals, rules
from di4c_schedule.goals import Goal
from di4c_schedule.rules.spans import Cap
from di4c_schedule.tables import NEVER
from di4c_schedule.travel import matrix_km


@frozen
class LevelOutcome:
    """How the solve of one goal level ended.

    Parameters
    ----------
    status
        CP-SAT's word for it.
    value, bound
        Best value found (None: nothing found) and proven bound.
    """

    status: str
    value: int | None
    bound: int


@frozen
class CircuitAnswer:
    """What CP-SAT found.

    Parameters
    ----------
    levels
        The goal levels it came to, in order.
    starts
        Pairs (partner's name, ISO date) of the best schedule, or None.
    seconds
        For building the model and all solves.
    proven
        Whether the last status is a proof: every level optimal, or infeasible.
    """

    levels: tuple[LevelOutcome, ...]
    starts: tuple[tuple[str, str], ...] | None
    seconds: float
    proven: bool


def solve_by_circuit(problem: Problem, limit: float, workers: int, seed: int = 0) -> CircuitAnswer:
    """Solve a problem level by level: each value that is proven optimal is fixed, the last solution is the hint.

    Parameters
    ----------
    problem
        Each partner hosts once; rules that the tables hold, `AtMost` and `AtLeast`.
    limit
        Seconds for each solve.
    workers, seed
        Of CP-SAT.
    """
    began = perf_counter()
    circuit = _Circuit(problem)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    outcomes: list[LevelOutcome] = []
    starts: tuple[tuple[str, str], ...] | None = None
    for level in sorted({goal.level for goal in problem.goals}):
        total = circuit.total([goal for goal in problem.goals if goal.level == level])
        circuit.model.minimize(total)
        status = solver.solve(circuit.model)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        value = round(solver.objective_value) if found else None
        bound = round(solver.best_objective_bound) if status != cp_model.INFEASIBLE else 0
        outcomes.append(LevelOutcome(solver.status_name(status), value, bound))
        if found:
            starts = circuit.read(solver)
        if status != cp_model.OPTIMAL:
            break
        circuit.settle(total, round(solver.objective_value), solver)
    proven = all(outcome.status == "OPTIMAL" for outcome in outcomes) or outcomes[-1].status == "INFEASIBLE"
    return CircuitAnswer(tuple(outcomes), starts, perf_counter() - began, proven)


class _Circuit:
    """The model: first days, successions, and the expressions of the goals."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.tables = problem, problem.tables
        self.model = cp_model.CpModel()
        self.n = len(self.tables.rows)
        if self.tables.meetings != self.n or len(problem.network) != self.n:
            raise ValueError("the circuit is written for networks in which each partner hosts once")
        self.start = [self._start(row) for row in range(self.n)]
        self.follows = {
            (i, j): self.model.new_bool_var(f"{i} then {j}")
            for i, j in permutations(range(self.n), 2)
            if self.tables.gap[i, j] < NEVER
        }
        self.opens = [self.model.new_bool_var(f"{row} opens") for row in range(self.n)]
        self.closes = [self.model.new_bool_var(f"{row} closes") for row in range(self.n)]
        self._tour()
        self._order()
        for rule in problem.tables.left:
            if not isinstance(rule, (rules.AtMost, rules.AtLeast)):
                raise ValueError(f"the circuit does not know the rule: {rule.label}")
            for cap in rule.caps(problem.window):
                self._count(cap)

    def total(self, goals_of_level: Sequence[Goal]) -> cp_model.LinearExprT:
        """Return the weighted sum of goals."""
        return cp_model.LinearExpr.weighted_sum(
            [self._cost(goal) for goal in goals_of_level], [goal.weight for goal in goals_of_level]
        )

    def settle(self, total: cp_model.LinearExprT, value: int, solver: cp_model.CpSolver) -> None:
        """Fix a level to its optimum and propose the solution to the next."""
        self.model.add(total == value)
        untyped: Any = self.model
        untyped.clear_hints()
        for variable in [*self.start, *self.follows.values(), *self.opens, *self.closes]:
            self.model.add_hint(variable, solver.value(variable))

    def read(self, solver: cp_model.CpSolver) -> tuple[tuple[str, str], ...]:
        """Return the hosts and first days that the solver found."""
        columns = [solver.value(start) for start in self.start]
        return tuple(
            (row.partner, self.tables.day(column).isoformat())
            for row, column in zip(self.tables.rows, columns, strict=True)
        )

    def _start(self, row: int) -> cp_model.IntVar:
        days = [int(day) for day in np.flatnonzero(self.tables.allowed[row])]
        return self.model.new_int_var_from_domain(cp_model.Domain.from_values(days), f"start {row}")

    def _tour(self) -> None:
        model, tables, home = self.model, self.tables, self.n
        arcs: list[cp_model.ArcT] = [(i, j, literal) for (i, j), literal in self.follows.items()]
        for row in range(self.n):
            arcs += [(home, row, self.opens[row]), (row, home, self.closes[row])]
        model.add_circuit(arcs)
        least, most = tables.least_distance, tables.most_distance
        for (i, j), literal in self.follows.items():
            model.add(self.start[j] >= self.start[i] + int(least[i, j])).only_enforce_if(literal)
            if tables.gap_most[i, j] < NEVER:
                model.add(self.start[j] <= self.start[i] + int(most[i, j])).only_enforce_if(literal)

    def _order(self) -> None:
        if not self.tables.position[:, 1:-1].all():
            raise ValueError("the circuit knows the first and the last place of the rotation only")
        for row in range(self.n):
            if not self.tables.position[row, 0]:
                self.model.add(self.opens[row] == 0)
            if not self.tables.position[row, -1]:
                self.model.add(self.closes[row] == 0)
        for i, j in np.argwhere(self.tables.before):
            self.model.add(self.start[int(i)] < self.start[int(j)])

    def _count(self, cap: Cap) -> None:
        """Bound the starts in a range, by a literal for each host that says whether it starts there."""
        first, last = self.tables.index(cap.dates.first), self.tables.index(cap.dates.last)
        inside = cp_model.Domain(first, last)
        literals = []
        for row, start in enumerate(self.start):
            literal = self.model.new_bool_var(f"{row} starts {cap.dates}")
            self.model.add_linear_expression_in_domain(start, inside).only_enforce_if(literal)
            self.model.add_linear_expression_in_domain(start, inside.complement()).only_enforce_if(~literal)
            literals.append(literal)
        least, most = cap.at_least or 0, self.n if cap.at_most is None else cap.at_most
        self.model.add_linear_constraint(cp_model.LinearExpr.sum(literals), least, most)

    def _cost(self, goal: Goal) -> cp_model.LinearExprT:
        if isinstance(goal, goals.EvenRhythm):
            return self._rhythm(goal)
        if isinstance(goal, goals.ShortestTour):
            km = matrix_km(self.problem.network.partners)
            return cp_model.LinearExpr.weighted_sum(
                list(self.follows.values()), [int(km[pair]) for pair in self.follows]
            )
        if isinstance(goal, goals.FewestHolidayClashes):
            return self._clashes(goal)
        raise ValueError(f"the circuit does not know the goal: {goal.label}")

    def _rhythm(self, goal: goals.EvenRhythm) -> cp_model.LinearExprT:
        """Return the sum of distances from the ideal, over each host and whoever follows it."""
        model, last = self.model, self.tables.n_days - 1
        pairs = max(1, self.n - 1)
        ideal = goal.ideal if goal.ideal is not None else (2 * self.tables.open_span() + pairs) // (2 * pairs)
        steps = [model.new_int_var(0, last, f"step {row}") for row in range(self.n)]
        for (i, j), literal in self.follows.items():
            model.add(steps[i] == self.start[j] - self.start[i]).only_enforce_if(literal)
        distances = []
        for row, step in enumerate(steps):
            model.add(step == ideal).only_enforce_if(self.closes[row])
            distance = model.new_int_var(0, max(ideal, last), f"off the ideal {row}")
            model.add_abs_equality(distance, step - ideal)
            distances.append(distance)
        return cp_model.LinearExpr.sum(distances)

    def _clashes(self, goal: goals.FewestHolidayClashes) -> cp_model.LinearExprT:
        """Return the sum of what each host's first day costs."""
        costs = self.problem.fill_tables([], [goal]).levels[goal.level, 0].start // goal.weight
        terms = []
        for row, start in enumerate(self.start):
            term = self.model.new_int_var(0, int(costs[row].max()), f"clashes {row}")
            self.model.add_element(start, [int(cost) for cost in costs[row]], term)
            terms.append(term)
        return cp_model.LinearExpr.sum(terms)
