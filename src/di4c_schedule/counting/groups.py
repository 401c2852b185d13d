"""More meetings of a group of hosts than can be apart from each other in the rotation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from di4c_schedule.conflict import Conflict
from di4c_schedule.labels import Labelled, counted, listed
from di4c_schedule.problem import Problem
from di4c_schedule.rules import InTurn, NotInARow
from di4c_schedule.tables import NEVER, Tables

Turns = NotInARow | InTurn


def nobody_follows(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where no host may follow any other, or itself, but there is more than one meeting."""
    tables = problem.tables
    others = ~np.eye(len(tables.rows), dtype=bool)
    if tables.meetings > 1 and (tables.gap[others] >= NEVER).all():
        yield Conflict(
            tables.gap_rules,
            f"There are {counted(tables.meetings, 'meeting')}, but no host may follow another.",
        )


def crowded_groups(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where a group hosts too often, or all groups too seldom, for meetings of one to be apart."""
    tables = problem.tables
    for rule in problem.rules:
        if isinstance(rule, Turns) and tables.meetings >= rule.k:
            yield from _too_often(tables, rule)
            yield from _too_seldom(tables, rule)


def _too_often(tables: Tables, rule: Turns) -> Iterator[Conflict]:
    most = _most(tables, rule)
    for group, rows in _rows_of_groups(tables, rule).items():
        must = [row for row in rows if tables.rows[row].mandatory]
        if group is not None and len(must) > most:
            hosts = list(dict.fromkeys(tables.rows[row].partner for row in must))
            why: list[Labelled] = [demand for row in must for demand in tables.demanded_by(row)]
            yield Conflict(
                [rule, *why],
                f"{len(must)} of the {counted(tables.meetings, 'meeting')} are hosted by {listed(hosts)}, but only "
                f"{most} can be, {_apart(rule)}.",
            )


def _too_seldom(tables: Tables, rule: Turns) -> Iterator[Conflict]:
    most = _most(tables, rule)
    rows_of = _rows_of_groups(tables, rule)
    possible = sum(len(rows) if group is None else min(len(rows), most) for group, rows in rows_of.items())
    if possible < tables.meetings:
        yield Conflict(
            [rule],
            f"There are {counted(tables.meetings, 'meeting')}, but the hosts of all groups together can hold only "
            f"{possible}, {_apart(rule)}.",
        )


def _most(tables: Tables, rule: Turns) -> int:
    """Return how many meetings can be of one group: the first, and every k-th after it."""
    return (tables.meetings - 1) // rule.k + 1


def _apart(rule: Turns) -> str:
    return "none right after another" if rule.k == 2 else f"any two of a group {rule.k} or more places apart"


def _rows_of_groups(tables: Tables, rule: Turns) -> dict[object, list[int]]:
    """Return the rows of each group; those of hosts in no group under None."""
    rows: dict[object, list[int]] = {}
    for index, row in enumerate(tables.rows):
        rows.setdefault(rule.group(tables.network[row.partner]), []).append(index)
    return rows
