"""A problem as the text of a problem file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from attrs import NOTHING, Attribute, fields, has

from di4c_schedule import goals, rules
from di4c_schedule.busy import BusyCalendar
from di4c_schedule.dates import DateRange
from di4c_schedule.errors import Mistake, raise_all
from di4c_schedule.labels import kind_of

if TYPE_CHECKING:
    from di4c_schedule.goals import Goal
    from di4c_schedule.problem import Problem
    from di4c_schedule.rules import Rule

ANY = "any"
"""What stands for no bound where leaving the key out means another default."""


def problem_toml(problem: Problem) -> str:
    """Return the text of a file from which `read_problem` makes an equal problem.

    Parameters
    ----------
    problem
        The problem.

    Returns
    -------
    str
        TOML. What has its default value is left out; places are written as coordinates.

    Raises
    ------
    ProblemError
        If a rule or goal is of a class that is not the library's, which a file cannot name.
    """
    import tomli_w

    raise_all(list(_unwritable(problem)))
    network = problem.network
    outer: dict[str, Any] = {
        "name": network.name,
        "lead": network.lead,
        "first": problem.first,
        "last": problem.last,
        "days": problem.days,
        "meetings": problem.given_meetings,
        "default_rules": problem.default_rules,
        "dropped": sorted(problem.dropped),
        "travel": _table(problem.travel),
        "calendars": _table(problem.calendars),
        "partners": [_whole_table(partner) for partner in network],
        "turns": [_table(turn) for turn in problem.turns],
        "rules": [{"kind": kind_of(rule), **_table(rule)} for rule in problem.given_rules],
        "goals": [{"kind": kind_of(goal), **_table(goal)} for goal in problem.goals],
    }
    return tomli_w.dumps({key: value for key, value in outer.items() if value not in (None, [], {})})


def entries_toml(things: Sequence[Rule | Goal]) -> str:
    """Return rules and goals as tables to paste into a problem file.

    Raises
    ------
    ProblemError
        If one is of a class that is not the library's, which a file cannot name.

    Examples
    --------
    >>> print(entries_toml([rules.Fixed("Oulu", "2019-10-08..2019-10-09")]).strip())
    [[rules]]
    kind = "fixed"
    partner = "Oulu"
    dates = "2019-10-08..2019-10-09"
    """
    import tomli_w

    found: dict[str, list[Any]] = {
        "rules": [thing for thing in things if not hasattr(thing, "level")],
        "goals": [thing for thing in things if hasattr(thing, "level")],
    }
    raise_all(_strangers(found))
    # as one table each: the package would write a short list of tables in one line, which no file can hold twice
    texts = [
        tomli_w.dumps({section: {"kind": kind_of(one), **_table(one)}}).replace(f"[{section}]", f"[[{section}]]", 1)
        for section, ones in found.items()
        for one in ones
    ]
    return "\n".join(texts)


def _unwritable(problem: Problem) -> list[Mistake]:
    return _strangers({"rules": problem.given_rules, "goals": problem.goals})


def _strangers(found: Mapping[str, Sequence[object]]) -> list[Mistake]:
    known = {*rules.BY_KIND.values(), *goals.BY_KIND.values()}
    return [
        Mistake(f"{type(thing).__name__} is a class of your own, which a file cannot name", (section, index))
        for section, things in found.items()
        for index, thing in enumerate(things)
        if type(thing) not in known
    ]


def _table(thing: Any) -> dict[str, Any]:
    """Return the fields that differ from their defaults."""
    table = {}
    for attribute in fields(type(thing)):
        value = getattr(thing, attribute.name)
        if value != _default(attribute):
            table[attribute.alias] = ANY if value is None else _value(value)
    return table


def _whole_table(thing: Any) -> dict[str, Any]:
    """Return all fields that say something."""
    values = {attribute.alias: getattr(thing, attribute.name) for attribute in fields(type(thing))}
    return {key: _value(value) for key, value in values.items() if value not in (None, ())}


def _default(attribute: Attribute[Any]) -> object:
    default: Any = attribute.default
    if hasattr(default, "factory"):
        default = default.factory()
    if default is NOTHING or default is None or attribute.converter is None:
        return default
    convert: Any = attribute.converter
    return convert(default)


def _value(value: Any) -> Any:
    if isinstance(value, DateRange):
        return value.first if value.first == value.last else f"{value.first}..{value.last}"
    if isinstance(value, BusyCalendar):
        return value.name
    if isinstance(value, (list, tuple)):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    if has(type(value)):
        return value.as_toml() if hasattr(value, "as_toml") else _table(value)
    if isinstance(value, (bool, int, float, str, date, time)):
        return value
    raise TypeError(f"no way to write {value!r} in TOML")
