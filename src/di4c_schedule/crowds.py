"""A few turns of a large network that cannot be placed, whatever the others do.

Any schedule, looked at for some of its hosts only, keeps their days, their order, and at least the shortest way from
one start to another over any other hosts. Where the few have no such schedule, there is none at all, and the sequence
engine finds that out at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from di4c_schedule.sequence import a_schedule
from di4c_schedule.tables import NEVER, BoolArray, IntArray, Tables

MOST_TOGETHER = 9
"""Turns that are looked at together: the sequence engine answers for so many in some milliseconds."""

_MOST_TRIES = 60
"""Crowds that are tried."""

_CROWDED = 0.5
"""A group is tried if the least gaps alone fill such a part of the days that it has."""


def restricted(tables: Tables, rows: Sequence[int]) -> Tables:
    """Return tables of some turns alone, which hold all that is sure of them.

    Parameters
    ----------
    tables
        Filled tables.
    rows
        Turns that every schedule holds.
    """
    chosen = list(rows)
    turns = tuple(tables.rows[row] for row in chosen)
    few = Tables(tables.network, tables.window, len(chosen), tables.travel, turns, absences=tables.absences)
    both = np.ix_(chosen, chosen)
    few.allowed = tables.allowed[chosen]
    few.gap = _shortest_ways(tables.least_distance)[both] - few.lengths[:, None] + 1
    few.before = tables.before[both]
    few.position = _places(_alone(tables.position)[chosen], tables.meetings, len(chosen))
    return few


def crowded(tables: Tables, first: Sequence[int] = ()) -> tuple[int, ...] | None:
    """Return turns that have no schedule, as few as leaving out one after the other comes to; None if none is found.

    Parameters
    ----------
    tables
        Filled tables.
    first
        Turns to look at first.
    """
    for group in _groups(tables, first):
        if a_schedule(restricted(tables, group)) is None:
            for row in group:
                others = tuple(one for one in group if one != row)
                if others and a_schedule(restricted(tables, others)) is None:
                    group = others
            return group
    return None


def _groups(tables: Tables, first: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield groups of turns that may clash: those asked for, those with an order, pairs and crowds in a few days."""
    mandatory = [row for row, turn in enumerate(tables.rows) if turn.mandatory]
    yield from ((row,) for row in mandatory if not tables.allowed[row].any())
    needed = [row for row in mandatory if tables.allowed[row].any()]
    asked = [row for row in first if row in needed]
    if 0 < len(asked) <= MOST_TOGETHER:
        yield tuple(asked)
    ordered = [row for row in needed if tables.before[row].any() or tables.before[:, row].any()]
    choices = _alone(tables.position).sum(axis=1)
    few = [row for row in needed if choices[row] <= tables.meetings // 2]
    if 0 < len({*ordered, *few}) <= MOST_TOGETHER:
        yield tuple(sorted({*ordered, *few}))
    chunks = range(0, len(ordered), MOST_TOGETHER)
    yield from (tuple(ordered[start : start + MOST_TOGETHER]) for start in chunks)
    yield from _pairs(tables, needed)
    yield from _crowds(tables, needed)


def _pairs(tables: Tables, needed: list[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs whose open days lie too close together for either order."""
    ways = _shortest_ways(tables.least_distance)
    earliest, latest = _ends(tables)
    places = np.arange(1, tables.meetings + 1)
    position = _alone(tables.position)
    most = np.where(position, places, 0).max(axis=1, initial=0)
    least = np.where(position, places, tables.meetings + 1).min(axis=1, initial=tables.meetings + 1)
    # whether the second of a pair must come before the first; whether the first can come before the second
    after = tables.before.T | (most[None, :] <= least[:, None])
    early = np.logical_and(latest[None, :] - earliest[:, None] >= ways, ~after)
    for row in needed:
        yield from ((row, other) for other in needed if row < other and not (early[row, other] or early[other, row]))


def _crowds(tables: Tables, needed: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield groups whose open days all lie within few days, the most crowded first."""
    earliest, latest = _ends(tables)
    ways = _shortest_ways(tables.least_distance)
    apart = ~np.eye(len(tables.rows), dtype=bool)
    step = int(ways[apart].min()) if apart.any() else 1
    found: dict[tuple[int, ...], float] = {}
    for low in sorted({int(earliest[row]) for row in needed}):
        inside = sorted((int(latest[row]), row) for row in needed if earliest[row] >= low)
        for size in range(2, min(len(inside), MOST_TOGETHER) + 1):
            group = tuple(sorted(row for _, row in inside[:size]))
            room = inside[size - 1][0] - low
            found[group] = (size - 1) * step / max(1, room)
    dense = [group for group in found if found[group] > _CROWDED]
    yield from sorted(dense, key=lambda group: -found[group])[:_MOST_TRIES]


def _ends(tables: Tables) -> tuple[IntArray, IntArray]:
    """Return the first and the last open start of each row; a row without one lies behind the window."""
    some = tables.allowed.any(axis=1)
    earliest = np.where(some, tables.allowed.argmax(axis=1), tables.n_days)
    latest = np.where(some, tables.n_days - 1 - tables.allowed[:, ::-1].argmax(axis=1), tables.n_days)
    return earliest, latest


def _shortest_ways(distance: IntArray) -> IntArray:
    """Return the least days from start to start of any two turns, any others in between (Floyd, 1962)."""
    ways = np.minimum(distance, NEVER)
    for between in range(len(ways)):
        np.minimum(ways, ways[:, between, None] + ways[None, between, :], out=ways)
    return np.minimum(ways, NEVER)


def _alone(position: BoolArray) -> BoolArray:
    """Return the places of turns, those gone that a turn cannot take because nobody else takes another."""
    alone = position.sum(axis=0) == 1
    rows = position[:, alone].argmax(axis=0)
    fixed: BoolArray = position.copy()
    fixed[rows] = False
    fixed[rows, np.flatnonzero(alone)] = True
    return fixed


def _places(position: BoolArray, meetings: int, size: int) -> BoolArray:
    """Return the places that turns may take among `size` of them: as many others before and after must have room."""
    places = np.arange(1, meetings + 1)
    own = np.arange(1, size + 1)[:, None]
    room = (own <= places) & (size - own <= meetings - places)
    fitting: BoolArray = np.logical_or.reduce(position[:, None, :] & room[None], axis=2)
    return fitting
