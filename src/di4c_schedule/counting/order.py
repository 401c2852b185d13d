"""Places of the rotation taken twice, and orders that go in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from di4c_schedule.conflict import Conflict
from di4c_schedule.labels import counted, listed
from di4c_schedule.problem import Problem


def places_taken(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where a place of the rotation is reserved for two hosts, or for one that cannot take it."""
    tables = problem.tables
    for partner, position, rule in tables.reservations:
        if position > tables.meetings:
            yield Conflict([rule], f"{rule.label}, but there are only {counted(tables.meetings, 'meeting')}.")
        if not tables.rows_of(partner):
            yield Conflict([rule], f"{rule.label}, but {partner} does not host at all.")
    for place in range(1, tables.meetings + 1):
        reserved = {partner: rule for partner, position, rule in tables.reservations if position == place}
        if len(reserved) > 1:
            two = list(reserved)[:2]
            yield Conflict(
                [reserved[partner] for partner in two],
                f"Meeting number {place} cannot be hosted by {listed(two)} at once.",
            )
    for row, position in zip(tables.rows, tables.position, strict=True):
        if row.mandatory and not position.any():
            others = [rule for partner, _, rule in tables.reservations if partner != row.partner]
            yield Conflict(others, f"All places of the rotation are reserved for others; {row.partner} finds none.")


def circular_order(problem: Problem) -> Iterator[Conflict]:
    """Yield a conflict where rules put a host before itself, by way of others."""
    tables = problem.tables
    must = {row.partner for row in tables.rows if row.mandatory}
    rules = {(a, b): rule for a, b, rule in tables.precedences if a in must and b in must}
    for start in sorted({earlier for earlier, _ in rules}):
        ring = _way_back(start, list(rules))
        if ring:
            circle = [rules[pair] for pair in pairwise(ring)]
            yield Conflict(circle, f"The order goes in a circle: {' before '.join(ring)}.")
            return


def _way_back(start: str, pairs: list[tuple[str, str]]) -> list[str] | None:
    """Return a shortest way from a host along the pairs back to itself."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop(0)
        for earlier, later in pairs:
            if earlier == way[-1] and later == start:
                return [*way, start]
            if earlier == way[-1] and later not in seen:
                seen.add(later)
                ways.append([*way, later])
    return None
