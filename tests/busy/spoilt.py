"""Calendars drawn at random: made of strange events, or of files that were spoilt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from benchmarks.hostile_calendars import calendar

FOLDER = Path(__file__).parents[1] / "data" / "ics_busy"
FILES = tuple(data for path in sorted(FOLDER.glob("*.ics")) if (data := path.read_bytes()).startswith(b"BEGIN:VCAL"))

DAYS = ("20191105", "20191106", "20191112", "20191027", "20200329", "20200229", "20190902", "20190101", "20191029")
FAR_DAYS = ("19700101", "15830101", "00010101", "99991231", "16010101", "20500101", "00010102", "99991230")
TIMES = ("T000000", "T100000Z", "T110000", "T235959", "T033000", "T023000Z", "T000000Z", "T235959Z")
ZONES = ("", "", ";TZID=Europe/Bucharest", ";TZID=Of This File", ";TZID=Foo/Bar", ";TZID=Pacific Standard Time")
STRANGE = ("", "soon", "20190931", "20191105T250000Z", "2019-11-05", "P1D", "\x00", "٢٠١٩١١٠٥", "/", ",", "-1", "99")
LENGTHS = ("PT1H", "P1D", "PT0S", "P9W", "PT36H", "P2D", "PT15M", "P366D", "P367D")
STRANGE_LENGTHS = ("-PT1H", "P999999W", "P8000D", "P", "PT999999999S", "P366000D")
PARTS = {
    "COUNT": ("1", "5", "400", "20000"),
    "INTERVAL": ("1", "2", "7", "99999", "999999999"),
    "BYSECOND": ("0", "0,30", "60"),
    "BYMINUTE": ("0", "0,30"),
    "BYHOUR": ("9", "0,23", "8,9,10"),
    "BYMONTH": ("2", "1,9", "11"),
    "BYMONTHDAY": ("30", "1,-1", "31", "5,6"),
    "BYYEARDAY": ("366", "-1,100", "309"),
    "BYWEEKNO": ("53", "40,45", "-1"),
    "BYDAY": ("MO", "TU,WE", "1MO,-1FR", "5SU", "53MO", "0TU"),
    "BYSETPOS": ("-1", "1", "3,-3", "99"),
    "WKST": ("SU", "MO"),
}
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "MINUTELY", "SECONDLY")
STRANGE_PARTS = ("COUNT=0", "INTERVAL=0", "INTERVAL=-1", "BYHOUR=24", "BYDAY=XX", "BYEASTER=0", "COUNT", "FREQ=OFTEN")
WORDS = ("STATUS:CANCELLED", "STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "SEQUENCE:1", "SEQUENCE:2", "SEQUENCE:x", "A:B")
TABLES = ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY", "FREQ=YEARLY;UNTIL=20000101T000000Z", "FREQ=DAILY", "x")


def _mostly(usual: st.SearchStrategy[str], strange: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return the strange ones one time in sixteen."""
    return st.integers(0, 15).flatmap(lambda number: strange if number == 15 else usual)


def _days() -> st.SearchStrategy[str]:
    near = st.dates(date(2019, 8, 1), date(2020, 4, 30)).map(lambda day: day.strftime("%Y%m%d"))
    return _mostly(st.one_of(st.sampled_from(DAYS), near), st.sampled_from(FAR_DAYS))


def _moments(timed: bool | None = None) -> st.SearchStrategy[str]:
    times = st.sampled_from(TIMES) if timed else st.sampled_from(("", *TIMES)) if timed is None else st.just("")
    return _mostly(st.builds(str.__add__, _days(), times), st.sampled_from(STRANGE))


def _rules() -> st.SearchStrategy[str]:
    names = st.lists(st.sampled_from(sorted(PARTS)), max_size=3, unique=True)
    parts = names.flatmap(
        lambda some: st.tuples(*(st.sampled_from(PARTS[name]).map(f"{name}={{}}".format) for name in some))
    )
    until = st.one_of(st.just(""), st.just(""), _moments().map("UNTIL={}".format))
    usual = st.builds(lambda often, some, end: ";".join([f"FREQ={often}", *some, *([end] if end else [])]),
                      st.sampled_from(FREQUENCIES), parts, until)  # fmt: skip
    return _mostly(usual, st.builds("{};{}".format, usual, st.sampled_from(STRANGE_PARTS)))


def _lengths() -> st.SearchStrategy[str]:
    return _mostly(st.sampled_from(LENGTHS), st.sampled_from(STRANGE_LENGTHS))


def _lists(name: str, timed: bool | None) -> st.SearchStrategy[str]:
    period = st.builds("{}/{}".format, _moments(True), st.one_of(_moments(True), _lengths()))
    some = st.lists(st.one_of(_moments(timed), _moments(timed), period), min_size=1, max_size=4).map(",".join)
    return st.builds("{}{}:{}".format, st.just(name), st.sampled_from(ZONES), some)


@st.composite
def _events(draw: st.DrawFn) -> list[str]:
    timed = draw(st.booleans())
    kind = None if draw(st.integers(0, 9)) == 9 else timed
    zones = st.sampled_from(ZONES)
    lines = [draw(st.sampled_from(("UID:1", "UID:1", "UID:2", "A:B"))), f"DTSTART{draw(zones)}:{draw(_moments(timed))}"]
    end = draw(st.integers(0, 3))
    if end == 1:
        lines.append(f"DTEND{draw(zones)}:{draw(_moments(kind))}")
    elif end == 2:
        lines.append(f"DURATION:{draw(_lengths())}")
    role = draw(st.sampled_from(("once", "series", "series", "replaced", "replaced", "both")))
    if role in ("replaced", "both"):
        onwards = draw(st.sampled_from(("", "", ";RANGE=THISANDFUTURE")))
        lines.append(f"RECURRENCE-ID{onwards}{draw(zones)}:{draw(_moments(kind))}")
    if role in ("series", "both"):
        lines += [f"RRULE:{draw(_rules())}" for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2))))]
        lines += [draw(_lists("RDATE", kind)) for _ in range(draw(st.integers(0, 1)))]
        lines += [draw(_lists("EXDATE", kind)) for _ in range(draw(st.integers(0, 2)))]
    lines += draw(st.lists(st.sampled_from(WORDS), max_size=2))
    return ["BEGIN:VEVENT", *lines, "END:VEVENT"]


def _tables() -> st.SearchStrategy[list[str]]:
    def table(rule: str, begin: str, offset: str) -> list[str]:
        changes = [f"DTSTART:{begin}", f"TZOFFSETFROM:{offset}", "TZOFFSETTO:+0200", f"RRULE:{rule}"]
        return ["BEGIN:VTIMEZONE", "TZID:Of This File", "BEGIN:STANDARD", *changes, "END:STANDARD", "END:VTIMEZONE"]

    offsets = st.sampled_from(("+0300", "-1200", "+9999", "+0000", "x", "-000000", "+2359"))
    return st.builds(table, st.sampled_from(TABLES), _moments(True), offsets)


def strange_calendars() -> st.SearchStrategy[bytes]:
    """Return calendars of events that were put together at random."""
    own = st.sampled_from(([], [], ["X-WR-TIMEZONE:America/New_York"], ["X-WR-TIMEZONE:Foo"]))
    none: list[str] = []
    table = st.one_of(st.just(none), _tables())
    some = st.lists(_events(), min_size=1, max_size=5)
    return st.builds(
        lambda head, zone, events: calendar(*head, *zone, *(line for event in events for line in event)),
        own,
        table,
        some,
    )


@st.composite
def spoilt_files(draw: st.DrawFn) -> bytes:
    """Return a calendar of the collection with bytes changed, and lines moved, doubled, lost or exchanged."""
    data = draw(st.sampled_from(FILES))
    lines = data.split(b"\n")
    for _ in range(draw(st.integers(0, 4))):
        # mostly below the first lines, without which nothing else is looked at
        place, other = (draw(st.integers(min(3, len(lines) - 1), len(lines) - 1)) for _ in range(2))
        kind = draw(st.sampled_from(("lose", "double", "swap", "take", "value", "rule", "begin", "fold")))
        if kind == "lose" and len(lines) > 1:
            del lines[place]
        elif kind == "double":
            lines.insert(other, lines[place])
        elif kind == "swap":
            lines[place], lines[other] = lines[other], lines[place]
        elif kind == "take":
            foreign = draw(st.sampled_from(FILES)).split(b"\n")
            lines[place:place] = foreign[other % len(foreign) :][:6]
        elif kind == "value":
            lines[place] = lines[place].partition(b":")[0] + b":" + draw(_moments()).encode()
        elif kind == "rule":
            lines.insert(place, b"RRULE:" + draw(_rules()).encode())
        elif kind == "begin":
            lines.insert(place, draw(st.sampled_from((b"BEGIN:VEVENT", b"END:VEVENT", b"END:VCALENDAR", b"BEGIN:X"))))
        else:
            cut = draw(st.integers(0, len(lines[place])))
            lines[place] = lines[place][:cut] + b"\n " + lines[place][cut:]
    spoilt = bytearray(b"\n".join(lines))
    for _ in range(draw(st.integers(0, 3))):
        if spoilt:
            spoilt[draw(st.integers(0, len(spoilt) - 1))] = draw(st.one_of(st.integers(32, 126), st.integers(0, 255)))
    return bytes(spoilt[: draw(st.integers(0, len(spoilt)))] if draw(st.integers(0, 9)) == 0 else spoilt)


def calendars() -> st.SearchStrategy[bytes]:
    """Return calendars of both kinds."""
    return st.one_of(strange_calendars(), spoilt_files())
