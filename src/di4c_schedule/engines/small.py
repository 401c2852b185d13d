"""The sequence engine: exact, for up to about fourteen hosts."""

from __future__ import annotations

from di4c_schedule.engines.question import Answer, OutOfTimeError, Question
from di4c_schedule.sequence import optimise

NAME = "sequence engine"


def by_sequence(question: Question) -> Answer:
    """Solve the tables by dynamic programming over (hosts used, last host, day)."""
    meetings = question.tables.meetings

    def tick(layer: int) -> None:
        question.tell(NAME, f"layer {layer} of {meetings}", None, None)
        if question.late:
            raise OutOfTimeError

    try:
        optimum = optimise(question.tables, tick)
    except OutOfTimeError:
        return Answer(NAME)
    if optimum is None:
        return Answer(NAME, infeasible=True)
    return Answer(NAME, optimum.starts, optimum.levels, proven=True)
