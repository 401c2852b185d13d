"""``calendars``: calendar files of any schedule."""

from __future__ import annotations

from tests.cli.command import run
from tests.cli.networks import TWO


def test_the_calendars_of_a_plan_are_those_that_plan_wrote(planned, example, tmp_path):
    answer = run("calendars", example, planned[0] / "schedule.csv", "--out", tmp_path / "calendars")
    written = {path.name: path.read_bytes() for path in (planned[0] / "calendars").iterdir()}
    assert (answer.code, answer.err) == (0, "")
    assert "9 calendars" in answer.out
    assert {path.name: path.read_bytes() for path in (tmp_path / "calendars").iterdir()} == written


def test_calendars_of_a_schedule_that_breaks_rules_are_written_with_a_warning(problem_file, tmp_path):
    # Friday 6 December 2019 is Independence Day in Finland.
    schedule = tmp_path / "schedule.csv"
    schedule.write_text("host,first\nMessina,2019-09-10\nOulu,2019-12-05\n", encoding="utf-8")
    answer = run("calendars", problem_file(TWO), schedule, "--out", tmp_path / "calendars")
    assert answer.code == 0
    assert answer.err.startswith("warning: the schedule breaks 1 rule;")
    assert b"DTSTART;VALUE=DATE:20191205" in (tmp_path / "calendars" / "Oulu.ics").read_bytes()


def test_quiet_says_nothing(problem_file, tmp_path):
    schedule = tmp_path / "schedule.csv"
    schedule.write_text("host,first\nMessina,2019-09-10\nOulu,2019-12-05\n", encoding="utf-8")
    answer = run("calendars", problem_file(TWO), schedule, "--out", tmp_path / "calendars", "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert len(list((tmp_path / "calendars").glob("*.ics"))) == 3
