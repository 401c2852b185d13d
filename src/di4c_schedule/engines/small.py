"""The sequence engine, with branches for rules that no table holds: exact, for up to about sixteen hosts."""

from __future__ import annotations

from time import monotonic

from di4c_schedule.engines.branches import Solved, by_branches
from di4c_schedule.engines.question import Answer, OutOfTimeError, Question
from di4c_schedule.engines.who_hosts import WhoHosts
from di4c_schedule.sequence import fits, n_states, optimise
from di4c_schedule.tables import Tables

NAME = "sequence engine"

MOST_WORK = 2_000_000_000
"""States times searches up to which branches are tried: about half a minute, but no clock: always the same answer."""

SHARE_OF_BRANCHES = 0.5
"""Part of the time limit that branches may take; the constraint model has what remains."""


def is_small(tables: Tables) -> bool:
    """Whether all sets of hosts, with what they cost besides, fit in memory."""
    hosts = WhoHosts.of(tables)
    return fits(hosts.tables, hosts.finish(hosts.tables)[1]) if hosts else fits(tables)


def by_sequence(question: Question) -> Answer:
    """Solve the tables exactly, what only asks who hosts included, and branch on what else they do not hold."""
    hosts = WhoHosts.of(question.tables)
    work_left, solved = MOST_WORK, 0
    branching_until = question.share(SHARE_OF_BRANCHES)

    def tick(layer: int) -> None:
        branch = f"branch {solved}, " if solved > 1 else ""
        question.tell(NAME, f"{branch}layer {layer} of {question.tables.meetings}", None, None)
        late = solved > 1 and branching_until is not None and monotonic() > branching_until
        if late or question.late:
            raise OutOfTimeError

    def solve(tables: Tables) -> Solved | None:
        nonlocal work_left, solved
        if work_left < 0:
            raise OutOfTimeError
        work_left -= n_states(tables)
        solved += 1
        optimum = optimise(tables, tick, *(hosts.finish(tables) if hosts else (None, 0)))
        if optimum is None:
            return None
        return Solved(optimum.starts, hosts.whole(optimum) if hosts else optimum.levels, proven=True)

    return by_branches(NAME, question, hosts.tables if hosts else question.tables, solve)
