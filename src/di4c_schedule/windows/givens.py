"""What the tables say, as arrays that the search reads again and again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from attrs import frozen

from di4c_schedule.sequence.costs import CombinedCosts
from di4c_schedule.sequence.kernel import CostArray, Piece
from di4c_schedule.tables import NEVER, BoolArray, IntArray, Tables

ColumnArray = npt.NDArray[np.int32]


@frozen(eq=False)
class OpenStarts:
    """The open starts of a row that has closed ones between them.

    Parameters
    ----------
    next
        For every column the first open one from it on, the number of columns if there is none; shape (columns + 1,).
    previous
        For every column the last open one up to it, -1 if there is none; shape (columns,).
    """

    next: ColumnArray
    previous: ColumnArray

    @classmethod
    def of(cls, allowed: BoolArray) -> OpenStarts:
        """Find the open starts around every column.

        Examples
        --------
        >>> starts = OpenStarts.of(np.array([False, True, False, True]))
        >>> starts.next.tolist(), starts.previous.tolist()
        ([1, 1, 3, 3, 4], [-1, 1, 1, 3])
        """
        columns = np.arange(len(allowed) + 1, dtype=np.int32)
        following = np.append(np.where(allowed, columns[:-1], len(allowed)), len(allowed)).astype(np.int32)
        preceding = np.where(allowed, columns[:-1], -1).astype(np.int32)
        return cls(np.minimum.accumulate(following[::-1])[::-1].copy(), np.maximum.accumulate(preceding))


def _may_be(piece: Piece, infinity: int) -> bool:
    """Whether a distance of a piece costs so little that some schedule may have it."""
    return min(piece.offset + piece.slope * day for day in (piece.first, piece.last)) < infinity


@frozen(eq=False)
class Givens:
    """Tables and costs, made ready.

    Parameters
    ----------
    n, meetings, columns
        Numbers of rows, of places in the rotation, of columns.
    mandatory
        Rows that must be used, shape (rows,).
    least, most
        Days from start to start of a row and the next, shape (rows, rows); `least` is more than `columns` where a row
        may not follow.
    position
        Places that a row may take, shape (rows, meetings).
    before
        Whether a row comes before another if both are used, shape (rows, rows).
    earlier_turns
        Whether a row may only be used if another, an earlier turn of its partner, is: shape (rows, rows).
    first, last
        First and last open start of each row, shape (rows,); -1 as the last if there is none.
    open
        Open starts of the rows whose open starts are not in one piece, None for the others.
    place_days
        Columns at which each place may start, shape (meetings, columns).
    start, distance, pieces, succession, infinity
        As in `CombinedCosts`.
    waiting_is_free
        Whether a later start never makes the next start cheaper or possible: no cost of distances, no largest gap.
    """

    n: int
    meetings: int
    columns: int
    mandatory: BoolArray
    least: IntArray
    most: IntArray
    position: BoolArray
    before: BoolArray
    earlier_turns: BoolArray
    first: IntArray
    last: IntArray
    open: tuple[OpenStarts | None, ...]
    place_days: BoolArray
    start: CostArray
    distance: CostArray
    pieces: list[Piece]
    succession: CostArray
    infinity: int
    waiting_is_free: bool

    @classmethod
    def of(cls, tables: Tables, costs: CombinedCosts) -> Givens:
        """Make tables and their costs ready."""
        n, columns = tables.allowed.shape
        least, most = tables.least_distance, np.minimum(tables.most_distance, columns)
        never = (least >= NEVER) | (least > most) | np.eye(n, dtype=bool)
        rows = tables.rows
        pieces = [piece for piece in costs.pieces if _may_be(piece, costs.infinity)]
        tilt = max((abs(piece.offset) + 2 * abs(piece.slope) * columns for piece in pieces), default=0)
        wide = 3 * costs.infinity + tilt >= 1 << 31
        return cls(
            n=n,
            meetings=tables.meetings,
            columns=columns,
            mandatory=np.array([row.mandatory for row in rows], dtype=bool),
            least=np.where(never, columns + 1, np.minimum(least, columns + 1)),
            most=most,
            position=tables.position,
            before=tables.before,
            earlier_turns=np.array(
                [[a.partner == b.partner and b.turn < a.turn for b in rows] for a in rows], dtype=bool
            ).reshape(n, n),
            first=np.array([_first(allowed) for allowed in tables.allowed], dtype=np.int64),
            last=np.array([_last(allowed) for allowed in tables.allowed], dtype=np.int64),
            open=tuple(None if _in_one_piece(allowed) else OpenStarts.of(allowed) for allowed in tables.allowed),
            place_days=tables.place_days,
            start=costs.start.astype(np.int64) if wide else costs.start,
            distance=costs.distance,
            pieces=pieces,
            succession=costs.succession,
            infinity=costs.infinity,
            waiting_is_free=bool((costs.distance == costs.distance[:1]).all() and (most >= columns - 1)[~never].all()),
        )

    def open_from(self, row: int, column: int) -> int:
        """Return the first open start of a row from a column on, within the columns; else their number."""
        starts = self.open[row]
        if starts is not None:
            return int(starts.next[min(max(column, 0), self.columns)])
        return max(column, int(self.first[row])) if column <= self.last[row] else self.columns

    def open_until(self, row: int, column: int) -> int:
        """Return the last open start of a row up to a column, or -1."""
        starts = self.open[row]
        if column < self.first[row]:
            return -1
        if starts is not None:
            return int(starts.previous[min(column, self.columns - 1)])
        return min(column, int(self.last[row]))


def _first(allowed: BoolArray) -> int:
    first = int(np.argmax(allowed))
    return first if allowed[first] else len(allowed)


def _last(allowed: BoolArray) -> int:
    last = len(allowed) - 1 - int(np.argmax(allowed[::-1]))
    return last if allowed[last] else -1


def _in_one_piece(allowed: BoolArray) -> bool:
    return bool(allowed[_first(allowed) : _last(allowed) + 1].all())
