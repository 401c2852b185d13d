"""What a conflict may name: the requirements of a problem, and which of them are blamed first."""

from __future__ import annotations

from collections.abc import Sequence

from di4c_schedule.apart import parts_of, requirements_of
from di4c_schedule.problem import Problem
from di4c_schedule.rules import FrameRule, Rule, SolverRule
from di4c_schedule.rules.kinds import given_by

_BLAMED_LAST = {"wish": 0, "past": 1, "law": 2, "nature": 3}
"""Where several smallest sets clash, the one with most wishes is told: people can change them."""


def atoms_of(problem: Problem, rule: Rule | None = None) -> list[SolverRule]:
    """Return the requirements that a conflict may name: all, or those that one rule comes to."""
    if rule is None:
        found = problem.requirements
    else:
        found = tuple(atom for part in parts_of(rule, problem) for atom in requirements_of(part, problem))
    return [atom for atom in found if not isinstance(atom, FrameRule)]


def blamed_last(requirement: SolverRule) -> int:
    """Return how late a requirement is blamed: 0 for a person's wish, more for the past, law and nature."""
    return _BLAMED_LAST[given_by(requirement)]


def weights_of(requirements: Sequence[SolverRule]) -> list[int]:
    """Return weights by which a smaller set always comes first, and then the set with more wishes."""
    most = max(_BLAMED_LAST.values()) * len(requirements) + 1
    return [most + blamed_last(requirement) for requirement in requirements]
