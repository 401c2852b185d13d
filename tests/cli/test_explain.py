"""Why there is no plan, what would help, and what a wish would break: as text, JSON and CSV."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import EXAMPLE, run
from tests.cli.networks import CLASH, TWO, for_the_sequence_engine


def test_explain_names_the_rules_that_clash_and_what_would_help(problem_file):
    answer = run("explain", problem_file(CLASH))
    assert (answer.code, answer.err) == (0, "")
    assert "Oulu has no day left on which a meeting of 2 days could start." in answer.out
    assert "  - Oulu hosts within October 2019\n" in answer.out
    assert "  - Oulu does not host in October 2019 (film festival)\n" in answer.out
    assert "  1. end the film festival of Oulu on 29 October 2019, 2 days earlier\n" in answer.out


def test_explain_in_json(problem_file):
    told = json.loads(run("explain", problem_file(CLASH), "--json").out)
    assert told["status"] == "INFEASIBLE"
    assert told["conflict"]["minimal"]
    assert told["conflict"]["smallest"]
    assert [rule["rule"] for rule in told["conflict"]["requirements"]] == ["fixed", "unavailable"]
    assert len(told["repairs"]) == 3
    assert told["further_conflicts"] == []


def test_explain_in_csv(problem_file):
    assert run("explain", problem_file(CLASH), "--csv").out.splitlines() == [
        "conflict,rule,label",
        "1,fixed,Oulu hosts within October 2019",
        "1,unavailable,Oulu does not host in October 2019 (film festival)",
    ]


def test_explain_leaves_alone_what_is_fixed(problem_file):
    answer = run("explain", problem_file(CLASH), "--fixed", "unavailable", "--fixed", "partner", "--fixed", "window")
    assert "film festival of Oulu on" not in answer.out
    assert "  1. let Oulu host until 5 November 2019, 5 days more\n" in answer.out
    wrong = run("explain", problem_file(CLASH), "--fixed", "unavailible")
    assert wrong.code == 2
    assert wrong.told_plainly
    assert 'did you mean "unavailable"' in wrong.err


def test_explain_of_a_possible_file_says_so(problem_file):
    answer = run("explain", problem_file(TWO))
    assert answer.code == 0
    assert answer.out.startswith("There is no conflict: a schedule keeps all the rules.\n1. Messina, ")
    assert json.loads(run("explain", problem_file(TWO), "--json").out) == {
        "status": "FEASIBLE",
        "conflict": None,
        "repairs": [],
    }


def test_explain_names_whole_rules_and_several_conflicts(problem_file):
    spaced = CLASH + '\n[[rules]]\nkind = "spacing"\nat_least = 300\n'
    answer = run("explain", problem_file(spaced), "--conflicts", "3", "--whole-rules")
    assert "Conflict 1: " in answer.out
    assert "Conflict 2: " in answer.out
    assert "  - At least 300 days from the end of a meeting to the start of the next\n" in answer.out


def test_explain_without_time_is_another_exit_code(problem_file):
    answer = run("explain", problem_file(for_the_sequence_engine()), "--time-limit", "0.01")
    assert (answer.code, answer.out) == (3, "")
    assert "allow more time" in answer.err


@pytest.mark.parametrize("command", [("explain",), ("why-not", "Oulu", "2019-10-08")])
def test_json_and_csv_at_once_are_refused(problem_file, command):
    answer = run(command[0], problem_file(TWO), *command[1:], "--json", "--csv")
    assert answer.code == 2
    assert answer.told_plainly


def test_why_not_tells_what_it_costs():
    answer = run("why-not", EXAMPLE / "network.toml", "Oulu", "2019-10-08")
    assert answer.code == 0
    assert answer.out.startswith("Oulu hosts from Tue 8 October 2019: this is possible, and it changes the goals.\n")
    assert "Oulu, Tue 8 to Wed 9 October 2019" in answer.out


def test_why_not_tells_what_it_breaks():
    answer = run("why-not", EXAMPLE / "network.toml", "Oulu", "2019-12-05", "--json")
    told = json.loads(answer.out)
    assert not told["possible"]
    assert told["broken"] == [
        {
            "rule": "host_holidays",
            "label": "Oulu does not host on its public holidays",
            "because": "Fri 6 December 2019 is Independence Day",
        }
    ]


def test_why_not_in_csv_is_the_plan_that_results(problem_file):
    lines = run("why-not", problem_file(TWO), "Oulu", "2019-10-08", "--csv").out.splitlines()
    assert lines[0] == "position,host,city,country,first,last,format,state"
    assert any("Oulu,Oulu,FI,2019-10-08,2019-10-09" in line for line in lines)


@pytest.mark.parametrize(
    ("host", "dates", "message"),
    [("Olu", "2019-10-08", 'did you mean "Oulu"'), ("Oulu", "soon", "expected dates"), ("Oulu", "2031", "expected")],
)
def test_wishes_that_make_no_sense_are_refused(problem_file, host, dates, message):
    answer = run("why-not", problem_file(TWO), host, dates)
    assert answer.code == 2
    assert answer.told_plainly
    assert message in answer.err
