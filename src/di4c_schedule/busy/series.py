"""Series of events: their occurrences in given dates, with what was moved, cancelled, added and left out.

The package recurring-ical-events says which occurrences there are; its rules are exchanged for those of
`di4c_schedule.busy.repeats`, which look at the dates asked for only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from icalendar import Event
from icalendar.prop import vDDDLists, vDDDTypes
from recurring_ical_events import EventAdapter, Occurrence
from recurring_ical_events import Series as _AnySeries

from di4c_schedule.busy.properties import Moment
from di4c_schedule.busy.records import Record
from di4c_schedule.busy.repeats import Patience, Rule, as_moment

Found = tuple[Record, Moment, Moment]
"""An occurrence: the event that tells its name and whether it blocks, its begin and its end."""

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What recurring-ical-events raises on series that contradict themselves."""


def occurrences(group: Sequence[Record], first: datetime, last: datetime, patience: Patience) -> Iterator[Found]:
    """Yield the occurrences of a series that touch the time from one moment to another.

    Parameters
    ----------
    group
        The series and what replaces single occurrences, or those alone; all of one UID.
    first, last
        The time, in the zone in which times without one are meant.
    patience
        How much may be looked at.

    Raises
    ------
    TooMuchError
        If it is too much.
    Exception
        One of `FAULTS`, if the series contradicts itself.
    """
    patience.spend(_SERIES * len(group))
    for occurrence in _Series([_Adapter(record, patience) for record in group]).between(first, last):
        patience.spend(_OCCURRENCE)
        yield occurrence.record, occurrence.start, occurrence.end


_SERIES, _OCCURRENCE = 40, 10
"""What an event of a series, and an occurrence, cost, in periods of a day; measured."""


class _Adapter(EventAdapter):
    """Shows a record to recurring-ical-events."""

    def __init__(self, record: Record, patience: Patience) -> None:
        super().__init__(_as_event(record))
        self.record = record
        self.patience = patience

    @property
    def rrules(self) -> Sequence[Rule]:
        return self.record.rules

    def has_recurrence_rules(self) -> bool:
        return bool(self.record.rules or self.record.added or self.record.removed)


class _Occurrence(Occurrence):
    @property
    def record(self) -> Record:
        record: Record = self._adapter.record
        return record


class _Series(_AnySeries):
    occurrence = _Occurrence

    class RecurrenceRules(_AnySeries.RecurrenceRules):
        """Rules that look at the dates asked for only."""

        def create_rule_with_start(self, rule_string: Rule) -> _RuleInZone:
            return _RuleInZone(rule_string, self.tzinfo, self.core.patience)


class _RuleInZone:
    """A rule with its zone, as recurring-ical-events asks it."""

    def __init__(self, rule: Rule, zone: tzinfo | None, patience: Patience) -> None:
        self.rule = rule
        self.zone = zone
        self.patience = patience
        self.until = None if rule.until is None else rule.until.replace(tzinfo=zone)

    def between(self, first: datetime, last: datetime, inc: bool) -> Iterator[datetime]:  # noqa: ARG002
        begin, end = (moment.astimezone(self.zone) if self.zone else moment for moment in (first, last))
        for moment in self.rule.between(begin.replace(tzinfo=None), end.replace(tzinfo=None), self.patience):
            yield moment.replace(tzinfo=self.zone)


def _as_event(record: Record) -> Event:
    event = Event()
    event["UID"] = record.uid
    event["SEQUENCE"] = record.sequence
    event["DTSTART"], event["DTEND"] = vDDDTypes(record.start), vDDDTypes(record.end)
    if record.added:
        event["RDATE"] = vDDDLists([vDDDTypes(_as_value(one)) for one in record.added])
    if record.removed:
        event["EXDATE"] = vDDDLists([vDDDTypes(one) for one in record.removed])
    if record.replaces is not None:
        event["RECURRENCE-ID"] = vDDDTypes(record.replaces)
        if record.onwards:
            event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return event


def _as_value(added: Moment | tuple[Moment, Moment]) -> Moment | tuple[datetime, timedelta]:
    """Return a day, a time, or a period by its begin and its length."""
    if not isinstance(added, tuple):
        return added
    begin, end = added
    if isinstance(begin, datetime) and isinstance(end, datetime):
        return begin, end - begin
    return as_moment(begin), as_moment(end) - as_moment(begin)
