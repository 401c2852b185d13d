"""Edits of a problem made to ask it something: without warnings that it gave itself, and with some rules only."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from di4c_schedule.defaults import labels_of_partners
from di4c_schedule.errors import ProblemWarning
from di4c_schedule.problem import Problem
from di4c_schedule.rules import FrameRule, Rule


@contextmanager
def unwarned() -> Iterator[None]:
    """Make edits without the warnings that the problem itself gave."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ProblemWarning)
        yield


def bare(problem: Problem, rules: Iterable[Rule]) -> Problem:
    """Return a problem with its rules on who hosts how often and some others only, and without goals.

    Parameters
    ----------
    problem
        The problem.
    rules
        The rules that hold besides.

    Examples
    --------
    >>> from di4c_schedule import read_problem, rules
    >>> [rule.label for rule in bare(read_problem("examples/di4c/network.toml"), [rules.First("Oulu")]).rules]
    ['Every partner hosts once', 'Oulu hosts the first meeting']
    """
    frame = [rule for rule in problem.rules if isinstance(rule, FrameRule)]
    with unwarned():
        dropped = labels_of_partners(problem.network)
        return problem.replace(rules=[*frame, *rules], goals=(), default_rules=False, dropped=dropped)
