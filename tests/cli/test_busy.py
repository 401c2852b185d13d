"""On which days a calendar makes its owner busy: as text, JSON and CSV, with what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.hostile_calendars import calendar, event
from tests.cli.command import run

DATES = ("--from", "2019-09-01", "--to", "2020-03-31", "--timezone", "Europe/Bucharest")
DATA = Path(__file__).parents[1] / "data" / "ics_busy"


@pytest.fixture
def fair(tmp_path):
    """Return the file of somebody who is away on Tue 5 November, for four hours on Wed 6, and perhaps on Thu 7."""
    lines = (
        *event("DTSTART;VALUE=DATE:20191105", uid="1"),
        *event("DTSTART:20191106T080000Z", "DTEND:20191106T120000Z", uid="2"),
        *event("DTSTART;VALUE=DATE:20191107", "STATUS:TENTATIVE", uid="3"),
    )
    file = tmp_path / "fair.ics"
    file.write_bytes(calendar(*lines))
    return file


def test_days_as_text(fair):
    answer = run("busy", fair, *DATES)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        f"{fair}: busy on 3 days from 1 September 2019 to 31 March 2020, by the clock of Europe/Bucharest:\n"
        "Tue 5 November 2019: Busy\nWed 6 November 2019: Busy\nThu 7 November 2019: Busy\n"
    )


def test_sure_entries_that_take_most_of_a_day(fair):
    answer = run("busy", fair, *DATES, "--no-tentative", "--hours", "4.5", "--csv")
    assert (answer.code, answer.out) == (0, "day,summary\n2019-11-05,Busy\n")


def test_no_day_at_all(fair):
    answer = run("busy", fair, "--from", "2019-10-01", "--to", "2019-10-31", "--timezone", "UTC")
    assert answer.out == f"{fair}: busy on no day in October 2019, by the clock of UTC.\n"


def test_what_cannot_be_read_is_told_and_the_rest_is_printed():
    file = DATA / "one_bad_of_three.ics"
    answer = run("busy", file, *DATES, "--json")
    assert answer.code == 2
    assert answer.err == f'left out: {file}, line 14: DTSTART: "soon" is no day and no time (the event "Busy")\n'
    told = json.loads(answer.out)
    assert [entry["day"] for entry in told["days"]] == ["2019-11-05", "2019-11-12"]
    assert told["skipped"] == [{"line": 14, "message": 'DTSTART: "soon" is no day and no time (the event "Busy")'}]
    assert (told["from"], told["to"], told["timezone"]) == ("2019-09-01", "2020-03-31", "Europe/Bucharest")


def test_an_unknown_zone_in_the_file_is_told():
    answer = run("busy", DATA / "tz_unknown.ics", *DATES)
    assert answer.code == 0
    assert 'line 8: time zone "Foo/Bar": nobody knows it; its times are taken as home times' in answer.err
    assert run("busy", DATA / "tz_unknown.ics", *DATES, "--quiet").err == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--from", "soon", "--to", "2020-01-01", "--timezone", "UTC"), "--from: expected a day such as 2020-02-11"),
        (("--from", "2019-09-01", "--to", "later", "--timezone", "UTC"), "--to: expected a day such as 2020-02-11"),
        (("--from", "2020-09-01", "--to", "2020-01-01", "--timezone", "UTC"), "comes before the first"),
        (("--from", "2019-09-01", "--to", "2020-01-01", "--timezone", "Mars"), 'unknown time zone "Mars"'),
    ],
)
def test_options_that_cannot_be_read_are_told(fair, options, says):
    answer = run("busy", fair, *options)
    assert answer.code == 2
    assert answer.told_plainly
    assert says in answer.err


@pytest.mark.parametrize("name", ["html_login.ics", "truncated.ics", "utf16.ics", "empty.ics", "no such.ics"])
def test_a_file_that_is_no_calendar_is_told(name):
    answer = run("busy", DATA / name, *DATES)
    assert answer.code == 2
    assert answer.told_plainly
    assert name in answer.err
