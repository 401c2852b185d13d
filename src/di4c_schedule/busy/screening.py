"""Rules of repetition as they stand in files, let through only if they can be followed in bounded time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo

from di4c_schedule.busy.properties import Moment, UnreadableError, split_property
from di4c_schedule.busy.repeats import (
    DAILY,
    FREQUENCIES,
    HOURLY,
    MINUTELY,
    MONTHLY,
    SECONDLY,
    SECONDS,
    WEEKLY,
    YEARLY,
    Rule,
    as_moment,
)
from di4c_schedule.busy.structure import Line

_LONGEST_RULE = 2_000
"""Signs; the longest rule that makes sense, all days of a year listed, has 1,500."""

MOST_A_DAY = 48
"""Times that an event may repeat on one day."""

_MOST_IN_ALL = 20_000
"""What COUNT may say: every day for 55 years."""

_HORIZON = datetime(2060, 1, 1)
"""Until then it is worked out how many periods a counted rule may take."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_RANGES = {
    "BYSECOND": (0, 60, False), "BYMINUTE": (0, 59, False), "BYHOUR": (0, 23, False), "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True), "BYYEARDAY": (1, 366, True), "BYWEEKNO": (1, 53, True), "BYSETPOS": (1, 366, True),
}  # fmt: skip
"""Least and greatest number of a part of a rule, and whether it may count from the end (RFC 5545, section 3.3.10)."""

_KNOWN = frozenset(["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_RANGES])


def rule_of(line: Line, start: Moment) -> Rule:
    """Read a rule, and refuse one that is wrong or that would take too long to follow.

    Parameters
    ----------
    line
        The property RRULE.
    start
        When the event begins; its zone's clock is the rule's.

    Raises
    ------
    UnreadableError
        If the rule is refused.

    Examples
    --------
    >>> rule_of(Line(9, "RRULE", "RRULE:FREQ=SECONDLY"), datetime(2019, 9, 2))
    Traceback (most recent call last):
    ...
    di4c_schedule.busy.properties.UnreadableError: RRULE: repeats up to 86,400 times a day, more than 48
    """
    refuse = _refusal(line)
    parts = _parts(line, refuse)
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise refuse(f'"{frequency[:20]}" is no frequency; expected one of {", ".join(FREQUENCIES[:5])}')
    begin = as_moment(start)
    days = _days(parts.get("BYDAY", ""), refuse)
    if (frequency == MONTHLY or "BYMONTH" in parts) and any(abs(place) > 5 for _, place in days):
        # dateutil fails on them
        raise refuse(f"BYDAY={parts['BYDAY'][:20]}: no month has a weekday more than five times")
    given = {name: _numbers(name, parts[name], refuse) for name in _RANGES if name in parts}
    rule = Rule(
        frequency,
        begin,
        interval=_number("INTERVAL", parts, refuse) or 1,
        count=_number("COUNT", parts, refuse),
        until=_until(parts, start, refuse),
        week_start=_weekday(parts.get("WKST", "MO"), refuse),
        by=_by(frequency, begin, given, days, timed=isinstance(start, datetime)),
    )
    _require_few(rule, given, "BYDAY" in parts, refuse)
    return rule


_Refusal = Callable[[str], UnreadableError]


def _refusal(line: Line) -> _Refusal:
    return lambda message: UnreadableError(line.number, f"{line.name}: {message}")


def _parts(line: Line, refuse: _Refusal) -> dict[str, str]:
    if len(line.text) > _LONGEST_RULE:
        raise refuse(f"the rule is longer than {_LONGEST_RULE:,} signs")
    _, value = split_property(line)
    parts: dict[str, str] = {}
    for pair in value.upper().split(";"):
        name, equals, text = (part.strip() for part in pair.partition("="))
        if not pair.strip() or name.startswith("X-"):
            continue
        if not (equals and text) or name in parts:
            raise refuse(f'"{pair[:40]}" is no part of a rule, or is given twice')
        if name not in _KNOWN:
            raise refuse(f'a rule with "{name[:40]}" cannot be followed')
        parts[name] = text
    return parts


def _number(name: str, parts: Mapping[str, str], refuse: _Refusal) -> int | None:
    text = parts.get(name)
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) == 0:
        raise refuse(f"{name}={text[:20]}: expected a number from 1 to 999,999,999")
    return int(text)


def _numbers(name: str, text: str, refuse: _Refusal) -> tuple[int, ...]:
    least, most, backwards = _RANGES[name]
    numbers = set()
    for one in text.split(","):
        if not re.fullmatch(r"[+-]?\d{1,3}", one, re.ASCII):
            raise refuse(f'{name}: "{one[:20]}" is no number')
        number = int(one)
        if not (least <= (abs(number) if backwards else number) <= most):
            raise refuse(f"{name}={number}: expected {least} to {most}{', or as many from the end' * backwards}")
        numbers.add(number)
    # a leap second is not known to Python; nobody's meeting ends in one
    return tuple(sorted({min(number, 59) for number in numbers} if name == "BYSECOND" else numbers))


def _days(text: str, refuse: _Refusal) -> tuple[tuple[int, int], ...]:
    """Return weekdays, each with its place in the month or year, 0 for all."""
    found = set()
    for one in text.split(",") if text else ():
        match = re.fullmatch(r"([+-]?\d{1,2})?([A-Z]{2})", one, re.ASCII)
        if match is None or abs(int(match[1] or 0)) > 53:
            raise refuse(f'BYDAY: "{one[:20]}" is no weekday; expected such as MO or -1FR')
        found.add((_weekday(match[2], refuse), int(match[1] or 0)))
    return tuple(sorted(found))


def _weekday(text: str, refuse: _Refusal) -> int:
    if text not in _WEEKDAYS:
        raise refuse(f'"{text[:20]}" is no weekday; expected one of {", ".join(_WEEKDAYS)}')
    return _WEEKDAYS.index(text)


def _until(parts: Mapping[str, str], start: Moment, refuse: _Refusal) -> datetime | None:
    """Return the last moment by the clock of the event's zone; a day means its end."""
    text = parts.get("UNTIL")
    if text is None:
        return None
    match = re.fullmatch(r"(\d{8})(T\d{6})?(Z?)", text, re.ASCII)
    try:
        if match is None:
            raise ValueError
        day = datetime.strptime(match[1], "%Y%m%d")
        if not isinstance(start, datetime):
            return day
        if not match[2]:
            return datetime.combine(day, time.max)
        moment = datetime.strptime(match[1] + match[2], "%Y%m%dT%H%M%S")
        return _by_clock(moment, start.tzinfo) if match[3] and start.tzinfo else moment
    except (ValueError, OverflowError):
        raise refuse(f'UNTIL: "{text[:20]}" is no day and no time') from None


def _by_clock(moment: datetime, zone: tzinfo) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def _by(
    frequency: str, start: datetime, given: Mapping[str, tuple[int, ...]], days: tuple[tuple[int, int], ...], *,
    timed: bool,
) -> dict[str, object]:  # fmt: skip
    """Return the parts of a rule with dateutil's names; what is not told comes from the event's begin."""
    from dateutil.rrule import weekday

    by: dict[str, object] = {name.lower(): numbers for name, numbers in given.items()}
    if days:
        by["byweekday"] = tuple(weekday(day, place or None) for day, place in days)
    dayless = not days and not given.keys() & {"BYMONTHDAY", "BYYEARDAY"}
    if dayless and (frequency == WEEKLY or (frequency == YEARLY and "BYWEEKNO" in given)):
        by["byweekday"] = (start.weekday(),)
    elif dayless and frequency in (MONTHLY, YEARLY):
        by["bymonthday"] = (start.day,)
        if frequency == YEARLY:
            by.setdefault("bymonth", (start.month,))
    smaller = {DAILY: 0, HOURLY: 1, MINUTELY: 2, SECONDLY: 3}.get(frequency, 0)
    for name, own in (("byhour", start.hour), ("byminute", start.minute), ("bysecond", start.second))[smaller:]:
        by.setdefault(name, (own,))
    if not timed:  # "MUST be ignored", says RFC 5545
        by |= {"byhour": (0,), "byminute": (0,), "bysecond": (0,)}
    return by


def _require_few(rule: Rule, given: Mapping[str, tuple[int, ...]], weekdays: bool, refuse: _Refusal) -> None:
    """Refuse a rule that repeats too often, or that takes too long to follow."""
    counted = rule.count is not None
    if rule.count is not None and rule.count > _MOST_IN_ALL:
        raise refuse(
            f"COUNT={rule.count}: expected {_MOST_IN_ALL:,} at most; give UNTIL, or neither for an endless rule"
        )
    times = {name: len(set(_tuple(rule.by.get(name)))) for name in ("byhour", "byminute", "bysecond")}
    length = SECONDS.get(rule.frequency, SECONDS[DAILY])
    if rule.frequency in (MINUTELY, SECONDLY) and (given or weekdays):
        raise refuse(f"a rule of FREQ={rule.frequency} with BY… parts cannot be followed")
    if length >= SECONDS[DAILY]:
        often = times["byhour"] * times["byminute"] * times["bysecond"]
    else:
        whole = -(-SECONDS[DAILY] // (length * rule.interval))
        finer = times["byminute"] * times["bysecond"] if rule.frequency == HOURLY else 1
        often = whole * finer
        if rule.frequency != HOURLY and counted and (rule.count or 0) <= MOST_A_DAY:
            return
    if often > MOST_A_DAY:
        raise refuse(f"repeats up to {often:,} times a day, more than {MOST_A_DAY}")
    sparse = given or weekdays
    if counted and sparse and rule.frequency == HOURLY and rule.start < _HORIZON:
        hours = (_HORIZON - rule.start) // timedelta(hours=rule.interval)
        if hours > 500_000:
            raise refuse(f"counts hours since {rule.start.year}, which takes too long; give UNTIL instead of COUNT")


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
