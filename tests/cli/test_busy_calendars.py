"""Busy calendars on the command line: a plan is made, a calendar changes, and ``check`` tells what it meets now."""

from __future__ import annotations

import json

import pytest

from tests.busy_calendars import write_calendar
from tests.cli.command import run
from tests.cli.networks import TWO

PUBLISHED = "host,first\nMessina,2019-09-10\nOulu,2019-10-08\n"
NETWORK = (
    TWO
    + """
busy = ["calendars/oulu.ics"]

[[rules]]
kind = "busy"
partner = "Messina"
calendar = "calendars/messina.ics"

[[rules]]
kind = "must_attend"
partner = "Messina"

[[rules]]
kind = "attendance"
quorum = 2
"""
)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a problem, a published plan, and calendars that leave it alone."""
    (tmp_path / "network.toml").write_text(NETWORK, encoding="utf-8")
    (tmp_path / "published.csv").write_text(PUBLISHED, encoding="utf-8")
    write_calendar(tmp_path / "calendars" / "oulu.ics", ("2019-10-01", "2019-10-01", "Old"))
    write_calendar(tmp_path / "calendars" / "messina.ics")
    return tmp_path


@pytest.fixture
def checked(folder):
    return lambda *more: run("check", folder / "network.toml", folder / "published.csv", *more)


def test_a_plan_that_no_calendar_minds_is_kept(checked):
    answer = checked()
    assert (answer.code, answer.out, answer.err) == (0, "All rules are kept.\n", "")


def test_a_new_entry_of_a_host_is_told_with_meeting_and_day(checked, folder):
    write_calendar(folder / "calendars" / "oulu.ics", ("2019-10-09", "2019-10-09", "Board meeting"))
    answer = checked()
    assert answer.code == 4
    assert answer.out.splitlines() == [
        "Oulu meets 8 to 9 October 2019, but is busy on Wed 9 October 2019 (Board meeting) (rule: Oulu is busy as "
        "calendars/oulu.ics says)",
        "Oulu meets 8 to 9 October 2019, but on Wed 9 October 2019 only 1 of 2 partners are free, without Oulu (Board "
        "meeting) (rule: At least 2 partners are free on every meeting day)",
        "2 violations of the rules.",
    ]


def test_a_new_entry_of_who_must_attend_is_told_to_the_rules_that_ask(checked, folder):
    write_calendar(folder / "calendars" / "messina.ics", ("2019-10-08", "2019-10-08", "Council"))
    answer = checked("--json")
    found = [(one["rule"], one["host"], one["first"]) for one in json.loads(answer.out)["violations"]]
    assert answer.code == 4
    assert found == [("must_attend", "Oulu", "2019-10-08"), ("attendance", "Oulu", "2019-10-08")]
    must, quorum = (one["message"] for one in json.loads(answer.out)["violations"])
    assert must == (
        "Oulu meets 8 to 9 October 2019, but Tue 8 October 2019 is a busy day (Council) for Messina, which must attend"
    )
    assert quorum.endswith("on Tue 8 October 2019 only 1 of 2 partners are free, without Messina (Council)")


def test_an_entry_that_moves_away_again_is_forgotten(checked, folder):
    write_calendar(folder / "calendars" / "oulu.ics", ("2019-10-09", "2019-10-09", "Board meeting"))
    assert checked().code == 4
    write_calendar(folder / "calendars" / "oulu.ics", ("2019-10-10", "2019-10-10", "Board meeting"))
    assert checked().code == 0


def test_replan_moves_just_what_the_calendar_minds(folder):
    write_calendar(folder / "calendars" / "oulu.ics", ("2019-10-09", "2019-10-09", "Board meeting"))
    answer = run("replan", folder / "network.toml", folder / "published.csv", "--out", folder / "plan")
    assert answer.code == 0
    assert "Oulu's meeting moves from Tue 8 to Mon 7 October 2019, 1 day earlier." in answer.out
    assert "The other meeting stays as it is." in answer.out


def test_a_broken_calendar_is_bad_input_with_its_own_line(checked, folder):
    path = folder / "calendars" / "oulu.ics"
    path.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Dentist\nDTSTART:soon\nEND:VEVENT\nEND:VCALENDAR\n")
    (folder / "calendars" / "messina.ics").unlink()
    answer = checked()
    assert answer.code == 2
    assert answer.told_plainly
    assert f"{path}, line 4: " in answer.err
    assert "partners[2].busy: 1 entry of calendars/oulu.ics cannot be read" in answer.err
    assert "rules[1].calendar: calendars/messina.ics: there is no such file" in answer.err


def test_no_plan_tells_the_calendar_and_the_entry(folder):
    write_calendar(folder / "calendars" / "oulu.ics", ("2019-09-02", "2019-12-20", "Sabbatical"))
    answer = run("plan", folder / "network.toml", "--out", folder / "plan")
    assert answer.code == 5
    told = answer.out + answer.err
    assert "Oulu is busy as calendars/oulu.ics says" in told
    assert "is a busy day (Sabbatical)" in told


def test_what_is_sent_to_others_does_not_tell_what_people_are_busy_with(folder):
    write_calendar(folder / "calendars" / "oulu.ics", ("2019-10-01", "2019-10-03", "Job interview"))
    write_calendar(folder / "calendars" / "messina.ics", ("2019-10-16", "2019-10-16", "Surgery"))
    assert run("plan", folder / "network.toml", "--out", folder / "plan").code == 0
    written = [path for path in (folder / "plan").rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".ics", ".csv", ".json"}
    for path in written:
        data = path.read_bytes()
        assert b"Job interview" not in data
        assert b"Surgery" not in data
