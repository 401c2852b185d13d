"""Versions of the same event: the newest counts (RFC 5546, section 2.1.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from attrs import evolve

from di4c_schedule.busy.properties import Moment
from di4c_schedule.busy.records import Record


def newest(records: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """Return the events of which there is no newer version, in the order of the file, and those that share a UID.

    A higher number of the revision is newer, then a later time of change. Where two are equal in both, they are two
    events of a program that takes no care of its identifiers: both stay, for a day that is wrongly free does more harm
    than one that is wrongly busy.
    """
    best: dict[tuple[str, object], list[Record]] = {}
    kept: list[Record] = []
    for record in records:
        if not record.uid:
            kept.append(record)
            continue
        rivals = best.setdefault((record.uid, _moment_of(record.replaces)), [])
        if not rivals or _age(record) > _age(rivals[0]):
            rivals[:] = [record]
        elif _age(record) == _age(rivals[0]):
            rivals.append(record)
    twins = [twin for rivals in best.values() for twin in rivals[1:]]
    kept += [record for rivals in best.values() for record in rivals]
    return sorted(kept, key=lambda record: record.line), twins


def grouped(records: Iterable[Record]) -> tuple[list[Record], list[list[Record]]]:
    """Part events that happen once from series; a series is with what replaces its occurrences.

    Returns
    -------
    list of Record, list of list of Record
        Those that happen once, and the series.
    """
    by_uid: dict[str, list[Record]] = {}
    for record in records:
        by_uid.setdefault(record.uid or f"\n{record.line}", []).append(record)
    alone: list[Record] = []
    series: list[list[Record]] = []
    for group in by_uid.values():
        masters = [record for record in group if record.replaces is None]
        replaced = [record for record in group if record.replaces is not None]
        if replaced:
            # only one of several series with the same UID can be meant
            master = masters.pop() if masters else None
            series.append([*([master] if master else []), *(_on_the_clock_of(master, one) for one in replaced)])
        alone += [record for record in masters if record.alone]
        series += [[record] for record in masters if not record.alone]
    return alone, series


def _age(record: Record) -> tuple[int, str]:
    return record.sequence, record.stamp


def _moment_of(moment: Moment | None) -> object:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        try:
            return moment.astimezone(UTC)
        except (OverflowError, ValueError):
            return moment.replace(tzinfo=None)
    return moment


def _on_the_clock_of(master: Record | None, record: Record) -> Record:
    """Return a replaced occurrence with its time of day: some programs tell only the day of it."""
    if master is None or not isinstance(master.start, datetime) or record.replaces is None:
        return record
    if isinstance(record.replaces, datetime):
        return record
    return evolve(record, replaces=datetime.combine(record.replaces, master.start.timetz()))
