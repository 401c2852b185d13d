"""CP-SAT: rules and goals that no table holds."""

from __future__ import annotations

from di4c_schedule.engines.question import Answer, Question

NAME = "CP-SAT"


def by_model(question: Question, known: Answer) -> Answer:
    """Solve the whole problem by CP-SAT.

    Parameters
    ----------
    question
        The problem.
    known
        What is known of the tables alone: a schedule to begin from, and lower bounds.
    """
    from di4c_schedule.encoding import Encoding, search

    found = search(
        Encoding(question.problem),
        deadline=question.deadline,
        workers=question.workers,
        seed=question.seed,
        watch=lambda done, incumbent, bound: question.tell(NAME, done, incumbent, bound),
        hint=known.starts or known.hint,
        bounds=known.bounds,
    )
    bounds = {level: answer.bound for level, answer in found.levels.items()}
    return Answer(NAME, found.starts, bounds, found.proven, found.infeasible)
