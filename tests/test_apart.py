"""Rules taken apart say together just what they say whole, and each can go alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from di4c_schedule import Problem, ProblemError, Status, read_problem, rules, solve
from di4c_schedule.apart import rule_of
from di4c_schedule.goals import Early
from di4c_schedule.rules import (
    AtMost,
    Avoid,
    EndBy,
    Frozen,
    HostHolidays,
    Hosting,
    Keep,
    Spacing,
    StartOn,
    TravelSpacing,
    Unavailable,
    Weekdays,
)
from di4c_schedule.rules.kinds import given_by

from .busy_calendars import write_calendars_of
from .problems import all_schedules, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")

thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def keys(problem: Problem) -> set[tuple[tuple[str, str], ...]]:
    """Return hosts and first days of every schedule without a violation."""
    return {tuple((m.host, m.start.isoformat()) for m in schedule.meetings) for schedule in all_schedules(problem)}


def apart(problem: Problem) -> Problem:
    """Return the problem with all its requirements as rules, and without any goals."""
    return problem.replace(rules=list(problem.requirements), default_rules=False, goals=[])


# What the requirements say together


@thorough
@given(problem=problems())
def test_requirements_together_say_what_the_rules_say(problem: Problem) -> None:
    assert keys(apart(problem)) == keys(problem)


@thorough
@given(problem=problems())
def test_solver_told_of_requirements_finds_what_the_rules_allow(problem: Problem) -> None:
    possible = bool(all_schedules(problem))
    assert solve(apart(problem)).status is (Status.OPTIMAL if possible else Status.INFEASIBLE)


@thorough
@given(problem=problems())
def test_requirements_need_not_be_taken_apart_again(problem: Problem) -> None:
    assert apart(problem).requirements == problem.requirements


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(problem=problems())
def test_requirements_can_be_written_to_a_file_and_read_back(problem: Problem, tmp_path: Path) -> None:
    write_calendars_of(problem, tmp_path)
    file = tmp_path / "problem.toml"
    file.write_text(apart(problem).to_toml(), encoding="utf-8")
    assert read_problem(file).given_rules == problem.requirements


@thorough
@given(problem=problems(), data=st.data())
def test_without_a_requirement_all_others_stay(problem: Problem, data: st.DataObject) -> None:
    requirements = [rule for rule in problem.requirements if not isinstance(rule, Hosting)]
    if not requirements:
        return
    unwanted = data.draw(st.sampled_from(requirements))
    by_itself, by_label = problem.without(unwanted), problem.without(unwanted.label)
    assert set(by_itself.requirements) == set(problem.requirements) - {unwanted}
    others = {rule for rule in problem.requirements if rule.label != unwanted.label}
    assert set(by_label.requirements) == others


# Which they are


def labels(problem: Problem, kind: type) -> list[str]:
    """Return the labels of the requirements of a kind."""
    return [rule.label for rule in problem.requirements if isinstance(rule, kind)]


@pytest.mark.parametrize(
    ("rule", "one"),
    [
        (Weekdays(["Tue"]), Weekdays(["Tue"], "Oulu")),
        (StartOn(["Tue"]), StartOn(["Tue"], "Oulu")),
        (EndBy("Thu"), EndBy("Thu", "Oulu")),
        (Unavailable("2019-10", reason="strike"), Unavailable("2019-10", "Oulu", "strike")),
        (Avoid("the fair", "2019-10"), Avoid("the fair", "2019-10", "Oulu")),
        (HostHolidays(bridge_days=True), HostHolidays("Oulu", bridge_days=True)),
    ],
    ids=lambda rule: rule.label,
)
def test_rule_on_whoever_hosts_is_one_for_each_partner(three_partners, rule, one):
    requirements = [r for r in three_partners.adding(rule).requirements if isinstance(r, type(rule))]
    assert len(requirements) == 3
    assert {r.partner for r in requirements} == {"Messina", "Oulu", "Limerick"}
    assert one in requirements


@pytest.mark.parametrize("rule", [Spacing(14), TravelSpacing(3)], ids=lambda rule: rule.label)
def test_rule_on_gaps_is_one_for_each_two_hosts(three_partners, rule):
    requirements = [r for r in three_partners.adding(rule).requirements if isinstance(r, type(rule))]
    assert [r.between for r in requirements] == [
        ("Messina", "Oulu"), ("Messina", "Limerick"), ("Oulu", "Limerick"),
    ]  # fmt: skip


def test_only_hosts_that_can_follow_each_other_are_a_pair(three_partners):
    hosting = [Hosting("Messina", 2, 2), Hosting("Oulu", 0, 0), Hosting("Limerick")]
    problem = three_partners.replace(rules=[*hosting, TravelSpacing()])
    pairs = [rule.between for rule in problem.requirements if isinstance(rule, TravelSpacing)]
    assert pairs == [("Messina", "Messina"), ("Messina", "Limerick")]
    once = problem.replace(rules=[Hosting(at_least=0), TravelSpacing()], meetings=1)
    assert TravelSpacing() in once.requirements, "there is nothing to tell apart"


def test_least_and_most_days_between_meetings_are_told_apart(two_partners):
    pair = "where Messina and Oulu follow each other"
    assert labels(two_partners.adding(Spacing(14, 28)), Spacing) == [
        f"At least 14 days from the end of a meeting to the start of the next {pair}",
        f"At most 28 days from the end of a meeting to the start of the next {pair}",
    ]


def test_rule_on_each_month_is_one_for_each_month_of_the_window(two_partners):
    problem = two_partners.adding(AtMost(1, "each month"))
    assert labels(problem, AtMost) == [
        "At most 1 meeting starts in September 2019",
        "At most 1 meeting starts in October 2019",
        "At most 1 meeting starts in November 2019",
        "At most 1 meeting starts in December 2019",
    ]


def test_group_is_told_apart_by_pairs(problem_of):
    problem = problem_of("Messina", "Oulu", "Limerick", "Botoșani")
    south = rules.NotInARow(["Messina", "Limerick", "Botoșani"])
    assert labels(problem.adding(south), rules.NotInARow) == [
        "No two of Messina and Limerick host one right after the other",
        "No two of Messina and Botoșani host one right after the other",
        "No two of Limerick and Botoșani host one right after the other",
    ]
    # no two of these partners are of one country
    alone = problem.adding(rules.NotInARow(by="country"))
    assert labels(alone, rules.NotInARow)[0] == "Messina never hosts twice in a row"


def test_same_requirement_of_two_rules_is_listed_once(two_partners):
    problem = two_partners.adding(Unavailable("2019-10"), Unavailable("2019-10", "Oulu"))
    assert labels(problem, Unavailable) == [
        "Messina does not host in October 2019", "Oulu does not host in October 2019",
    ]  # fmt: skip


def test_tables_are_filled_by_the_parts_not_by_the_requirements(two_partners):
    problem = two_partners.adding(Spacing(14), Unavailable("2019-10"))
    assert problem.parts == (
        Hosting(), Weekdays(), HostHolidays("Messina"), HostHolidays("Oulu"), Spacing(14), Unavailable("2019-10"),
    )  # fmt: skip
    assert problem.solver_rules == list(problem.parts[1:])


# What is left without one


def test_coarse_parts_stay_coarse(three_partners):
    published = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08")]
    problem = three_partners.adding(Spacing(3), Frozen("2019-10-09", published), Unavailable("2019-11"))
    less = problem.without("Oulu does not host in November 2019")
    assert less.given_rules == (
        Spacing(3),
        Frozen("2019-10-09", published),
        Unavailable("2019-11", "Messina"),
        Unavailable("2019-11", "Limerick"),
    )
    moved = problem.without(Keep([("Oulu", "2019-10-08")]))
    assert moved.given_rules == (
        Spacing(3),
        Keep([("Messina", "2019-09-10")]),
        Frozen("2019-10-09", published, keep=False),
        Unavailable("2019-11"),
    )


def test_pair_goes_alone_whichever_way_round_it_is_named(three_partners):
    problem = three_partners.adding(Spacing(5))
    less = problem.without(Spacing(5, between=["Oulu", "Messina"]))
    assert less.given_rules == (Spacing(5, between=("Messina", "Limerick")), Spacing(5, between=("Oulu", "Limerick")))


def test_default_rule_goes_for_one_partner(two_partners):
    less = two_partners.without(Weekdays(partner="Oulu"))
    assert less.rules == (Hosting(), Weekdays(partner="Messina"), HostHolidays())
    assert less.dropped == {"Meetings of Oulu take place only on Mon, Tue, Wed, Thu and Fri"}


def test_default_that_a_rule_replaced_does_not_come_back_without_it(two_partners):
    given = two_partners.adding(Weekdays(["Tue", "Wed"]), HostHolidays("Oulu", bridge_days=True))
    assert given.without(Weekdays(["Tue", "Wed"])).rules == (
        Hosting(), HostHolidays("Messina"), HostHolidays("Oulu", bridge_days=True),
    )  # fmt: skip
    assert given.without(HostHolidays("Oulu", bridge_days=True)).rules == (
        Hosting(), HostHolidays("Messina"), Weekdays(["Tue", "Wed"]),
    )  # fmt: skip


def test_requirement_of_two_rules_goes_from_both(two_partners):
    problem = two_partners.adding(Unavailable("2019-10"), Unavailable("2019-10", "Oulu"), Early())
    assert problem.without("Oulu does not host in October 2019").given_rules == (Unavailable("2019-10", "Messina"),)


def test_requirement_that_is_not_there_cannot_go(two_partners):
    with pytest.raises(ProblemError, match='there is no rule or goal "Messina does not host in October 2019"'):
        two_partners.adding(Unavailable("2019-10", "Oulu")).without(Unavailable("2019-10", "Messina"))


# Where they come from


def test_requirement_knows_its_rule(three_partners):
    frozen = Frozen("2019-10-09", [("Oulu", "2019-10-08")])
    problem = three_partners.adding(Spacing(3), frozen)
    assert rule_of(Keep([("Oulu", "2019-10-08")]), problem) == frozen
    assert rule_of(Spacing(3, between=["Limerick", "Oulu"]), problem) == Spacing(3)
    assert rule_of(Weekdays(partner="Oulu"), problem) == Weekdays()
    assert rule_of(frozen, problem) == frozen
    assert rule_of(Spacing(4), problem) is None


def test_who_gave_a_rule():
    published = [("Oulu", "2019-10-08")]
    assert given_by(Weekdays()) == given_by(Keep(published)) == "wish"
    assert given_by(HostHolidays()) == given_by(rules.Attendance(3)) == given_by(rules.MustAttend("Oulu")) == "law"
    assert given_by(TravelSpacing()) == given_by(rules.MaxTravel("Oulu", 9)) == "nature"
    assert given_by(Frozen("2019-10-09", published)) == "past"
