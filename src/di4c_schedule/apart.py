"""Rules taken apart: into parts for the solver, into requirements for explanations; and what is left without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from di4c_schedule.rules import Rule

if TYPE_CHECKING:
    from di4c_schedule.problem import Problem


def parts_of(rule: Rule, problem: Problem) -> list[Rule]:
    """Return the rules that together say the same to the tables and the model: one for each partner, each meeting.

    Parameters
    ----------
    rule
        Any rule; without a method `parts` it is its only part.
    problem
        The problem, which knows the partners.
    """
    apart = getattr(rule, "parts", None)
    return list(apart(problem.network.names)) if apart else [rule]


def requirements_of(part: Rule, problem: Problem) -> list[Rule]:
    """Return the atomic rules that together say the same: each speaks of one host or two, and of one range.

    Parameters
    ----------
    part
        A part of a rule; without a method `requirements`, or if that finds nothing to say here, it is its only one.
    problem
        The problem, which knows who may follow whom.
    """
    apart = getattr(part, "requirements", None)
    return (list(apart(problem)) if apart else []) or [part]


def each_once(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Drop repetitions; rules that a user writes need not be hashable."""
    kept: dict[object, Rule] = {}
    for rule in rules:
        try:
            kept.setdefault(rule, rule)
        except TypeError:
            kept.setdefault(id(rule), rule)
    return tuple(kept.values())


def without(rule: Rule, meant: Callable[[Rule], bool], problem: Problem) -> tuple[list[Rule], list[Rule]]:
    """Take out of a rule what is meant: the whole rule, a part of it, or a single requirement.

    Parameters
    ----------
    rule
        Any rule.
    meant
        Says whether a rule is to go.
    problem
        The problem.

    Returns
    -------
    list of Rule, list of Rule
        What stays, as coarse as can be, and what goes.
    """
    if meant(rule):
        return [], [rule]
    stays: list[Rule] = []
    goes: list[Rule] = []
    for part in parts_of(rule, problem):
        if meant(part):
            goes.append(part)
            continue
        atoms = requirements_of(part, problem)
        gone = [atom for atom in atoms if meant(atom)]
        stays += [atom for atom in atoms if not meant(atom)] if gone else [part]
        goes += gone
    return (stays if goes else [rule]), goes


def rule_of(requirement: Rule, problem: Problem) -> Rule | None:
    """Return the first rule of a problem that a requirement or a part is of, or is itself; None if it is of none.

    Examples
    --------
    >>> from di4c_schedule import read_problem, rules
    >>> problem = read_problem("examples/di4c/network.toml")
    >>> rule_of(rules.HostHolidays("Oulu"), problem).label
    "Nobody hosts on the host's public holidays"
    """
    for rule in problem.rules:
        parts = parts_of(rule, problem)
        if requirement == rule or requirement in parts:
            return rule
        if any(requirement in requirements_of(part, problem) for part in parts):
            return rule
    return None
