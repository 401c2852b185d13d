"""Which engine answers what: the one place that decides."""

from __future__ import annotations

from di4c_schedule.engines.question import Answer, Question
from di4c_schedule.engines.small import by_sequence
from di4c_schedule.sequence import fits


def by_tables(question: Question) -> Answer:
    """Solve the tables, without the rules and goals that they do not hold, by the engine that suits them.

    ============================================  ====================================================
    tables                                        engine
    ============================================  ====================================================
    few hosts (the states fit the memory)         `small`: exact
    all others                                    none: the constraint model answers
    ============================================  ====================================================
    """
    if fits(question.tables):
        return by_sequence(question)
    return Answer("none")
