"""What each requirement alone does to the tables, so that any set of them is put together quickly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from typing import Any, Self

import numpy as np
from attrs import evolve, frozen

from di4c_schedule.problem import Problem
from di4c_schedule.rules import SolverRule
from di4c_schedule.tables import Tables

_ARRAYS: dict[str, Callable[..., Any]] = {
    "allowed": np.logical_and,
    "position": np.logical_and,
    "place_days": np.logical_and,
    "gap": np.maximum,
    "gap_most": np.minimum,
    "before": np.logical_or,
}
"""How the tables of several requirements come together."""

_LISTS = ("closures", "precedences", "reservations", "demands", "gap_rules", "left")


@frozen(eq=False)
class Pieces:
    """The tables of every requirement alone; those of a set are their conjunction, entry by entry.

    Parameters
    ----------
    empty
        The tables without any requirement.
    pieces
        For each requirement its own tables, and the names of the arrays that it changes.
    """

    empty: Tables
    pieces: tuple[tuple[Tables, tuple[str, ...]], ...]

    @classmethod
    def of(cls, problem: Problem, requirements: Sequence[SolverRule]) -> Self:
        """Fill the tables by each requirement alone."""
        empty = problem.fill_tables([])
        own = (problem.fill_tables([requirement]) for requirement in requirements)
        return cls(empty, tuple((tables, _changed(empty, tables)) for tables in own))

    def together(self, members: Collection[int]) -> Tables:
        """Return the tables of some of the requirements, by number."""
        chosen = [self.pieces[member] for member in sorted(members)]
        tables = copy(self.empty)
        for name, join in _ARRAYS.items():
            arrays = [getattr(piece, name) for piece, changed in chosen if name in changed]
            setattr(tables, name, join.reduce(arrays) if arrays else getattr(self.empty, name).copy())  # type: ignore[attr-defined]
        for name in _LISTS:
            setattr(tables, name, [entry for piece, _ in chosen for entry in getattr(piece, name)])
        tables.rows = tuple(
            evolve(row, mandatory=row.mandatory or any(own.mandatory for own in same))
            for row, *same in zip(self.empty.rows, *(piece.rows for piece, _ in _demanding(chosen)), strict=True)
        )
        return tables


def _changed(empty: Tables, tables: Tables) -> tuple[str, ...]:
    return tuple(name for name in _ARRAYS if not np.array_equal(getattr(empty, name), getattr(tables, name)))


def _demanding(chosen: Iterable[tuple[Tables, tuple[str, ...]]]) -> list[tuple[Tables, tuple[str, ...]]]:
    """Return the pieces that make turns mandatory: few do."""
    return [(piece, changed) for piece, changed in chosen if piece.demands]
