"""Distances and durations of one's own, given for every pair of partners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import permutations
from numbers import Integral
from typing import Any

from attrs import field, frozen

from di4c_schedule.errors import Mistake, ProblemError, raise_all
from di4c_schedule.names import clean_name

LARGEST = {"km": 100_000, "hours": 10_000, "days": 365}
"""The largest value of each quantity, one way."""

_NAMED = 3
"""How many of the missing entries a message names."""


@frozen
class Entry:
    """One value of a table, as it stands there.

    Parameters
    ----------
    origin, destination
        Names of two partners.
    value
        The value one way; empty (None, NaN, blank) if it is not given.
    line
        Line of the file, if it came from one.
    """

    origin: object
    destination: object
    value: object
    line: int | None = None


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


def _rows(value: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in value)


def _pairs(value: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(value)


@frozen(repr=False)
class Matrix:
    """A whole number for every ordered pair of partners.

    Parameters
    ----------
    names
        Names of n partners.
    rows
        n times n values, from the partner of the row to that of the column; 0 from each to itself.
    source
        Name of the file that it came from.
    way_back
        Pairs that were given for the way back only.

    Raises
    ------
    ProblemError
        If a name stands twice, the table is not square, or a value is wrong.

    Examples
    --------
    >>> Matrix(["Oulu", "Messina"], [[0, 3051], [3052, 0]])["Messina", "Oulu"]
    3052
    """

    names: tuple[str, ...] = field(converter=_names)
    rows: tuple[tuple[int, ...], ...] = field(converter=_rows)
    source: str | None = field(default=None, eq=False)
    way_back: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs, eq=False)

    def __attrs_post_init__(self) -> None:
        if len(set(self.names)) != len(self.names):
            raise ProblemError("a name stands twice in the table")
        if len(self.rows) != len(self.names) or any(len(row) != len(self.names) for row in self.rows):
            raise ProblemError(f"expected {len(self.names)} rows of {len(self.names)} values each, one for each name")
        values = [Entry(a, b, self[a, b]) for a in self.names for b in self.names]
        raise_all([mistake for entry in values for mistake in _mistakes_in(entry, "km")])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def __getitem__(self, pair: tuple[str, str]) -> int:
        return self.rows[self._places[pair[0]]][self._places[pair[1]]]

    def __repr__(self) -> str:
        return f"<Matrix of {len(self.names)} partners>"

    def most_lopsided(self) -> tuple[str, str] | None:
        """Return the pair whose ways there and back differ most, the longer way first; None if all are equal.

        Examples
        --------
        >>> Matrix(["Oulu", "Messina"], [[0, 3051], [3052, 0]]).most_lopsided()
        ('Messina', 'Oulu')
        """
        pairs = list(permutations(self.names, 2))
        worst = max(pairs, key=lambda pair: self[pair] - self[pair[::-1]], default=None)
        return worst if worst and self[worst] != self[worst[::-1]] else None

    def as_toml(self) -> object:
        """Return the matrix as a problem file holds it."""
        return {"names": list(self.names), "rows": [list(row) for row in self.rows]}


def read_matrix(value: object, quantity: str) -> Matrix | None:
    """Read a matrix of a quantity, ``"km"``, ``"hours"`` or ``"days"``.

    Parameters
    ----------
    value
        A `Matrix`, a square DataFrame with names on both axes, a DataFrame with the columns ``from``, ``to`` and the
        quantity, a mapping from pairs of names, or ``{"names": […], "rows": [[…], …]}``; None stays None.
    quantity
        What the values are.

    Raises
    ------
    ProblemError
        With all mistakes at once.

    Examples
    --------
    >>> read_matrix({("Oulu", "Messina"): 3051}, "km").rows
    ((0, 3051), (3051, 0))
    """
    if value is None:
        return None
    if isinstance(value, Matrix):
        matrix_of(_of_square(value.names, value.names, value.rows), quantity)
        return value
    return matrix_of(_entries(value, quantity), quantity)


def read_km(value: object) -> Matrix | None:
    """Read a matrix of kilometres, or None."""
    return read_matrix(value, "km")


def read_hours(value: object) -> Matrix | None:
    """Read a matrix of hours, or None."""
    return read_matrix(value, "hours")


def read_days(value: object) -> Matrix | None:
    """Read a matrix of days, or None."""
    return read_matrix(value, "days")


def matrix_of(entries: Iterable[Entry], quantity: str, source: str | None = None) -> Matrix:
    """Return the matrix that some entries make.

    A way that is not given is as long as the way back; from each partner to itself it is 0.

    Parameters
    ----------
    entries
        In any order.
    quantity
        ``"km"``, ``"hours"`` or ``"days"``.
    source
        Name of the file that they came from.

    Raises
    ------
    ProblemError
        With all mistakes at once: wrong names or values, entries that stand twice or are missing.
    """
    values: dict[tuple[str, str], int] = {}
    seen: dict[str, None] = {}
    mistakes: list[Mistake] = []
    for entry in entries:
        try:
            pair = clean_name(entry.origin), clean_name(entry.destination)
        except ProblemError as error:
            mistakes += [Mistake(mistake.message, line=entry.line) for mistake in error.mistakes]
            continue
        seen |= dict.fromkeys(pair)
        if _empty(entry.value):
            continue
        wrong = list(_mistakes_in(entry, quantity))
        if pair in values:
            wrong.append(Mistake(f"{pair[0]} to {pair[1]} stands twice", line=entry.line))
        mistakes += wrong
        values[pair] = 0 if wrong else _number(entry.value)
    names = tuple(seen)
    missing = [pair for pair in permutations(names, 2) if pair not in values and pair[::-1] not in values]
    if missing:
        mistakes.append(Mistake(_missing(missing, quantity, "every pair of partners needs a value, one way at least")))
    raise_all(mistakes)
    back = [pair for pair in permutations(names, 2) if pair not in values]
    rows = [[0 if a == b else values.get((a, b), values.get((b, a), 0)) for b in names] for a in names]
    return Matrix(names, rows, source, back)


def way_back_missing(matrix: Matrix, quantity: str) -> Iterator[Mistake]:
    """Yield a mistake if ways are missing that were taken from the way back."""
    if matrix.way_back:
        text = "with symmetric = false there and back need a value each"
        yield Mistake(_missing(matrix.way_back, quantity, text), (quantity,))


def _missing(pairs: Sequence[tuple[str, str]], quantity: str, why: str) -> str:
    named = ", ".join(f"{a} to {b}" for a, b in pairs[:_NAMED])
    more = f" and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else ""
    return f"no {quantity} for {named}{more}; {why}"


def _mistakes_in(entry: Entry, quantity: str) -> Iterator[Mistake]:
    number = _number(entry.value)
    if not 0 <= number <= LARGEST[quantity]:
        text = f"expected a whole number of {quantity} from 0 to {LARGEST[quantity]}, got {entry.value!s:.40}"
        yield Mistake(f"{entry.origin} to {entry.destination}: {text}", line=entry.line)
    elif number and entry.origin == entry.destination:
        yield Mistake(f"{entry.origin} to itself is 0 {quantity}, got {number}", line=entry.line)


def _empty(value: object) -> bool:
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def _number(value: object) -> int:
    """Return a whole number as tables hold it: 12, 12.0 or "12"; -1 for anything else."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,9}(\.0*)?\s*", value, re.ASCII):
        return int(float(value))
    if isinstance(value, bool):
        return -1
    if isinstance(value, Integral):
        return int(value)
    return int(value) if isinstance(value, float) and value.is_integer() else -1


def _entries(value: object, quantity: str) -> Iterator[Entry]:
    if hasattr(value, "columns") and hasattr(value, "index"):
        yield from _of_frame(value, quantity)
    elif isinstance(value, Mapping) and set(value) == {"names", "rows"}:
        yield from _of_rows(value["names"], value["rows"])
    elif isinstance(value, Mapping) and all(isinstance(key, tuple) and len(key) == 2 for key in value):
        yield from (Entry(origin, destination, number) for (origin, destination), number in value.items())
    else:
        raise ProblemError(
            f'expected a table of {quantity}: a DataFrame, a mapping such as {{("Oulu", "Messina"): 12}}, or in a '
            f"problem file the name of a CSV file, got {value!r:.60}"
        )


def _of_frame(frame: Any, quantity: str) -> Iterator[Entry]:
    columns = [str(column).strip().casefold() for column in frame.columns]
    values = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    if {"from", "to"} <= set(columns):
        if quantity not in columns:
            raise ProblemError(f'no column "{quantity}"; the columns are: {", ".join(columns)[:200]}')
        origin, destination, value = (columns.index(name) for name in ("from", "to", quantity))
        yield from (Entry(row[origin], row[destination], row[value]) for row in values)
        return
    if not all(isinstance(name, str) for name in [*frame.index, *frame.columns]):
        raise ProblemError(
            "expected a square table with the partners' names as index and as columns, or one with the columns from, "
            f"to and {quantity}"
        )
    yield from _of_square(list(frame.index), list(frame.columns), values)


def _of_rows(names: object, rows: object) -> Iterator[Entry]:
    if (
        isinstance(names, (list, tuple))
        and isinstance(rows, (list, tuple))
        and len(rows) == len(names)
        and all(isinstance(row, (list, tuple)) and len(row) == len(names) for row in rows)
    ):
        yield from _of_square(names, names, rows)
    else:
        raise ProblemError("expected names = [...], and rows = [[...], ...] with a row of values for each name")


def _of_square(
    origins: Sequence[object], destinations: Sequence[object], rows: Sequence[Sequence[object]]
) -> Iterator[Entry]:
    for origin, row in zip(origins, rows, strict=True):
        for destination, value in zip(destinations, row, strict=True):
            yield Entry(origin, destination, value)
