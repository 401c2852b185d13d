"""``replan`` and ``compare`` on what happened to DI4C: a partner exchanged, a holiday overlooked."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta
from io import StringIO

import pytest

from tests.cli.command import EXAMPLE, run
from tests.cli.networks import TWO, for_many_hosts

NEW = EXAMPLE / "network-2020.toml"
PUBLISHED = EXAMPLE / "published.csv"
README = (EXAMPLE / "README.md").read_text(encoding="utf-8")

HOLIDAYS = {
    # public holidays on which somebody might have met, from the countries' own lists
    "Messina": ["2019-11-01", "2020-01-06"],
    "Roquetas de Mar": ["2019-10-12", "2019-11-01", "2019-12-06", "2020-02-28"],
    "Portalegre": ["2019-10-05", "2019-11-01"],
    "Trikala": ["2019-10-28", "2020-01-06", "2020-03-02"],
    "Saint-Quentin": ["2019-11-01", "2019-11-11"],
    "Ventspils": ["2019-11-18"],
    "Botoșani": ["2019-11-30", "2019-12-01", "2020-01-24"],
    "Oulu": ["2019-12-06", "2020-01-06"],
}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def days_of(row: dict[str, str]) -> list[str]:
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    return [str(first + timedelta(day)) for day in range((last - first).days + 1)]


@pytest.fixture(scope="module")
def replanned(tmp_path_factory):
    """The folder that ``replan`` wrote, and what it said."""
    folder = tmp_path_factory.mktemp("replanned") / "plan"
    return folder, run("replan", NEW, PUBLISHED, "--frozen-before", "2019-10-14", "--out", folder)


@pytest.fixture(scope="module")
def starts(replanned):
    rows = rows_of((replanned[0] / "schedule.csv").read_text(encoding="utf-8"))
    return {row["host"]: row["first"] for row in rows}


@pytest.fixture(scope="module")
def published():
    return {row["host"]: row["first"] for row in rows_of(PUBLISHED.read_text(encoding="utf-8"))}


def test_the_holiday_was_overlooked_in_what_was_published(example):
    answer = run("check", example, PUBLISHED)
    assert answer.code == 4
    assert "Fri 24 January 2020 is Unification of the Romanian Principalities Day there" in answer.out


def test_what_has_been_held_stays(starts, published):
    past = {host: first for host, first in published.items() if first < "2019-10-14"}
    assert past == {"Messina": "2019-09-05", "Roquetas de Mar": "2019-10-01"}
    assert past.items() <= starts.items()


def test_trikala_hosts_and_limerick_does_not(starts):
    assert "Trikala" in starts
    assert "Limerick" not in starts
    assert len(starts) == 8


def test_botosani_hosts_in_february_and_only_one_other_meeting_moves(starts, published):
    assert starts["Botoșani"].startswith("2020-02-")
    moved = {host for host in starts if host in published and starts[host] != published[host]}
    # Botoșani alone cannot move: Ventspils on 4 and 5 February and Oulu from 26 February leave 20 days between them
    assert moved == {"Botoșani", "Ventspils"}


def test_nobody_hosts_on_a_holiday_or_in_the_winter_break(replanned):
    for row in rows_of((replanned[0] / "schedule.csv").read_text(encoding="utf-8")):
        assert not set(days_of(row)) & set(HOLIDAYS[row["host"]])
        assert not any("2019-12-16" <= day <= "2020-01-12" for day in days_of(row))
        assert date.fromisoformat(row["first"]).weekday() in (1, 2, 3)


def test_the_sentences_are_those_of_the_readme(replanned):
    check, sentences = re.findall(r"^```text\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert replanned[1].code == 0
    assert replanned[1].err == ""
    assert replanned[1].out.startswith(sentences)
    assert run("check", EXAMPLE / "network.toml", PUBLISHED).out == check


def test_plan_and_calendars_are_written(replanned):
    assert "11 files written" in replanned[1].out
    assert (replanned[0] / "calendars" / "Trikala.ics").exists()
    assert not (replanned[0] / "calendars" / "Limerick.ics").exists()


def test_the_order_cannot_be_kept_and_the_conflict_says_so(tmp_path):
    answer = run("replan", NEW, PUBLISHED, "--frozen-before", "2019-10-14", "--order", "keep", "--out", tmp_path)
    assert answer.code == 5
    assert "The hosts keep the published order: Messina, Roquetas de Mar" in answer.out
    assert list(tmp_path.iterdir()) == []


def test_json_holds_plan_and_changes(tmp_path):
    answer = run("replan", NEW, PUBLISHED, "--frozen-before", "2019-10-14", "--out", tmp_path, "--json")
    told = json.loads(answer.out)
    assert told["status"] == "OPTIMAL"
    assert len(told["meetings"]) == 8
    assert told["comparison"]["sentences"][0].startswith("Trikala takes over Limerick's meeting")
    assert told["notes"] == []
    assert told["violations"] == []
    assert json.loads((tmp_path / "schedule.json").read_bytes())["meetings"] == told["meetings"]


def test_csv_has_a_line_for_each_meeting(tmp_path, replanned):
    answer = run("replan", NEW, PUBLISHED, "--frozen-before", "2019-10-14", "--out", tmp_path, "--csv")
    compared = run("compare", NEW, PUBLISHED, replanned[0] / "schedule.csv", "--csv")
    assert answer.out == compared.out
    assert [(row["kind"], row["host"], row["new_host"], row["days"]) for row in rows_of(answer.out)][3:8] == [
        ("re-hosted", "Limerick", "Trikala", "0"),
        ("unchanged", "Saint-Quentin", "Saint-Quentin", "0"),
        ("moved", "Botoșani", "Botoșani", "19"),
        ("moved", "Ventspils", "Ventspils", "-5"),
        ("unchanged", "Oulu", "Oulu", "0"),
    ]


def test_quiet_says_nothing(tmp_path, replanned):
    answer = run("replan", NEW, PUBLISHED, "--frozen-before", "2019-10-14", "--out", tmp_path, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert run("compare", NEW, PUBLISHED, replanned[0] / "schedule.csv", "--quiet").out == ""


def test_the_calendar_of_a_partner_that_has_left_goes(planned, tmp_path, example):
    run("plan", example, "--out", tmp_path, "--quiet")
    assert (tmp_path / "calendars" / "Limerick.ics").exists()
    answer = run("replan", NEW, PUBLISHED, "--out", tmp_path)
    assert answer.err == ""
    calendars = {path.name for path in (tmp_path / "calendars").glob("*.ics")}
    assert "Trikala.ics" in calendars
    assert "Limerick.ics" not in calendars


def test_compare_says_why_goals_are_not_measured(replanned):
    answer = run("compare", NEW, PUBLISHED, replanned[0] / "schedule.csv")
    assert answer.code == 0
    assert "The goals are not measured on the earlier plan: Limerick is not in the network.\n" in answer.out


def test_compare_measures_goals_before_and_after(example, planned):
    answer = run("compare", example, PUBLISHED, planned[0] / "schedule.csv", "--json")
    goals = json.loads(answer.out)["goals"]
    assert [goal["level"] for goal in goals] == [1, 2, 3]
    # the overlooked holiday: Botoșani itself on 24 January
    assert (goals[0]["before"], goals[0]["after"]) == (1, 0)
    shown = run("compare", example, PUBLISHED, planned[0] / "schedule.csv", COLUMNS="200")
    assert re.search(r"1 partner-day +│ +0 partner-days", shown.out)


def test_a_plan_compared_with_itself_does_not_change(example, planned):
    schedule = planned[0] / "schedule.csv"
    assert run("compare", example, schedule, schedule).out.startswith("Nothing changes.\n")


# Small networks


def test_files_without_a_meeting_are_told_on_either_side(problem_file, csv_file, tmp_path):
    head, two = csv_file("host,first\n", "head.csv"), csv_file("host,first\nOulu,2019-10-08\n", "two.csv")
    problem = problem_file(TWO)
    for answer in (
        run("compare", problem, two, head),
        run("compare", problem, head, two),
        run("replan", problem, head, "--out", tmp_path / "plan"),
    ):
        assert answer.code == 2
        told = "there is no meeting in it; give a line with a host and a first day for each"
        assert answer.err == f"{head}: {told}\n"
        assert answer.out == ""


def test_a_time_limit_that_is_too_short_is_told_in_numbers_that_can_be_read(problem_file, csv_file, tmp_path):
    published = csv_file("host,first\nMessina,2019-09-10\nOulu,2019-10-08\n")
    limit = ("--out", tmp_path / "plan", "--time-limit", "0.001")
    many = problem_file(for_many_hosts())
    for answer in (
        run("plan", many, *limit),
        run("replan", many, csv_file("host,first\nP00,2019-09-10\n"), *limit),
        run("replan", problem_file(TWO), published, *limit),
    ):
        assert answer.code in (0, 3)
        assert "in 0.0 s" not in answer.out
        assert answer.code == 0 or re.search(
            r"no schedule was found in (less than )?\d+\.\d+ s; allow more time", answer.out
        )


@pytest.fixture
def csv_file(tmp_path):
    def write(text, name="published.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_name_that_is_nearly_right_is_a_mistake_with_its_line(problem_file, csv_file, tmp_path):
    published = csv_file("host,first\nMessina,2019-09-10\nOuluu,2019-10-08\nLimerick,8 October\n")
    answer = run("replan", problem_file(TWO), published, "--out", tmp_path / "plan")
    assert answer.code == 2
    assert answer.told_plainly
    assert 'line 3, host: unknown partner "Ouluu", did you mean "Oulu"? (if it has left, name it among' in answer.err
    assert "line 4, first: expected a day such as 2020-02-11" in answer.err
    assert not (tmp_path / "plan").exists()


def test_a_former_partner_may_have_nearly_the_name_of_another(problem_file, csv_file, tmp_path):
    published = csv_file("host,first\nMessina,2019-09-10\nOuluu,2019-10-08\n")
    answer = run("replan", problem_file(TWO), published, "--out", tmp_path / "plan", "--former", "Ouluu")
    assert answer.code == 0
    assert "Ouluu's meeting of Tue 8 to Wed 9 October 2019" in answer.out


def test_what_has_been_held_against_the_rules_is_told(problem_file, csv_file, tmp_path):
    # Fri 6 December 2019 is Independence Day
    published = csv_file("host,first\nOulu,2019-12-05\nMessina,2019-12-10\n")
    problem = problem_file(TWO)
    answer = run("replan", problem, published, "--out", tmp_path / "plan", "--frozen-before", "2019-12-09")
    assert answer.code == 0
    assert answer.out.startswith(
        "Nothing changes.\nWhat has been held breaks a rule: Oulu meets 5 to 6 December 2019, but Fri 6 December 2019 "
        "is Independence Day there"
    )


def test_meetings_held_at_once_are_a_conflict(problem_file, csv_file, tmp_path):
    published = csv_file("host,first\nOulu,2019-10-01\nMessina,2019-10-02\n")
    answer = run("replan", problem_file(TWO), published, "--out", tmp_path / "plan", "--frozen-before", "2019-12-09")
    assert answer.code == 5
    assert "meeting on" in answer.out
    assert "does not move" in answer.out


def test_what_has_been_held_by_others_is_told(problem_file, csv_file, tmp_path):
    published = csv_file("host,first,last\nLimerick,2019-09-03,2019-09-05\nMessina,2019-10-01,\nOulu,2019-12-10,\n")
    problem = problem_file(TWO)
    answer = run("replan", problem, published, "--out", tmp_path / "plan", "--frozen-before", "2019-09-09")
    assert answer.out.startswith(
        "Nothing changes.\nLimerick, Tue 3 to Thu 5 September 2019 has been held; Limerick has left the network.\n"
    )
    compared = run("compare", problem, published, tmp_path / "plan" / "schedule.csv", "--frozen-before", "2019-09-09")
    assert compared.out.startswith("Nothing changes.")


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1+1", "@SUM(A1)", "[red]Oulu[/red]"])
def test_names_are_text(problem_file, csv_file, name):
    problem = problem_file(TWO.replace('name = "Oulu"', f"name = {json.dumps(name)}"))
    rows = StringIO()
    csv.writer(rows).writerows([("host", "first"), (name, "2019-10-08"), ("Messina", "2019-09-10")])
    before = csv_file(rows.getvalue(), "before.csv")
    after = csv_file(rows.getvalue().replace("2019-10-08", "2019-10-01"), "after.csv")
    (_, row) = rows_of(run("compare", problem, before, after, "--csv").out)
    assert row["days"] == "-7"
    assert {row["host"], row["host"].removeprefix("'")} & {name}
    assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())
    assert run("compare", problem, before, after).out.startswith(f"{name}'s meeting moves from Tue 8 to Tue 1 October")


def test_time_that_runs_out_is_told(problem_file, csv_file, tmp_path):
    answer = run("replan", NEW, PUBLISHED, "--out", tmp_path / "plan", "--time-limit", "0.001")
    assert answer.code in (0, 3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--json", "--csv"], "--json and --csv: choose one of them"),
        (["--frozen-before", "soon"], "--frozen-before: expected a day such as 2020-02-11"),
    ],
)
def test_options_that_make_no_sense_are_told(planned, example, options, message, tmp_path):
    schedule = planned[0] / "schedule.csv"
    for answer in (
        run("compare", example, schedule, schedule, *options),
        run("replan", example, schedule, "--out", tmp_path / "plan", *options),
    ):
        assert answer.code == 2
        assert answer.told_plainly
        assert message in answer.err


def test_an_order_that_there_is_not_is_told(planned, example, tmp_path):
    answer = run("replan", example, planned[0] / "schedule.csv", "--out", tmp_path / "plan", "--order", "reverse")
    assert answer.code == 2
    assert answer.err == "order: expected one of free, keep, got 'reverse'\n"


def test_files_that_are_missing_are_told(example, tmp_path):
    for answer in (
        run("compare", example, tmp_path / "no.csv", PUBLISHED),
        run("replan", example, tmp_path / "no.csv", "--out", tmp_path / "plan"),
    ):
        assert answer.code == 2
        assert "there is no such file" in answer.err


def test_who_is_new_after_must_be_in_the_network(example, replanned):
    answer = run("compare", example, PUBLISHED, replanned[0] / "schedule.csv")
    assert answer.code == 2
    assert 'unknown partner "Trikala"' in answer.err
