"""CP-SAT with a circuit of hosts, as the documentation of OR-Tools writes routes with time windows.

One integer variable holds each host's first day, one literal says that a host follows another, `add_circuit` makes one
tour of them through a node that stands for home, and each literal enforces the gap between its two hosts.
"""

from __future__ import annotations

from collections.abc import Callable

from ortools.sat.python import cp_model

from benchmarks.peers.answer import PeerAnswer, Recorder, Starts
from benchmarks.peers.cp_sat import minimise_levels
from benchmarks.peers.question import Level, Question, Rhythm
from di4c_schedule import Problem
from di4c_schedule.rules.spans import Cap
from di4c_schedule.tables import IntArray


def solve_by_circuit(problem: Problem, limit: float, workers: int = 2, recorder: Recorder | None = None) -> PeerAnswer:
    """Solve a problem level by level.

    Parameters
    ----------
    problem
        Each partner hosts once; rules that the tables hold, `AtMost` and `AtLeast`.
    limit
        Seconds for all levels together.
    workers
        Of CP-SAT.
    recorder
        Told of every better schedule and bound.
    """
    recorder = recorder or Recorder()
    circuit = Circuit(Question.of(problem))
    totals = [circuit.total(level) for level in circuit.asked.levels]
    return minimise_levels(
        circuit.model, totals, circuit.variables, circuit.read, limit=limit, workers=workers, recorder=recorder
    )


class Circuit:
    """The model: first days, successions, and the expressions of the goals."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self.model = cp_model.CpModel()
        self.start = [
            self.model.new_int_var_from_domain(cp_model.Domain.from_values(days), f"start {row}")
            for row, days in enumerate(asked.open_days)
        ]
        self.follows = {(i, j): self.model.new_bool_var(f"{i} then {j}") for i, j in asked.pairs}
        self.opens = [self.model.new_bool_var(f"{row} opens") for row in range(asked.n)]
        self.closes = [self.model.new_bool_var(f"{row} closes") for row in range(asked.n)]
        self._tour()
        self._order()
        for cap in asked.caps:
            self.count(cap)

    @property
    def variables(self) -> list[cp_model.IntVar]:
        """What describes a schedule."""
        return [*self.start, *self.follows.values(), *self.opens, *self.closes]

    def total(self, level: Level) -> cp_model.LinearExprT:
        """Return the expression of a goal level."""
        terms: list[cp_model.LinearExprT] = [level.constant]
        if level.start is not None:
            terms += self._start_costs(level.start)
        if level.rhythm is not None:
            terms += self._rhythm(level.rhythm)
        if level.succession is not None:
            terms += [int(level.succession[pair]) * literal for pair, literal in self.follows.items()]
        return cp_model.LinearExpr.sum(terms)

    def read(self, value: Callable[[cp_model.IntVar], int]) -> Starts:
        """Return the hosts and first days that the solver found."""
        return self.asked.starts([value(start) for start in self.start])

    def count(self, cap: Cap) -> cp_model.Constraint:
        """Bound the starts in a range, by a literal for each host that says whether it starts there."""
        first = self.asked.first
        inside = cp_model.Domain((cap.dates.first - first).days, (cap.dates.last - first).days)
        literals = []
        for row, start in enumerate(self.start):
            literal = self.model.new_bool_var(f"{row} starts {cap.dates}")
            self.model.add_linear_expression_in_domain(start, inside).only_enforce_if(literal)
            self.model.add_linear_expression_in_domain(start, inside.complement()).only_enforce_if(~literal)
            literals.append(literal)
        least, most = cap.at_least or 0, self.asked.n if cap.at_most is None else cap.at_most
        return self.model.add_linear_constraint(cp_model.LinearExpr.sum(literals), least, most)

    def _tour(self) -> None:
        model, asked, home = self.model, self.asked, self.asked.n
        arcs: list[cp_model.ArcT] = [(i, j, literal) for (i, j), literal in self.follows.items()]
        for row in range(asked.n):
            arcs += [(home, row, self.opens[row]), (row, home, self.closes[row])]
        model.add_circuit(arcs)
        for (i, j), literal in self.follows.items():
            model.add(self.start[j] >= self.start[i] + int(asked.least[i, j])).only_enforce_if(literal)
            if asked.most[i, j] < asked.n_days:
                model.add(self.start[j] <= self.start[i] + int(asked.most[i, j])).only_enforce_if(literal)

    def _order(self) -> None:
        for row in range(self.asked.n):
            if not self.asked.may_open[row]:
                self.model.add(self.opens[row] == 0)
            if not self.asked.may_close[row]:
                self.model.add(self.closes[row] == 0)
        for i, j in self.asked.before:
            self.model.add(self.start[i] < self.start[j])

    def _rhythm(self, rhythm: Rhythm) -> list[cp_model.LinearExprT]:
        """Return the distances from the ideal, of each host to whoever follows it."""
        model, last = self.model, self.asked.n_days - 1
        steps = [model.new_int_var(0, max(last, rhythm.ideal), f"step {row}") for row in range(self.asked.n)]
        for (i, j), literal in self.follows.items():
            model.add(steps[i] == self.start[j] - self.start[i]).only_enforce_if(literal)
        terms: list[cp_model.LinearExprT] = []
        for row, step in enumerate(steps):
            model.add(step == rhythm.ideal).only_enforce_if(self.closes[row])
            distance = model.new_int_var(0, max(rhythm.ideal, last), f"off the ideal {row}")
            model.add_abs_equality(distance, step - rhythm.ideal)
            terms.append(rhythm.weight * distance)
        return terms

    def _start_costs(self, cost: IntArray) -> list[cp_model.LinearExprT]:
        """Return what each host's first day costs."""
        terms: list[cp_model.LinearExprT] = []
        for row, start in enumerate(self.start):
            term = self.model.new_int_var(0, int(cost[row].max()), f"cost of {row}")
            self.model.add_element(start, [int(c) for c in cost[row]], term)
            terms.append(term)
        return terms
