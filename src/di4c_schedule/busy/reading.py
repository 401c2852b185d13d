"""From the bytes of a calendar file to its events, and to what of it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo

from attrs import Factory, define, frozen

from di4c_schedule.busy.properties import Times, UnreadableError, split_property, text_of
from di4c_schedule.busy.records import Record, record_of, summary_of
from di4c_schedule.busy.repeats import Patience, TooMuchError
from di4c_schedule.busy.structure import Component, calendars_in, no_calendar
from di4c_schedule.busy.versions import grouped, newest
from di4c_schedule.busy.zones import Zones, known_zone
from di4c_schedule.errors import CalendarFileError, Mistake

CONTRADICTION = "the series contradicts itself: its dates, and what replaces some of them, do not fit together"


@frozen(eq=False)
class Reading:
    """What a calendar file holds.

    Parameters
    ----------
    alone
        Events that happen once, and times given as busy.
    series
        Events that happen several times, with what replaces single occurrences.
    skipped
        Events that cannot be read.
    remarks
        What was read, but perhaps not as it is meant.
    """

    alone: tuple[Record, ...]
    series: tuple[tuple[Record, ...], ...]
    skipped: tuple[Mistake, ...]
    remarks: tuple[Mistake, ...]


def reading_of(file: str, data: bytes) -> Reading:
    """Read a calendar file.

    Raises
    ------
    CalendarFileError
        If it is no calendar, or not all of one.
    """
    desk = _Desk(file)
    for calendar in calendars_in(file, data):
        desk.read(calendar)
    return desk.result()


@define
class _Desk:
    """Gathers what the calendars of a file hold."""

    file: str
    records: list[Record] = Factory(list)
    periods: list[Record] = Factory(list)
    skipped: list[tuple[int, str]] = Factory(list)
    remarks: list[tuple[int, str]] = Factory(list)

    def read(self, calendar: Component) -> None:
        scale = calendar.first("CALSCALE")
        if scale is not None and text_of(scale).strip().upper() not in ("", "GREGORIAN"):
            raise no_calendar(self.file, "only Gregorian calendars can be read", scale.number)
        zones = Zones.of(calendar.parts)
        times = Times(zones.find, _shift(self._own_zone(calendar)))
        for part in calendar.parts:
            try:
                if part.kind == "VEVENT":
                    self.records.append(record_of(part, times))
                elif part.kind == "VFREEBUSY":
                    self.periods += _periods(part, times)
            except UnreadableError as fault:
                self.skipped.append((fault.line, fault.message + _called(part)))
        self.remarks += zones.remarks

    def _own_zone(self, calendar: Component) -> tzinfo | None:
        line = calendar.first("X-WR-TIMEZONE")
        name = text_of(line).strip()
        zone = known_zone(name) if name else None
        if line is not None and name and zone is None:
            self.remarks.append((line.number, f'time zone "{name[:40]}": nobody knows it; the line is ignored'))
        return zone

    def result(self) -> Reading:
        kept, twins = newest(self.records)
        self.remarks += [
            (twin.line, "the UID of this event is another event's, too; both count") for twin in twins if twin.blocks
        ]
        alone, series = grouped(kept)
        sound = []
        patience = Patience()
        for group in series:
            # a series on its own has nothing that it could contradict
            plain = len(group) == 1 and not group[0].added and not group[0].removed
            fault = None if plain else _contradiction(group, patience)
            if fault is None:
                sound.append(tuple(group))
            else:
                self.skipped.append((group[0].line, fault))
        return Reading(
            tuple(record for record in [*alone, *self.periods] if record.blocks),
            tuple(sound),
            tuple(self._mistakes(self.skipped)),
            tuple(self._mistakes(self.remarks)),
        )

    def _mistakes(self, found: list[tuple[int, str]]) -> Iterator[Mistake]:
        for line, message in sorted(found):
            yield Mistake(message, error=CalendarFileError, file=self.file, line=line)


def _called(part: Component) -> str:
    """Return the name of what cannot be read, so that somebody finds it in the calendar."""
    name = summary_of(part)
    kind = "event" if part.kind == "VEVENT" else "VFREEBUSY"
    return f' (the {kind} "{name}")' if name else f" (the {kind} that begins in line {part.number})"


def _shift(zone: tzinfo | None) -> Callable[[datetime], datetime]:
    """Return what makes times of a calendar's own zone, ``X-WR-TIMEZONE``, out of its times; instants stay."""
    if zone is None:
        return lambda moment: moment
    from x_wr_timezone import UTCChangingWalker

    walker = UTCChangingWalker(zone)

    def shift(moment: datetime) -> datetime:
        try:
            shifted: datetime = walker.walk_value_datetime(moment)
        except (OverflowError, ValueError):  # the first or the last day that there is
            return moment
        return shifted

    return shift


def _periods(part: Component, times: Times) -> Iterator[Record]:
    """Yield the busy times of a VFREEBUSY (RFC 5545, sections 3.2.9 and 3.8.2.6)."""
    if part.faults:
        raise UnreadableError(*part.faults[0])
    for line in part.all("FREEBUSY"):
        parameters, value = split_property(line)
        kind = parameters.get("FBTYPE", "BUSY").upper()
        for text in value.split(",") if kind != "FREE" else ():
            if text.strip():
                start, end = times.period(text, line)
                yield Record(line.number, "", summary_of(part), start, end, tentative=kind == "BUSY-TENTATIVE")


def _contradiction(group: list[Record], patience: Patience) -> str | None:
    """Say that a series cannot be laid out at all; None if it can."""
    from di4c_schedule.busy.series import FAULTS, occurrences

    zone = next((one.start.tzinfo for one in group if isinstance(one.start, datetime) and one.start.tzinfo), None)
    # long before any rule begins, so that no rule is followed
    moment = datetime(1000, 1, 1, tzinfo=zone)
    try:
        for _ in occurrences(group, moment, moment, patience):
            pass
    except (*FAULTS, TooMuchError):
        return CONTRADICTION
    return None
