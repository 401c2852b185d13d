"""Other people's calendar packages, each made to say in the same words what it reads from a file."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import icalendar
import ics
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

NODE = Path(__file__).with_name("node")


@dataclass(frozen=True)
class Seen:
    """An event as a reader shows it; None where the reader has no word for it.

    Whole days are dates, the end the day after the last; hours are in UTC.
    """

    uid: str
    summary: str
    start: date
    end: date
    status: str | None = None
    sequence: int | None = None
    organizer: str | None = None
    attendee: str | None = None
    method: str | None = None

    def agrees_with(self, other):
        return all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)
        )


def missing(what, how):
    """Skip a test that needs a part that is not there; where everything must be checked, fail."""
    reason = f"{what} is missing: {how}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def moment(value):
    """Return a day as it is, a time in UTC."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    for event in calendar.events:
        assert not event.errors
        yield Seen(
            uid=str(event["UID"]),
            summary=str(event["SUMMARY"]),
            start=moment(event.start),
            end=moment(event.end),
            status=str(event.get("STATUS", "")),
            sequence=event["SEQUENCE"],
            organizer=str(event.get("ORGANIZER", "")),
            attendee=str(event.get("ATTENDEE", "")),
            method=str(calendar.get("METHOD", "")),
        )


def by_vobject(data):
    calendar = vobject.readOne(data.decode())

    def text(component, name):
        return getattr(component, name).value if hasattr(component, name) else ""

    for event in getattr(calendar, "vevent_list", []):
        yield Seen(
            uid=event.uid.value,
            summary=event.summary.value,
            start=moment(event.dtstart.value),
            end=moment(event.dtend.value),
            status=text(event, "status"),
            sequence=int(event.sequence.value),
            organizer=text(event, "organizer"),
            attendee=text(event, "attendee"),
            method=text(calendar, "method"),
        )


def by_ical(data):
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    for event in calendar.events:
        yield Seen(
            uid=event.uid,
            summary=event.summary,
            start=moment(event.dtstart),
            end=moment(event.dtend),
            status=event.status.value if event.status else "",
            sequence=event.sequence,
            organizer=f"{event.organizer.uri}" if event.organizer else "",
            attendee=f"{event.attendees[0].uri}" if event.attendees else "",
            method=calendar.method or "",
        )


def by_ics(data):
    calendar = ics.Calendar(data.decode())
    for event in calendar.events:
        whole = event.all_day
        yield Seen(
            uid=event.uid,
            summary=event.name,
            start=event.begin.date() if whole else event.begin.datetime.astimezone(UTC),
            end=event.end.date() if whole else event.end.datetime.astimezone(UTC),
            status=event.status or "",
            organizer=f"mailto:{event.organizer.email}" if event.organizer else "",
            attendee="".join(f"mailto:{one.email}" for one in event.attendees),
            method=calendar.method or "",
        )


KHAL = """
[calendars]
[[di4c]]
path = {folder}/calendars
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
"""
KHAL_FORMAT = "{uid}\t{start}\t{end}\t{title}\t{status}\t{all-day}"


def rows_of_khal(data, folder):
    """Import a file into the command-line calendar khal and return what it lists: a row a day, texts."""
    (folder / "calendars").mkdir(parents=True)
    (folder / "config").write_text(KHAL.format(folder=folder))
    (folder / "in.ics").write_bytes(data)

    def khal(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "khal", "-c", folder / "config", *arguments],
            capture_output=True,
            text=True,
            env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "PYTHONUTF8": "1"},
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    khal("import", "--batch", "-a", "di4c", folder / "in.ics")
    listed = khal("list", "--format", KHAL_FORMAT, "--day-format", "", "--once", "2019-08-01", "400d")
    return [tuple(part.strip() for part in line.split("\t")) for line in listed.splitlines() if line]


class _Time(ctypes.Structure):
    """A time of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


@cache
def _libical():
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        return None
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, result, *arguments in (
        ("icalparser_parse_string", pointer, text),
        ("icalcomponent_free", None, pointer),
        ("icalcomponent_string_to_kind", number, text),
        ("icalproperty_string_to_kind", number, text),
        ("icalcomponent_get_first_component", pointer, pointer, number),
        ("icalcomponent_get_next_component", pointer, pointer, number),
        ("icalcomponent_get_first_property", pointer, pointer, number),
        ("icalproperty_get_value_as_string", text, pointer),
        ("icalcomponent_get_dtstart", _Time, pointer),
        ("icalcomponent_get_dtend", _Time, pointer),
        ("icaltime_as_timet_with_zone", ctypes.c_long, _Time, pointer),
        ("icalrestriction_check", number, pointer),
        ("icalcomponent_count_errors", number, pointer),
        ("icalcomponent_as_ical_string", text, pointer),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def by_libical(data):
    """Read with the library of Evolution, KOrganizer and Cyrus; it checks the rules of iTIP, too."""
    library = _libical()
    if library is None:
        missing("libical 3", "apt-get install libical3")
    calendar = library.icalparser_parse_string(data)
    assert calendar
    try:
        allowed = library.icalrestriction_check(calendar)
        errors = library.icalcomponent_count_errors(calendar)
        assert (allowed, errors) == (1, 0), library.icalcomponent_as_ical_string(calendar).decode()
        kind = library.icalcomponent_string_to_kind(b"VEVENT")
        event = library.icalcomponent_get_first_component(calendar, kind)
        while event:
            yield _seen_by_libical(library, calendar, event)
            event = library.icalcomponent_get_next_component(calendar, kind)
    finally:
        library.icalcomponent_free(calendar)


def _seen_by_libical(library, calendar, event):
    def text(component, name):
        kind = library.icalproperty_string_to_kind(name)
        found = library.icalcomponent_get_first_property(component, kind)
        return library.icalproperty_get_value_as_string(found).decode() if found else ""

    def when(time):
        if time.is_date:
            return date(time.year, time.month, time.day)
        assert time.zone, "a time without its zone"
        return datetime.fromtimestamp(library.icaltime_as_timet_with_zone(time, time.zone), UTC)

    return Seen(
        uid=text(event, b"UID"),
        # the escapes are still there
        summary=text(event, b"SUMMARY").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\"),
        start=when(library.icalcomponent_get_dtstart(event)),
        end=when(library.icalcomponent_get_dtend(event)),
        status=text(event, b"STATUS"),
        sequence=int(text(event, b"SEQUENCE")),
        organizer=text(event, b"ORGANIZER"),
        attendee=text(event, b"ATTENDEE"),
        method=text(calendar, b"METHOD"),
    )


def read_by_node(files):
    """Return by file what ical.js (of Thunderbird and Nextcloud) and node-ical read, as JSON has it."""
    if shutil.which("node") is None:
        missing("Node.js", "apt-get install nodejs npm")
    if not (NODE / "node_modules").is_dir():
        missing("ical.js", "npm install --no-package-lock in tests/events/node")
    done = subprocess.run(
        ["node", NODE / "read.mjs", *files], capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def seen_by_node(package, read):
    """Return what one package of Node.js said."""
    for event in read[package]["events"]:
        kind = date.fromisoformat if event["allDay"] else datetime.fromisoformat
        if package == "ical.js":
            organizer = (event["organizer"] or {}).get("address", "")
            attendee = "".join(one["address"] for one in event["attendees"])
        else:
            organizer, attendee = event["organizer"] or "", event["attendee"] or ""
        yield Seen(
            uid=event["uid"],
            summary=event["summary"],
            start=kind(event["start"]),
            end=kind(event["end"]),
            status=event["status"] or "",
            sequence=event["sequence"],
            organizer=organizer,
            attendee=attendee,
            method=read[package]["method"] or "",
        )
