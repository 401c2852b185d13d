"""What is wrong, or probably not meant, in a problem as a whole; single values check themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import fields, has

from di4c_schedule.arguments import PARTNERS_WITH_NUMBERS
from di4c_schedule.calendar_style import CalendarStyle, has_words, shipped_languages
from di4c_schedule.calendars import busy_within, check_calendar, empty_years_warning, subdivision_warning
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import CalendarError, CalendarFileError, Mistake, nearest
from di4c_schedule.forms import Turn
from di4c_schedule.goals import ModelGoal, TableGoal
from di4c_schedule.labels import counted, kind_of, listed
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.rules import FrameRule, ModelRule, TableRule
from di4c_schedule.rules.kinds import busy_times_of
from di4c_schedule.travel import Travel
from di4c_schedule.travel.erasmus import KNOWN

LONGEST_WINDOW = 3660
"""Days that a window may have: ten years and a few days."""


def mistakes_in_window(first: date, last: date, days: int) -> Iterator[Mistake]:
    """Yield what is wrong with the window and the length of the meetings."""
    if last < first:
        yield Mistake(f"the last day, {last}, comes before the first, {first}", ("last",))
        return
    length = DateRange(first, last).days
    if length > LONGEST_WINDOW:
        yield Mistake(f"the window has {length} days; {LONGEST_WINDOW} are the most", ("last",))
    if length < days:
        yield Mistake(f"the window has {counted(length, 'day')}, too few for a meeting of {days}", ("days",))


def mistakes_in_turns(network: Network, window: tuple[date, date], turns: Sequence[Turn]) -> Iterator[Mistake]:
    """Yield what is wrong with what is said of single turns."""
    longest = (window[1] - window[0]).days + 1
    for index, turn in enumerate(turns):
        for mistake in mistakes_in_arguments(network.names, None, turn):
            yield mistake.inside("turns", index)
        if turn.days is not None and 0 < longest < turn.days:
            text = f"the window has {counted(longest, 'day')}, too few for a meeting of {turn.days}"
            yield Mistake(text, ("turns", index, "days"))


def mistakes_in_calendars(partners: Iterable[Partner | None], first: date, last: date) -> Iterator[Mistake]:
    """Yield which partners have no holiday data for the days of the window and the days around it.

    Partners that could not be read are None; the two days may stand in the wrong order.
    """
    first, last = sorted((first, last))
    around = (first if first == date.min else first - ONE_DAY, last if last == date.max else last + ONE_DAY)
    for index, partner in enumerate(partners):
        if partner is None:
            continue
        try:
            check_calendar(partner.country, partner.subdivision, *around)
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


def mistakes_in_busy_calendars(network: Network, window: DateRange, rules: Iterable[object]) -> Iterator[Mistake]:
    """Yield what cannot be known of the busy days of the window, such as entries that recur too often."""
    for times in busy_times_of(rules):
        if times.partner in network:
            try:
                busy_within(times, network[times.partner], window, window)
            except CalendarFileError as error:
                yield from error.mistakes


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


def mistakes_in_travel(names: Sequence[str], travel: Travel) -> Iterator[Mistake]:
    """Yield which partners one's own distances and durations lack, and which names in them are no partners.

    Parameters
    ----------
    names
        Names of the partners.
    travel
        Distances and durations.
    """
    for quantity, matrix in travel.matrices.items():
        where = f" in {matrix.source}" if matrix.source else ""
        for name in matrix.names:
            if name not in names:
                yield Mistake(f'unknown partner "{name}"{where}, {nearest(name, names)}', ("travel", quantity))
        missing = [name for name in names if name not in matrix.names]
        if missing and len(names) > 1:
            shown = listed(missing) if len(missing) < 4 else f"{', '.join(missing[:3])} and {len(missing) - 3} more"
            yield Mistake(f"no {quantity} for {shown}{where}; every partner is needed", ("travel", quantity))


def mistakes_in_calendar_style(partners: Iterable[Partner], style: CalendarStyle) -> Iterator[Mistake]:
    """Yield which names in it are no partners, and which languages have no words.

    Parameters
    ----------
    partners
        The partners.
    style
        What calendars say besides the dates.
    """
    partners = list(partners)
    names = [partner.name for partner in partners]
    for name in style.links:
        if name not in names:
            yield Mistake(f'unknown partner "{name}", {nearest(name, names)}', ("calendars", "links", name))
    spoken: list[tuple[str | None, tuple[str | int, ...]]] = [(style.language, ("calendars", "language"))]
    spoken += [(partner.language, ("partners", index, "language")) for index, partner in enumerate(partners)]
    known = sorted({*shipped_languages(), *style.words})
    for language, where in spoken:
        if language is not None and not has_words(language, style.words):
            text = f"there are words in {listed(known)}; write those of {language} under [calendars.words.{language}]"
            yield Mistake(f'no words of the language "{language}": {text}', where)


def mistakes_in_arguments(names: Sequence[str | None], window: DateRange | None, thing: object) -> Iterator[Mistake]:
    """Yield what is wrong with the partners and dates that a rule or goal names.

    Parameters
    ----------
    names
        Names of the partners, None for one that could not be read; empty if nothing is known of them.
    window
        The window, or None if it is not known.
    thing
        A rule or goal; paths begin at it.
    """
    known = [name for name in names if name is not None]
    for key, role, value in _roles(thing):
        for name in _named(thing, role, value):
            if names and name not in known:
                inside = (key, name) if role["role"] == PARTNERS_WITH_NUMBERS["role"] else (key,)
                yield Mistake(f'unknown partner "{name}", {nearest(name, known)}', inside)
        if role["role"] == "quorum" and names and value > len(names):
            yield Mistake(f"{value} is more than there are partners, {len(names)}", (key,))
        if window is None:
            continue
        if role["role"] == "dates" and role["needed"] and _days_outside(value, window) > _reach(thing, role):
            yield Mistake(f"{value} lies outside the window, {window}; give dates within it", (key,))
        if role["role"] == "published":
            for slot in getattr(thing, "kept", ()):
                if slot.start not in window:
                    yield Mistake(f"{slot} lies outside the window, {window}; leave it out", (key,))


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
        for calendar in partner.busy:
            yield from map(str, calendar.remarks)
    regions = {partner.region for partner in network} - {None}
    for thing in things:
        for key, role, value in _roles(thing):
            if role["role"] == "busy":
                yield from (f"left out: {mistake}" for mistake in value.skipped)
                yield from map(str, value.remarks)
            if role["role"] in ("by", "groups") and value == "region" and not regions:
                yield f'{kind_of(thing)}, {key}: no partner has a region, such as region = "South"; nothing is grouped'
            if role["role"] == "dates" and not role["needed"] and not value.overlaps(window):
                yield f"{kind_of(thing)}, {key}: {value} lies outside the window, {window}, and has no effect"


def _named(thing: object, role: Any, value: Any) -> list[str]:
    """Return the partners that an argument names and that must be in the network."""
    if role["role"] in ("partner", "partners"):
        return [value] if isinstance(value, str) else list(value)
    if role["role"] == "partners with numbers":
        return [name for name, _ in value]
    if role["role"] == "groups" and not isinstance(value, str):
        return [name for group in value for name in group]
    if role["role"] == "published":
        return list(dict.fromkeys(slot.host for slot in getattr(thing, "kept", ())))
    return []


def _days_outside(dates: DateRange, window: DateRange) -> int:
    """Return the days from a range to the window; 0 if they overlap."""
    return max(0, (window.first - dates.last).days, (dates.first - window.last).days)


def _reach(thing: object, role: Any) -> int:
    """Return by how many days a range may lie outside the window."""
    reach: int = getattr(thing, role["reach"]) if "reach" in role else 0
    return reach


def remarks_on_travel(travel: Travel, window: DateRange, things: Sequence[object]) -> Iterator[str]:
    """Yield what is probably not meant in distances and fares, one sentence each."""
    for quantity, matrix in travel.matrices.items():
        pair = matrix.most_lopsided() if travel.symmetric else None
        if pair:
            there, back = (f"{one[0]} to {one[1]} {matrix[one]:,}" for one in (pair, pair[::-1]))
            more = "most of all; write symmetric = false if that is meant"
            yield f"travel, {quantity}: ways there and back differ, {there} and {back} {more}"
    if travel.fares.scheme and not KNOWN.covers(window) and any(_counts_euro(thing) for thing in things):
        years = f"{KNOWN.first.year} to {KNOWN.last.year}"
        yield f"travel, fares: those of Erasmus+ are known for {years} only; other years take the nearest"


def _counts_euro(thing: object) -> bool:
    return "eur" in (getattr(thing, "by", None), getattr(thing, "measure", None))


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
