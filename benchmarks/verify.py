"""Schedules and values, checked by the rules and goals themselves, without any solver, before a time counts."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.answer import Starts
from di4c_schedule import Problem, Schedule, check


class WrongAnswerError(RuntimeError):
    """An answer breaks a rule, or has another value than was said: its time means nothing."""


def verified(problem: Problem, starts: Starts, told: Sequence[int | None] = ()) -> list[int]:
    """Return the value of each goal level on a schedule.

    Parameters
    ----------
    problem
        The problem.
    starts
        The schedule.
    told
        What a solver says of the first levels; None: nothing.

    Raises
    ------
    WrongAnswerError
        If the schedule breaks a rule, or was said to have other values.
    """
    schedule = Schedule.of(problem, starts)
    kept(problem, schedule)
    values = level_values(problem, schedule)
    if any(said is not None and said != value for said, value in zip(told, values, strict=False)):
        raise WrongAnswerError(f"{problem.network.name}: said to be {list(told)}, but the goals measure {values}")
    return values


def kept(problem: Problem, schedule: Schedule) -> None:
    """Check that a schedule keeps all rules of a problem.

    Raises
    ------
    WrongAnswerError
        If it does not.
    """
    violations = check(problem, schedule)
    if violations:
        raise WrongAnswerError(f"{problem.network.name}: {violations[0]}")


def level_values(problem: Problem, schedule: Schedule) -> list[int]:
    """Return the total of each goal level, weights applied, in order."""
    totals: dict[int, int] = {}
    for goal in problem.goals:
        totals[goal.level] = totals.get(goal.level, 0) + goal.weight * goal.measure(schedule)
    return [total for _, total in sorted(totals.items())]


def proven_prefix(values: Sequence[int] | None, bounds: Sequence[int | None]) -> list[int]:
    """Return the bounds that hold for every schedule: of the first level, and of each after one that is proven.

    Parameters
    ----------
    values
        Of the best schedule, or None.
    bounds
        Of the levels, each on the condition that the levels before keep their values.

    Examples
    --------
    >>> proven_prefix([6, 7064], [6, 7000]), proven_prefix([6, 7064], [5, 7000]), proven_prefix(None, [5])
    ([6, 7000], [5], [5])
    """
    prefix: list[int] = []
    for place, bound in enumerate(bounds):
        if bound is None:
            break
        prefix.append(bound)
        if values is None or place >= len(values) or values[place] != bound:
            break
    return prefix
