"""CP-SAT: rules and goals that no table holds."""

from __future__ import annotations

from di4c_schedule.engines.question import Answer, Question
from di4c_schedule.labels import listed

NAME = "CP-SAT"

MOST_CLAUSES = 3_000_000
"""Open starts times meetings up to which the model is built: it takes about half a minute and 1.5 GB by then."""


def by_model(question: Question, known: Answer) -> Answer:
    """Solve the whole problem by CP-SAT.

    Parameters
    ----------
    question
        The problem.
    known
        What is known of the tables alone: a schedule to begin from, and lower bounds.
    """
    tables = question.tables
    if int(tables.allowed.sum()) * tables.meetings > MOST_CLAUSES:
        left = listed([f'"{thing.label}"' for thing in tables.left]) or "totals that exceed 64 bits"
        note = f"{tables.meetings} meetings in {tables.n_days} days are too many for the constraint model, which {left}"
        return Answer(NAME, bounds=known.bounds, note=f"{note} would need")

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
