"""What both models for Timefold know of a host, and their scores."""

from __future__ import annotations

from dataclasses import dataclass

from timefold.solver.score import BendableScore

from benchmarks.peers.question import Question

LEVELS = 3
"""Goal levels that the models have room for."""

MOST_TOLD = 2**28
"""Larger bounds in the tables are given as this."""

HARD = BendableScore.of_hard(1, LEVELS, 0, 1)
SOFT = tuple(BendableScore.of_soft(1, LEVELS, level, 1) for level in range(LEVELS))


@dataclass
class Host:
    """A host as numbers; lists are over the hosts or the days, `way` and `start_cost` over the levels first."""

    number: int
    is_open: list[bool]
    least: list[int]
    most: list[int]
    comes_before: list[bool]
    may_open: bool
    may_close: bool
    ideal: list[int]
    pace: list[int]
    way: list[list[int]]
    start_cost: list[list[int]]


def hosts_of(asked: Question) -> list[Host]:
    """Return the hosts of a question."""
    return [_host(asked, number) for number in range(asked.n)]


def _host(asked: Question, number: int) -> Host:
    levels = [*asked.levels, *[None] * (LEVELS - len(asked.levels))]
    rhythms = [level.rhythm if level else None for level in levels]
    open_days = set(asked.open_days[number])
    return Host(
        number=number,
        is_open=[day in open_days for day in range(asked.n_days)],
        least=[min(int(days), MOST_TOLD) for days in asked.least[number]],
        most=[min(int(days), MOST_TOLD) for days in asked.most[number]],
        comes_before=[(number, other) in asked.before for other in range(asked.n)],
        may_open=asked.may_open[number],
        may_close=asked.may_close[number],
        ideal=[rhythm.ideal if rhythm else 0 for rhythm in rhythms],
        pace=[rhythm.weight if rhythm else 0 for rhythm in rhythms],
        way=[
            level.succession[number].tolist() if level and level.succession is not None else [0] * asked.n
            for level in levels
        ],
        start_cost=[
            level.start[number].tolist() if level and level.start is not None else [0] * asked.n_days
            for level in levels
        ],
    )
