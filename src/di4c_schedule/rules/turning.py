"""Dials on the arguments of rules: numbers that go up or down, ends of ranges, weekdays that are added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import evolve

from di4c_schedule.dates import ONE_DAY, WEEKDAYS, DateRange
from di4c_schedule.dial import Dial
from di4c_schedule.labels import counted, listed


def number_dial(
    rule: Any,
    name: str,
    noun: str,
    *,
    loosens: int,
    within: tuple[int, int],
    advice: Callable[[int, int], str],
) -> list[Dial]:
    """Return a dial for a whole number, or no dial if it cannot be turned.

    Parameters
    ----------
    rule
        The rule.
    name
        The argument.
    noun
        What is counted, in the singular.
    loosens
        1 if a greater number asks for less, -1 if a smaller one does.
    within
        The least and the greatest number that make sense.
    advice
        Returns what to do, from the number that it becomes and by how much it is turned.
    """
    now: int = getattr(rule, name)
    down, up = now - within[0], within[1] - now
    loosest, tightest = (up, down) if loosens > 0 else (down, up)

    def at(step: int) -> int:
        return now + loosens * step

    return turned(
        rule,
        name,
        f"{noun}s",
        at,
        lambda number: counted(number, noun),
        lambda step: advice(at(step), step),
        loosest=loosest,
        tightest=tightest,
    )


def end_dial(rule: Any, window: DateRange, *, wider: bool, advice: Callable[[date, int], str]) -> list[Dial]:
    """Return a dial for the last day of a rule's dates, or no dial if it cannot be turned.

    Parameters
    ----------
    rule
        A rule with an argument `dates`.
    window
        The window: the dates always share a day with it, and the last one does not go beyond.
    wider
        Whether the rule asks for less if its dates are more.
    advice
        Returns what to do, from the day that it becomes and the number of days by which it is turned.
    """
    dates: DateRange = rule.dates
    outwards, inwards = (window.last - dates.last).days, (dates.last - max(dates.first, window.first)).days
    sign = 1 if wider else -1

    def at(step: int) -> DateRange:
        return DateRange(dates.first, dates.last + sign * step * ONE_DAY)

    return turned(
        rule,
        "dates",
        "days",
        at,
        lambda new: day_said(new.last),
        lambda step: advice(at(step).last, step),
        loosest=outwards if wider else inwards,
        tightest=inwards if wider else outwards,
    )


def beginning_dial(rule: Any, window: DateRange, *, wider: bool, advice: Callable[[date, int], str]) -> list[Dial]:
    """Return a dial for the first day of a rule's dates, or no dial if it cannot be turned; see `end_dial`."""
    dates: DateRange = rule.dates
    outwards, inwards = (dates.first - window.first).days, (min(dates.last, window.last) - dates.first).days
    sign = -1 if wider else 1

    def at(step: int) -> DateRange:
        return DateRange(dates.first + sign * step * ONE_DAY, dates.last)

    return turned(
        rule,
        "dates",
        "days",
        at,
        lambda new: day_said(new.first),
        lambda step: advice(at(step).first, step),
        loosest=outwards if wider else inwards,
        tightest=inwards if wider else outwards,
    )


def weekdays_dial(rule: Any, advice: Callable[[str], str]) -> list[Dial]:
    """Return a dial that adds weekdays one by one, or no dial if all are there.

    Parameters
    ----------
    rule
        A rule with an argument `weekdays`, the allowed ones.
    advice
        Returns what to do, from the weekdays that are added.
    """
    allowed: tuple[str, ...] = rule.weekdays
    added = _nearest_first(allowed)

    def at(step: int) -> tuple[str, ...]:
        return tuple(day for day in WEEKDAYS if day in allowed or day in added[:step])

    def more(step: int) -> str:
        return advice(listed([day for day in WEEKDAYS if day in added[:step]]))

    return turned(
        rule, "weekdays", "weekdays", at, lambda days: listed(list(days)), more, loosest=len(added), tightest=0
    )


def so_many(number: int, noun: str) -> str:
    """Write a number with its noun, none as a word.

    Examples
    --------
    >>> so_many(0, "meeting"), so_many(2, "meeting")
    ('no meeting', '2 meetings')
    """
    return counted(number, noun) if number else f"no {noun}"


def day_said(day: date) -> str:
    """Write a day without its weekday.

    Examples
    --------
    >>> day_said(date(2020, 3, 4))
    '4 March 2020'
    """
    return str(DateRange(day, day))


def _nearest_first(allowed: tuple[str, ...]) -> list[str]:
    """Return the other weekdays, nearest to the allowed ones first, then working days, then later ones."""
    places = [WEEKDAYS.index(day) for day in allowed]
    others = [place for place in range(len(WEEKDAYS)) if place not in places]
    ranked = sorted(others, key=lambda place: (min(abs(place - one) for one in places), place >= 5, -place))
    return [WEEKDAYS[place] for place in ranked]


def turned(
    rule: Any,
    name: str,
    unit: str,
    at: Callable[[int], Any],
    said: Callable[[Any], str],
    advice: Callable[[int], str],
    *,
    loosest: int,
    tightest: int,
) -> list[Dial]:
    """Return a dial for an argument, or no dial if it cannot be turned.

    Parameters
    ----------
    rule, name, unit
        The rule, its argument, and what a step is, in the plural.
    at
        Returns the argument at a step.
    said
        Returns an argument in words.
    advice
        Returns what to do for a step that loosens.
    loosest, tightest
        Most steps that loosen, and most that tighten, both counted from 0 up; less than 0 is none.
    """
    if loosest <= 0 and tightest <= 0:
        return []
    return [
        Dial(
            name,
            unit,
            value_at=lambda step: said(at(step)),
            rule_at=lambda step: evolve(rule, **{name: at(step)}),
            loosest=max(0, loosest),
            tightest=-max(0, tightest),
            advice=advice,
        )
    ]
