"""The rules that hold unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from di4c_schedule.rules import HostHolidays, Hosting, Rule, Weekdays


def default_rules(given: Sequence[Rule], names: Sequence[str]) -> list[Rule]:
    """Return the default rules that `given` ones of the same kind do not replace.

    A given rule for one partner replaces the default for that partner alone: the others keep it.

    Parameters
    ----------
    given
        The user's rules.
    names
        Names of the partners.

    Examples
    --------
    >>> [rule.label for rule in default_rules([Hosting("Oulu", 2, 2), Weekdays(["Tue"])], ["Oulu", "Messina"])]
    ['Messina hosts once', "Nobody hosts on the host's public holidays"]
    """
    rules: list[Rule] = []
    rules += _for_the_others(Hosting, given, names)
    if not any(isinstance(rule, Weekdays) for rule in given):
        rules.append(Weekdays())
    rules += _for_the_others(HostHolidays, given, names)
    return rules


def _for_the_others(
    kind: type[Hosting] | type[HostHolidays], given: Sequence[Rule], names: Sequence[str]
) -> list[Rule]:
    named = {rule.partner for rule in given if isinstance(rule, kind)}
    if not named:
        return [kind(None)]
    return [] if None in named else [kind(name) for name in names if name not in named]
