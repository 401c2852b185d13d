"""The rules that hold unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from di4c_schedule.rules import HostHolidays, Hosting, Rule, Weekdays


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
    kinds = (Hosting, Weekdays, HostHolidays)
    return [rule for kind in kinds for rule in _for_the_others(kind, given, names, dropped)]


def default_labels(gone: Iterable[Rule]) -> list[str]:
    """Return the labels of default rules that must not hold either, now that given rules do not hold.

    Parameters
    ----------
    gone
        Rules that no longer hold. Where one of them had replaced a default, the default does not come back; but how
        often a partner hosts, something must say.

    Examples
    --------
    >>> default_labels([Weekdays(["Tue"], "Oulu")])
    ['Meetings of Oulu take place only on Mon, Tue, Wed, Thu and Fri']
    """
    gone = list(gone)
    labels = [rule.label for rule in gone if isinstance(rule, Hosting)]
    for kind in (Weekdays, HostHolidays):
        labels += [kind(partner=rule.partner).label for rule in gone if isinstance(rule, kind)]
    return labels


def _for_the_others(
    kind: type[Hosting] | type[HostHolidays] | type[Weekdays],
    given: Sequence[Rule],
    names: Sequence[str],
    dropped: Collection[str],
) -> list[Rule]:
    named = {rule.partner for rule in given if isinstance(rule, kind)}
    if None in named or kind().label in dropped:
        return []
    left_out = named | {name for name in names if kind(partner=name).label in dropped}
    return [kind(partner=name) for name in names if name not in left_out] if left_out else [kind()]
