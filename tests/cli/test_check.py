"""``check``: which rules a schedule breaks."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import run
from tests.cli.networks import TWO

BY_HAND = "host,first\nMessina,2019-09-10\nOulu,2019-10-01\n"


@pytest.fixture
def schedule_file(tmp_path):
    def write(text):
        path = tmp_path / "schedule.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def moved(planned, tmp_path_factory):
    """The plan of DI4C with Oulu moved to Monday 6 January 2020: Epiphany, within the winter break."""
    lines = (planned[0] / "schedule.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if ",Oulu," not in line]
    assert len(kept) == len(lines) - 1
    path = tmp_path_factory.mktemp("moved") / "schedule.csv"
    path.write_text("\n".join([*kept, "6,Oulu,Oulu,FI,2020-01-06,2020-01-07,on site,confirmed", ""]), encoding="utf-8")
    return path


def test_a_plan_keeps_all_rules(planned, example):
    answer = run("check", example, planned[0] / "schedule.csv")
    assert (answer.code, answer.out, answer.err) == (0, "All rules are kept.\n", "")


def test_a_plan_breaks_nothing_in_json(planned, example):
    answer = run("check", example, planned[0] / "schedule.csv", "--json")
    assert answer.code == 0
    assert json.loads(answer.out) == {"violations": []}


def test_a_moved_meeting_is_named_with_its_host_and_date(moved, example):
    answer = run("check", example, moved)
    *violations, count = answer.out.splitlines()
    assert answer.code == 4
    assert answer.err == ""
    assert count == "3 violations of the rules."
    assert len(violations) == 3
    for violation in violations:
        assert "Oulu" in violation
        assert "January 2020" in violation
    assert any("Epiphany" in violation for violation in violations)
    assert any("winter break" in violation for violation in violations)


def test_a_moved_meeting_in_json(moved, example):
    answer = run("check", example, moved, "--json")
    violations = json.loads(answer.out)["violations"]
    assert answer.code == 4
    assert {violation["rule"] for violation in violations} == {"unavailable", "start_on", "host_holidays"}
    for violation in violations:
        assert set(violation) == {"rule", "label", "message", "host", "first"}
        assert (violation["host"], violation["first"]) == ("Oulu", "2020-01-06")
        assert "Oulu" in violation["message"]
        assert violation["label"]


def test_quiet_leaves_only_the_exit_code(moved, example):
    answer = run("check", example, moved, "--quiet")
    assert (answer.code, answer.out, answer.err) == (4, "", "")


def test_a_schedule_made_by_hand_needs_hosts_and_first_days_only(problem_file, schedule_file):
    answer = run("check", problem_file(TWO), schedule_file(BY_HAND))
    assert (answer.code, answer.out) == (0, "All rules are kept.\n")


def test_a_meeting_that_is_left_out_is_missed(problem_file, schedule_file):
    answer = run("check", problem_file(TWO), schedule_file("host,first\nMessina,2019-09-10\n"), "--json")
    violations = json.loads(answer.out)["violations"]
    assert answer.code == 4
    assert any(violation["rule"] == "hosting" and "Oulu" in violation["message"] for violation in violations)
    missing = [violation for violation in violations if violation["rule"] == "frame"]
    assert [(violation["host"], violation["first"]) for violation in missing] == [(None, None)]


def test_a_row_that_stands_twice_is_a_violation(problem_file, schedule_file):
    answer = run("check", problem_file(TWO), schedule_file(BY_HAND + "Oulu,2019-10-01\n"))
    assert answer.code == 4
    assert "3 meetings" in answer.out
    assert "Oulu" in answer.out


def test_an_unknown_host_is_bad_input_with_the_nearest_name(problem_file, schedule_file):
    path = schedule_file(BY_HAND.replace("Oulu", "Olu"))
    answer = run("check", problem_file(TWO), path)
    assert answer.code == 2
    assert answer.told_plainly
    assert answer.err == f'{path}, line 3, host: unknown partner "Olu", did you mean "Oulu"?\n'


def test_a_missing_schedule_is_bad_input(problem_file, tmp_path):
    answer = run("check", problem_file(TWO), tmp_path / "none.csv")
    assert answer.code == 2
    assert answer.told_plainly
    assert answer.err == f"{tmp_path / 'none.csv'}: there is no such file\n"
