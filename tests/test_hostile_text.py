"""Names that are meant to do harm pass through every output unharmed and harmless, or are refused."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from io import StringIO

import pytest
from icalendar import Calendar

from di4c_schedule import (
    Network,
    Problem,
    ProblemError,
    Status,
    check,
    goals,
    read_problem,
    read_schedule,
    rules,
    solve,
    write_plan,
)
from tests.cli.command import run
from tests.hostile import PASS, REFUSED, partner, problem_of
from tests.pages import Page


@pytest.fixture(scope="module", params=PASS.values(), ids=PASS.keys())
def text(request):
    return request.param


@pytest.fixture(scope="module")
def result(text):
    result = solve(problem_of(text))
    assert result.status is Status.OPTIMAL
    return result


@pytest.fixture(scope="module")
def files(result, tmp_path_factory):
    """The files of the plan, written two folders deep so that what escapes is seen."""
    out = tmp_path_factory.mktemp("hostile") / "deep" / "plan"
    return out, write_plan(result, out)


def test_the_csv_has_the_text_and_no_formula(files, result, text):
    data = (files[0] / "schedule.csv").read_bytes()
    (row, _) = csv.DictReader(StringIO(data.decode(), newline=""))
    name = unicodedata.normalize("NFC", text)
    assert {row["host"].removeprefix("'"), row["host"]} & {name}
    assert row["city"] == row["host"]
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@"))
    assert read_schedule(files[0] / "schedule.csv", result.schedule.problem) == result.schedule


def test_the_json_has_the_text(files, text):
    told = json.loads((files[0] / "schedule.json").read_bytes())
    name = unicodedata.normalize("NFC", text)
    assert (told["meetings"][0]["host"], told["meetings"][0]["city"]) == (name, name)
    assert told["goals"][0]["label"] == f"{name} preferably starts in October 2019"


def test_the_calendars_have_the_text_and_nothing_that_it_wrote(files, text):
    name = unicodedata.normalize("NFC", text)
    paths = list((files[0] / "calendars").glob("*.ics"))
    assert len(paths) == 3
    for path in paths:
        data = path.read_bytes()
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        calendar = Calendar.from_ical(data)
        # the package gives a NAME back as it is escaped
        assert re.sub(r"\\(.)", r"\1", str(calendar["NAME"])).startswith(name)
        assert str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"])
        assert not calendar.errors
        events = calendar.walk("VEVENT")
        assert all(not event.errors for event in events)
        assert {str(event["SUMMARY"]) for event in events} >= {f"{name} meeting in {name}"}
        assert f"hosted by {name}." in str(events[0]["DESCRIPTION"])
        assert len(calendar.walk()) == 1 + len(events)


def test_nothing_is_written_outside_the_folder(files):
    out, paths = files
    written = {path for path in out.parents[1].rglob("*") if path.is_file()}
    # besides the files of the plan: what remembers them, and the lock beside their folder
    assert written - set(paths) == {out / "calendars" / "calendars.json", out / ".calendars.lock"}
    assert {path.parent for path in paths} == {out, out / "calendars"}


def test_notebooks_show_the_text_and_run_none_of_it(result, text):
    name = unicodedata.normalize("NFC", text)
    clash = solve(
        result.schedule.problem.adding(rules.Unavailable("2019-10", reason=name), rules.Fixed(name, "2019-10"))
    )
    assert clash.status is Status.INFEASIBLE
    for thing in (result.schedule.problem, result.schedule, result, clash, clash.conflict):
        page = Page(thing._repr_html_())
        assert page.harmless
        assert any(name in shown for shown in page.texts)


def test_the_text_stands_in_plain_words_too(result, text):
    name = unicodedata.normalize("NFC", text)
    problem = result.schedule.problem
    assert name in str(result)
    assert name in str(result.schedule)
    assert name in repr(result.schedule)
    broken = check(problem, type(result.schedule).of(problem, [(name, "2019-11-05"), ("Messina", "2019-11-12")]))
    assert any(f"({name})" in violation.message for violation in broken)


@pytest.mark.parametrize("word", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize(
    "make",
    [
        partner,
        lambda word: partner("Oulu", city=word),
        lambda word: partner("Oulu", region=word),
        lambda word: Network(word, [partner("Oulu")], lead="Oulu"),
        lambda word: rules.First(word),
        lambda word: goals.Prefer("2019-10", partner=word),
    ],
    ids=["partner", "city", "region", "network", "rule", "goal"],
)
def test_what_no_file_can_hold_is_refused_in_one_line_that_can_be_printed(make, word):
    with pytest.raises(ProblemError) as caught:
        make(word)
    message = str(caught.value)
    assert len(message) < 300
    assert all(sign.isprintable() for sign in message)


@pytest.mark.parametrize("word", [word for word in REFUSED.values() if word.strip()])
def test_a_reason_that_no_file_can_hold_is_refused(word):
    with pytest.raises(ProblemError):
        rules.Unavailable("2019-10", reason=word)


CONTROL = r"\u001b[2J\u0007\u202e"

FILE = f"""\
name = "N"
lead = "{CONTROL}"
first = "{CONTROL}"
last = 2019-12-20
"{CONTROL}" = 1
[[partners]]
name = "Oulu"
place = "{CONTROL}, FI"
timezone = "{CONTROL}"
"{CONTROL}" = 1
[[rules]]
kind = "{CONTROL}"
[[rules]]
kind = "fixed"
partner = "Oulu"
dates = "{CONTROL}"
[[rules]]
kind = "start_on"
weekdays = ["{CONTROL}"]
"""


def test_what_is_said_of_a_file_does_nothing_to_a_terminal(tmp_path):
    path = tmp_path / "network.toml"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read_problem(path)
    assert len(caught.value.mistakes) >= 8
    assert [sign for sign in str(caught.value) if not sign.isprintable() and sign != "\n"] == []


@pytest.mark.parametrize(
    "row", ["\x1b[2J,2019-10-01", "Oulu,\x1b[2J", "Oulu,2019-10-01,,\x1b[2J", "\u202eulu,2019-10-01"]
)
def test_what_is_said_of_a_schedule_does_nothing_to_a_terminal(tmp_path, row):
    path = tmp_path / "schedule.csv"
    path.write_text(f"host,first,last,format\n{row}\n", encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read_schedule(path, Problem(Network("N", [partner("Oulu")], lead="Oulu"), "2019-09-02", "2019-12-20"))
    assert [sign for sign in str(caught.value) if not sign.isprintable()] == []


def test_a_terminal_shows_every_text_in_full(tmp_path):
    names = [unicodedata.normalize("NFC", text) for text in PASS.values()]
    lines = ['name = "N"', f"lead = {json.dumps(names[0])}", "first = 2019-09-02", "last = 2020-12-20"]
    for name in names:
        lines += ["[[partners]]", f"name = {json.dumps(name, ensure_ascii=False)}"]
        lines += ['country = "FI"', "lat = 65", "lon = 25.5", 'timezone = "Europe/Helsinki"']
    path = tmp_path / "network.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(["host", "first"])
    writer.writerows([name, "2019-12-06"] for name in names)
    (tmp_path / "schedule.csv").write_text(table.getvalue(), encoding="utf-8")
    answer = run("check", path, tmp_path / "schedule.csv")
    assert answer.code == 4
    for name in names:
        assert f"{name} meets 6 December 2019, but Fri 6 December 2019 is Independence Day there" in answer.out
