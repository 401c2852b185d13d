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


def blamed_last(requirements: Sequence[SolverRule], problem: Problem) -> list[int]:
    """Return how late each requirement is blamed: 0 for a person's wish, more for the past, law and nature."""
    # a published meeting that stays is the past's where the rule that it comes of says so
    past = [atom for rule in problem.rules if given_by(rule) == "past" for atom in atoms_of(problem, rule)]
    return [_BLAMED_LAST["past" if requirement in past else given_by(requirement)] for requirement in requirements]


def weights_of(requirements: Sequence[SolverRule], problem: Problem) -> list[int]:
    """Return weights by which a smaller set always comes first, and then the set with more wishes."""
    most = max(_BLAMED_LAST.values()) * len(requirements) + 1
    return [most + late for late in blamed_last(requirements, problem)]
