"""Calendars that are meant to harm a reader, or that are just large; too large to be kept as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def calendar(*lines: str, end: str = "\r\n") -> bytes:
    """Return a calendar with some lines in it.

    Examples
    --------
    >>> calendar("BEGIN:VEVENT", "END:VEVENT", end="|")
    b'BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//busy//test//EN|BEGIN:VEVENT|END:VEVENT|END:VCALENDAR|'
    """
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//busy//test//EN")
    return "".join(f"{line}{end}" for line in (*head, *lines, "END:VCALENDAR")).encode()


def event(*lines: str, uid: str = "1@busy.example") -> tuple[str, ...]:
    """Return the lines of an event."""
    return ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20190701T000000Z", "SUMMARY:Busy", *lines, "END:VEVENT")


_DAY = "DTSTART;VALUE=DATE:20191105"
_HOUR = ("DTSTART:20191105T100000Z", "DTEND:20191105T110000Z")
_LONG_AGO = ("DTSTART:19700101T100000Z", "DTEND:19700101T110000Z")


def _events(number: int, *lines: str) -> Iterable[str]:
    for place in range(number):
        yield from event(*lines, uid=f"{place}@busy.example")


def _zone(*rules: str) -> tuple[str, ...]:
    return (
        *("BEGIN:VTIMEZONE", "TZID:Of This File"),
        *("BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0300", "TZOFFSETTO:+0200", *rules),
        *("END:STANDARD", "END:VTIMEZONE"),
    )


_ZONED = ("DTSTART;TZID=Of This File:20191105T100000", "DTEND;TZID=Of This File:20191105T110000")


def _overrides(number: int) -> Iterable[str]:
    yield from event("DTSTART:20190901T100000Z", "DTEND:20190901T110000Z", "RRULE:FREQ=HOURLY;COUNT=20000")
    for place in range(number):
        day, hour = divmod(place, 24)
        yield from event(
            f"RECURRENCE-ID:201909{day % 28 + 1:02}T{hour:02}0000Z", *_HOUR, "RRULE:FREQ=DAILY", "SEQUENCE:0"
        )


MADE: dict[str, Callable[[], bytes]] = {
    "description of 5,000,000 octets": lambda: calendar(*event(_DAY, "DESCRIPTION:" + "x" * 5_000_000)),
    "description folded 400,000 times": lambda: calendar(*event(_DAY, "DESCRIPTION:" + "x\r\n " * 400_000)),
    "summary of 5,000,000 octets": lambda: calendar(*event(_DAY, "SUMMARY:" + "x" * 5_000_000)),
    "rule of 5,000,000 octets": lambda: calendar(*event(_DAY, "RRULE:FREQ=DAILY;BYDAY=" + "MO," * 1_600_000 + "MO")),
    "uid of 5,000,000 octets": lambda: calendar(*event(_DAY, uid="x" * 5_000_000)),
    "parameters without end": lambda: calendar(*event("DTSTART" + ";X-A=b" * 500_000 + ":20191105")),
    "NUL in DTSTART": lambda: calendar(*event("DTSTART:2019\x001105T100000Z")),
    "10,000 events": lambda: calendar(*_events(10_000, _DAY)),
    "10,000 events of a zone": lambda: calendar(*_zone(), *_events(10_000, *_ZONED)),
    "10,000 series without end": lambda: calendar(*_events(10_000, *_LONG_AGO, "RRULE:FREQ=DAILY")),
    "10,000 counted series": lambda: calendar(*_events(10_000, *_LONG_AGO, "RRULE:FREQ=DAILY;COUNT=20000")),
    "10,000 series that never are": lambda: calendar(
        *_events(10_000, *_LONG_AGO, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    ),
    "1,000 events in each other": lambda: calendar(*["BEGIN:VEVENT"] * 1_000),
    "1,000 components in each other": lambda: calendar(*[f"BEGIN:X-{n}" for n in range(1_000)]),
    "2,000,000 empty lines": lambda: calendar(*event(_DAY)) + b"\n" * 2_000_000,
    "every second": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=SECONDLY")),
    "every minute since 1970": lambda: calendar(*event(*_LONG_AGO, "RRULE:FREQ=MINUTELY")),
    "every hour since 1970": lambda: calendar(*event(*_LONG_AGO, "RRULE:FREQ=HOURLY")),
    "every day since the year 1": lambda: calendar(*event("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY")),
    "every billionth year": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=YEARLY;INTERVAL=1000000000")),
    "every 999,999,999th day": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=DAILY;INTERVAL=999999999")),
    "interval of zero": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=DAILY;INTERVAL=0")),
    "interval below zero": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=DAILY;INTERVAL=-1")),
    "until the year 9999": lambda: calendar(*event(*_LONG_AGO, "RRULE:FREQ=HOURLY;UNTIL=99991231T235959Z")),
    "a billion times": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=DAILY;COUNT=1000000000")),
    "30 February": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")),
    "30 February, day by day": lambda: calendar(*event(*_HOUR, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")),
    "30 February, counted": lambda: calendar(*event(*_LONG_AGO, "RRULE:FREQ=HOURLY;COUNT=9;BYMONTH=2;BYMONTHDAY=30")),
    "every second, told otherwise": lambda: calendar(*event(*_HOUR, _every_second())),
    "100,000 added dates": lambda: calendar(*event(_DAY, f"RDATE;VALUE=DATE:{','.join(['20191106'] * 100_000)}")),
    "100,000 dates left out": lambda: calendar(*event(_DAY, *["EXDATE;VALUE=DATE:20191106"] * 100_000)),
    "9,999 added dates": lambda: calendar(*event(*_HOUR, *(f"RDATE:{_moment(n)}" for n in range(9_999)))),
    "1,000 replaced that repeat": lambda: calendar(*_overrides(1_000)),
    "zone that changes every second": lambda: calendar(*_zone("RRULE:FREQ=SECONDLY"), *event(*_ZONED)),
    "zone that never changes": lambda: calendar(*_zone("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), *event(*_ZONED)),
    "zone with 100,000 changes": lambda: calendar(*_zone(*["RDATE:19700101T000000"] * 100_000), *event(*_ZONED)),
    "10,000 zones": lambda: calendar(*[line for _ in range(10_000) for line in _zone()], *event(*_ZONED)),
    "999,999 weeks long": lambda: calendar(*event("DTSTART:20191105T100000Z", "DURATION:P999999W")),
    "daily, a hundred years long": lambda: calendar(*event(_DAY, "DURATION:P36500D", "RRULE:FREQ=DAILY")),
    "from the year 1 to the year 9999": lambda: calendar(*event("DTSTART:00010101T000000Z", "DTEND:99991231T235959Z")),
    "line ends of old Macs": lambda: calendar(*event(_DAY), end="\r"),
    "line ends of Unix": lambda: calendar(*event(_DAY), end="\n"),
    "byte order mark": lambda: b"\xef\xbb\xbf" + calendar(*event(_DAY)),
}
"""Makers of calendars, by what is special about them."""


def _every_second() -> str:
    sixty = ",".join(map(str, range(60)))
    return f"RRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={sixty};BYSECOND={sixty}"


def _moment(number: int) -> str:
    days, minutes = divmod(number, 60)
    return f"2019{days // 28 % 12 + 1:02}{days % 28 + 1:02}T10{minutes:02}00Z"
