from __future__ import annotations

import pytest

from di4c_schedule import Network, Problem, goals, rules, sensitivity
from di4c_schedule.display import step_chart
from tests.problems import PARTNERS

pytest.importorskip("altair")


def two(*own: object, **changes: object) -> Problem:
    network = Network("Two", PARTNERS[:2], lead="Messina")
    wishes = [goals.Early(), goals.ShortestTour(level=2)]
    return Problem(network, "2019-09-02", "2019-09-07", rules=own, goals=wishes).replace(**changes)


def values(problem: Problem, *kinds: str) -> list[tuple[int, int | None]]:
    drawn = step_chart(sensitivity(problem, kinds)).to_dict()
    assert len(drawn["vconcat"]) == 1
    data = drawn["vconcat"][0].get("data") or drawn["data"]
    return [(point["step"], point["change"]) for point in data["values"]]


def test_a_curve_has_a_point_for_each_setting_and_one_where_it_is_impossible() -> None:
    # weekdays change nothing, as Messina and Oulu host on the first days
    assert values(two(rules.Spacing(3)), "spacing", "weekdays") == [(-2, None), (-1, 1), (0, 0), (1, -1), (2, -2)]


def test_of_several_levels_the_one_that_changes_most_is_drawn() -> None:
    problem = two(rules.Spacing(3), goals=[goals.ShortestTour(), goals.Early(level=2)])
    assert values(problem, "spacing")[-1] == (2, -2)


def test_an_impossible_problem_shows_totals() -> None:
    assert values(two(rules.Spacing(9)), "spacing") == [(4, None), (5, 4), (6, 3), (7, 2), (8, 1)]


def test_user_text_is_no_markup() -> None:
    chart = step_chart(sensitivity(two(rules.Unavailable("2019-09-02", reason="<b>fair</b>")), ["unavailable"]))
    text = chart.to_dict()["vconcat"][0]["title"]["text"]
    assert text.replace("\u2060", "") == "No meeting on 2 September 2019 (<b>fair</b>)"
    assert "<b" not in text
    assert "</" not in text


def test_without_goals_there_is_nothing_to_draw() -> None:
    assert step_chart(sensitivity(two(rules.Spacing(3), goals=[]))).to_dict()["vconcat"] == []
