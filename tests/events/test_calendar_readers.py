"""Eight packages, seven of them with no part in the writing, read from every kind of file what was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from attrs import evolve

from di4c_schedule.calendar_style import CalendarStyle, shipped_languages, words_of
from di4c_schedule.events import (
    Revision,
    appointment_of,
    calendar_files,
    cancel_file,
    meeting_uid,
    request_file,
    travel_uid,
)
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Meeting, Schedule
from tests.events.readers import (
    Seen,
    by_ical,
    by_icalendar,
    by_ics,
    by_libical,
    by_vobject,
    read_by_node,
    rows_of_khal,
    seen_by_node,
)

READERS = [by_icalendar, by_vobject, by_ical, by_ics, by_libical]
NODE_READERS = ["ical.js", "node-ical"]
NAMES = [
    "Botoșani",
    'O\'Brien "Old" Town',
    "<b>Messina</b> & co",
    "Fête 🎉 du maire",
    "Oulu, Finland; north: \\ end",
    "x" * 200,
    "é" * 200,
    "two words " * 19 + "end",
]
TOLD = Revision(4, datetime(2019, 8, 1, 12, tzinfo=UTC))
UIDS = {host: meeting_uid("DI4C", host, 1) for host in ("Messina", "Limerick", "Oulu")}
OFFICE = "mailto:office@example.org"


def schedule_of(style=None, name="Messina", form="on site", **changes):
    partners = [
        Partner(name, country="IT", lat=38.19394, lon=15.55256, timezone="Europe/Rome", **changes),
        Partner("Limerick", country="IE", lat=52.66472, lon=-8.62306, timezone="Europe/Dublin"),
        Partner("Oulu", country="FI", lat=65.01236, lon=25.46816, timezone="Europe/Helsinki", email="oulu@example.org"),
    ]
    network = Network("DI4C", partners, lead="Oulu")
    style = evolve(style or CalendarStyle(), organizer="office@example.org")
    problem = Problem(network, "2019-09-02", "2020-03-02", days=2, calendars=style)
    meetings = [
        Meeting(name, date(2019, 9, 5), date(2019, 9, 6), format=form),
        Meeting("Limerick", date(2019, 10, 29), date(2019, 10, 30), format=form),
        Meeting("Oulu", date(2019, 12, 30), date(2019, 12, 31), format=form, state="tentative"),
    ]
    return Schedule(problem, meetings)


def files_of(schedule):
    """Return every kind of file that Oulu gets, by a name for it."""
    network = schedule.problem.network
    files = calendar_files(schedule, dict.fromkeys(UIDS.values(), TOLD))
    told = appointment_of(schedule, schedule.meetings[0])
    files["request"] = request_file(schedule, schedule.meetings[0], network["Oulu"], TOLD)
    files["request to the host"] = request_file(schedule, schedule.meetings[2], network["Oulu"], TOLD)
    for name, whole in (("dropped", True), ("taken out", False)):
        files[name] = cancel_file(
            network.name,
            told,
            TOLD,
            "Oulu",
            "oulu@example.org",
            schedule.problem.calendars,
            "office@example.org",
            network["Oulu"].language or schedule.problem.calendars.language,
            whole=whole,
        )
    return files


DAYS = {
    "Messina": (date(2019, 9, 5), date(2019, 9, 7)),
    "Limerick": (date(2019, 10, 29), date(2019, 10, 31)),
    "Oulu": (date(2019, 12, 30), date(2020, 1, 1)),
}
# 9:00 to 17:30 of the first day: Rome has summer time, UTC+2; Dublin has UTC since 27 October; Helsinki has UTC+2
HOURS = {
    "Messina": (datetime(2019, 9, 5, 7, 0, tzinfo=UTC), datetime(2019, 9, 5, 15, 30, tzinfo=UTC)),
    "Limerick": (datetime(2019, 10, 29, 9, 0, tzinfo=UTC), datetime(2019, 10, 29, 17, 30, tzinfo=UTC)),
    "Oulu": (datetime(2019, 12, 30, 7, 0, tzinfo=UTC), datetime(2019, 12, 30, 15, 30, tzinfo=UTC)),
}
# km from Oulu: Messina 3,051, two days; Limerick 2,179, one
WAYS = [
    ("Messina", "out", date(2019, 9, 3), date(2019, 9, 5)),
    ("Messina", "home", date(2019, 9, 7), date(2019, 9, 9)),
    ("Limerick", "out", date(2019, 10, 28), date(2019, 10, 29)),
    ("Limerick", "home", date(2019, 10, 31), date(2019, 11, 1)),
]


def expected(which, times, titles, ways):
    """Return by hand what a file must show."""
    seen = {
        host: Seen(
            UIDS[host], titles[host], *times[host], "TENTATIVE" if host == "Oulu" else "CONFIRMED", 4, "", "", ""
        )
        for host in times
    }
    guest = {"organizer": OFFICE, "attendee": "mailto:oulu@example.org"}
    messages = {
        "request": ("Messina", "REQUEST", "CONFIRMED"),
        "request to the host": ("Oulu", "REQUEST", "TENTATIVE"),
        "dropped": ("Messina", "CANCEL", "CANCELLED"),
        "taken out": ("Messina", "CANCEL", ""),
    }
    if which in messages:
        host, method, status = messages[which]
        return [Seen(**vars(seen[host]) | guest | {"method": method, "status": status})]
    found = list(seen.values())
    if which == "Oulu.ics" and ways:
        for host, way, first, last in WAYS:
            uid = travel_uid(UIDS[host], "Oulu", way)
            title = ways[way].format(city=host, host=host)
            found.append(Seen(uid, title, first, last, "CONFIRMED", 4, "", "", ""))
    return found


def check(seen, wanted):
    seen = sorted(seen, key=lambda one: one.uid)
    wanted = sorted(wanted, key=lambda one: one.uid)
    assert len(seen) == len(wanted)
    for one, other in zip(seen, wanted, strict=True):
        assert one.agrees_with(other), (one, other)
        # a datetime is a date, too
        assert type(one.start) is type(other.start)


ALL = {"url": "https://example.org/a;b", "link": "https://meet.example.org/x,y;z", "categories": ["a, b", "c"]}
KINDS = {
    "plain": (CalendarStyle(), "on site"),
    "hours": (CalendarStyle(begin="09:00", end="17:30"), "on site"),
    "alarms": (CalendarStyle(alarms=[14, 1, 0]), "on site"),
    "hours and alarms": (CalendarStyle(begin="09:00", end="17:30", alarms=[14, 0], **ALL), "hybrid"),
    "online": (CalendarStyle(**ALL), "online"),
    "online with hours": (CalendarStyle(begin="09:00", end="17:30", **ALL), "online"),
    "no travel": (CalendarStyle(travel_days=False), "on site"),
    **{
        f"language {one}": (CalendarStyle(language=one, begin="09:00", end="17:30"), "on site")
        for one in shipped_languages()
    },
    **{f"online, {one}": (CalendarStyle(language=one), "online") for one in shipped_languages()},
}
WHICH = ["network.ics", "Messina.ics", "Oulu.ics", "request", "request to the host", "dropped", "taken out"]


def kind_of_files(kind):
    style, form = KINDS[kind]
    words = words_of(style.language)
    key = "online_title" if form == "online" else "title"
    titles = {host: words[key].format(network="DI4C", city=host, host=host) for host in DAYS}
    ways = None
    if form != "online" and style.travel_days:
        ways = {"out": words["way_out"], "home": words["way_home"]}
    files = files_of(schedule_of(style, form=form))
    times = HOURS if style.timed else DAYS
    return {
        which: (files[which], expected(which, times, titles, ways if which == "Oulu.ics" else None)) for which in WHICH
    }


def without_ways_of_messina(which, seen):
    """Leave out the ways in the calendar of Messina, which are not worked out by hand here."""
    return [one for one in seen if which != "Messina.ics" or one.uid in UIDS.values()]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_reader_sees_what_is_meant_in_every_kind_of_file(read, kind):
    for which, (data, wanted) in kind_of_files(kind).items():
        check(without_ways_of_messina(which, read(data)), wanted)


@pytest.fixture(scope="module")
def seen_by_javascript(tmp_path_factory):
    """What both packages of Node.js read from all files at once: it takes long to start."""
    folder = tmp_path_factory.mktemp("node")
    files = {}
    for number, kind in enumerate(KINDS):
        for which, (data, wanted) in kind_of_files(kind).items():
            path = folder / f"{number} {which}.ics"
            path.write_bytes(data)
            files[kind, which] = str(path), wanted
    read = read_by_node([path for path, _ in files.values()])
    return {key: (read[path], wanted) for key, (path, wanted) in files.items()}


@pytest.mark.parametrize("package", NODE_READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_javascript_sees_what_is_meant_in_every_kind_of_file(seen_by_javascript, package, kind):
    for which in WHICH:
        read, wanted = seen_by_javascript[kind, which]
        check(without_ways_of_messina(which, seen_by_node(package, read)), wanted)


def test_javascript_sees_each_day_of_a_meeting_with_its_hours(seen_by_javascript):
    read, _ = seen_by_javascript["hours", "network.ics"]
    begins = {event["uid"]: event["begins"] for event in read["ical.js"]["events"]}
    assert begins[UIDS["Messina"]] == ["2019-09-05T07:00:00.000Z", "2019-09-06T07:00:00.000Z"]
    assert begins[UIDS["Oulu"]] == ["2019-12-30T07:00:00.000Z", "2019-12-31T07:00:00.000Z"]


def test_javascript_sees_who_is_asked_and_how(seen_by_javascript):
    guest = {"address": "mailto:oulu@example.org", "CN": "Oulu", "CUTYPE": "INDIVIDUAL", "RSVP": "TRUE"}
    for which, role in (("request", "REQ-PARTICIPANT"), ("request to the host", "CHAIR")):
        (event,) = seen_by_javascript["plain", which][0]["ical.js"]["events"]
        assert event["attendees"] == [guest | {"ROLE": role, "PARTSTAT": "NEEDS-ACTION"}]
        assert event["organizer"] == {"address": OFFICE, "CN": "DI4C"}
    (event,) = seen_by_javascript["plain", "taken out"][0]["ical.js"]["events"]
    assert event["attendees"] == [{"address": "mailto:oulu@example.org", "CN": "Oulu"}]


def test_javascript_sees_links_categories_and_reminders(seen_by_javascript):
    (event,) = seen_by_javascript["hours and alarms", "request"][0]["ical.js"]["events"]
    assert event["url"] == event["conference"] == "https://meet.example.org/x,y;z"
    assert event["categories"] == ["a, b", "c"]
    # 5 September at 7:00 UTC, two weeks before and on the day
    assert event["alarms"] == ["2019-08-22T07:00:00Z", "2019-09-05T07:00:00Z"]
    assert event["description"].splitlines() == [
        "Hosted by Messina.",
        "No public holiday at the host on these days.",
        "On site and online.",
        "Join online: https://meet.example.org/x,y;z",
        "https://example.org/a;b",
    ]
    (event,) = seen_by_javascript["alarms", "request"][0]["ical.js"]["events"]
    assert event["alarms"] == ["-P14D", "-P1D", "PT0S"]


@pytest.mark.parametrize("kind", ["plain", "hours"])
def test_khal_lists_what_is_meant(kind, tmp_path):
    data, wanted = kind_of_files(kind)["Oulu.ics"]
    rows = {
        (uid, start): (end, title, status, whole)
        for uid, start, end, title, status, whole in rows_of_khal(data, tmp_path)
    }
    for one in wanted:
        whole = not isinstance(one.start, datetime)
        # khal shows the last of whole days, others the day after
        start, end = (one.start, one.end - timedelta(days=1)) if whole else (one.start, one.end)
        form = "%Y-%m-%d" if whole else "%Y-%m-%dT%H:%M"
        assert rows[one.uid, f"{start:{form}}"] == (f"{end:{form}}", one.summary, one.status, str(whole))


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_all_readers_see_every_name(read, name):
    schedule = schedule_of(name=name)
    data = calendar_files(schedule)["network.ics"]
    seen = {one.uid: one for one in read(data)}
    assert seen[meeting_uid("DI4C", name, 1)].summary == f"DI4C meeting in {name}"
    assert seen[meeting_uid("DI4C", name, 1)].start == date(2019, 9, 5)
    assert len(seen) == 3


def test_javascript_sees_every_name(tmp_path):
    paths = {}
    for number, name in enumerate(NAMES):
        path = tmp_path / f"{number}.ics"
        schedule = schedule_of(name=name, email="messina@example.org")
        path.write_bytes(request_file(schedule, schedule.meetings[0], schedule.problem.network[name], TOLD))
        paths[name] = str(path)
    read = read_by_node(list(paths.values()))
    for name, path in paths.items():
        (event,) = read[path]["ical.js"]["events"]
        assert event["summary"] == f"DI4C meeting in {name}"
        assert event["attendees"][0]["CN"] == name
        assert read[path]["node-ical"]["events"][0]["summary"] == f"DI4C meeting in {name}"


def test_a_reader_knows_the_calendar_by_its_name_and_pace():
    calendar = icalendar.Calendar.from_ical(calendar_files(schedule_of())["Oulu.ics"])
    assert calendar.calendar_name == "DI4C (Oulu)"
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(days=1)
    assert calendar.color == "steelblue"
