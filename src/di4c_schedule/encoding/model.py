"""The tables as a CP-SAT model, and what rules need to add to it.

Three kinds of literals say the same in three ways: a row starts on a day, a row stands at a place of the rotation, a
place of the rotation starts on a day. Gaps and rhythm are then plain bounds on the starts of neighbouring places, and
the succession of rows is a circuit through a node that stands for home.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, product
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from di4c_schedule.dates import DateRange
from di4c_schedule.goals import ModelGoal
from di4c_schedule.problem import Problem
from di4c_schedule.rules import ModelRule
from di4c_schedule.sequence.kernel import linear_pieces
from di4c_schedule.tables import NEVER, IntArray, LevelKey, Row, Tables

Literal = cp_model.IntVar


class Encoding:
    """A CP-SAT model of a problem, for model rules and goals to add to.

    Parameters
    ----------
    problem
        The problem; its tables are encoded, and what they do not hold posts itself.

    Examples
    --------
    A rule that a user writes bounds the number of starts in a range with ``encoding.starts``:

    >>> from di4c_schedule import DateRange, Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> encoding = Encoding(Problem(network, "2019-09-02", "2019-10-31", days=2))
    >>> starts = encoding.starts(partner="Oulu", dates=DateRange.parse("2019-W40"))
    >>> len(starts)  # Monday to Thursday: the meeting lasts two working days
    4
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.tables: Tables = problem.tables
        self.model = cp_model.CpModel()
        self._start: dict[tuple[int, int], Literal] = {
            (int(row), int(column)): self.model.new_bool_var(f"start_{row}_{column}")
            for row, column in np.argwhere(self.tables.allowed)
        }
        self._at: dict[tuple[int, int], Literal] = {
            (row, place): self.model.new_bool_var(f"at_{row}_{place}")
            for row, place in product(self._rows, self._places)
        }
        self._follows: dict[tuple[int, int], Literal] = {}
        self._used = [self.model.new_bool_var(f"used_{row}") for row in self._rows]
        self._place_starts = [self.model.new_int_var(0, self.tables.n_days - 1, f"begin_{k}") for k in self._places]
        self._distance: list[cp_model.IntVar] = []
        self._encode_turns()
        self._encode_places()
        self._encode_successions()
        self._encode_order()
        for thing in self.tables.left:
            if isinstance(thing, ModelRule):
                thing.post(self)

    @property
    def _rows(self) -> range:
        return range(len(self.tables.rows))

    @property
    def _places(self) -> range:
        return range(self.tables.meetings)

    # For rules and goals

    def starts(self, partner: str | None = None, dates: DateRange | None = None) -> list[Literal]:
        """Return the literals "a meeting starts on this day".

        Parameters
        ----------
        partner
            Name of the host; None: any.
        dates
            Days that count; None: the whole window.

        Returns
        -------
        list of literals
            One for each host's turn and day that the tables leave open; at most one a meeting is true.
        """
        rows = set(self.tables.rows_of(partner))
        inside = dates or self.tables.window
        return [
            literal
            for (row, column), literal in self._start.items()
            if row in rows and self.tables.day(column) in inside
        ]

    def touching(self, dates: DateRange, partner: str | None = None) -> list[Literal]:
        """Return the literals "a meeting starts on this day" of those starts whose meeting touches `dates`.

        Parameters
        ----------
        dates
            The days that count.
        partner
            Name of the host; None: any.

        Returns
        -------
        list of literals
            One for each host's turn and day that the tables leave open; at most one a meeting is true.
        """
        rows = set(self.tables.rows_of(partner))
        first, last = self.tables.index(dates.first), self.tables.index(dates.last)
        return [
            literal
            for (row, column), literal in self._start.items()
            if row in rows and column <= last and column + self.tables.lengths[row] > first
        ]

    def cost_of_starts(self, cost: IntArray) -> cp_model.LinearExprT:
        """Return the sum of a cost over all meetings.

        Parameters
        ----------
        cost
            Cost of each start, shape (rows, days), or (rows, 1) for whoever hosts at all.
        """
        if cost.shape[1] == 1:
            return cp_model.LinearExpr.sum([int(c) * used for c, used in zip(cost[:, 0], self._used, strict=True) if c])
        return cp_model.LinearExpr.sum([int(cost[at]) * literal for at, literal in self._start.items() if cost[at]])

    def at_position(self, partner: str, position: int) -> list[Literal]:
        """Return the literals "the partner hosts the meeting at this place", places counted from 1."""
        return [self._at[row, position - 1] for row in self.tables.rows_of(partner) if position <= self.tables.meetings]

    def used(self, partner: str) -> list[tuple[Row, Literal]]:
        """Return the partner's turns, each with the literal "the turn is taken"."""
        return [(self.tables.rows[row], self._used[row]) for row in self.tables.rows_of(partner)]

    def position_start(self, position: int) -> cp_model.IntVar:
        """Return the variable "days from the window's first day to the start of the meeting at this place"."""
        return self._place_starts[position - 1]

    @cached_property
    def totals(self) -> dict[LevelKey, cp_model.LinearExprT]:
        """The total of each part of each goal level, weights applied, in the order in which they are minimised."""
        terms: dict[LevelKey, list[cp_model.LinearExprT]] = {}
        for key, costs in self.tables.levels.items():
            terms[key] = [self.cost_of_starts(costs.start)]
            terms[key] += [int(costs.succession[at]) * literal for at, literal in self._follows.items()]
            terms[key] += [*self._distance_costs(costs.distance), self.model.new_constant(costs.constant)]
        for goal in self.tables.left:
            if isinstance(goal, ModelGoal):
                posted = goal.post(self)
                for part, expression in enumerate(posted if isinstance(posted, Sequence) else [posted]):
                    terms.setdefault((goal.level, part), []).append(goal.weight * expression)
        return {key: cp_model.LinearExpr.sum(terms[key]) for key in sorted(terms)}

    # For the search

    def hint(self, starts: Sequence[tuple[int, int]]) -> None:
        """Propose a schedule to begin from: (row, column) in date order; none if empty."""
        untyped: Any = self.model
        untyped.clear_hints()
        if not starts:
            return
        for key, literal in self._start.items():
            self.model.add_hint(literal, key in starts)
        places = {(row, place) for place, (row, _) in enumerate(starts)}
        for key, literal in self._at.items():
            self.model.add_hint(literal, key in places)

    def read(self, solver: cp_model.CpSolver) -> tuple[tuple[int, int], ...]:
        """Return the schedule that the solver found: (row, column) in date order."""
        found = [key for key, literal in self._start.items() if solver.boolean_value(literal)]
        return tuple(sorted(found, key=lambda start: start[1]))

    # The tables

    def _encode_turns(self) -> None:
        tables, model = self.tables, self.model
        for row in self._rows:
            literals = [literal for (r, _), literal in self._start.items() if r == row]
            model.add(cp_model.LinearExpr.sum(literals) == self._used[row])
            model.add(cp_model.LinearExpr.sum([self._at[row, place] for place in self._places]) == self._used[row])
            if tables.rows[row].mandatory:
                model.add(self._used[row] == 1)
        for row, turn in enumerate(tables.rows):
            if turn.turn > 1:
                model.add_implication(self._used[row], self._used[row - 1])
        for place in self._places:
            model.add_exactly_one([self._at[row, place] for row in self._rows])
        for (row, place), literal in self._at.items():
            if not tables.position[row, place]:
                model.add(literal == 0)

    def _encode_places(self) -> None:
        """Tie rows to places by days: the place's start is the start of the row that stands there."""
        model = self.model
        open_days = sorted({column for _, column in self._start})
        begins = {
            (place, column): model.new_bool_var(f"begins_{place}_{column}")
            for place, column in product(self._places, open_days)
        }
        for place in self._places:
            model.add_exactly_one([begins[place, column] for column in open_days])
            days = cp_model.LinearExpr.sum([column * begins[place, column] for column in open_days])
            model.add(self._place_starts[place] == days)
        for column in open_days:
            rows = [self._start[row, column] for row in self._rows if (row, column) in self._start]
            places = [begins[place, column] for place in self._places]
            model.add(cp_model.LinearExpr.sum(rows) == cp_model.LinearExpr.sum(places))
            model.add_at_most_one(places)
        for (row, column), start in self._start.items():
            for place in self._places:
                model.add_bool_or([~start, ~begins[place, column], self._at[row, place]])
        for row, place in self._at:
            days = cp_model.LinearExpr.sum([c * literal for (r, c), literal in self._start.items() if r == row])
            model.add(self._place_starts[place] == days).only_enforce_if(self._at[row, place])

    def _encode_successions(self) -> None:
        tables, model = self.tables, self.model
        pairs = [(i, j) for i, j in product(self._rows, self._rows) if i != j]
        open_pairs = [pair for pair in pairs if tables.gap[pair] <= tables.gap_most[pair] and tables.gap[pair] < NEVER]
        self._follows = {pair: model.new_bool_var(f"follows_{pair[0]}_{pair[1]}") for pair in open_pairs}
        home = len(tables.rows)
        arcs: list[cp_model.ArcT] = [(i, j, literal) for (i, j), literal in self._follows.items()]
        for row in self._rows:
            arcs += [(row, row, ~self._used[row])]
            arcs += [(home, row, self._at[row, 0]), (row, home, self._at[row, tables.meetings - 1])]
        model.add_circuit(arcs)
        least_distance, most_distance = tables.least_distance, tables.most_distance
        least = int(min((least_distance[pair] for pair in open_pairs), default=1))
        for place in self._places[:-1]:
            distance = model.new_int_var(0, tables.n_days - 1, f"distance_{place}")
            model.add(distance == self._place_starts[place + 1] - self._place_starts[place])
            model.add(distance >= min(least, tables.n_days))
            self._distance.append(distance)
            for i, j in pairs:
                both = [self._at[i, place], self._at[j, place + 1]]
                if (i, j) not in self._follows:
                    model.add_bool_or([~literal for literal in both])
                    continue
                model.add_bool_or([~both[0], ~both[1], self._follows[i, j]])
                if least_distance[i, j] > least:
                    model.add(distance >= int(least_distance[i, j])).only_enforce_if(both)
                if most_distance[i, j] < tables.n_days:
                    model.add(distance <= int(most_distance[i, j])).only_enforce_if(both)

    def _encode_order(self) -> None:
        """Put rows before others, where both are used."""
        for i, j in np.argwhere(self.tables.before):
            for place, earlier in product(self._places, self._places):
                if earlier <= place:
                    self.model.add_bool_or([~self._at[int(i), place], ~self._at[int(j), earlier]])

    def _distance_costs(self, cost: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[cp_model.LinearExprT]:
        if not cost.any():
            return []
        pieces = linear_pieces(cost)
        convex = all(a.slope <= b.slope for a, b in pairwise(pieces)) and all(
            b.offset + b.slope * (b.first - 1) <= cost[b.first - 1] for b in pieces[1:]
        )
        terms: list[cp_model.LinearExprT] = []
        for place, distance in enumerate(self._distance):
            value = self.model.new_int_var(int(cost.min()), int(cost.max()), f"rhythm_{place}")
            if convex:
                for piece in pieces:
                    self.model.add(value >= piece.offset + piece.slope * distance)
            else:
                self.model.add_element(distance, [int(c) for c in cost], value)
            terms.append(value)
        return terms
