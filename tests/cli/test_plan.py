"""``plan`` on the network DI4C: what it writes, what it says."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date

import pytest

from tests.cli.command import run
from tests.cli.networks import TWO

HOSTS = {"Messina", "Roquetas de Mar", "Oulu", "Saint-Quentin", "Limerick", "Ventspils", "Portalegre", "Botoșani"}
CALENDARS = {
    "network.ics",
    "Messina.ics",
    "Roquetas de Mar.ics",
    "Oulu.ics",
    "Saint-Quentin.ics",
    "Limerick.ics",
    "Ventspils.ics",
    "Portalegre.ics",
    "Botosani.ics",
}

IMPORTED = """
import sys
from di4c_schedule.cli import main

sys.argv[0] = "di4c-schedule"
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture(scope="module")
def rows(planned):
    with (planned[0] / "schedule.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def answer(planned):
    return json.loads((planned[0] / "schedule.json").read_bytes())


def test_the_plan_is_made_and_nothing_is_complained_of(planned):
    assert planned[1].code == 0
    assert planned[1].err == ""


def test_every_host_is_named_once_in_the_table_of_meetings(planned):
    table = planned[1].out.partition("Goals")[0]
    assert {host: table.count(host) for host in HOSTS} == dict.fromkeys(HOSTS, 1)


def test_the_answer_is_said_to_be_proven_and_where_it_is(planned):
    assert "OPTIMAL" in planned[1].out
    assert str(planned[0]) in planned[1].out


def test_the_folder_holds_the_plan_and_a_calendar_for_the_network_and_each_partner(planned):
    files = {path.relative_to(planned[0]).as_posix() for path in planned[0].rglob("*") if path.is_file()}
    others = {"schedule.csv", "schedule.json", "calendars/calendars.json", ".calendars.lock"}
    assert files == others | {f"calendars/{name}" for name in CALENDARS}


def test_the_csv_has_the_columns_of_the_reference(planned):
    header = (planned[0] / "schedule.csv").read_bytes().split(b"\n")[0]
    assert header == b"position,host,city,country,first,last,format,state"


def test_every_partner_hosts_once_in_date_order(rows):
    assert {row["host"] for row in rows} == HOSTS
    assert [row["position"] for row in rows] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    firsts = [date.fromisoformat(row["first"]) for row in rows]
    assert firsts == sorted(firsts)


def test_botosani_hosts_in_february_2020(rows):
    (botosani,) = (row for row in rows if row["host"] == "Botoșani")
    assert date(2020, 2, 1) <= date.fromisoformat(botosani["first"])
    assert date.fromisoformat(botosani["last"]) <= date(2020, 2, 29)


def test_messina_opens_and_nobody_meets_in_the_winter_break(rows):
    assert rows[0]["host"] == "Messina"
    for row in rows:
        assert row["last"] < "2019-12-16" or row["first"] > "2020-01-12"


def test_meetings_take_two_days_from_tuesday_to_friday(rows):
    for row in rows:
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        assert (last - first).days == 1
        assert first.isoweekday() in (2, 3, 4)


def test_the_json_tells_how_the_search_ended(answer):
    assert answer["schema"] == 1
    assert answer["status"] == "OPTIMAL"
    assert answer["gap"] == 0
    assert answer["engine"] == "sequence engine"
    assert isinstance(answer["runtime"], float)


def test_every_goal_has_a_value_that_is_proven(answer):
    assert [(goal["level"], goal["unit"]) for goal in answer["goals"]] == [
        (1, "partner-days"),
        (2, "days"),
        (3, "km"),
    ]
    for goal in answer["goals"]:
        assert isinstance(goal["value"], int)
        assert goal["value"] == goal["bound"]
        assert goal["label"]


def test_the_json_has_the_meetings_of_the_csv(answer, rows):
    assert [{key: str(value) for key, value in meeting.items()} for meeting in answer["meetings"]] == rows
    assert all(isinstance(meeting["position"], int) for meeting in answer["meetings"])


def test_the_json_spells_names_as_they_are(planned):
    assert '"host": "Botoșani"' in (planned[0] / "schedule.json").read_text(encoding="utf-8")


def test_json_is_printed_as_it_is_written(problem_file, tmp_path):
    answer = run("plan", problem_file(TWO), "--out", tmp_path / "plan", "--json")
    assert answer.code == 0
    assert answer.out.encode() == (tmp_path / "plan" / "schedule.json").read_bytes()
    assert json.loads(answer.out)["meetings"][0]["host"] == "Messina"


def test_quiet_says_nothing_and_writes_everything_where_the_user_is(planned, example, tmp_path):
    answer = run("plan", example, "--out", "a/b", "--quiet", folder=tmp_path)
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    for path in planned[0].rglob("*.*"):
        same = tmp_path / "a" / "b" / path.relative_to(planned[0])
        assert path.suffix == ".json" or same.read_bytes() == path.read_bytes()


def test_a_second_plan_leaves_the_files_alone_except_for_the_runtime(planned, example, tmp_path):
    out = tmp_path / "plan"
    shutil.copytree(planned[0], out)
    before = {path: path.stat().st_ino for path in out.rglob("*.*") if path.name != "schedule.json"}
    assert len(before) == 12
    assert run("plan", example, "--out", out).code == 0
    assert {path: path.stat().st_ino for path in before} == before


def test_warnings_stand_on_stderr_and_the_plan_is_made(problem_file, tmp_path):
    text = TWO + '[[rules]]\nkind = "unavailable"\ndates = "2020-08"\n'
    answer = run("plan", problem_file(text), "--out", tmp_path / "plan", "--json")
    assert answer.code == 0
    assert answer.err.startswith("warning: ")
    assert "August 2020" in answer.err
    assert answer.err.count("\n") == 1
    assert json.loads(answer.out)["status"] == "OPTIMAL"


def test_planning_di4c_needs_neither_ortools_nor_pandas(example, tmp_path):
    imported = run("plan", example, "--out", tmp_path, "--quiet", python=IMPORTED).out.split()
    assert "numpy" in imported
    assert not {"ortools", "pandas", "altair", "matplotlib"} & set(imported)


def test_a_rule_that_counts_meetings_is_kept(problem_file, tmp_path):
    text = TWO + '[[rules]]\nkind = "at_most"\ncount = 1\ndates = "each month"\n[[goals]]\nkind = "early"\n'
    answer = run("plan", problem_file(text), "--out", tmp_path / "plan", "--json")
    plan = json.loads(answer.out)
    assert (answer.code, plan["status"], plan["engine"]) == (0, "OPTIMAL", "sequence engine")
    # Monday 2 September 2019, and the first weekday of October, a Tuesday.
    assert [meeting["first"] for meeting in plan["meetings"]] == ["2019-09-02", "2019-10-01"]
    assert plan["goals"][0]["value"] == plan["goals"][0]["bound"] == 29


def test_an_online_or_tentative_meeting_is_marked_so(problem_file, tmp_path):
    text = TWO + '[[turns]]\npartner = "Oulu"\nformat = "online"\nstate = "tentative"\n'
    answer = run("plan", problem_file(text), "--out", tmp_path / "plan")
    assert "online, tentative" in answer.out
    assert "online, tentative" not in run("plan", problem_file(TWO), "--out", tmp_path / "usual").out
