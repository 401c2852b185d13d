"""Tasks that ask why and what if check what they are told."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from benchmarks import answers
from benchmarks.sections.answers import show
from benchmarks.store import RESULTS, stored
from benchmarks.verify import WrongAnswerError

IN_ONE_WEEK = "di4c + Oulu and Botoșani in one week"


def test_two_hosts_in_one_week_clash_with_the_journey_between_them():
    found = answers.explained(IN_ONE_WEEK, "60")
    assert (len(found["named"]), found["minimal"], found["smallest"]) == (3, True, True)
    for judge in ("ours", "cp-sat"):
        judged = answers.needed(IN_ONE_WEEK, json.dumps(found["named"]), judge, "60")
        assert judged == {"clashes": True, "needed": 3, "not needed": 0}


def test_a_set_that_can_hold_is_refused():
    with pytest.raises(WrongAnswerError, match="can hold together"):
        answers.needed(IN_ONE_WEEK, "[0, 1]", "ours", "60")


@pytest.mark.parametrize("way", ["once", "one by one"])
def test_cp_sat_names_requirements_that_clash(way):
    found = answers.named_by_cp_sat(IN_ONE_WEEK, way, "60")
    judged = answers.needed(IN_ONE_WEEK, json.dumps(found["named"]), "ours", "60")
    assert judged["clashes"]
    assert way == "once" or judged["not needed"] == 0


def test_without_time_nothing_is_named():
    assert answers.explained("di4c + Oulu and Limerick in September, Limerick first", "0.000001")["named"] is None


def test_ways_out_are_checked():
    found = answers.ways_out(IN_ONE_WEEK)
    assert (found["ways"], found["best"]) == (5, "let Oulu host from 23 January 2020, 11 days earlier")


@pytest.mark.parametrize(("wish", "broken"), [*zip(answers.WISHES, [0, 1, 2], strict=True)])
def test_wishes_break_as_many_rules_as_it_takes(wish, broken):
    assert answers.wished(*wish)["broken"] == broken


def test_losses_are_those_of_slots_solved_anew():
    assert answers.lost_anew("di4c")["sample"] == answers.SAMPLE
    assert answers.levels("di4c")["units"] == [(1, "partner-days"), (2, "days"), (3, "km")]
    assert answers.lost("di4c", "2")["slots"] <= answers.levels("di4c")["open"]


def test_little_changes_when_it_is_planned_anew():
    found = answers.planned_anew()
    assert found["changed"] < found["anew"]


def test_other_plans_are_as_good():
    assert answers.other_plans("2")["plans"] == 2


def test_the_loss_of_each_host_is_told():
    assert answers.borne("di4c")["losses"] == 8


@pytest.fixture
def measured():
    known = stored(RESULTS, "answers")
    if known is None:
        pytest.skip("nothing is stored")
    return deepcopy(known.measured)


def cells(paragraphs, heading):
    """Return the cells of the first row of the table with a heading."""
    (found,) = (text for text in paragraphs if text.startswith(f"| {heading} |"))
    return [cell.strip() for cell in found.splitlines()[2].strip("|").split("|")]


def test_what_was_not_found_in_time_is_told(measured):
    measured["large"] = [
        {"name": "large + a wish", "of": 1200, "named": None, "least": 9, "median": 9, "peak_mb": 1500,
         "judged": {"clashes": False, "needed": 0, "not needed": 0}, "once": {"named": None, "seconds": 11}}
    ]  # fmt: skip
    assert cells(show(measured), "added") == ["a wish", "1,200", "–", "no answer", "–", "9.00", "1,500", "–", "11.0"]


def test_what_is_proven_of_a_set_is_told(measured):
    measured["large"] = [
        {"name": "large + a wish", "of": 900, "named": [3, 7], "minimal": True, "smallest": False, "least": 9,
         "median": 9, "peak_mb": 80, "judged": {"clashes": True, "needed": 2, "not needed": 0},
         "once": {"named": [3, 5, 7], "seconds": 2}}
    ]  # fmt: skip
    told = ["a wish", "900", "2", "each is needed", "2", "9.00", "80", "3", "2.00"]
    assert cells(show(measured), "added") == told


def test_those_that_a_peer_names_in_vain_are_in_brackets(measured):
    once = measured["why"][0]["once"]
    once |= {"named": list(range(30)), "judged": {"clashes": True, "needed": 3, "not needed": 27}}
    assert "30 (27)" in cells(show(measured), "added to the DI4C file | this library names")[2]
