"""Which engine answers what: the one place that decides."""

from __future__ import annotations

from contextlib import suppress

from di4c_schedule.engines.question import Answer, Question
from di4c_schedule.engines.small import by_sequence, is_small


def by_tables(question: Question) -> Answer:
    """Solve the tables, without the rules and goals that they do not hold, by the engine that suits them.

    ============================================  ==========================================================
    tables                                        engine
    ============================================  ==========================================================
    few hosts: all sets of hosts fit in memory    `small`: exact, with branches for what the tables do not hold
    many hosts, totals of 64 bits                 `large`: relaxation and beam search
    all others                                    none: the constraint model answers alone
    ============================================  ==========================================================
    """
    if is_small(question.tables):
        with suppress(MemoryError):
            return by_sequence(question)
    # loaded for many hosts only: a small network is planned before this would be
    from di4c_schedule.engines.large import by_relaxation, suits

    if suits(question.tables):
        with suppress(MemoryError):
            return by_relaxation(question)
    return Answer("none")
