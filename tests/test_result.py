"""How a result shows itself."""

from __future__ import annotations

import pytest
from attrs import evolve

from di4c_schedule import GoalValue, Result, Status, TimeLimitError, explain, solve
from di4c_schedule.goals import Early
from di4c_schedule.rules import First, StartOn

from .pages import Page


def test_a_proven_result_says_so_in_words(two_partners):
    result = evolve(solve(two_partners.adding(Early())), runtime=0.04)
    page = Page(result._repr_html_())
    assert page.texts[0] == f"OPTIMAL: it is proven that no schedule is better ({result.engine}, 0.04 s)."
    assert page.rows[0] == ["level", "goal", "value", "proven: not below", "unit"]
    assert page.rows[1] == ["1", "Meetings take place as early as possible", "2", "2", "days"]


def test_what_is_not_known_is_left_out():
    bounded = GoalValue("Early", "days", 1, 1, None, 3)
    unknown = GoalValue("Late", "days", 2, 1, None, None)
    result = Result(Status.UNKNOWN, None, (bounded, unknown), None, 1.5, "some engine")
    assert str(result) == "UNKNOWN in 1.50 s (some engine)\n  level 1: Early: no value is known yet, proven bound 3"
    page = Page(result._repr_html_())
    assert page.rows == [["level", "goal", "value", "proven: not below", "unit"], ["1", "Early", "", "3", "days"]]


def test_a_result_without_goals_has_no_table_of_goals(two_partners):
    assert "Goals" not in solve(two_partners)._repr_html_()


def test_why_the_search_gave_up_is_told():
    result = Result(Status.UNKNOWN, None, (), None, 0.0, "some engine", note="500 hosts are too many")
    assert str(result) == "UNKNOWN in 0.00 s (some engine): 500 hosts are too many"
    assert Page(result._repr_html_()).texts == [
        "UNKNOWN: no schedule was found, and none was excluded: 500 hosts are too many (some engine, 0.00 s)."
    ]


def test_a_conflict_shows_the_rules_as_a_person_would_sum_them_up(two_partners):
    clash = two_partners.adding(First("Oulu"), First("Messina"), StartOn(["Tue"]))
    conflict = evolve(explain(clash), outline=("Two are first",), note="The time limit came.", facts=("A fact.",))
    assert Page(conflict._repr_html_()).texts == [
        "Meeting number 1 cannot be hosted by Oulu and Messina at once.",
        "",
        "A fact.",
        "Rules involved; no smaller set of them clashes:",
        "",
        "Two are first",
        "The time limit came.",
    ]


def test_no_conflict_is_told_with_its_schedule(two_partners):
    page = Page(explain(two_partners)._repr_html_())
    assert page.texts[0] == "There is no conflict: a schedule keeps all the rules."
    assert page.rows[0] == ["", "host", "first day", "last day"]


def test_a_search_that_ended_at_once_tells_a_time_that_can_be_read():
    bounded = GoalValue("Early", "days", 1, 1, None, 1)
    told = r"no schedule was found in 0\.013 s, .*; allow more time\. Proven so far: Early: at least 1 day\.$"
    with pytest.raises(TimeLimitError, match=told):
        Result(Status.UNKNOWN, None, (bounded,), None, 0.0127, "some engine").unwrap()


def test_one_of_a_unit_is_told_in_the_singular():
    early, tour = GoalValue("Early", "days", 1, 1, 1, 1), GoalValue("Tour", "km", 2, 1, 1, 1)
    lines = str(Result(Status.UNKNOWN, None, (early, tour), None, 1.5, "some engine")).splitlines()
    assert lines[1:] == ["  level 1: Early: 1 day, proven bound 1", "  level 2: Tour: 1 km, proven bound 1"]
