from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

import di4c_schedule as ds
from di4c_schedule import (
    InfeasibleError,
    Problem,
    ProblemError,
    Schedule,
    ScheduleError,
    Status,
    goals,
    robustness,
    rules,
    solve,
    without_partner,
)
from di4c_schedule.clock import Clock
from di4c_schedule.what_if import losses
from di4c_schedule.what_if.leeway import leeway_of
from tests.pages import Page
from tests.problems import PARTNERS, all_schedules, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")

thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

EXAMPLE = Path(__file__).parents[2] / "examples" / "di4c" / "network.toml"


def only_moved(plan: Schedule, other: Schedule, place: int) -> bool:
    pairs = list(zip(plan.meetings, other.meetings, strict=True))
    same = [(a.host, a.start) == (b.host, b.start) for a, b in pairs]
    return not same[place] and all(same[:place] + same[place + 1 :]) and pairs[place][0].host == pairs[place][1].host


@thorough
@given(problems())
def test_a_meeting_may_start_where_trying_everything_finds_a_plan_that_differs_in_it_alone(problem: Problem) -> None:
    schedules = all_schedules(problem)
    for plan in schedules[:: max(1, len(schedules) // 3)]:
        for place, leeway in enumerate(leeway_of(plan)):
            others = [other for other in schedules if only_moved(plan, other, place)]
            expected = {
                other.meetings[place].start: tuple(goal.measure(other) - goal.measure(plan) for goal in problem.goals)
                for other in others
            }
            assert {possible.start: possible.changes for possible in leeway.starts} == expected
            days = [(day - plan.meetings[place].start).days for day in expected]
            assert (leeway.earlier, leeway.later) == (-min([0, *days]), max([0, *days]))


def two(**changes: object) -> Problem:
    network = ds.Network("<b>Two</b>", PARTNERS[:2], lead="Messina")
    return Problem(network, "2019-09-02", "2019-09-13", days=2, goals=[goals.Early()]).replace(**changes)


def test_days_in_between_that_are_closed_are_not_counted() -> None:
    # Oulu from Tuesday 10 September: back to Wednesday 4, but not from Friday to Sunday; on to Thursday 12
    plan = Schedule.of(two(), [("Messina", "2019-09-02"), ("Oulu", "2019-09-10")])
    messina, oulu = robustness(two(), plan).leeway
    assert [possible.start.day for possible in oulu.starts] == [4, 5, 9, 11, 12]
    assert (oulu.earlier, oulu.later, len(oulu.free)) == (6, 2, 3)
    assert str(oulu) == (
        "Oulu on Tue 10 September 2019 may start up to 6 days earlier or 2 days later: "
        "5 other days, 3 of them at no cost"
    )
    assert [possible.start for possible in messina.starts] == [date(2019, 9, day) for day in (3, 4, 5)]
    assert messina.free == ()
    assert str(messina).endswith("may start up to 3 days later: 3 other days, each at some cost")


def test_a_meeting_that_a_rule_keeps_cannot_move() -> None:
    found = robustness(two(rules=[rules.Keep([("Messina", "2019-09-03")])]))
    assert str(found.leeway[0]) == "Messina on Tue 3 September 2019 cannot move"
    assert (found.leeway[0].earlier, found.leeway[0].later) == (0, 0)


def test_a_loss_is_compared_goal_by_goal() -> None:
    problem = two(goals=[goals.Early(), goals.Prefer("2019-09-09", partner="Oulu", level=2)])
    found = robustness(problem)
    assert [loss.host for loss in found.losses] == ["Messina", "Oulu"]
    messina, oulu = found.losses
    # without Oulu, only the first goal is left; Oulu alone starts on the first day, and still misses its wish
    assert [(cost.before, cost.after) for cost in oulu.costs] == [(2, 0)]
    assert [(cost.before, cost.after) for cost in messina.costs] == [(2, 0), (1, 1)]
    assert messina.sentences == ["Meetings take place as early as possible: 0 instead of 2 days"]
    assert (messina.possible, messina.schedule) == (True, solve(without_partner(problem, "Messina")).unwrap())


def test_a_host_that_cannot_be_spared_is_told_with_the_reason() -> None:
    # only Oulu stands between two that must not follow each other
    network = ds.Network("Three", PARTNERS, lead="Messina")
    by = [rules.NotInARow(["Messina", "Botoșani"])]
    problem = Problem(network, "2019-09-02", "2019-09-30", rules=by, goals=[goals.Early()])
    found = {loss.host: loss for loss in robustness(problem).losses}
    assert found["Oulu"].status is Status.INFEASIBLE
    assert found["Oulu"].possible is False
    assert found["Oulu"].costs == ()
    assert found["Oulu"].reason in str(found["Oulu"])
    assert found["Oulu"].sentences[0].startswith("No plan is left. ")
    assert found["Messina"].possible
    assert found["Botoșani"].possible


def test_the_only_partner_cannot_be_spared() -> None:
    network = ds.Network("One", PARTNERS[:1], lead="Messina")
    problem = Problem(network, "2019-09-02", "2019-09-06")
    assert robustness(problem).losses[0].sentences == ["No plan is left. There is no other partner."]


def test_where_nobody_else_hosts_no_plan_is_left() -> None:
    problem = two(rules=[rules.Hosting("Oulu", 0, 0)])
    assert [loss.sentences for loss in robustness(problem).losses] == [["No plan is left. Nobody else hosts."]]


def test_a_loss_that_changes_nothing_says_so() -> None:
    assert [loss.sentences for loss in robustness(two(goals=[])).losses] == [["No goal changes."]] * 2


def test_the_example_bears_each_loss() -> None:
    problem = ds.read_problem(EXAMPLE)
    found = robustness(problem)
    assert found.schedule == solve(problem).unwrap()
    assert found.complete
    for loss in found.losses:
        alone = solve(without_partner(problem, loss.host))
        assert [cost.after for cost in loss.costs] == [goal.value for goal in alone.goals]
        assert [cost.before for cost in loss.costs] == [0, 21, 8610]
    ventspils = found.leeway[6]
    assert [possible.start for possible in ventspils.free] == [date(2020, 2, 5), date(2020, 2, 6)]


def test_a_plan_that_breaks_a_rule_is_refused() -> None:
    plan = Schedule.of(two(), [("Messina", "2019-09-02"), ("Oulu", "2019-09-06")])
    with pytest.raises(ScheduleError, match=r"breaks rules already: Oulu .* `check` lists them all"):
        robustness(two(), plan)


def test_without_a_plan_there_is_nothing_to_say() -> None:
    with pytest.raises(InfeasibleError):
        robustness(two(rules=[rules.Spacing(30)]))


def test_hosts_for_which_there_was_no_time_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = solve(two()).unwrap()
    late = list(losses.losses_of(plan, Clock(1e-9)))
    assert [(loss.status, loss.possible, loss.sentences) for loss in late] == [
        (None, None, ["It was not found out in time."])
    ] * 2
    known = solve(without_partner(two(), "Oulu"))
    monkeypatch.setattr(losses, "solve", lambda *_: evolve(known, status=Status.FEASIBLE))
    found = robustness(two())
    assert found.losses[1].sentences[-1] == "Perhaps the others can do better: it was not proven in time."
    monkeypatch.setattr(losses, "solve", lambda *_: evolve(known, status=Status.UNKNOWN, schedule=None))
    assert not robustness(two()).complete


def test_it_shows_itself() -> None:
    plan = Schedule.of(two(), [("Messina", "2019-09-02"), ("Oulu", "2019-09-04")])
    found = robustness(two(), plan)
    assert repr(found) == f"<Robustness of 2 meetings>\n{found}"
    page = Page(found._repr_html_())
    assert page.harmless
    assert ["2", "Oulu", "Wed 4 September 2019", "0", "8", "5", "0"] in page.rows
    # with both, Oulu starts two days after Messina; whoever is left starts on the first day
    assert page.rows[-4:] == [
        ["who leaves", "Meetings take place as early as possible (days)"],
        ["nobody", "2"],
        ["Messina", "0"],
        ["Oulu", "0"],
    ]
    lost = evolve(found, losses=[ds.Loss("Messina", Status.INFEASIBLE, reason="Oulu has no day left.")])
    assert Page(lost._repr_html_()).rows[-3:] == [
        ["who leaves", "Meetings take place as early as possible (days)", "remark"],
        ["nobody", "2", ""],
        ["Messina", "", "No plan is left. Oulu has no day left."],
    ]
    frame = found.to_frame()
    assert frame.to_numpy()[1, 1:2].tolist() == ["Oulu"]
    assert frame.loc[1, ["earlier", "later", "other_days", "free_days"]].tolist() == [0, 8, 5, 0]
    answer = json.loads(json.dumps(found.to_dict()))
    assert answer["goals"] == [goals.Early().label]
    assert answer["meetings"][1]["possible"][0] == {"first": "2019-09-05", "changes": [1]}
    assert answer["losses"][1]["costs"][0]["after"] == 0
    lost = found.losses_to_frame()
    assert robustness(two(goals=[])).losses_to_frame()["before"].isna().all()
    assert lost[["host", "status", "before", "after"]].to_numpy().tolist() == [
        ["Messina", "OPTIMAL", 2, 0],
        ["Oulu", "OPTIMAL", 2, 0],
    ]


def test_arguments_of_another_kind_are_told(two_partners):
    with pytest.raises(ProblemError, match="^schedule: expected a Schedule, got 0$"):
        robustness(two_partners, 0)
    with pytest.raises(ProblemError, match="^problem: expected a Problem, got 'plan'$"):
        robustness("plan")


def test_one_day_less_is_told_as_one_day(two_partners):
    # one meeting of one day after the other, the first on the first day: 0 + 1 days, and one alone 0
    problem = two_partners.replace(days=1, goals=[goals.Early()])
    label = problem.goals[0].label
    assert [loss.sentences for loss in robustness(problem).losses] == [[f"{label}: 0 instead of 1 day"]] * 2
