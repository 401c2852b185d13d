"""Small tables at random, with all that tables can hold, and schedules checked by plain loops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from di4c_schedule import Network, Partner, Travel
from di4c_schedule.dates import DateRange
from di4c_schedule.forms import Form
from di4c_schedule.sequence import optimise
from di4c_schedule.sequence.costs import CombinedCosts, combine
from di4c_schedule.sequence.kernel import CostArray
from di4c_schedule.sequence.lattice import Lattice
from di4c_schedule.sequence.passes import backward_pass, last_layer
from di4c_schedule.sequence.subsets import IndexArray
from di4c_schedule.tables import NEVER, IntArray, LevelCosts, Row, Tables

FIRST_DAY = date(2019, 9, 2)


def partners(n: int) -> list[Partner]:
    """Return partners P0, P1, …"""
    return [Partner(f"P{i}", country="RO", lat=45.0, lon=20.0 + i / 10, timezone="UTC") for i in range(n)]


def tables_of(rows: list[Row], columns: int, meetings: int | None = None) -> Tables:
    """Return tables of rows, of partners P0, P1, …, with every start open and no cost."""
    network = Network("Random", partners(len({row.partner for row in rows})), lead="P0")
    window = DateRange(FIRST_DAY, FIRST_DAY + timedelta(columns - 1))
    return Tables(network, window, len(rows) if meetings is None else meetings, Travel(), tuple(rows))


def charge(tables: Tables, level: int, start: IntArray, distance: IntArray, succession: IntArray) -> None:
    """Put the costs of a level into tables."""
    tables.levels[level, 0] = LevelCosts(
        np.broadcast_to(start, tables.allowed.shape).astype(np.int64),
        np.broadcast_to(distance, tables.n_days).astype(np.int64),
        np.broadcast_to(succession, tables.gap.shape).astype(np.int64),
    )


@st.composite
def some_rows(draw: st.DrawFn) -> list[Row]:
    """Draw up to seven rows: partners with one or two turns, mandatory or not."""
    rows: list[Row] = []
    for partner in range(draw(st.integers(1, 5))):
        turns = draw(st.sampled_from([1, 1, 1, 2]))
        must = draw(st.sampled_from([turns, turns, 0, 1]))
        days = draw(st.sampled_from([1, 1, 2]))
        rows += [Row(f"P{partner}", turn, turn <= must, Form(days)) for turn in range(1, turns + 1)]
    return rows


@st.composite
def some_tables(draw: st.DrawFn) -> Tables:
    """Draw tables: windows, gaps, places, order, costs of starts, distances and successions."""
    rows = draw(some_rows())
    n, columns = len(rows), draw(st.integers(len(rows), 20))
    tables = tables_of(rows, columns, draw(st.just(n) | st.integers(1, n)))
    random = np.random.default_rng(draw(st.integers(0, 1 << 30)))
    tables.allowed &= random.random((n, columns)) < draw(st.sampled_from([0.4, 0.8, 1.0]))
    if draw(st.booleans()):
        first = random.integers(0, columns, n)[:, None]
        tables.allowed &= (np.arange(columns) >= first) & (
            np.arange(columns) <= first + random.integers(0, 9, n)[:, None]
        )
    if draw(st.booleans()):
        np.maximum(tables.gap, random.integers(0, 4, (n, n)), out=tables.gap)
    if draw(st.booleans()):
        tables.gap[random.random((n, n)) < 0.15] = NEVER
    if draw(st.sampled_from([True, False, False])):
        np.minimum(tables.gap_most, random.integers(2, 8, (n, n)), out=tables.gap_most)
    if draw(st.sampled_from([True, False, False])):
        tables.position &= random.random(tables.position.shape) < 0.8
    if draw(st.sampled_from([True, False, False])):
        tables.before |= (random.random((n, n)) < 0.1) & ~np.eye(n, dtype=bool)
    if draw(st.sampled_from([True, False, False])):
        tables.place_days &= random.random(tables.place_days.shape) < 0.8
    for level in range(draw(st.integers(0, 2))):
        charge(
            tables,
            level,
            start=random.integers(0, 9, (n, columns)) * draw(st.booleans()) + np.arange(columns) * draw(st.booleans()),
            distance=random.integers(0, 6, columns) * draw(st.sampled_from([0, 0, 1, 1_000])),
            succession=random.integers(0, 9, (n, n)) * draw(st.sampled_from([0, 1, 1_000_000])),
        )
    return tables


def rests(tables: Tables) -> Iterator[tuple[int, IndexArray, CostArray]]:
    """Yield for 1, 2, … rows what the sequence engine knows of every state: the least that comes after its start.

    Yields
    ------
    first, sets, rest
        The first column; the sets of rows as bit masks, shape (last row, sets); the costs, shape (last row, sets,
        columns). Nothing if days alone leave no schedule.
    """
    lattice = Lattice.of(tables)
    if lattice is not None:
        layers = backward_pass(lattice, last_layer(lattice, None, 0))
        for size, layer in enumerate(layers, start=1):
            yield lattice.spans[size - 1][0], lattice.layers.sets(size).reshape(lattice.n, -1), layer


def total(costs: CombinedCosts, starts: tuple[tuple[int, int], ...]) -> int:
    """Return the total of a schedule, added up one by one."""
    value = sum(int(costs.start[row, column]) for row, column in starts)
    for (row, column), (following, later) in pairwise(starts):
        value += int(costs.distance[later - column]) + int(costs.succession[row, following])
    return value


def least_total(tables: Tables) -> int | None:
    """Return the total of the sequence engine's optimum, None if there is no schedule."""
    optimum = optimise(tables)
    return None if optimum is None else total(combine(tables), optimum.starts)


def broken(tables: Tables, starts: tuple[tuple[int, int], ...]) -> list[str]:
    """Return what a schedule breaks."""
    used = [row for row, _ in starts]
    places = list(enumerate(starts))
    wrong = [] if len(set(used)) == len(used) == tables.meetings else ["rows are used twice, or too few"]
    wrong += [f"{row} left out" for row, turn in enumerate(tables.rows) if turn.mandatory and row not in used]
    wrong += [f"{row} closed at {column}" for _, (row, column) in places if not tables.allowed[row, column]]
    wrong += [f"{row} may not be at {place}" for place, (row, _) in places if not tables.position[row, place]]
    wrong += [
        f"{place} may not be at {column}" for place, (_, column) in places if not tables.place_days[place, column]
    ]
    for (row, column), (following, later) in pairwise(starts):
        least, most = tables.least_distance[row, following], tables.most_distance[row, following]
        if not least <= later - column <= most:
            wrong.append(f"{later - column} days from {row} to {following}")
    wrong += [f"{a} after {b}" for i, b in enumerate(used) for a in used[i:] if tables.before[a, b]]
    for row in used:
        turn = tables.rows[row]
        earlier = [r for r, o in enumerate(tables.rows) if o.partner == turn.partner and o.turn < turn.turn]
        wrong += [f"{row} without {other}" for other in earlier if other not in used]
    return wrong
