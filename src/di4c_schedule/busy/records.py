"""Events of a calendar as they stand in the file, before they are laid out over days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from attrs import frozen

from di4c_schedule.busy.properties import (
    MOST_DATES,
    Moment,
    Times,
    UnreadableError,
    duration,
    in_order,
    later,
    split_property,
    text_of,
)
from di4c_schedule.busy.repeats import Rule, as_moment
from di4c_schedule.busy.screening import rule_of
from di4c_schedule.busy.structure import Component, Line

_LONGEST_REPEATED = timedelta(days=366)
"""An event that repeats, or that is moved with all that follow, may last, or move, so long."""

_FIRST_YEAR, _LAST_YEAR = 1583, 9998
"""The first whole year of the Gregorian calendar, and the last year whose days have others around them."""

_LONGEST_SUMMARY = 200

_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "UID")


@frozen(eq=False)
class Record:
    """An event: once, a series, or what one occurrence of a series has become.

    Parameters
    ----------
    line
        Where it begins in the file.
    uid
        Its identifier; empty if it has none.
    summary
        What it is called.
    start, end
        Of the first occurrence; the end is exclusive.
    blocks
        Whether it makes busy: it is not cancelled, and not shown as free.
    tentative
        Whether it is not sure yet.
    sequence, stamp
        Which of two versions is newer: the number of the revision, then the time of the last change.
    rules, added, removed
        By which rules it repeats, and when besides; when not.
    replaces
        The moment of its series that it stands for, if it does.
    onwards
        Whether it stands for all later ones, too.
    """

    line: int
    uid: str
    summary: str
    start: Moment
    end: Moment
    blocks: bool = True
    tentative: bool = False
    sequence: int = 0
    stamp: str = ""
    rules: tuple[Rule, ...] = ()
    added: tuple[Moment | tuple[Moment, Moment], ...] = ()
    removed: tuple[Moment, ...] = ()
    replaces: Moment | None = None
    onwards: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is neither a series nor part of one."""
        return not self.rules and not self.added and not self.removed and self.replaces is None


def record_of(event: Component, times: Times) -> Record:
    """Read an event.

    Raises
    ------
    UnreadableError
        If what decides on which days it is cannot be read.
    """
    _require_whole(event)
    begin = event.first("DTSTART")
    if begin is None:
        raise UnreadableError(event.number, "the event has no DTSTART, so nobody knows when it begins")
    start = times.moment(begin)
    start, end = _span(event, begin, start, times)
    replaced = event.first("RECURRENCE-ID")
    record = Record(
        event.number,
        text_of(event.first("UID")).strip()[:1000],
        summary_of(event),
        start,
        end,
        blocks=_word(event, "STATUS") != "CANCELLED" and _word(event, "TRANSP") != "TRANSPARENT",
        tentative="TENTATIVE" in (_word(event, "STATUS"), _word(event, "X-MICROSOFT-CDO-BUSYSTATUS")),
        sequence=_sequence(event.first("SEQUENCE")),
        stamp=max(_stamp(event.first("LAST-MODIFIED")), _stamp(event.first("DTSTAMP"))),
        rules=tuple(rule_of(line, start) for line in event.all("RRULE")),
        added=tuple(_listed(event.all("RDATE"), times)),
        removed=tuple(_days(event.all("EXDATE"), times)),
        replaces=times.moment(replaced) if replaced else None,
        onwards=replaced is not None and split_property(replaced)[0].get("RANGE", "").upper() == "THISANDFUTURE",
    )
    _require_short(record, event)
    return record


def summary_of(part: Component) -> str:
    """Return what an entry is called, on one line, without signs that could steer a terminal."""
    text = text_of(part.first("SUMMARY"))[: 5 * _LONGEST_SUMMARY]
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return plain if len(plain) <= _LONGEST_SUMMARY else f"{plain[: _LONGEST_SUMMARY - 1]}…"


def _require_whole(event: Component) -> None:
    if event.faults:
        raise UnreadableError(*event.faults[0])
    for name in _ONCE:
        if len(event.all(name)) > 1:
            raise UnreadableError(event.all(name)[1].number, f"{name} is given twice")
    rule = event.first("EXRULE")
    if rule is not None:
        raise UnreadableError(rule.number, "EXRULE is no longer part of the standard, and cannot be followed")


def _span(event: Component, begin: Line, start: Moment, times: Times) -> tuple[Moment, Moment]:
    """Return begin and end; a day without an end lasts a day, a time no time at all (RFC 5545, section 3.6.1)."""
    line = event.first("DTEND") or event.first("DURATION")
    if line is None:
        return start, start if isinstance(start, datetime) else later(start, timedelta(days=1), begin)
    is_end = line.name == "DTEND"
    end = times.moment(line) if is_end else later(start, duration(split_property(line)[1], line), line)
    start, end = in_order(start, end, line)
    if start == end and not isinstance(start, datetime):
        # many programs write the last day, not the day after it; the day itself is surely meant
        end = later(start, timedelta(days=1), line)
    return start, end


def _listed(lines: list[Line], times: Times) -> list[Moment | tuple[Moment, Moment]]:
    if sum(line.text.count(",") + 1 for line in lines) > MOST_DATES:
        raise UnreadableError(lines[0].number, f"{lines[0].name} lists more than {MOST_DATES:,} dates")
    return [moment for line in lines for moment in times.moments(line)]


def _days(lines: list[Line], times: Times) -> list[Moment]:
    return [one[0] if isinstance(one, tuple) else one for one in _listed(lines, times)]


def _word(event: Component, name: str) -> str:
    return text_of(event.first(name)).strip().upper()


def _sequence(line: Line | None) -> int:
    text = text_of(line).strip()
    return int(text) if text.isdigit() and text.isascii() and len(text) < 10 else 0


def _stamp(line: Line | None) -> str:
    """Return a time of change so that texts compare as times do; it is always in UTC."""
    return text_of(line).strip()[:16]


def _require_short(record: Record, event: Component) -> None:
    """Refuse a series of which years had to be searched for one day, or in which nobody can reckon."""
    if record.alone:
        return
    limit = f"{_LONGEST_REPEATED.days} days"
    spans = [(record.start, record.end), *(one for one in record.added if isinstance(one, tuple))]
    if any(as_moment(end) - as_moment(start) > _LONGEST_REPEATED for start, end in spans):
        raise UnreadableError(event.number, f"the event is one of a series, and lasts more than {limit}")
    moments = [*(moment for span in spans for moment in span), *(one for one in record.added if isinstance(one, date))]
    moments += [*record.removed, *([record.replaces] if record.replaces is not None else [])]
    if not all(_FIRST_YEAR <= moment.year <= _LAST_YEAR for moment in moments):
        raise UnreadableError(event.number, f"the series has dates before {_FIRST_YEAR} or after {_LAST_YEAR}")
    if record.replaces is not None and record.onwards:
        moved = as_moment(record.start) - as_moment(record.replaces)
        if abs(moved) > _LONGEST_REPEATED:
            raise UnreadableError(event.number, f"the event moves a series by more than {limit}")
