"""What is wrong, or probably not meant, in a problem as a whole; single values check themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import fields, has

from di4c_schedule.calendars import check_calendar, empty_years_warning, subdivision_warning
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import CalendarError, Mistake, nearest
from di4c_schedule.goals import ModelGoal, TableGoal
from di4c_schedule.labels import counted, kind_of
from di4c_schedule.network import Network
from di4c_schedule.rules import FrameRule, ModelRule, TableRule

LONGEST_WINDOW = 3660
"""Days that a window may have: ten years and a few days."""

FIRST_YEAR, LAST_YEAR = 1583, 9000
"""From the first whole year of the Gregorian calendar on; far from the end of what a date can hold."""


def mistakes_in_frame(network: Network, first: Any, last: Any, days: int) -> Iterator[Mistake]:
    """Yield what is wrong with the window, the length of the meetings and the holiday calendars."""
    if last < first:
        yield Mistake(f"the last day, {last}, comes before the first, {first}", ("last",))
        return
    if first.year < FIRST_YEAR or last.year > LAST_YEAR:
        yield Mistake(f"expected years from {FIRST_YEAR} to {LAST_YEAR}, got {first.year} to {last.year}", ("first",))
        return
    window = DateRange(first, last)
    if window.days > LONGEST_WINDOW:
        yield Mistake(f"the window has {window.days} days; {LONGEST_WINDOW} are the most", ("last",))
        return
    if window.days < days:
        yield Mistake(f"the window has {counted(window.days, 'day')}, too few for a meeting of {days}", ("days",))
    for index, partner in enumerate(network):
        try:
            check_calendar(partner.country, partner.subdivision, first - ONE_DAY, last + ONE_DAY)
        except CalendarError as error:
            for mistake in error.mistakes:
                yield mistake.inside("partners", index)


def mistakes_in_rules(network: Network, window: DateRange, rules: Sequence[object]) -> Iterator[Mistake]:
    """Yield what is wrong with each rule in this network and window."""
    for index, rule in enumerate(rules):
        if isinstance(rule, type) or not isinstance(rule, (TableRule, ModelRule, FrameRule)):
            yield Mistake(f"{rule!r:.60} is no rule: a rule has label, check, and fill (or post)", ("rules", index))
        else:
            for mistake in mistakes_in_arguments(network.names, window, rule):
                yield mistake.inside("rules", index)


def mistakes_in_goals(network: Network, window: DateRange, goals: Sequence[object]) -> Iterator[Mistake]:
    """Yield what is wrong with each goal in this network and window."""
    for index, goal in enumerate(goals):
        if isinstance(goal, type) or not isinstance(goal, (TableGoal, ModelGoal)):
            yield Mistake(
                f"{goal!r:.60} is no goal: a goal has label, unit, level, weight, measure, and fill (or post)",
                ("goals", index),
            )
            continue
        for key in ("level", "weight"):
            number = getattr(goal, key)
            if not isinstance(number, int) or isinstance(number, bool) or number < 1:
                yield Mistake(f"expected a whole number from 1 on, got {number!r:.60}", ("goals", index, key))
        for mistake in mistakes_in_arguments(network.names, window, goal):
            yield mistake.inside("goals", index)


def mistakes_in_arguments(names: Sequence[str], window: DateRange | None, thing: object) -> Iterator[Mistake]:
    """Yield what is wrong with the partners and dates that a rule or goal names.

    Parameters
    ----------
    names
        Names of the partners.
    window
        The window, or None if it is not known.
    thing
        A rule or goal; paths begin at it.
    """
    for key, role, value in _roles(thing):
        if role["role"] in ("partner", "partners"):
            for name in [value] if isinstance(value, str) else value:
                if name not in names:
                    yield Mistake(f'unknown partner "{name}", {nearest(name, names)}', (key,))
        elif role["role"] == "dates" and role["needed"] and window is not None and not value.overlaps(window):
            yield Mistake(f"{value} lies outside the window, {window}; give dates within it", (key,))


def remarks_on(network: Network, window: DateRange, things: Sequence[object]) -> Iterator[str]:
    """Yield what is probably not meant, one sentence each."""
    for partner in network:
        country, subdivision = partner.country, partner.subdivision
        for warning in (
            subdivision_warning(country, subdivision),
            empty_years_warning(country, subdivision, window.first, window.last),
        ):
            if warning:
                yield f"{partner.name}: {warning}"
    for thing in things:
        for key, role, value in _roles(thing):
            if role["role"] == "dates" and not role["needed"] and not value.overlaps(window):
                yield f"{kind_of(thing)}, {key}: {value} lies outside the window, {window}, and has no effect"


def _roles(thing: object) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, metadata and value of the arguments that name partners or dates, where given."""
    if not has(type(thing)):
        return
    cls: Any = type(thing)
    for attribute in fields(cls):
        value = getattr(thing, attribute.name)
        if "role" in attribute.metadata and value is not None and not _each_month(attribute.metadata, value):
            yield attribute.name, attribute.metadata, value


def _each_month(metadata: Any, value: object) -> bool:
    return metadata["role"] == "dates" and not isinstance(value, DateRange)
