"""The rules that hold unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from di4c_schedule.rules import HostHolidays, Hosting, Rule, Weekdays

DEFAULT_KINDS = (Hosting, Weekdays, HostHolidays)
"""The kinds of which a rule holds unwritten."""


def default_rules(given: Sequence[Rule], names: Sequence[str], dropped: Collection[str] = ()) -> list[Rule]:
    """Return the default rules that `given` ones of the same kind do not replace.

    A given rule for one partner replaces the default for that partner alone: the others keep it.

    Parameters
    ----------
    given
        The user's rules.
    names
        Names of the partners.
    dropped
        Labels of default rules that do not hold: for all partners, or for one.

    Examples
    --------
    >>> [rule.label for rule in default_rules([Hosting("Oulu", 2, 2), Weekdays(["Tue"])], ["Oulu", "Messina"])]
    ['Messina hosts once', "Nobody hosts on the host's public holidays"]
    """
    hosting = _for_the_others(Hosting, given, names, dropped)
    holidays = _for_the_others(HostHolidays, given, names, dropped)
    replaced = any(isinstance(rule, Weekdays) for rule in given) or Weekdays().label in dropped
    return [*hosting, *([] if replaced else [Weekdays()]), *holidays]


def _for_the_others(
    kind: type[Hosting] | type[HostHolidays], given: Sequence[Rule], names: Sequence[str], dropped: Collection[str]
) -> list[Rule]:
    named = {rule.partner for rule in given if isinstance(rule, kind)}
    if None in named or kind(None).label in dropped:
        return []
    left_out = named | {name for name in names if kind(name).label in dropped}
    return [kind(name) for name in names if name not in left_out] if left_out else [kind(None)]
