"""Arguments of the questions: how many answers, what must not be touched, what touching costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from di4c_schedule.arguments import whole_number
from di4c_schedule.errors import ProblemError, nearest
from di4c_schedule.labels import kind_of
from di4c_schedule.problem import Problem
from di4c_schedule.rules import Rule


def must_be_count(n: object) -> None:
    """Refuse what is no number of answers.

    Raises
    ------
    ProblemError
        If it is no whole number from 1 on.
    """
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise ProblemError(f"n: expected a whole number from 1 on, got {n!r:.60}")


def fixed_things(problem: Problem, fixed: object, others: Iterable[str]) -> tuple[Rule | str, ...]:
    """Read what must not be touched.

    Parameters
    ----------
    problem
        The problem, whose rules and partners may be named.
    fixed
        A rule or a text, or several.
    others
        Texts that are known besides.

    Raises
    ------
    ProblemError
        If something is neither a rule of the problem nor the name of one, its kind, or a partner.
    """
    things: list[Any] = list(fixed) if isinstance(fixed, (list, tuple, set, frozenset)) else [fixed]
    rules = [*problem.rules, *problem.parts]
    for thing in things:
        if isinstance(thing, str):
            _must_be_known(problem, thing, others)
        elif not any(thing == rule for rule in rules):
            expected = "rules of the problem, their sentences or kinds, or names of partners"
            raise ProblemError(f"fixed: expected {expected}, got {thing!r:.60}")
    return tuple(things)


def weights_by_name(problem: Problem, weights: object, others: Iterable[str]) -> dict[str, int | None]:
    """Read what it costs to touch rules: whole numbers from 1 on by label, kind or other known text; None: never.

    Raises
    ------
    ProblemError
        If it is no such mapping.
    """
    if weights is None:
        return {}
    if not isinstance(weights, Mapping):
        raise ProblemError(f'weights: expected a mapping such as {{"fixed": 5}}, got {weights!r:.60}')
    read: dict[str, int | None] = {}
    for name, weight in weights.items():
        _must_be_known(problem, name, others)
        try:
            read[name] = None if weight is None else whole_number(weight, 1)
        except ProblemError as error:
            raise ProblemError([mistake.inside("weights", name) for mistake in error.mistakes]) from None
    return read


def _must_be_known(problem: Problem, text: object, others: Iterable[str]) -> None:
    known = {*others, *problem.network.names}
    known |= {told for rule in (*problem.rules, *problem.parts) for told in (rule.label, kind_of(rule))}
    if text not in known:
        raise ProblemError(f'there is no rule, kind or partner "{text}", {nearest(str(text), sorted(known))}')
