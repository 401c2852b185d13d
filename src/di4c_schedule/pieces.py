"""What each requirement alone does to the tables, so that any set of them is put together quickly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Self

import numpy as np
from attrs import evolve, field, frozen

from di4c_schedule.problem import Problem, fill
from di4c_schedule.rules import SolverRule
from di4c_schedule.rules.kinds import asks_who_is_away, busy_times_of
from di4c_schedule.tables import Row, Tables

Join = Callable[[Sequence[Any]], Any]

_JOINS: dict[str, Join] = {
    "allowed": np.logical_and.reduce,
    "position": np.logical_and.reduce,
    "place_days": np.logical_and.reduce,
    "gap": np.maximum.reduce,
    "gap_most": np.minimum.reduce,
    "before": np.logical_or.reduce,
}
"""How the arrays of several requirements come together."""

_LISTS = ("closures", "precedences", "reservations", "demands", "gap_rules", "left")


@frozen(eq=False)
class Piece:
    """What one requirement does to empty tables.

    Parameters
    ----------
    arrays
        The arrays that it changes, by name.
    lists
        What it adds to the lists of the tables, by name.
    rows
        The rows, some of them mandatory because of it; None if it changes none.
    """

    arrays: Mapping[str, Any]
    lists: Mapping[str, list[Any]]
    rows: tuple[Row, ...] | None

    @classmethod
    def of(cls, empty: Tables, requirement: SolverRule) -> Self:
        """Fill a copy of empty tables."""
        tables = _copy(empty)
        fill(tables, [requirement])
        arrays = {name: getattr(tables, name) for name in _JOINS}
        return cls(
            {name: array for name, array in arrays.items() if not np.array_equal(array, getattr(empty, name))},
            {name: entries for name in _LISTS if (entries := getattr(tables, name))},
            tables.rows if tables.rows != empty.rows else None,
        )


@frozen(eq=False)
class Pieces:
    """The tables of every requirement alone; those of a set are their conjunction, entry by entry.

    Only requirements that ask who is away depend on others: on the calendars among those that hold with them.

    Parameters
    ----------
    empty
        The tables without any requirement.
    requirements
        The requirements.
    pieces
        What each requirement changes; of those that ask who is away, if all calendars hold.
    """

    empty: Tables
    requirements: tuple[SolverRule, ...]
    pieces: tuple[Piece, ...]
    _with_calendars: dict[tuple[int, tuple[int, ...]], Piece] = field(factory=dict)

    @classmethod
    def of(cls, problem: Problem, requirements: Iterable[SolverRule]) -> Self:
        """Fill the tables by each requirement alone."""
        every = tuple(requirements)
        empty = problem.fill_tables([])
        empty.absences = evolve(empty.absences, busy=busy_times_of(every))
        return cls(empty, every, tuple(Piece.of(empty, requirement) for requirement in every))

    @cached_property
    def calendars(self) -> frozenset[int]:
        """The requirements that say when partners are busy."""
        return frozenset(number for number, one in enumerate(self.requirements) if busy_times_of([one]))

    @cached_property
    def asking(self) -> frozenset[int]:
        """The requirements that ask who is away, if any says when partners are busy."""
        asking = (number for number, one in enumerate(self.requirements) if asks_who_is_away(one))
        return frozenset(asking) if self.calendars else frozenset()

    def together(self, members: Collection[int]) -> Tables:
        """Return the tables of some of the requirements, by number."""
        calendars = tuple(sorted(self.calendars.intersection(members)))
        chosen = [self._piece(member, calendars) for member in sorted(members)]
        tables = _copy(self.empty)
        for name, join in _JOINS.items():
            arrays = [piece.arrays[name] for piece in chosen if name in piece.arrays]
            if arrays:
                setattr(tables, name, join(arrays))
        for name in _LISTS:
            setattr(tables, name, [entry for piece in chosen for entry in piece.lists.get(name, ())])
        demanding = [piece.rows for piece in chosen if piece.rows is not None]
        if demanding:
            tables.rows = tuple(
                evolve(same[0], mandatory=any(row.mandatory for row in same)) for same in zip(*demanding, strict=True)
            )
        return tables

    def _piece(self, member: int, calendars: tuple[int, ...]) -> Piece:
        """Return what a requirement changes where some calendars hold."""
        if member not in self.asking or len(calendars) == len(self.calendars):
            return self.pieces[member]
        key = member, calendars
        if key not in self._with_calendars:
            busy = busy_times_of(self.requirements[number] for number in calendars)
            empty = copy(self.empty)
            empty.absences = evolve(empty.absences, busy=busy)
            self._with_calendars[key] = Piece.of(empty, self.requirements[member])
        return self._with_calendars[key]


def _copy(empty: Tables) -> Tables:
    """Return tables that can be filled without changing the empty ones."""
    tables = copy(empty)
    for name in _JOINS:
        setattr(tables, name, getattr(empty, name).copy())
    for name in _LISTS:
        setattr(tables, name, [])
    tables.levels = {}
    return tables
