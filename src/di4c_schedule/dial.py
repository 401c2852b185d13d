"""A number or date of a rule that can be turned step by step: to loosen it, or to tighten it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from di4c_schedule.problem import Problem
    from di4c_schedule.rules import Rule


@frozen(eq=False)
class Dial:
    """A number or date of a rule, and the rule at every other setting.

    Step 0 is the rule as it is, positive steps loosen it, negative ones tighten it: what a schedule keeps at one step
    it keeps at every step above.

    Parameters
    ----------
    name
        The argument, as the input file writes it, such as ``"at_least"`` or ``"dates"``.
    unit
        What a step is: ``"days"``, ``"meetings"``, ``"partners"``, ``"km"``.
    value_at
        What the argument is at a step, in words: ``"4 days"``, ``"4 March 2020"``.
    rule_at
        The rule at a step; it has the same class.
    loosest
        Most steps that loosen it any further, from 0 on; there the rule asks for nothing more that this dial could
        give up.
    tightest
        Fewest steps that make sense, 0 or less.
    advice
        What to do for a step that loosens, a sentence without a full stop that begins with a verb in lower case:
        ``"let Botoșani host until 4 March 2020, 2 days more"``.
    """

    name: str
    unit: str
    value_at: Callable[[int], str]
    rule_at: Callable[[int], Rule]
    loosest: int
    tightest: int
    advice: Callable[[int], str]


def dials_of(rule: Rule, problem: Problem) -> list[Dial]:
    """Return the dials of a rule that can be turned at all; a rule without a method `dials` has none."""
    dials = getattr(rule, "dials", None)
    return [dial for dial in dials(problem) if dial.tightest < dial.loosest] if dials else []
