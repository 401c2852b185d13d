"""A partner leaves the network, or stays and hosts no more: the problem as it is then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, fields, has

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.errors import ProblemError, nearest
from di4c_schedule.names import clean_name
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.rules import (
    AtLeast,
    Busy,
    First,
    Frozen,
    HostHolidays,
    Hosting,
    InTurn,
    Keep,
    Last,
    Near,
    NotInARow,
    Position,
    Rule,
    Unavailable,
    Weekdays,
)
from di4c_schedule.slots import Slot
from di4c_schedule.travel import Matrix, Travel


def without_partner(problem: Problem, name: str) -> Problem:
    """Return a problem as it is when a partner leaves the network.

    Rules and goals that speak only of the partner go with it; lists of partners, groups, distances and published
    meetings lose it. A rule that then says nothing goes, too. If the lead leaves, the first of the others leads, but
    rules that name the old lead are not handed on. Numbers that were in reach stay in reach: a quorum is lowered to the
    number of partners that are left, the number of meetings to what they may host, a place of the rotation or the
    count of `AtLeast` to the number of meetings.

    Parameters
    ----------
    problem
        The problem.
    name
        Name of the partner.

    Raises
    ------
    ProblemError
        If there is no such partner, or no other.

    Examples
    --------
    >>> from di4c_schedule import Partner
    >>> partners = [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")]
    >>> problem = Problem(Network("Two", partners, lead="Messina"), "2019-09-02", "2019-10-31", rules=[First("Oulu")])
    >>> rest = without_partner(problem, "Oulu")
    >>> rest.network.names, rest.meetings, rest.given_rules
    (['Messina'], 1, ())
    """
    name = _member(problem, name)
    partners = [partner for partner in problem.network if partner.name != name]
    if not partners:
        raise ProblemError(f"{name} is the only partner; a network needs at least one")
    network = Network(
        problem.network.name, partners, partners[0].name if problem.network.lead == name else problem.network.lead
    )
    rest = evolve(
        problem,
        network=network,
        rules=_each(problem.given_rules, name, problem),
        goals=_each(problem.goals, name, problem),
        meetings=_hosted_by(problem, network.names),
        dropped=problem.dropped - _labels_of(problem.network[name]),
        travel=_travel(problem.travel, name),
        turns=[turn for turn in problem.turns if turn.partner != name],
    )
    return _within_reach(rest, problem.meetings)


def withdrawing(problem: Problem, name: str, held: int = 0) -> Problem:
    """Return a problem as it is when a partner stays in the network, but hosts no more.

    It travels to the others as before. Rules that would make it host go: other `Hosting` rules on it, places of the
    rotation, an event to be near to, published meetings that it does not hold any more.

    Parameters
    ----------
    problem
        The problem.
    name
        Name of the partner.
    held
        How many meetings it has hosted already; they stay.

    Raises
    ------
    ProblemError
        If there is no such partner.

    Examples
    --------
    >>> from di4c_schedule import Partner
    >>> partners = [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")]
    >>> problem = Problem(Network("Two", partners, lead="Messina"), "2019-09-02", "2019-10-31")
    >>> rest = withdrawing(problem, "Oulu")
    >>> rest.network.names, rest.meetings, rest.given_rules[0].label
    (['Messina', 'Oulu'], 1, 'Oulu hosts no meeting')
    """
    name = _member(problem, name)
    published = [slot for rule in problem.given_rules if isinstance(rule, (Keep, Frozen)) for slot in rule.meetings]
    own = sorted({slot.start for slot in published if slot.host == name})
    rules: list[Rule] = []
    for rule in problem.given_rules:
        rules += _not_hosting(rule, name, [Slot(name, day) for day in own[:held]], problem)
    rest = evolve(problem, rules=[*rules, Hosting(name, held, held)])
    rest = evolve(rest, meetings=_hosted_by(rest, problem.network.names))
    return _within_reach(rest, problem.meetings)


def _labels_of(partner: Partner) -> set[str]:
    """Return the labels of the rules that hold for a partner without being written."""
    default = {kind(partner=partner.name).label for kind in (Hosting, HostHolidays, Weekdays)}
    return default | {Busy(partner.name, calendar).label for calendar in partner.busy}


def _member(problem: Problem, name: str) -> str:
    name = clean_name(name)
    if name not in problem.network:
        raise ProblemError(f'unknown partner "{name[:60]}", {nearest(name, problem.network.names)}')
    return name


def _hosted_by(problem: Problem, names: Iterable[str]) -> int | None:
    """Return the number of meetings that was given, or as many as some partners may host; None: not given, or none."""
    most = [problem.hosting[name][1] for name in names]
    room = sum(high for high in most if high is not None)
    if problem.given_meetings is None or None in most or room >= problem.given_meetings:
        return problem.given_meetings
    return room or None


def _each(things: Iterable[Any], name: str, problem: Problem) -> list[Any]:
    left = [_without(thing, name, problem) for thing in things]
    return [thing for thing in left if thing is not None]


def _without(thing: Any, name: str, problem: Problem) -> Any:
    """Return a rule or goal without a partner; None if it says nothing any more."""
    if getattr(thing, "partner", None) == name:
        return None
    if not has(type(thing)):
        return thing
    changes: dict[str, object] = {}
    others = len(problem.network) - 1
    for attribute in fields(type(thing)):
        value, role = getattr(thing, attribute.name), attribute.metadata.get("role")
        if role == "partner" and value == name:
            return None
        if value is None:
            continue
        left = _without(value, name, problem) if role == "rule" else _value_without(value, role, name, others)
        if left is None:
            return None
        if left != value:
            changes[attribute.alias] = left
    return _changed(thing, changes, name, problem) if changes else thing


def _value_without(value: Any, role: str | None, name: str, others: int) -> Any:
    """Return an argument without a partner, by its role."""
    if role == "quorum":
        return min(value, others)
    if isinstance(value, str):
        return value
    if role == "partners":
        return tuple(one for one in value if one != name)
    if role == "groups":
        groups = (tuple(one for one in group if one != name) for group in value)
        return tuple(group for group in groups if group)
    if role == "partners with numbers":
        return tuple(pair for pair in value if pair[0] != name)
    if role == "published":
        return tuple(slot for slot in value if slot.host != name)
    return value


def _changed(thing: Any, changes: dict[str, Any], name: str, problem: Problem) -> Any:
    again = {other for other, (_, high) in problem.hosting.items() if high not in (0, 1) and other != name}
    if isinstance(thing, Frozen) and not changes["meetings"]:
        return _nothing_before(thing, problem)
    if isinstance(thing, InTurn) and not changes["groups"] and again:
        # all are groups by themselves now; the rule needs one that says so
        return evolve(thing, groups=[[other] for other in problem.network.names if other != name][:1])
    if isinstance(thing, NotInARow) and len(changes["partners"]) == 1 and not again & set(changes["partners"]):
        return None
    try:
        return evolve(thing, **changes)
    except ProblemError:  # it needs what it has lost
        return None


def _nothing_before(rule: Frozen, problem: Problem) -> Unavailable | None:
    """Return the rule that nothing starts before a date, where no published meeting is left."""
    if rule.before <= problem.first:
        return None
    return Unavailable((problem.first, min(rule.before - ONE_DAY, problem.last)), reason="over already")


def _travel(travel: Travel, name: str) -> Travel:
    km, hours, days = (_matrix(matrix, name) for matrix in (travel.own_km, travel.own_hours, travel.own_days))
    return evolve(travel, km=km, hours=hours, days=days)


def _matrix(matrix: Matrix | None, name: str) -> Matrix | None:
    if matrix is None:
        return None
    names = [other for other in matrix.names if other != name]
    rows = [[matrix[origin, destination] for destination in names] for origin in names]
    return Matrix(names, rows, matrix.source, [pair for pair in matrix.way_back if name not in pair])


def _within_reach(problem: Problem, before: int) -> Problem:
    """Lower what was in reach of so many meetings before, and is out of reach now."""
    now = problem.meetings
    rules: list[Rule] = []
    for rule in problem.given_rules:
        lowered: Rule | None = rule
        if isinstance(rule, Position) and now < rule.position <= before:
            lowered = evolve(rule, position=now) if now else None
        elif isinstance(rule, AtLeast) and now < rule.count <= before:
            lowered = evolve(rule, count=now) if now else None
        rules += [lowered] if lowered is not None else []
    return problem if rules == list(problem.given_rules) else evolve(problem, rules=rules)


def _not_hosting(rule: Rule, name: str, held: Sequence[Slot], problem: Problem) -> list[Rule]:
    """Return what is left of a rule when a partner hosts no more than the meetings it has held."""
    if isinstance(rule, Hosting):
        return list(hosting_of_others(rule, name, problem.network.names))
    if isinstance(rule, Last) or (not held and isinstance(rule, (First, Position, Near))):
        return [] if getattr(rule, "partner", None) == name else [rule]
    if isinstance(rule, (Keep, Frozen)):
        left = [slot for slot in rule.meetings if slot.host != name or slot in held]
        if left:
            return [evolve(rule, meetings=left)]
        instead = _nothing_before(rule, problem) if isinstance(rule, Frozen) else None
        return [instead] if instead is not None else []
    return [rule]


def hosting_of_others(rule: Hosting, name: str, names: Iterable[str]) -> Iterator[Hosting]:
    """Yield what a rule on how often partners host says of all but one.

    Parameters
    ----------
    rule
        The rule.
    name
        Name of the partner left out.
    names
        Names of all partners.

    Examples
    --------
    >>> [rule.label for rule in hosting_of_others(Hosting(None, 2, 2), "Oulu", ["Messina", "Oulu"])]
    ['Messina hosts twice']
    """
    for other in names:
        if other != name and rule.partner in (None, other):
            yield evolve(rule, partner=other)
