"""Rules that speak of whoever hosts, or of one host alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

if TYPE_CHECKING:
    from di4c_schedule.problem import Problem

R = TypeVar("R", bound=Any)


def for_each_host(rule: R, problem: Problem) -> list[R]:
    """Return a rule for each partner alone, if it speaks of all of them.

    Parameters
    ----------
    rule
        A rule with an argument `partner`, which may be None.
    problem
        The problem, which knows the partners.
    """
    return [rule] if rule.partner else [evolve(rule, partner=name) for name in problem.network.names]


def of_host(partner: str | None) -> str:
    """Say whose meetings are meant, if not everybody's.

    Examples
    --------
    >>> of_host(None), of_host("Oulu")
    ('', ' of Oulu')
    """
    return f" of {partner}" if partner else ""
