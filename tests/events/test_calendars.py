"""What the calendars of a network and of its partners hold; dates by hand."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from attrs import evolve

from di4c_schedule.errors import OutputError, ProblemError
from di4c_schedule.events import calendar_files
from di4c_schedule.events.properties import set_raw, set_text
from di4c_schedule.events.uids import meeting_uid, travel_uid
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.travel import Travel
from di4c_schedule.updates import write_calendars

PARTNERS = [
    Partner("Messina", country="IT", lat=38.19394, lon=15.55256, timezone="Europe/Rome", email="messina@example.org"),
    Partner("Roquetas de Mar", country="ES", lat=36.76419, lon=-2.61475, timezone="Europe/Madrid", subdivision="AN"),
    Partner("Oulu", country="FI", lat=65.01236, lon=25.46816, timezone="Europe/Helsinki"),
    Partner("Saint-Quentin", country="FR", lat=49.84889, lon=3.28757, timezone="Europe/Paris"),
    Partner("Limerick", country="IE", lat=52.66472, lon=-8.62306, timezone="Europe/Dublin"),
    Partner("Ventspils", country="LV", lat=57.38988, lon=21.57288, timezone="Europe/Riga"),
    Partner("Portalegre", country="PT", lat=39.29379, lon=-7.43122, timezone="Europe/Lisbon"),
    Partner("Botoșani", country="RO", lat=47.75, lon=26.66667, timezone="Europe/Bucharest"),
]
STARTS = [
    ("Messina", "2019-09-05"),
    ("Oulu", "2019-09-30"),
    ("Saint-Quentin", "2019-10-24"),
    ("Limerick", "2019-11-19"),
    ("Ventspils", "2019-12-30"),
    ("Roquetas de Mar", "2020-01-21"),
    ("Botoșani", "2020-02-28"),
    ("Portalegre", "2020-03-24"),
]


@pytest.fixture(scope="module")
def schedule():
    problem = Problem(Network("DI4C", PARTNERS, lead="Messina"), "2019-09-02", "2020-03-31", days=2)
    return Schedule.of(problem, STARTS)


@pytest.fixture(scope="module")
def files(schedule):
    return {name: icalendar.Calendar.from_ical(data) for name, data in calendar_files(schedule).items()}


def dates(calendar, word="meeting"):
    return [
        (str(event["SUMMARY"]), f"{event.start}", f"{event.end}")
        for event in calendar.events
        if word in event["SUMMARY"]
    ]


def event_called(calendar, summary):
    return next(event for event in calendar.events if event["SUMMARY"] == summary)


def online(schedule, **changes):
    return evolve(schedule, meetings=[evolve(meeting, **changes) for meeting in schedule.meetings])


def test_there_is_a_file_for_the_network_and_one_for_each_partner(schedule, tmp_path):
    written = write_calendars(schedule, tmp_path / "new" / "calendars")
    calendars = [path for path in written if path.parent.name == "calendars"]
    assert [path.name for path in calendars] == [
        "network.ics",
        "Messina.ics",
        "Roquetas de Mar.ics",
        "Oulu.ics",
        "Saint-Quentin.ics",
        "Limerick.ics",
        "Ventspils.ics",
        "Portalegre.ics",
        "Botosani.ics",
    ]
    assert sorted(calendars) == sorted((tmp_path / "new" / "calendars").glob("*.ics"))
    assert {path.name: path.read_bytes() for path in calendars} == calendar_files(schedule)


@pytest.mark.parametrize("name", ["network.ics", "Messina.ics", "Oulu.ics", "Botosani.ics"])
def test_every_file_has_all_meetings_with_the_day_after_the_last_as_end(files, name):
    assert dates(files[name]) == [
        ("DI4C meeting in Messina", "2019-09-05", "2019-09-07"),
        ("DI4C meeting in Oulu", "2019-09-30", "2019-10-02"),
        ("DI4C meeting in Saint-Quentin", "2019-10-24", "2019-10-26"),
        ("DI4C meeting in Limerick", "2019-11-19", "2019-11-21"),
        ("DI4C meeting in Ventspils", "2019-12-30", "2020-01-01"),
        ("DI4C meeting in Roquetas de Mar", "2020-01-21", "2020-01-23"),
        ("DI4C meeting in Botoșani", "2020-02-28", "2020-03-01"),
        ("DI4C meeting in Portalegre", "2020-03-24", "2020-03-26"),
    ]


def test_the_network_has_meetings_only(files):
    assert len(files["network.ics"].events) == 8


def test_messina_travels_two_days_to_oulu_and_one_elsewhere(files):
    # km from Messina: Oulu 3,051; Limerick 2,458; Ventspils 2,179; Portalegre 1,992; Saint-Quentin 1,621;
    # Roquetas de Mar 1,608; Botoșani 1,392
    assert dates(files["Messina.ics"], "Travel") == [
        ("Travel to Oulu", "2019-09-28", "2019-09-30"),
        ("Travel home from Oulu", "2019-10-02", "2019-10-04"),
        ("Travel to Saint-Quentin", "2019-10-23", "2019-10-24"),
        ("Travel home from Saint-Quentin", "2019-10-26", "2019-10-27"),
        ("Travel to Limerick", "2019-11-18", "2019-11-19"),
        ("Travel home from Limerick", "2019-11-21", "2019-11-22"),
        ("Travel to Ventspils", "2019-12-29", "2019-12-30"),
        ("Travel home from Ventspils", "2020-01-01", "2020-01-02"),
        ("Travel to Roquetas de Mar", "2020-01-20", "2020-01-21"),
        ("Travel home from Roquetas de Mar", "2020-01-23", "2020-01-24"),
        ("Travel to Botoșani", "2020-02-27", "2020-02-28"),
        ("Travel home from Botoșani", "2020-03-01", "2020-03-02"),
        ("Travel to Portalegre", "2020-03-23", "2020-03-24"),
        ("Travel home from Portalegre", "2020-03-26", "2020-03-27"),
    ]


def test_saint_quentin_travels_one_day_to_limerick(files):
    assert ("Travel to Limerick", "2019-11-18", "2019-11-19") in dates(files["Saint-Quentin.ics"], "Travel")


def test_short_ways_take_no_days_of_their_own(schedule):
    near = Travel(bands=[(4000, 0)])
    shorter = evolve(schedule, problem=schedule.problem.replace(travel=near))
    assert b"Travel" not in calendar_files(shorter)["Messina.ics"]


def test_a_meeting_says_where_it_is_who_hosts_and_that_people_are_away(files):
    event = event_called(files["network.ics"], "DI4C meeting in Oulu")
    assert event["LOCATION"] == "Oulu, Finland"
    assert event["GEO"].ical_value == (65.01236, 25.46816)
    # 7 to 30 September and 2 to 24 October are 24 and 23 days
    assert event["DESCRIPTION"].splitlines() == [
        "Meeting 2 of 8, hosted by Oulu.",
        "No public holiday at any partner on these days.",
        "Days since the previous meeting (Messina): 24.",
        "Days until the next meeting (Saint-Quentin): 23.",
    ]
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "OPAQUE", 0)


def test_a_journey_points_to_its_meeting(files):
    meeting = event_called(files["Messina.ics"], "DI4C meeting in Oulu")
    for summary in ("Travel to Oulu", "Travel home from Oulu"):
        journey = event_called(files["Messina.ics"], summary)
        assert journey["RELATED-TO"] == meeting["UID"]
        assert journey["DESCRIPTION"] == "DI4C meeting in Oulu, Monday 30 September 2019 – Tuesday 1 October 2019."
        assert journey["TRANSP"] == "OPAQUE"
        assert "LOCATION" not in journey


def test_a_meeting_is_the_same_in_every_file(schedule):
    # One UID with two contents would let a client show either.
    blocks = [data.split(b"BEGIN:VEVENT\r\n") for data in calendar_files(schedule).values()]
    meetings = [
        [block.split(b"END:VEVENT")[0] for block in parts if b"SUMMARY:DI4C meeting" in block] for parts in blocks
    ]
    assert len(meetings) == 9
    assert all(these == meetings[0] for these in meetings)


def test_all_uids_of_all_files_differ_but_those_of_the_meetings(files):
    uids = {(str(event["UID"]), str(event["SUMMARY"])) for calendar in files.values() for event in calendar.events}
    meetings = {event["UID"] for event in files["network.ics"].events}
    travels = [event["UID"] for calendar in files.values() for event in calendar.events if "RELATED-TO" in event]
    assert len({uid for uid, _ in uids}) == len(uids)
    assert len(set(travels)) == len(travels) == 8 * 7 * 2
    assert not meetings & set(travels)


def test_no_file_has_a_method_an_address_or_a_person(schedule):
    for data in calendar_files(schedule).values():
        for word in (b"METHOD", b"@", b"mailto", b"ATTENDEE", b"ORGANIZER"):
            assert word not in data


def test_the_calendar_has_its_name_color_and_pace(schedule):
    lines = calendar_files(schedule)["network.ics"].decode().split("\r\n")
    assert lines[:9] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//di4c-schedule//di4c-schedule//EN",
        "NAME:DI4C",
        "X-WR-CALNAME:DI4C",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "COLOR:steelblue",
        "BEGIN:VEVENT",
    ]
    assert "\r\nNAME:DI4C (Botoșani)\r\n".encode() in calendar_files(schedule)["Botosani.ics"]


def test_the_stamp_is_new_year_before_the_window_and_not_the_clock(schedule):
    assert b"DTSTAMP:20180101T000000Z" in calendar_files(schedule)["network.ics"]


def test_a_uid_stays_when_the_date_and_the_others_change(schedule):
    moved = Schedule.of(schedule.problem, [("Oulu", "2020-03-03"), ("Messina", "2019-12-03")])
    uid = meeting_uid("DI4C", "Oulu", 1)
    for each in (schedule, moved):
        calendar = icalendar.Calendar.from_ical(calendar_files(each)["network.ics"])
        assert event_called(calendar, "DI4C meeting in Oulu")["UID"] == uid


def test_uids_are_what_they_were_in_calendars_that_people_have():
    # Stated, not computed: with other UIDs every subscriber would see each meeting twice.
    assert meeting_uid("DI4C", "Oulu", 1) == "693f8263-fed8-5d61-99e6-81dfd49276b9"
    assert travel_uid(meeting_uid("DI4C", "Oulu", 1), "Messina", "out") == "5562ee11-a186-5d1e-9d7f-17cabf93da70"


def test_a_second_turn_has_its_own_uid(problem_of):
    problem = problem_of("Messina", "Oulu")
    twice = Schedule.of(problem, [("Oulu", "2019-09-03"), ("Messina", "2019-10-01"), ("Oulu", "2019-11-05")])
    events = icalendar.Calendar.from_ical(calendar_files(twice)["network.ics"]).events
    assert [event["UID"] for event in events] == [
        meeting_uid("Test", "Oulu", 1),
        meeting_uid("Test", "Messina", 1),
        meeting_uid("Test", "Oulu", 2),
    ]


def test_a_tentative_meeting_and_the_ways_to_it_are_tentative(schedule):
    calendar = icalendar.Calendar.from_ical(calendar_files(online(schedule, state="tentative"))["Messina.ics"])
    assert {event["STATUS"] for event in calendar.events} == {"TENTATIVE"}
    meeting = event_called(calendar, "DI4C meeting in Oulu")
    assert meeting["DESCRIPTION"].splitlines()[-1] == "Not confirmed yet: the dates may change."


def test_nobody_travels_to_an_online_meeting(schedule):
    events = icalendar.Calendar.from_ical(calendar_files(online(schedule, format="online"))["Messina.ics"]).events
    assert len(events) == 8
    assert events[1]["SUMMARY"] == "DI4C online meeting hosted by Oulu"
    assert events[1]["LOCATION"] == "Online"
    assert "GEO" not in events[1]


def test_a_hybrid_meeting_says_so_and_keeps_the_days_of_travel(schedule):
    calendar = icalendar.Calendar.from_ical(calendar_files(online(schedule, format="hybrid"))["Messina.ics"])
    meeting = event_called(calendar, "DI4C meeting in Oulu")
    assert meeting["DESCRIPTION"].splitlines()[-1] == "On site and online."
    assert event_called(calendar, "Travel to Oulu").start == date(2019, 9, 28)


def test_a_country_outside_europe_is_given_by_its_code(partner, problem_of):
    problem = problem_of(partner("Oulu", country="CA", subdivision="QC", city="Montréal"))
    data = calendar_files(Schedule.of(problem, [("Oulu", "2019-10-01")]))["network.ics"]
    assert "LOCATION:Montréal\\, CA\r\n".encode() in data


def test_small_degrees_are_written_as_a_calendar_has_numbers(partner, problem_of):
    problem = problem_of(partner("Oulu", lat=0.00001, lon=-0.00002))
    data = calendar_files(Schedule.of(problem, [("Oulu", "2019-10-01")]))["network.ics"]
    assert b"GEO:0.000010;-0.000020\r\n" in data


def test_a_line_break_cannot_come_and_is_refused():
    with pytest.raises(ProblemError, match="line break"):
        Partner("Oulu\nBEGIN:VALARM", country="FI", lat=65, lon=25, timezone="Europe/Helsinki")
    for put in (set_text, set_raw):
        with pytest.raises(ValueError, match="CR or LF"):
            put(icalendar.Event(), "SUMMARY", "Oulu\r\nBEGIN:VALARM")


def test_a_schedule_without_meetings_gives_empty_calendars(schedule):
    files = calendar_files(Schedule(schedule.problem, []))
    assert [data.count(b"BEGIN:VEVENT") for data in files.values()] == [0] * 9


def test_writing_again_touches_only_what_changed(schedule, tmp_path):
    before = {path: path.stat().st_ino for path in write_calendars(schedule, tmp_path)}
    (tmp_path / "Paris.ics").write_bytes(b"a partner that left")
    assert {path: path.stat().st_ino for path in write_calendars(schedule, tmp_path)} == before
    assert (tmp_path / "Paris.ics").read_bytes() == b"a partner that left"
    (tmp_path / "Oulu.ics").write_bytes(b"changed by hand")
    again = {path: path.stat().st_ino for path in write_calendars(schedule, str(tmp_path))}
    assert {path.name for path in before if again[path] != before[path]} == {"Oulu.ics"}


def test_a_file_where_the_folder_should_be_is_an_error(schedule, tmp_path):
    (tmp_path / "calendars").write_bytes(b"")
    with pytest.raises(OutputError, match="a file has that name"):
        write_calendars(schedule, tmp_path / "calendars")
