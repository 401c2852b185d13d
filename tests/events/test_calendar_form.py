"""Calendar files keep to the letter of RFC 5545, whatever partners are called, and never change by themselves."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule.errors import ProblemError
from di4c_schedule.events import calendar_files
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.updates import write_calendars

HOSTILE = [
    "Botoșani",
    "The \"Old\" 'Town'",
    "<script>alert('x')</script>&amp;",
    "Fête 🎉👩‍👩‍👧 du maire",
    "x" * 200,
    "é" * 200,
    "🎉" * 200,
    "word " * 39 + "word",
    "a" * 39 + "\\;," * 40,
    r"C:\North\new; a, b: c\\",
    "BEGIN:VEVENT",
    "100% ^n ^' %2C",
]

WRITE = """
import sys
from di4c_schedule.updates import write_calendars
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule

names = {names!a}
partners = [
    Partner(name, country="FI", lat=60 + 4 * i, lon=20, timezone="Europe/Helsinki") for i, name in enumerate(names)
]
problem = Problem(Network("Gr\\u00f6\\u00dfe", partners, lead=names[0]), "2019-09-02", "2019-12-20", days=2)
write_calendars(Schedule.of(problem, [(name, f"2019-1{{i}}-01") for i, name in enumerate(names)]), sys.argv[1])
"""


def schedule_of(name, network="DI4C"):
    partners = [
        Partner(name, country="IT", lat=38.2, lon=15.6, timezone="Europe/Rome"),
        Partner("Guest", country="FI", lat=65.0, lon=25.5, timezone="Europe/Helsinki"),
    ]
    problem = Problem(Network(network, partners, lead="Guest"), "2019-09-02", "2019-12-20", days=2)
    return Schedule.of(problem, [(name, "2019-09-05"), ("Guest", "2019-11-05")])


def unfolded(data):
    """Check the lines of a file and return them whole."""
    assert data.endswith(b"\r\n")
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    lines = []
    for line in physical:
        assert b"\r" not in line
        assert b"\n" not in line
        assert 0 < len(line) <= 75
        text = line.decode("utf-8", errors="strict")
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def properties(lines):
    """Yield name, parameters and value of each line; no parameter of these files is quoted."""
    for line in lines:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        assert re.fullmatch("[A-Z-]+", name)
        assert all(re.fullmatch("VALUE=(DATE|DURATION)", parameter) for parameter in parameters)
        yield name, tuple(parameters), value


def plain(value):
    """Undo the escapes of RFC 5545, section 3.3.11; every sign that needs one has one."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,])*", value)
    return re.sub(r"\\(.)", r"\1", value)


FORMS = {
    "DTSTAMP": (r"\d{8}T\d{6}Z", ()),
    "LAST-MODIFIED": (r"\d{8}T\d{6}Z", ()),
    "DTSTART": (r"\d{8}", ("VALUE=DATE",)),
    "DTEND": (r"\d{8}", ("VALUE=DATE",)),
    "UID": (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ()),
    "RELATED-TO": (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ()),
    "SEQUENCE": (r"\d+", ()),
    "STATUS": (r"CONFIRMED|TENTATIVE", ()),
    "TRANSP": (r"OPAQUE|TRANSPARENT", ()),
    "GEO": (r"-?\d+(\.\d{1,6})?;-?\d+(\.\d{1,6})?", ()),
    "VERSION": (r"2\.0", ()),
    "PRODID": (r"-//.+//.+//EN", ()),
    "REFRESH-INTERVAL": (r"P\d+D", ("VALUE=DURATION",)),
    "X-PUBLISHED-TTL": (r"P\d+D", ()),
    "COLOR": (r"[a-z]+", ()),
}
TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME")
NEEDED = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE", "STATUS", "TRANSP")


def checked(data):
    """Check a whole file and return the calendar's properties and its events, values as texts."""
    components = []
    stack = []
    for name, parameters, value in properties(unfolded(data)):
        if name == "BEGIN":
            assert [kind for kind, _ in stack] + [value] in (["VCALENDAR"], ["VCALENDAR", "VEVENT"])
            stack.append((value, {}))
        elif name == "END":
            components.append(stack.pop())
            assert components[-1][0] == value
        else:
            assert name not in stack[-1][1], "a property stands twice"
            if name in TEXTS:
                assert parameters == ()
                value = plain(value)
            else:
                form, wanted = FORMS[name]
                assert re.fullmatch(form, value)
                assert parameters == wanted
            stack[-1][1][name] = value
    assert not stack
    *events, (kind, calendar) = components
    assert kind == "VCALENDAR"
    assert {"VERSION", "PRODID"} <= set(calendar)
    assert "METHOD" not in calendar
    for _, event in events:
        assert set(NEEDED) <= set(event)
        assert event["DTSTART"] < event["DTEND"]
    uids = [event["UID"] for _, event in events]
    assert len(set(uids)) == len(uids)
    return calendar, [event for _, event in events]


@pytest.mark.parametrize("name", HOSTILE)
def test_every_name_comes_through_whole(name):
    files = calendar_files(schedule_of(name, network=name))
    assert len(files) == 3
    for data in files.values():
        calendar, events = checked(data)
        assert calendar["NAME"] == calendar["X-WR-CALNAME"]
        assert calendar["NAME"].startswith(name)
        assert events[0]["SUMMARY"] in (f"{name} meeting in {name}", f"Travel to {name}")
        meeting = next(event for event in events if "GEO" in event)
        assert meeting["LOCATION"] == f"{name}, Italy"
        assert meeting["DESCRIPTION"] == f"Meeting 1 of 2, hosted by {name}."


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_name_that_a_partner_may_have_keeps_the_form(name):
    try:
        schedule = schedule_of(name)
    except ProblemError:
        return
    host = schedule.meetings[0].host
    for data in calendar_files(schedule).values():
        _, events = checked(data)
        assert f"DI4C meeting in {host}" in [event["SUMMARY"] for event in events]


def test_a_long_line_is_folded_between_letters():
    data = calendar_files(schedule_of("é" * 200))["network.ics"]
    folded = [line for line in data.split(b"\r\n") if line.startswith(b" ")]
    assert len(folded) > 5
    assert all(line.decode() for line in folded)


def written(folder, **environment):
    names = ["Botoșani", "🎉", 'a"b;c']
    code = WRITE.format(names=names)
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=os.environ | environment)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_another_process_zone_language_and_hash_seed_give_the_same_bytes(tmp_path):
    one = written(tmp_path / "one", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LANG="C", LC_ALL="C", PYTHONUTF8="0")
    two = written(tmp_path / "two", PYTHONHASHSEED="2", TZ="America/Los_Angeles", LANG="tr_TR.UTF-8", PYTHONUTF8="1")
    assert one == two
    assert len(one) == 5


def test_the_clock_gives_no_byte(monkeypatch, tmp_path):
    schedule = schedule_of("Messina")
    first = [path.read_bytes() for path in write_calendars(schedule, tmp_path / "one")]
    monkeypatch.setattr("uuid.uuid4", lambda: pytest.fail("a random name"))
    monkeypatch.setattr("time.time", lambda: pytest.fail("the clock was read"))
    second = [path.read_bytes() for path in write_calendars(schedule, tmp_path / "two")]
    assert first == second
