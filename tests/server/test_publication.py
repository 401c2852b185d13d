from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from di4c_schedule.errors import CalendarFileError, OutputError, ProblemError
from di4c_schedule.events import meeting_uid
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.server import publish_calendar
from di4c_schedule.updates import write_calendars
from tests.server.calendar_server import CREDENTIALS, CalendarServer, calendar, event

FolderOf = Callable[..., Path]

OULU, MESSINA = event("oulu", "20191001"), event("messina", "20190905")
BIRTHDAY = event("birthday", "20191001", summary="Birthday")

NAMED = (
    '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Sitzungen</displayname>'
    "</prop></set></C:mkcalendar>"
)


def titles(events: tuple[object, ...]) -> list[str]:
    return [str(one) for one in events]


def plan(problem: Problem, *meetings: tuple[str, str]) -> Schedule:
    return Schedule.of(problem, list(meetings))


def test_all_meetings_of_a_plan_are_on_the_server_with_the_uids_of_the_files(
    server: CalendarServer, tmp_path: Path, three_partners: Problem
) -> None:
    schedule = plan(three_partners, ("Messina", "2019-09-05"), ("Oulu", "2019-10-01"), ("Limerick", "2019-11-19"))
    write_calendars(schedule, tmp_path)
    report = publish_calendar(tmp_path, server.url, CREDENTIALS, create=True)

    assert report.made
    assert titles(report.created) == [
        "Test meeting in Messina (2019-09-05)",
        "Test meeting in Oulu (2019-10-01)",
        "Test meeting in Limerick (2019-11-19)",
    ]
    uid = meeting_uid("Test", "Oulu", 1)
    assert sorted(server.stored()) == sorted(
        f"{meeting_uid('Test', host, 1)}.ics" for host in three_partners.network.names
    )
    stored = Calendar.from_ical(server.get(f"{uid}.ics")).events[0]
    [written] = [one for one in Calendar.from_ical((tmp_path / "network.ics").read_text()).events if one["UID"] == uid]
    assert stored.start == date(2019, 10, 1)
    for name in ("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "LOCATION", "GEO", "STATUS"):
        assert stored[name].to_ical() == written[name].to_ical()


def test_a_calendar_that_is_right_is_not_written_again(server: CalendarServer, folder_of: FolderOf) -> None:
    folder = folder_of(OULU, MESSINA)
    publish_calendar(folder, server.url, CREDENTIALS, create=True)
    before = server.log.count("PUT request")
    report = publish_calendar(folder, server.url, CREDENTIALS)

    assert len(report.unchanged) == 2
    assert not report.changed
    assert str(report) == f"{server.url} is up to date: 2 events."
    assert server.log.count("PUT request") == before


def test_moved_meetings_are_written_and_dropped_ones_deleted(server: CalendarServer, folder_of: FolderOf) -> None:
    publish_calendar(folder_of(OULU, MESSINA), server.url, CREDENTIALS, create=True)
    moved = event("oulu", "20191008", sequence=1, stamp="20190601T120000Z")
    report = publish_calendar(folder_of(moved, event("limerick", "20191119")), server.url, CREDENTIALS)

    assert titles(report.updated) == ["Meeting oulu (2019-10-08)"]
    assert titles(report.deleted) == ["Meeting messina (2019-09-05)"]
    assert titles(report.created) == ["Meeting limerick (2019-11-19)"]
    assert sorted(server.stored()) == ["limerick.ics", "oulu.ics"]
    assert "SEQUENCE:1" in server.get("oulu.ics")
    assert str(report).splitlines() == [
        f"1 event created on {server.url}: Meeting limerick (2019-11-19).",
        f"1 event updated on {server.url}: Meeting oulu (2019-10-08).",
        f"1 event deleted on {server.url}: Meeting messina (2019-09-05).",
    ]


def test_new_words_in_the_same_version_are_written_over_what_the_program_wrote(
    server: CalendarServer, folder_of: FolderOf
) -> None:
    publish_calendar(folder_of(OULU), server.url, CREDENTIALS, create=True)
    report = publish_calendar(folder_of(event("oulu", "20191001", summary="Treffen")), server.url, CREDENTIALS)
    assert titles(report.updated) == ["Treffen (2019-10-01)"]
    assert "SUMMARY:Treffen" in server.get("oulu.ics")


def test_events_of_others_stay_as_they_are(server: CalendarServer, folder_of: FolderOf) -> None:
    publish_calendar(folder_of(OULU), server.url, CREDENTIALS, create=True)
    assert server.put("birthday.ics", calendar(BIRTHDAY)) == 201
    assert server.put("copy.ics", server.get("oulu.ics").replace("UID:oulu", "UID:copy")) == 201
    before = server.stored()
    report = publish_calendar(folder_of(MESSINA), server.url, CREDENTIALS)

    assert titles(report.deleted) == ["Meeting oulu (2019-10-01)"]
    after = server.stored()
    assert after["birthday.ics"] == before["birthday.ics"]
    assert after["copy.ics"] == before["copy.ics"]


def test_another_network_in_the_same_calendar_stays_as_it_is(
    server: CalendarServer, folder_of: FolderOf, tmp_path: Path
) -> None:
    other = tmp_path / "other.ics"
    other.write_text(calendar(MESSINA, name="Another network"), "utf-8")
    publish_calendar(other, server.url, CREDENTIALS, create=True)
    publish_calendar(folder_of(OULU), server.url, CREDENTIALS)
    report = publish_calendar(folder_of(), server.url, CREDENTIALS)
    assert titles(report.deleted) == ["Meeting oulu (2019-10-01)"]
    assert sorted(server.stored()) == ["messina.ics"]


def test_the_calendar_of_a_partner_has_its_days_of_travel(server: CalendarServer, two_partners: Problem) -> None:
    schedule = plan(two_partners, ("Messina", "2019-09-05"), ("Oulu", "2019-10-01"))
    report = publish_calendar(schedule, server.url, CREDENTIALS, partner="Messina", create=True)
    assert titles(report.created) == [
        "Test meeting in Messina (2019-09-05)",
        "Travel to Oulu (2019-09-29)",
        "Test meeting in Oulu (2019-10-01)",
        "Travel home from Oulu (2019-10-03)",
    ]


def test_a_plan_without_a_folder_deletes_what_an_earlier_plan_had(
    server: CalendarServer, problem_of: Callable[..., Problem]
) -> None:
    three = problem_of("Messina", "Oulu", "Limerick")
    publish_calendar(
        plan(three, ("Messina", "2019-09-05"), ("Oulu", "2019-10-01"), ("Limerick", "2019-11-19")),
        server.url,
        CREDENTIALS,
        create=True,
    )
    report = publish_calendar(
        plan(problem_of("Messina", "Oulu"), ("Messina", "2019-09-05"), ("Oulu", "2019-10-08")), server.url, CREDENTIALS
    )
    # That of Messina says now that it is the first of two.
    assert titles(report.updated) == ["Test meeting in Messina (2019-09-05)", "Test meeting in Oulu (2019-10-08)"]
    assert titles(report.deleted) == ["Test meeting in Limerick (2019-11-19)"]


def test_a_dry_run_tells_what_would_change_and_writes_nothing(server: CalendarServer, folder_of: FolderOf) -> None:
    report = publish_calendar(folder_of(OULU), server.url, CREDENTIALS, create=True, dry_run=True)
    assert str(report) == (
        f"The calendar {server.url} would be made.\n"
        f"1 event would be created on {server.url}: Meeting oulu (2019-10-01)."
    )
    assert server.ask("PROPFIND", server.url, Depth="0")[0] == 404

    publish_calendar(folder_of(OULU), server.url, CREDENTIALS, create=True)
    before = server.stored()
    report = publish_calendar(folder_of(MESSINA), server.url, CREDENTIALS, dry_run=True)
    assert (titles(report.created), titles(report.deleted)) == (
        ["Meeting messina (2019-09-05)"],
        ["Meeting oulu (2019-10-01)"],
    )
    assert server.stored() == before


def test_a_report_is_also_told_as_json(server: CalendarServer, folder_of: FolderOf) -> None:
    report = publish_calendar(folder_of(OULU), server.url, CREDENTIALS, create=True)
    assert report.to_dict() == {
        "url": server.url,
        "dry_run": False,
        "made": True,
        "created": [{"uid": "oulu", "title": "Meeting oulu", "start": "2019-10-01"}],
        "updated": [],
        "deleted": [],
        "unchanged": [],
        "conflicts": [],
    }


def test_a_calendar_is_made_with_its_name_and_colour(server: CalendarServer, folder_of: FolderOf) -> None:
    publish_calendar(folder_of(OULU), server.url, CREDENTIALS, create=True)
    body = '<propfind xmlns="DAV:"><allprop/></propfind>'
    answer = server.ask("PROPFIND", server.url, body, Depth="0")[1]
    assert "<displayname>DI4C</displayname>" in answer
    assert "#4682B4" in answer


def test_a_calendar_is_found_and_made_by_its_name(own_server: CalendarServer, folder_of: FolderOf) -> None:
    own_server.start()
    made = publish_calendar(folder_of(OULU), own_server.root, CREDENTIALS, name="Réunions", create=True)
    assert made.url == f"{own_server.root}Reunions/"
    again = publish_calendar(folder_of(OULU), own_server.root, CREDENTIALS, name="Réunions", create=True)
    assert (again.url, again.changed) == (made.url, False)
    # Another name that gives the same address.
    other = publish_calendar(folder_of(OULU), own_server.root, CREDENTIALS, name="Reunions", create=True)
    assert other.url == f"{own_server.root}Reunions-1/"
    with pytest.raises(OutputError, match='no calendar called "Sitzungen" at'):
        publish_calendar(folder_of(OULU), own_server.root, CREDENTIALS, name="Sitzungen")


def test_two_calendars_of_one_name_are_told_with_their_addresses(
    own_server: CalendarServer, folder_of: FolderOf
) -> None:
    own_server.start()
    for number in range(2):
        assert own_server.ask("MKCALENDAR", f"{own_server.root}{number}/", NAMED)[0] == 201
    with pytest.raises(OutputError) as caught:
        publish_calendar(folder_of(OULU), own_server.root, CREDENTIALS, name="Sitzungen")
    assert str(caught.value) == (
        f'2 calendars are called "Sitzungen"; give the address of one: {own_server.root}0/, {own_server.root}1/'
    )


def test_the_progress_is_told(server: CalendarServer, folder_of: FolderOf) -> None:
    told: list[tuple[int, int]] = []
    publish_calendar(
        folder_of(OULU, MESSINA), server.url, CREDENTIALS, create=True, progress=lambda *numbers: told.append(numbers)
    )
    assert told == [(1, 2), (2, 2)]


def test_methods_and_people_stay_off_the_server(server: CalendarServer, folder_of: FolderOf) -> None:
    invited = event(
        "oulu", "20191001", **{"ORGANIZER;CN=Lead": "mailto:lead@example.org", "ATTENDEE": "mailto:a@example.org"}
    )
    folder = folder_of(invited)
    text = (folder / "network.ics").read_text("utf-8").replace("VERSION:2.0", "VERSION:2.0\nMETHOD:REQUEST")
    (folder / "network.ics").write_text(text, "utf-8")
    publish_calendar(folder, server.url, CREDENTIALS, create=True)
    stored = server.get("oulu.ics")
    assert "UID:oulu" in stored
    assert not any(word in stored for word in ("METHOD", "ORGANIZER", "ATTENDEE", "mailto:"))


def test_time_zones_go_with_the_events_that_need_them(server: CalendarServer, folder_of: FolderOf) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nBEGIN:STANDARD\r\nDTSTART:20191027T030000\r\nTZOFFSETFROM:+0200\r\n"
        "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    timed = OULU.replace("DTSTART;VALUE=DATE:20191001", "DTSTART;TZID=Europe/Rome:20191001T090000").replace(
        "DTEND;VALUE=DATE:20191003", "DTEND;TZID=Europe/Rome:20191002T170000"
    )
    folder = folder_of(zone, timed, MESSINA)
    publish_calendar(folder, server.url, CREDENTIALS, create=True)
    assert "BEGIN:VTIMEZONE" in server.get("oulu.ics")
    assert "BEGIN:VTIMEZONE" not in server.get("messina.ics")
    assert len(publish_calendar(folder, server.url, CREDENTIALS).unchanged) == 2


def test_what_is_no_calendar_file_is_told(tmp_path: Path, two_partners: Problem) -> None:
    url = "http://127.0.0.1:1/"
    with pytest.raises(CalendarFileError, match="network.ics: there is no such file"):
        publish_calendar(tmp_path, url, CREDENTIALS)
    for text, message in (
        ("Oulu", "there is no calendar"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "the calendar breaks off"),
        (calendar(event("", "20191001")), "an event has no UID"),
        (calendar(OULU).replace("NAME:DI4C\r\n", ""), "the calendar has no name"),
        ("BEGIN:VCALENDAR\nEND:VEVENT\n", "ends what did not begin"),
    ):
        (tmp_path / "network.ics").write_text(text, "utf-8")
        with pytest.raises(CalendarFileError, match=message):
            publish_calendar(tmp_path, url, CREDENTIALS)
    with pytest.raises(ProblemError, match='no partner "Olu"; did you mean "Oulu"'):
        publish_calendar(plan(two_partners), url, CREDENTIALS, partner="Olu")
    with pytest.raises(ProblemError, match="give the folder"):
        publish_calendar(tmp_path / "network.ics", url, CREDENTIALS, partner="Oulu")
