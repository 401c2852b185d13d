"""More meetings that must start in a range, or fewer that can, than a rule allows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from di4c_schedule.conflict import Conflict
from di4c_schedule.counting.days import closing_rules, least_distance
from di4c_schedule.dates import DateRange
from di4c_schedule.labels import Labelled, counted, listed
from di4c_schedule.problem import Problem
from di4c_schedule.rules import AtLeast, AtMost
from di4c_schedule.tables import BoolArray, Tables


def too_many_starts(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where hosts have open days only in a range that may not hold them all."""
    tables = problem.tables
    for rule in problem.rules:
        if isinstance(rule, AtMost):
            caps = rule.caps(tables.window)
            for cap in caps:
                yield from _forced_into(tables, rule, cap.dates)
            everywhere = np.logical_or.reduce([_columns(tables, cap.dates) for cap in caps])
            if len(caps) * rule.count < tables.meetings and not (tables.allowed.any(axis=0) & ~everywhere).any():
                months = f"The {len(caps)} months hold" if len(caps) > 1 else f"{caps[0].dates} holds"
                yield Conflict(
                    [rule, *_rules_closing(tables, ~everywhere)],
                    f"{months} {counted(len(caps) * rule.count, 'meeting')} at most, but there are {tables.meetings}.",
                )


def too_few_starts(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where fewer meetings can start in a range than must."""
    tables = problem.tables
    for rule in problem.rules:
        if isinstance(rule, AtLeast):
            for cap in rule.caps(tables.window):
                possible = _most_starts(tables, cap.dates)
                if possible < rule.count:
                    yield Conflict(
                        [rule, *tables.gap_rules, *_rules_closing(tables, _columns(tables, cap.dates))],
                        f"At most {counted(possible, 'meeting')} can start {cap.dates.when}, but {rule.count} should.",
                    )


def _forced_into(tables: Tables, rule: AtMost, dates: DateRange) -> Iterator[Conflict]:
    outside = ~_columns(tables, dates)
    forced = [
        index
        for index, (row, allowed) in enumerate(zip(tables.rows, tables.allowed, strict=True))
        if row.mandatory and not (allowed & outside).any()
    ]
    if len(forced) > rule.count:
        names = list(dict.fromkeys(tables.rows[row].partner for row in forced))
        why: list[Labelled] = []
        for row in forced:
            why += closing_rules(tables, row, outside) + tables.demanded_by(row)
        yield Conflict(
            [rule, *why],
            f"{counted(len(forced), 'meeting')} ({listed(names)}) can start only {dates.when}, where at most "
            f"{rule.count} may.",
        )


def _columns(tables: Tables, dates: DateRange) -> BoolArray:
    columns = np.arange(tables.n_days)
    inside: BoolArray = (columns >= tables.index(dates.first)) & (columns <= tables.index(dates.last))
    return inside


def _rules_closing(tables: Tables, starts: BoolArray) -> list[Labelled]:
    """Return rules that close what is closed of `starts`, host by host."""
    rules: list[Labelled] = []
    for row, allowed in enumerate(tables.allowed):
        rules += closing_rules(tables, row, starts & ~allowed)
    return rules


def _most_starts(tables: Tables, dates: DateRange) -> int:
    """Return how many meetings fit at most: one a host's turn, and one after the other at the least gap."""
    open_columns = tables.allowed & _columns(tables, dates)
    step = least_distance(tables)
    fitting, earliest = 0, 0
    for column in np.flatnonzero(open_columns.any(axis=0)):
        if column >= earliest:
            fitting, earliest = fitting + 1, int(column) + step
    return min(fitting, int(open_columns.any(axis=1).sum()), tables.meetings)
