"""The rules that hold unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from di4c_schedule.network import Network
from di4c_schedule.rules import Busy, HostHolidays, Hosting, Rule, Weekdays
from di4c_schedule.rules.kinds import busy_times_of


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


def rules_of_partners(given: Sequence[Rule], network: Network, dropped: Collection[str] = ()) -> list[Rule]:
    """Return the rules that partners bring with them: one for each of their busy calendars.

    Parameters
    ----------
    given
        The user's rules; a calendar of which one speaks brings no other.
    network
        The partners.
    dropped
        Labels of such rules that do not hold.
    """
    spoken_of = [(rule.partner, rule.calendar) for rule in busy_times_of(given) if isinstance(rule, Busy)]
    return [
        rule
        for rule in _of_partners(network)
        if (rule.partner, rule.calendar) not in spoken_of and rule.label not in dropped
    ]


def labels_of_partners(network: Network) -> list[str]:
    """Return the labels of all rules that partners bring with them."""
    return [rule.label for rule in _of_partners(network)]


def _of_partners(network: Network) -> list[Busy]:
    return [Busy(partner.name, calendar) for partner in network for calendar in partner.busy]


def default_labels(gone: Iterable[Rule], network: Network) -> list[str]:
    """Return the labels of default rules that must not hold either, now that given rules do not hold.

    Parameters
    ----------
    gone
        Rules that no longer hold. Where one of them had replaced a default, the default does not come back; but how
        often a partner hosts, something must say.
    network
        The partners; rules that they bring with them do not come back either.

    Examples
    --------
    >>> from di4c_schedule.partner import Partner
    >>> network = Network("One", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> default_labels([Weekdays(["Tue"], "Oulu")], network)
    ['Meetings of Oulu take place only on Mon, Tue, Wed, Thu and Fri']
    """
    gone = list(gone)
    labels = [rule.label for rule in gone if isinstance(rule, Hosting)]
    for kind in (Weekdays, HostHolidays):
        labels += [kind(partner=rule.partner).label for rule in gone if isinstance(rule, kind)]
    busy = [(rule.partner, rule.calendar) for rule in gone if isinstance(rule, Busy)]
    return labels + [rule.label for rule in _of_partners(network) if (rule.partner, rule.calendar) in busy]


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
