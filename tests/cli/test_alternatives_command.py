"""Other plans on the command line: as text, JSON and CSV."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import EXAMPLE, run
from tests.cli.networks import CLASH, TWO

WEEK = TWO.replace("2019-12-20", "2019-09-05") + '\n[[goals]]\nkind = "early"\n'
"""Two days for each of two partners: there are just two plans."""


def test_the_best_plan_and_in_what_others_differ(problem_file):
    answer = run("alternatives", problem_file(WEEK))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "2 plans. There is no other.\n"
        "Plan 1 (2 days):\n"
        "  1. Messina, Mon 2 to Tue 3 September 2019\n"
        "  2. Oulu, Wed 4 to Thu 5 September 2019\n"
        "Plan 2 (2 days), which differs from plan 1 in:\n"
        "  1. Oulu, Mon 2 to Tue 3 September 2019\n"
        "  2. Messina, Wed 4 to Thu 5 September 2019\n"
    )


def test_how_many_how_much_worse_and_how_different():
    file = EXAMPLE / "network.toml"
    answer = run("alternatives", file, "-n", "3", "--within", "2=5,3=0", "--differ-by", "7", "--json")
    told = json.loads(answer.out)
    assert (told["complete"], told["note"]) == (False, "only 3 were asked for")
    values = [[goal["value"] for goal in plan["goals"]] for plan in told["plans"]]
    assert values == [[0, 21, 8610], [0, 26, 8610], [0, 26, 8610]]


def test_csv_in_which_no_name_is_a_formula(problem_file):
    evil = WEEK.replace('"Oulu"', '"=1+1"')
    assert run("alternatives", problem_file(evil), "--csv").out.splitlines() == [
        "plan,position,host,city,country,first,last,format,state",
        "1,1,Messina,Messina,IT,2019-09-02,2019-09-03,on site,confirmed",
        "1,2,'=1+1,Oulu,FI,2019-09-04,2019-09-05,on site,confirmed",
        "2,1,'=1+1,Oulu,FI,2019-09-02,2019-09-03,on site,confirmed",
        "2,2,Messina,Messina,IT,2019-09-04,2019-09-05,on site,confirmed",
    ]


def test_one_number_holds_for_every_level(problem_file):
    assert run("alternatives", problem_file(WEEK), "--within", "1").out.startswith("2 plans. There is no other.")


@pytest.mark.parametrize("within", ["two", "-1", "1=", "1=2;2=3", "1.5"])
def test_a_strange_allowance_is_refused(problem_file, within):
    answer = run("alternatives", problem_file(WEEK), f"--within={within}")
    assert answer.code == 2
    told = f'--within: expected a number from 0 on, or such numbers by level, "2=5,3=100", got {within!r}\n'
    assert answer.err == told


def test_a_level_that_stands_twice_is_refused(problem_file):
    answer = run("alternatives", problem_file(WEEK), "--within", "1=2,1=3")
    assert (answer.code, answer.err) == (2, "--within: level 1 stands twice; leave one out\n")


def test_bad_arguments_are_told(problem_file):
    unknown = run("alternatives", problem_file(WEEK), "--within", "2=5")
    assert (unknown.code, unknown.err) == (2, "within: no goal has level 2\n")
    both = run("alternatives", problem_file(WEEK), "--json", "--csv")
    assert both.code == 2
    assert both.told_plainly


def test_without_a_plan_it_says_why(problem_file):
    answer = run("alternatives", problem_file(CLASH))
    assert answer.code == 5
    assert answer.told_plainly
    assert "film festival" in answer.err
