"""Every dial loosens step by step, and says in words what it does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import Problem, Schedule, rules
from di4c_schedule.dial import Dial
from di4c_schedule.rules import (
    AtLeast,
    AtMost,
    Attendance,
    Avoid,
    Budget,
    EndBy,
    Fixed,
    FrameRule,
    InTurn,
    MaxTravel,
    Near,
    Spacing,
    StartOn,
    TravelSpacing,
    Unavailable,
    Weekdays,
)
from tests.problems import all_schedules, problems

quietly = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")


def dials_of(rule: Any, problem: Problem) -> list[Dial]:
    """Return the dials of a rule; none if it has no such method."""
    return rule.dials(problem) if hasattr(rule, "dials") else []


def kept(rule: Any, schedules: list[Schedule]) -> set[int]:
    """Return which of some schedules, by number, keep a rule."""
    return {number for number, schedule in enumerate(schedules) if not any(rule.check(schedule))}


def only_frame(problem: Problem) -> Problem:
    """Return the problem with no rule but those on who hosts how often."""
    frame = [rule for rule in problem.rules if isinstance(rule, FrameRule)]
    return problem.replace(rules=frame, default_rules=False, goals=[])


# What holds at a step holds at every step above


@quietly
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(problem=problems(), data=st.data())
def test_what_is_kept_at_a_step_is_kept_at_every_step_above(problem: Problem, data: st.DataObject) -> None:
    turnable = [(rule, dial) for rule in {*problem.rules, *problem.requirements} for dial in dials_of(rule, problem)]
    assume(turnable)
    turnable.sort(key=lambda pair: (pair[0].label, pair[1].name))
    rule, dial = data.draw(st.sampled_from(turnable))
    some = st.lists(st.integers(dial.tightest, dial.loosest), max_size=4)
    steps = sorted(
        {dial.tightest, -1, 0, 1, dial.loosest, *data.draw(some)} & {*range(dial.tightest, dial.loosest + 1)}
    )
    frame = only_frame(problem)
    schedules = all_schedules(frame)
    before: set[int] = set()
    for step in steps:
        turned = dial.rule_at(step)
        frame.adding(turned)  # a wrong rule would be refused
        assert type(turned) is type(rule)
        now = kept(turned, schedules)
        assert before <= now
        before = now
    assert dial.rule_at(0) == rule
    if dial.name in {"count", "quorum", "limit", "weekday", "weekdays", "k"} and not isinstance(rule, InTurn):
        assert len(before) == len(schedules), "at the loosest step nothing is left to give up"


# What they say: Mon 2 September to Fri 20 December 2019, 110 days, two meetings


def said(rule: Any, problem: Problem, step: int = 1) -> list[str]:
    """Return what to do for a step of each dial that goes so far."""
    return [dial.advice(step) for dial in dials_of(rule, problem) if step <= dial.loosest]


OCTOBER = "2019-10-01..2019-10-10"
FAIR = ("the fair", OCTOBER)
GAPS = {"between": ["Oulu", "Messina"]}

ADVICE = [
    (Fixed("Oulu", OCTOBER), 2, [
        "let Oulu host until 12 October 2019, 2 days more",
        "let Oulu host from 29 September 2019, 2 days earlier",
    ]),
    (Unavailable("2019-12-02..2019-12-12", reason="winter break"), 4, [
        "end the winter break on 8 December 2019, 4 days earlier",
        "begin the winter break on 6 December 2019, 4 days later",
    ]),
    (Unavailable(OCTOBER, "Oulu", "the strike"), 1, [
        "end the strike of Oulu on 9 October 2019, 1 day earlier",
        "begin the strike of Oulu on 2 October 2019, 1 day later",
    ]),
    (Unavailable(OCTOBER), 3, [
        "allow meetings from 8 October 2019, 3 days earlier",
        "allow meetings until 3 October 2019, 3 days more",
    ]),
    (Unavailable(OCTOBER, "Oulu"), 1, [
        "let Oulu host from 10 October 2019, 1 day earlier",
        "let Oulu host until 1 October 2019, 1 day more",
    ]),
    (Avoid(*FAIR), 2, [
        "keep off the fair only until 8 October 2019, 2 days less",
        "keep off the fair only from 3 October 2019 on, 2 days less",
    ]),
    (Avoid(*FAIR, "Oulu"), 1, [
        "let Oulu keep off the fair only until 9 October 2019, 1 day less",
        "let Oulu keep off the fair only from 2 October 2019 on, 1 day less",
    ]),
    (Near(*FAIR, 3), 2, ["accept a meeting within 5 days of the fair, 2 more"]),
    (Near(*FAIR, 0, "Oulu"), 1, ["accept a meeting of Oulu within 1 day of the fair, 1 more"]),
    (Spacing(14), 2, ["shorten the gap between meetings from 14 to 12 days"]),
    (Spacing(2, **GAPS), 1, ["shorten the gap between Oulu and Messina from 2 to 1 day"]),
    (Spacing(2, 35), 5, [
        "allow gaps of up to 40 days, 5 more",
    ]),
    (Spacing(1, 35, **GAPS), 5, [
        "allow gaps of up to 40 days between Oulu and Messina, 5 more",
    ]),
    (Spacing(9, between=["Oulu", "Oulu"]), 1, ["shorten the gap between meetings of Oulu from 9 to 8 days"]),
    (TravelSpacing(5), 1, ["shorten the rest from 5 to 4 days"]),
    (TravelSpacing(5, **GAPS), 4, ["shorten the rest between Oulu and Messina from 5 to 1 day"]),
    (AtMost(0, "2019-10"), 2, [
        "allow 2 meetings in October 2019, 2 more",
        "allow more meetings from 30 October 2019, 2 days earlier",
        "allow more meetings until 2 October 2019, 2 days later",
    ]),
    (AtMost(1, "each month"), 1, ["allow 2 meetings in each month, 1 more"]),
    (AtLeast(2, "2019-10"), 1, [
        "ask for 1 meeting in October 2019, 1 less",
        "ask for 2 meetings until 1 November 2019, 1 day more",
        "ask for 2 meetings from 30 September 2019, 1 day earlier",
    ]),
    (AtLeast(1, "each month"), 1, ["ask for no meeting in each month, 1 less"]),
    (Attendance(2), 1, ["ask for 1 free partner on every meeting day, 1 less"]),
    (Attendance(2), 2, ["ask for no free partner on every meeting day, 2 less"]),
    (EndBy("Thu"), 2, ["let meetings end by Sat, 2 days later"]),
    (EndBy("Thu", "Oulu"), 1, ["let meetings of Oulu end by Fri, 1 day later"]),
    (StartOn(["Tue", "Wed", "Thu"], "Oulu"), 1, ["let Oulu also start on Fri"]),
    (StartOn(["Tue", "Wed", "Thu"]), 3, ["let meetings also start on Mon, Fri and Sat"]),
    (Weekdays(), 1, ["let meetings also take place on Sat"]),
    (Weekdays(["Thu", "Fri"], "Oulu"), 2, ["let Oulu also host on Wed and Sat"]),
    (MaxTravel("Oulu", 5000), 1000, ["allow the delegation of Oulu 6,000 km in all, 1,000 more"]),
    (MaxTravel(limit=1, measure="eur"), 2, [
        "allow the delegation of every partner 3 euro on travel in all, 2 more",
    ]),
    (Budget(100), 1, ["allow 101 euro for all journeys together, 1 more"]),
    (InTurn([["Messina", "Oulu"]], 2), 1, []),  # two in a row is the least
]  # fmt: skip


@pytest.mark.parametrize(("rule", "step", "advice"), ADVICE, ids=lambda value: getattr(value, "label", None))
def test_advice_says_what_to_do_with_the_right_numbers(two_partners, rule, step, advice):
    assert said(rule, two_partners, step) == advice


@pytest.mark.parametrize(
    ("rule", "bounds"),
    [
        # until Fri 20 December and from Mon 2 September on; one day is left at least
        (Fixed("Oulu", OCTOBER), [(71, -9), (29, -9)]),
        (Fixed("Oulu", "2019-12"), [(0, -30), (90, -19)]),  # beyond the window it makes no difference
        (Unavailable(OCTOBER), [(9, -71), (9, -29)]),
        (Unavailable("2019-12-16..2020-01-12", reason="winter break"), [(27, 0), (4, -105)]),
        (Near(*FAIR, 3), [(68, -3)]),  # 71 days from 10 October to 20 December
        (Near("the fair", "2019-12-22", 3), [(108, -1)]),
        (Spacing(14), [(13, -95)]),  # no gap is more than 109 days
        (Spacing(14, 35), [(13, -21), (74, -21)]),
        (Spacing(), [(0, -108)]),
        (TravelSpacing(5), [(5, -104)]),
        (AtMost(1, "each month"), [(1, -1)]),
        (AtMost(3, "2019-10"), [(0, -3), (30, -50), (30, -29)]),
        (AtLeast(1, "2019-10"), [(1, -1), (50, -30), (29, -30)]),
        (Attendance(2), [(2, 0)]),
        (EndBy("Fri"), [(2, -4)]),
        (EndBy("Mon"), [(6, 0)]),
        (StartOn(["Tue"]), [(6, 0)]),
        (Weekdays(), [(2, 0)]),
        (Weekdays(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]), []),
        # those of Oulu go to Messina and back, twice 3,051 km
        (MaxTravel("Oulu", 6100), [(2, -6100)]),
        (MaxTravel("Oulu", 9999), [(0, -9999)]),
    ],
    ids=lambda value: getattr(value, "label", None),
)
def test_dial_goes_as_far_as_it_makes_a_difference(two_partners, rule, bounds):
    assert [(dial.loosest, dial.tightest) for dial in dials_of(rule, two_partners)] == bounds


def test_values_are_said_in_words(two_partners):
    dials = [
        dial
        for rule in (
            Fixed("Oulu", OCTOBER), Spacing(14, 35), StartOn(["Tue"]), EndBy("Thu"), AtMost(1, "each month"),
            Attendance(2), Budget(100), MaxTravel("Oulu", 5000), Near(*FAIR, 3),
        )
        for dial in dials_of(rule, two_partners)
    ]  # fmt: skip
    assert [(dial.name, dial.unit, dial.value_at(0), dial.value_at(1)) for dial in dials] == [
        ("dates", "days", "10 October 2019", "11 October 2019"),
        ("dates", "days", "1 October 2019", "30 September 2019"),
        ("at_least", "days", "14 days", "13 days"),
        ("at_most", "days", "35 days", "36 days"),
        ("weekdays", "weekdays", "Tue", "Tue and Wed"),
        ("weekday", "days", "Thu", "Fri"),
        ("count", "meetings", "1 meeting", "2 meetings"),
        ("quorum", "partners", "2 partners", "1 partner"),
        ("limit", "euro", "100 euro", "101 euro"),
        ("limit", "km", "5,000 km", "5,001 km"),
        ("within", "days", "3 days", "4 days"),
    ]


def test_rule_at_a_step_is_the_rule_with_that_argument(two_partners):
    end, beginning = dials_of(Fixed("Oulu", OCTOBER), two_partners)
    assert end.rule_at(2) == Fixed("Oulu", "2019-10-01..2019-10-12")
    assert beginning.rule_at(-2) == Fixed("Oulu", "2019-10-03..2019-10-10")
    (least,) = dials_of(Spacing(14, between=["Oulu", "Messina"]), two_partners)
    assert least.rule_at(4) == Spacing(10, between=["Oulu", "Messina"])


def test_weekdays_come_nearest_first(two_partners):
    (dial,) = dials_of(StartOn(["Tue", "Wed", "Thu"]), two_partners)
    assert [dial.value_at(step) for step in range(5)] == [
        "Tue, Wed and Thu",
        "Tue, Wed, Thu and Fri",
        "Mon, Tue, Wed, Thu and Fri",
        "Mon, Tue, Wed, Thu, Fri and Sat",
        "Mon, Tue, Wed, Thu, Fri, Sat and Sun",
    ]


def test_turns_of_groups_come_back_sooner(three_partners):
    rule = InTurn([["Messina", "Oulu"]], 3)
    assert said(rule, three_partners) == ["let a group host again after 1 other meeting, not 2"]
    assert said(InTurn("country", 3), three_partners) == ["let a country host again after 1 other meeting, not 2"]
    assert dials_of(InTurn("country", 4), three_partners) == [], "of three meetings it says nothing"


@pytest.mark.parametrize(
    "rule",
    [
        rules.Hosting(),
        rules.HostHolidays(),
        rules.First("Oulu"),
        rules.Position("Oulu", 2),
        rules.Keep([("Oulu", "2019-10-08")]),
        rules.Frozen("2019-10-09", [("Oulu", "2019-10-08")]),
        rules.NotInARow(["Oulu", "Messina"]),
        rules.MustAttend("Oulu"),
    ],
    ids=lambda rule: rule.label,
)
def test_rule_without_a_number_has_no_dial(two_partners, rule):
    assert dials_of(rule, two_partners) == []
