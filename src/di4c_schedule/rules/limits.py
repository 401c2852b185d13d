"""Bounds on what journeys amount to, shared by the rules that set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from di4c_schedule.labels import Labelled
    from di4c_schedule.tables import IntArray, Tables


def close_too_expensive(tables: Tables, cost: IntArray, limit: int, *, because: Labelled) -> bool:
    """Close the starts with which a total surely exceeds a limit; return whether the limit is then surely kept.

    Parameters
    ----------
    tables
        The tables.
    cost
        What each meeting adds to the total: shape (rows, days), or (rows, 1) if dates do not matter.
    limit
        The most that the total may be.
    because
        The rule that sets the limit.
    """
    least = cost.min(axis=1)
    for row in range(len(tables.rows)):
        room = limit - least_total(tables, least, besides=row)
        starts = np.broadcast_to(cost[row] > room, (tables.n_days,))
        if starts.any():
            tables.forbid_row(row, starts, because=because)
    return _most_total(tables, cost) <= limit or (cost.shape[1] == 1 and tables.fixed_rows is not None)


def least_total(tables: Tables, least: IntArray, *, besides: int | None = None) -> int:
    """Return the least that a total can be, by who must host and how many meetings there are.

    Parameters
    ----------
    tables
        The tables.
    least
        The least that each row adds to the total, shape (rows,).
    besides
        A row that hosts and is not counted itself; None: all meetings are counted.
    """
    rows = [row for row in range(len(tables.rows)) if row != besides]
    needed = [row for row in rows if tables.rows[row].mandatory and not tables.demanded_by(row)]
    others = sorted(int(least[row]) for row in rows if row not in needed)
    more = tables.meetings - len(needed) - (besides is not None)
    return sum(int(least[row]) for row in needed) + sum(others[: max(0, more)])


def _most_total(tables: Tables, cost: IntArray) -> int:
    """Return a value that the total of no schedule exceeds."""
    most = sorted((int(value) for value in cost.max(axis=1, initial=0)), reverse=True)
    return sum(most[: tables.meetings])
