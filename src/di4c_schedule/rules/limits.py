"""Bounds on what journeys amount to, shared by the rules that set them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from di4c_schedule.arguments import LARGEST_LIMIT
from di4c_schedule.rules.turning import turned
from di4c_schedule.travel import amount, plain_unit

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.labels import Labelled
    from di4c_schedule.tables import BoolArray, IntArray, Tables


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
    most: list[int] = []
    for row, others in _least_of_others(tables, cost.min(axis=1)).items():
        too_much = cost[row] > limit - others
        if too_much.any():
            tables.forbid_row(row, np.broadcast_to(too_much, (tables.n_days,)), because=because)
        most.append(int(cost[row][~too_much].max(initial=0)))
    fixed = cost.shape[1] == 1 and tables.fixed_rows is not None
    return fixed or sum(sorted(most)[-tables.meetings :]) <= limit


def within(costs: Sequence[IntArray], limit: int) -> Callable[[BoolArray], BoolArray] | None:
    """Return a function that tells which sets of turns, shape (sets, rows), keep totals within a limit.

    Parameters
    ----------
    costs
        What each meeting adds to each total: shape (rows, days), or (rows, 1) if dates do not matter.
    limit
        The most that each total may be.

    Returns
    -------
    callable or None
        None if dates matter.
    """
    if any(cost.shape[1] > 1 for cost in costs):
        return None
    added = np.stack([cost[:, 0] for cost in costs], axis=1)

    def keeps(used: BoolArray) -> BoolArray:
        totals: IntArray = used.astype(np.int64) @ added
        kept: BoolArray = totals.max(axis=1) <= limit
        return kept

    return keeps


def least_total(tables: Tables, least: IntArray) -> int:
    """Return the least that a total can be, by who must host and how many meetings there are.

    Parameters
    ----------
    tables
        The tables.
    least
        The least that each row adds to the total, shape (rows,).
    """
    needed, others = _needed_and_others(tables, least)
    return sum(needed.values()) + sum(list(others.values())[: max(0, tables.meetings - len(needed))])


def greatest_total(tables: Tables, most: IntArray) -> int:
    """Return a total that no schedule exceeds.

    Parameters
    ----------
    tables
        The tables.
    most
        The most that each row adds to the total, shape (rows,).
    """
    return int(np.sort(most)[::-1][: tables.meetings].sum())


def limit_dial(rule: Any, greatest: int, advice: Callable[[str, str], str]) -> list[Dial]:
    """Return a dial for the limit of a rule on travel, up to what every schedule keeps.

    Parameters
    ----------
    rule
        A rule with the arguments `limit` and `measure`.
    greatest
        A total that no schedule exceeds.
    advice
        Returns what to do, from the limit that it becomes, and from by how much it is more, both in words.
    """
    unit = plain_unit(rule.measure)

    def said(limit: int) -> str:
        return amount(rule.measure, limit * unit)

    enough = min(-(-greatest // unit), LARGEST_LIMIT)
    return turned(
        rule,
        "limit",
        amount(rule.measure, 0).removeprefix("0 "),
        lambda step: rule.limit + step,
        said,
        lambda step: advice(said(rule.limit + step), f"{step:,} more"),
        loosest=enough - rule.limit,
        tightest=rule.limit,
    )


def _least_of_others(tables: Tables, least: IntArray) -> dict[int, int]:
    """Return for each row the least that the other meetings add up to if it hosts."""
    needed, others = _needed_and_others(tables, least)
    base = sum(needed.values())
    sums = list(accumulate(others.values(), initial=0))
    more = min(max(0, tables.meetings - len(needed)), len(others))
    found = {row: base - own + sums[more] for row, own in needed.items()}
    for rank, (row, own) in enumerate(others.items()):
        found[row] = base + (sums[more] - own if rank < more else sums[max(0, more - 1)])
    return found


def _needed_and_others(tables: Tables, least: IntArray) -> tuple[dict[int, int], dict[int, int]]:
    """Return the rows that host whatever the other rules, and the others, cheapest first, each with its least cost."""
    ranked = sorted((int(cost), row) for row, cost in enumerate(least))
    needed = {row for row in range(len(least)) if tables.rows[row].mandatory and not tables.demanded_by(row)}
    return (
        {row: cost for cost, row in ranked if row in needed},
        {row: cost for cost, row in ranked if row not in needed},
    )
