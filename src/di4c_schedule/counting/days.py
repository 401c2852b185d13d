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
    """Yield a conflict for each partner that must host and has no day to start on."""
    tables = problem.tables
    for row, allowed in zip(tables.rows, tables.allowed, strict=True):
        if row.mandatory and row.turn == 1 and not allowed.any():
            rules = closing_rules(tables, row.partner, np.ones(tables.n_days, dtype=bool))
            yield Conflict(
                rules, f"{row.partner} has no day left on which a meeting of {counted(tables.days, 'day')} could start."
            )


def too_close(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where meetings and the gaps between them do not fit into their hosts' open days."""
    tables = problem.tables
    windows = _open_windows(tables)
    step = tables.days - 1 + least_gap(tables)
    for low in sorted({first for _, first, _ in windows}):
        inside = sorted((last, name) for name, first, last in windows if first >= low)
        for others, (high, _) in enumerate(inside):
            if others and others * step > high - low:
                names = [name for _, name in inside[: others + 1]]
                yield _too_close_conflict(tables, names, low, high, step)
                return


def closing_rules(tables: Tables, partner: str, starts: BoolArray) -> list[Labelled]:
    """Return rules that together close `starts` of a partner, none of which could be left out.

    Starts too near to the window's end need no rule. Rules that close little are left out first.
    """
    at_the_end = np.arange(tables.n_days) > tables.n_days - tables.days
    closures = sorted(tables.closed_by(partner), key=lambda closure: int((closure.starts & starts).sum()))
    for closure in list(closures):
        others = [other for other in closures if other is not closure]
        closed = np.logical_or.reduce([at_the_end, *(other.starts for other in others)])
        if (closed | ~starts).all():
            closures = others
    return [closure.because for closure in closures]


def least_gap(tables: Tables) -> int:
    """Return the least gap of any two hosts."""
    apart = ~np.eye(len(tables.rows), dtype=bool)
    return int(tables.gap[apart].min()) if apart.any() else 1


def _open_windows(tables: Tables) -> list[tuple[str, int, int]]:
    """Return name, first and last open column of every turn that must be taken."""
    windows = []
    for row, allowed in zip(tables.rows, tables.allowed, strict=True):
        columns = np.flatnonzero(allowed)
        if row.mandatory and columns.size:
            windows.append((row.partner, int(columns[0]), int(columns[-1])))
    return windows


def _too_close_conflict(tables: Tables, names: list[str], low: int, high: int, step: int) -> Conflict:
    outside = np.ones(tables.n_days, dtype=bool)
    outside[low : high + 1] = False
    rules: list[Labelled] = list(tables.gap_rules)
    hosts = list(dict.fromkeys(names))
    for name in hosts:
        rules += closing_rules(tables, name, outside)
    needed = (len(names) - 1) * step + tables.days
    last = high + tables.days - 1
    days = str(Meeting("-", tables.day(low), tables.day(last))).removeprefix("-, ")
    whose = "their open days" if len(hosts) > 1 else "its open days"
    return Conflict(
        rules,
        f"The {counted(len(names), 'meeting')} of {listed(hosts)} need {needed} days, gaps included, "
        f"but {whose} run only from {days}, {counted(last - low + 1, 'day')}.",
    )
