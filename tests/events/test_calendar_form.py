"""Calendar files keep to the letter of RFC 5545, whatever partners are called, and never change by themselves."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule.calendar_style import CalendarStyle, shipped_languages
from di4c_schedule.errors import ProblemError
from di4c_schedule.events import appointment_of, calendar_files, cancel_file, first_revision, request_file
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.updates import write_calendars
from tests.events.form import parsed

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


def schedule_of(name, network="DI4C", style=None, email=None):
    partners = [
        Partner(name, country="IT", lat=38.2, lon=15.6, timezone="Europe/Rome", email=email),
        Partner("Guest", country="FI", lat=65.0, lon=25.5, timezone="Europe/Helsinki"),
    ]
    problem = Problem(
        Network(network, partners, lead="Guest"), "2019-09-02", "2019-12-20", days=2, calendars=style or CalendarStyle()
    )
    return Schedule.of(problem, [(name, "2019-09-05"), ("Guest", "2019-11-05")])


def all_files(schedule):
    """Return every kind of file that there is of a schedule, by a name that says which."""
    files = calendar_files(schedule)
    network, revision = schedule.problem.network, first_revision(schedule.problem)
    for meeting in schedule.meetings:
        for partner in network:
            if partner.email:
                which = f"{partner.name} to {meeting.host}"
                files[f"REQUEST {which}"] = request_file(schedule, meeting, partner, revision)
                for whole in (True, False):
                    files[f"CANCEL {which} {whole}"] = cancel_file(
                        network.name,
                        appointment_of(schedule, meeting),
                        revision,
                        partner.name,
                        partner.email,
                        schedule.problem.calendars,
                        "office@example.org",
                        partner.language or "en",
                        whole=whole,
                    )
    return files


@pytest.mark.parametrize("name", HOSTILE)
def test_every_name_comes_through_whole(name):
    files = {key: parsed(data) for key, data in calendar_files(schedule_of(name, network=name)).items()}
    assert len(files) == 3
    for calendar in files.values():
        events = calendar.all("VEVENT")
        assert calendar["NAME"] == calendar["X-WR-CALNAME"]
        assert calendar["NAME"].startswith(name)
        assert events[0]["SUMMARY"] in (f"{name} meeting in {name}", f"Travel to {name}")
        meeting = next(event for event in events if "GEO" in event)
        assert meeting["LOCATION"] == f"{name}, Italy"
        assert meeting["DESCRIPTION"].startswith(f"Meeting 1 of 2, hosted by {name}.\n")


@pytest.mark.parametrize("name", HOSTILE)
def test_every_name_comes_through_whole_as_a_parameter(name):
    style = CalendarStyle(organizer="office@example.org", organizer_name=name)
    schedule = schedule_of(name, style=style, email="odd.'`{}|~!#$%&*+-/=?^_@xn--bcher-kva.example")
    for key, data in all_files(schedule).items():
        calendar = parsed(data)
        if "METHOD" in calendar:
            (event,) = calendar.all("VEVENT")
            assert event.parameters["ORGANIZER"]["CN"] == name
            assert event.parameters["ATTENDEE"]["CN"] == name, key
            assert event["ATTENDEE"] == "mailto:odd.'`{}|~!#$%&*+-/=?^_@xn--bcher-kva.example"


STYLES = {
    "plain": CalendarStyle(organizer="office@example.org"),
    "all that there is": CalendarStyle(
        organizer="office@example.org",
        organizer_name='The "Office"; Oulu: a, b ^n',
        begin="09:00",
        end="17:30",
        url="https://example.org/a;b,c?d=e&f=%20",
        link="https://meet.example.org/di4c;a,b",
        links={"Guest": "https://meet.example.org/guest"},
        categories=["DI4C", "cities, digital; 4", r"\n"],
        alarms=[30, 1, 0],
        language="ro",
    ),
    "alarms on whole days": CalendarStyle(organizer="office@example.org", alarms=[14, 0], travel_days=False),
    **{language: CalendarStyle(organizer="office@example.org", language=language) for language in shipped_languages()},
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("form", ["on site", "online", "hybrid"])
@pytest.mark.parametrize("state", ["confirmed", "tentative"])
def test_every_kind_of_file_keeps_the_form(style, form, state):
    schedule = schedule_of("Messina", style=style, email="messina@example.org")
    schedule = evolve(schedule, meetings=[evolve(one, format=form, state=state) for one in schedule.meetings])
    files = all_files(schedule)
    assert len(files) == 3 + 2 * 3
    methods = [parsed(data).values.get("METHOD") for data in files.values()]
    assert [methods.count(method) for method in (None, "REQUEST", "CANCEL")] == [3, 2, 4]
    for key in ("network.ics", "Messina.ics", "Guest.ics"):
        assert b"mailto:" not in files[key]


HOSTILE_STYLES = [
    ("organizer_name", "Office\nATTACH:x"),
    ("organizer_name", "Office\r\n ATTACH:x"),
    ("organizer_name", "Office\u2028ATTACH:x"),
    ("organizer_name", "Office\x00"),
    ("organizer", "office@example.org\nATTACH:x"),
    ("organizer", "office@example.org;X=y"),
    ("organizer", 'a"b@example.org'),
    ("organizer", "mailto:office@example.org"),
    ("organizer", "office@example.org\x00"),
    ("organizer", "office@example.org\u2028ATTACH:x"),
    ("organizer", "office\u202e@example.org"),
    ("url", "https://example.org/\nATTACH:x"),
    ("url", "https://example.org/ a"),
    ("url", "javascript:alert(1)"),
    ("url", "https://ex\u200bample.org/"),
    ("link", "https://example.org/\r\nATTACH:x"),
    ("link", "file:///etc/passwd"),
    ("links", {"Oulu": "https://example.org/\nATTACH:x"}),
    ("links", {"Oulu\nx": "https://example.org/"}),
    ("categories", ["DI4C\nATTACH:x"]),
    ("categories", [""]),
    ("words", {"en": {"title": "{network}\nATTACH:x"}}),
    ("words", {"en": {"tentative": "{network.__class__}"}}),
    ("words", {"en": {"title": "{network!r:>9999999}"}}),
    ("words", {"en\nx": {"title": "{network}"}}),
    ("begin", "09:00\nATTACH:x"),
    ("language", "ro\n"),
]


@pytest.mark.parametrize(("key", "value"), HOSTILE_STYLES, ids=[f"{k} {v!r}" for k, v in HOSTILE_STYLES])
def test_no_text_of_the_style_can_add_a_line(key, value):
    with pytest.raises(ProblemError):
        CalendarStyle(**{key: value})


@pytest.mark.parametrize(
    "address", ["a@b.example\n", "a@b.example\nATTACH:x", "a b@c.example", "<a@b.example>", "a@b,c"]
)
def test_no_address_of_a_partner_can_add_a_line(address):
    with pytest.raises(ProblemError):
        Partner("Oulu", country="FI", lat=65, lon=25, timezone="Europe/Helsinki", email=address)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_name_that_a_partner_may_have_keeps_the_form(name):
    try:
        schedule = schedule_of(name)
    except ProblemError:
        return
    host = schedule.meetings[0].host
    for data in all_files(schedule).values():
        assert f"DI4C meeting in {host}" in [event["SUMMARY"] for event in parsed(data).all("VEVENT")]


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
