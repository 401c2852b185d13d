"""What a wish would break, or what it would cost."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import check, solve, why_not
from di4c_schedule.errors import InfeasibleError, ProblemError, TimeLimitError
from di4c_schedule.explanation import forbidden
from di4c_schedule.goals import Early, EvenRhythm, Late
from di4c_schedule.result import Status
from di4c_schedule.rules import (
    AtMost,
    Before,
    First,
    Fixed,
    HostHolidays,
    Hosting,
    Spacing,
    StartOn,
    Unavailable,
    Weekdays,
)

from ..pages import Page
from ..problems import all_schedules, capped_problems, level_values, measured_by, problems


def test_a_wish_that_costs_something(two_partners):
    # as early as possible: Messina Mon 2 and Oulu Wed 4 September cost 0 + 2 days; Oulu on Thu 5 costs 3
    answer = why_not(two_partners.adding(Early()), "Oulu", date(2019, 9, 5))
    assert answer.possible
    assert [(cost.before, cost.after) for cost in answer.costs] == [(2, 3)]
    assert answer.schedule.hosted_by("Oulu")[0].start == date(2019, 9, 5)


def test_what_was_one_day_is_told_as_one_day(two_partners):
    # meetings of one day: Mon 2 and Tue 3 September cost 0 + 1 days; with Oulu on Wed 4 September 0 + 2
    answer = why_not(two_partners.replace(days=1, goals=[Early()]), "Oulu", "2019-09-04")
    assert "Meetings take place as early as possible: 2 instead of 1 day\n" in str(answer)


def test_a_wish_is_measured_by_the_pace_of_the_problem(two_partners):
    # starts are open from Mon 2 to Thu 12 September, until the 8th to Messina only: 10 days are the pace. If Messina
    # waits until Wed 4 no earlier start is open, and the longest way is 8 days: 2 less than the pace
    away = Unavailable("2019-09-02..2019-09-08", "Oulu")
    problem = two_partners.replace(first="2019-09-02", last="2019-09-13", rules=[away], goals=[EvenRhythm()])
    answer = why_not(problem, "Messina", "2019-09-04")
    label = "Meetings start at an even pace, as nearly as possible"
    assert [(cost.label, cost.before, cost.after) for cost in answer.costs] == [(label, 0, 2)]
    assert [(goal.label, goal.value) for goal in answer.result.goals] == [(label, 2)]
    assert answer.schedule.goal_values == (2,)


def test_a_wish_that_breaks_a_holiday(two_partners):
    answer = why_not(two_partners, "Oulu", "2019-12-05")
    assert answer.broken == (HostHolidays("Oulu"),)
    assert answer.why == ("Fri 6 December 2019 is Independence Day",)
    assert answer.smallest
    assert not answer.possible


def test_a_wish_that_breaks_several_rules_names_them_all(two_partners):
    # 6 and 7 December: a holiday and a Saturday; and meetings start on Tuesdays
    answer = why_not(two_partners.adding(StartOn(["Tue"])), "Oulu", "2019-12-06")
    assert set(answer.broken) == {HostHolidays("Oulu"), Weekdays(partner="Oulu"), StartOn(["Tue"], "Oulu")}


def test_a_wish_that_only_clashes_with_what_others_want(three_partners):
    problem = three_partners.adding(Before("Oulu", "Messina"), Fixed("Messina", "2019-10-07..2019-10-09"))
    answer = why_not(problem, "Oulu", "2019-10-14")
    assert answer.broken in [(Before("Oulu", "Messina"),), (Fixed("Messina", "2019-10-07..2019-10-09"),)]
    assert check(answer.problem, answer.schedule) == []


def test_a_range_is_granted_as_well_as_can_be(two_partners):
    answer = why_not(two_partners.adding(Late()), "Oulu", "2019-10")
    # the last weekday pair in October ends on Thu 31
    assert answer.schedule.hosted_by("Oulu")[0].start == date(2019, 10, 30)


def test_a_host_of_two_meetings_may_have_either_there(three_partners):
    problem = three_partners.adding(Hosting("Oulu", 2, 2), Early())
    answer = why_not(problem, "Oulu", "2019-10-08..2019-10-09")
    assert answer.possible
    assert date(2019, 10, 8) in [meeting.start for meeting in answer.schedule.hosted_by("Oulu")]


def test_a_wish_that_is_granted_already_costs_nothing(two_partners):
    start = solve(two_partners.adding(Early())).unwrap().hosted_by("Oulu")[0].start
    answer = why_not(two_partners.adding(Early()), "Oulu", start)
    assert "it costs nothing" in str(answer)


def test_a_cap_that_no_table_holds_is_named(three_partners):
    problem = three_partners.adding(AtMost(1, "2019-10"), Fixed("Messina", "2019-10"))
    answer = why_not(problem, "Oulu", "2019-10-08")
    assert len(answer.broken) == 1
    assert answer.broken[0] in (AtMost(1, "2019-10"), Fixed("Messina", "2019-10"))


@pytest.mark.parametrize(
    ("host", "dates", "message"),
    [
        ("Olu", "2019-10-08", 'unknown partner "Olu", did you mean "Oulu"'),
        ("Oulu", "2021-10-08", "does not fit into"),
        ("Oulu", "2019-12-20", "does not fit into"),
        ("Oulu", "soon", "expected dates"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(two_partners, host, dates, message):
    with pytest.raises(ProblemError, match=message):
        why_not(two_partners, host, dates)


def test_a_partner_that_hosts_nothing_is_told_so(three_partners):
    with pytest.raises(ProblemError, match="Oulu hosts no meeting"):
        why_not(three_partners.adding(Hosting("Oulu", 0, 0)), "Oulu", "2019-10-08")


def test_an_impossible_problem_is_told_so(two_partners):
    with pytest.raises(InfeasibleError, match="even without the wish"):
        why_not(two_partners.adding(First("Oulu"), First("Messina")), "Oulu", "2019-10-08")


def test_the_time_limit_is_kept(three_partners):
    with pytest.raises(TimeLimitError):
        why_not(three_partners.adding(Spacing(4)), "Oulu", "2019-12-05", time_limit=1e-9)


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems() | capped_problems(), st.data())
def test_the_answer_is_that_of_trying_everything(problem, data) -> None:
    schedules = all_schedules(problem)
    hosts = sorted({problem.tables.rows[row].partner for row in range(len(problem.tables.rows))})
    assume(schedules and hosts)
    host = data.draw(st.sampled_from(hosts))
    length = min(row.form.days for row in problem.tables.rows if row.partner == host)
    starts = [day for day in problem.window if (problem.last - day).days + 1 >= length]
    assume(starts)
    day = data.draw(st.sampled_from(starts))
    with_it = [one for one in schedules if any(m.host == host and m.start == day for m in one.meetings)]
    try:
        answer = why_not(problem, host, day)
    except InfeasibleError:
        return
    except ProblemError:
        assume(False)
    assert answer.possible is bool(with_it)
    assert answer.result.status is Status.OPTIMAL
    assert check(answer.problem, answer.schedule) == []
    assert any(m.host == host and m.start == day for m in answer.schedule.meetings)
    granting = [
        one for one in all_schedules(answer.problem) if any(m.host == host and m.start == day for m in one.meetings)
    ]
    assert measured_by(problem, answer.schedule) == min(measured_by(problem, one) for one in granting)
    if with_it:
        assert measured_by(problem, answer.schedule) == min(map(level_values, with_it))
    now, then = solve(problem).unwrap(), evolve(answer.schedule, problem=problem)
    assert [(cost.label, cost.before, cost.after) for cost in answer.costs] == [
        (goal.label, goal.measure(now), goal.measure(then)) for goal in problem.goals
    ]
    for requirement in answer.broken:
        assert any(forbidden(problem, [requirement], answer.schedule))


def test_a_plan_that_is_not_proven_to_be_the_best_is_told_so(two_partners):
    answer = why_not(two_partners.adding(Early()), "Oulu", "2019-12-05")
    unproven = evolve(answer, result=evolve(answer.result, status=Status.FEASIBLE))
    assert "The plan that results without these rules:" in str(answer)
    assert "A plan that results without these rules; there was no time to prove that none is better:" in str(unproven)


def test_the_answer_shows_itself(two_partners):
    answer = why_not(two_partners.adding(Early()), "Oulu", "2019-12-05")
    page = Page(answer._repr_html_())
    assert "Oulu does not host on its public holidays: Fri 6 December 2019 is Independence Day" in page.texts
    assert ["2", "Oulu", "Thu 5 December 2019", "Fri 6 December 2019"] in page.rows
    assert answer.to_dict()["broken"][0]["rule"] == "host_holidays"
