"""Rules on consecutive meetings that speak of all hosts, or of two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

from di4c_schedule.arguments import names
from di4c_schedule.errors import ProblemError

if TYPE_CHECKING:
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Meeting, Schedule

Pair = tuple[str, str]
"""Two hosts, in either order; the same one twice: it follows itself."""


def optional_pair(value: object) -> Pair | None:
    """Read two partners' names, or None.

    Raises
    ------
    ProblemError
        If it is anything else.

    Examples
    --------
    >>> optional_pair(["Oulu", "Messina"])
    ('Oulu', 'Messina')
    """
    if value is None:
        return None
    pair = () if isinstance(value, str) else names(value)
    if len(pair) != 2:
        raise ProblemError(f'expected two partners such as ["Oulu", "Messina"], got {value!r:.60}')
    return pair[0], pair[1]


def either_order(pair: Pair | None) -> tuple[str, ...]:
    """Return what is the same for a pair and the other way round, to compare by."""
    return tuple(sorted(pair or ()))


def pairs_in_a_row(problem: Problem) -> list[Pair]:
    """Return which hosts may follow each other at all, by how often each hosts; each pair once.

    A partner that may host more than once may follow itself.
    """
    if problem.meetings < 2:
        return []
    most = {name: problem.meetings if high is None else high for name, (_, high) in problem.hosting.items()}
    hosts = [name for name in problem.network.names if most[name]]
    return [(a, b) for a, b in combinations_with_replacement(hosts, 2) if a != b or most[a] > 1]


def in_a_row(schedule: Schedule, pair: Pair | None) -> Iterator[tuple[Meeting, Meeting]]:
    """Yield each meeting with the next, if these two hosts hold them; if the pair is None, whoever does."""
    for earlier, later in schedule.consecutive():
        if pair is None or either_order((earlier.host, later.host)) == either_order(pair):
            yield earlier, later


def between_meetings(pair: Pair | None) -> str:
    """Say between which meetings a gap lies.

    Examples
    --------
    >>> between_meetings(None), between_meetings(("Oulu", "Messina")), between_meetings(("Oulu", "Oulu"))
    ('between meetings', 'between Oulu and Messina', 'between meetings of Oulu')
    """
    if pair is None:
        return "between meetings"
    a, b = pair
    return f"between meetings of {a}" if a == b else f"between {a} and {b}"


def where_they_follow(pair: Pair | None) -> str:
    """End a sentence on consecutive meetings with those that are meant, if not all are.

    Examples
    --------
    >>> where_they_follow(None), where_they_follow(("Oulu", "Oulu"))
    ('', ' where Oulu follows itself')
    >>> where_they_follow(("Oulu", "Messina"))
    ' where Oulu and Messina follow each other'
    """
    if pair is None:
        return ""
    a, b = pair
    return f" where {a} follows itself" if a == b else f" where {a} and {b} follow each other"
