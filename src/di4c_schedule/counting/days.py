"""Hosts without an open day, and hosts whose open days lie too close together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from di4c_schedule.conflict import Conflict
from di4c_schedule.labels import Labelled, counted, listed
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Meeting
from di4c_schedule.tables import BoolArray, Tables


def no_open_day(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict for each turn that must be taken and has no day to start on."""
    tables = problem.tables
    for index, (row, allowed) in enumerate(zip(tables.rows, tables.allowed, strict=True)):
        if row.mandatory and not allowed.any():
            rules = closing_rules(tables, index, np.ones(tables.n_days, dtype=bool)) + tables.demanded_by(index)
            length = counted(row.form.days, "day")
            yield Conflict(rules, f"{row.partner} has no day left on which a meeting of {length} could start.")


def too_close(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where meetings and the gaps between them do not fit into their hosts' open days."""
    tables = problem.tables
    windows = _open_windows(tables)
    step = least_distance(tables)
    for low in sorted({first for _, first, _ in windows}):
        inside = sorted((last, row) for row, first, last in windows if first >= low)
        for others, (high, _) in enumerate(inside):
            if others and others * step > high - low:
                rows = [row for _, row in inside[: others + 1]]
                yield _too_close_conflict(tables, rows, low, high, step)
                return


def closing_rules(tables: Tables, row: int, starts: BoolArray) -> list[Labelled]:
    """Return rules that together close `starts` of a row, none of which could be left out.

    Starts too near to the window's end need no rule. Rules that close little are left out first.
    """
    at_the_end = np.arange(tables.n_days) > tables.n_days - tables.lengths[row]
    closures = sorted(tables.closed_by(row), key=lambda closure: int((closure.starts & starts).sum()))
    for closure in list(closures):
        others = [other for other in closures if other is not closure]
        closed = np.logical_or.reduce([at_the_end, *(other.starts for other in others)])
        if (closed | ~starts).all():
            closures = others
    return [closure.because for closure in closures]


def least_distance(tables: Tables) -> int:
    """Return the least days from start to start of any two meetings."""
    apart = ~np.eye(len(tables.rows), dtype=bool)
    return int(tables.least_distance[apart].min()) if apart.any() else 1


def _open_windows(tables: Tables) -> list[tuple[int, int, int]]:
    """Return the row, first and last open column of every turn that must be taken."""
    windows = []
    for index, (row, allowed) in enumerate(zip(tables.rows, tables.allowed, strict=True)):
        columns = np.flatnonzero(allowed)
        if row.mandatory and columns.size:
            windows.append((index, int(columns[0]), int(columns[-1])))
    return windows


def _too_close_conflict(tables: Tables, rows: list[int], low: int, high: int, step: int) -> Conflict:
    outside = np.ones(tables.n_days, dtype=bool)
    outside[low : high + 1] = False
    rules: list[Labelled] = list(tables.gap_rules)
    for row in rows:
        rules += closing_rules(tables, row, outside) + tables.demanded_by(row)
    hosts = list(dict.fromkeys(tables.rows[row].partner for row in rows))
    shortest = min(int(tables.lengths[row]) for row in rows)
    longest = max(int(tables.lengths[row]) for row in rows)
    needed = (len(rows) - 1) * step + shortest
    last = high + longest - 1
    days = str(Meeting("-", tables.day(low), tables.day(last))).removeprefix("-, ")
    whose = "their open days" if len(hosts) > 1 else "its open days"
    return Conflict(
        rules,
        f"The {counted(len(rows), 'meeting')} of {listed(hosts)} need {needed} days, gaps included, "
        f"but {whose} run only from {days}, {counted(last - low + 1, 'day')}.",
    )
