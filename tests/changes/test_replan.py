"""A published plan is planned again: little changes, the past stays, partners come and go."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import (
    InfeasibleError,
    Meeting,
    Problem,
    ProblemError,
    Schedule,
    ScheduleError,
    Status,
    Turn,
    check,
    goals,
    replan,
    rules,
    solve,
)
from tests.problems import all_schedules, problems, slots

PLAN = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08"), ("Limerick", "2019-11-05")]
"""Three Tuesdays."""


def starts(answer) -> list[tuple[str, str]]:
    """Return hosts and first days of the new plan."""
    return [(meeting.host, str(meeting.start)) for meeting in answer.unwrap().meetings]


# Little changes


def test_a_plan_that_keeps_the_rules_stays(three_partners):
    answer = replan(three_partners, PLAN)
    assert starts(answer) == PLAN
    assert str(answer) == "Nothing changes."
    assert answer.status is Status.OPTIMAL


def test_what_becomes_impossible_moves_as_little_as_possible(three_partners):
    # without Wed 9 October, Mon 7 and Tue 8 are a day earlier, Thu 10 and Fri 11 two days later
    answer = replan(three_partners.adding(rules.Unavailable("2019-10-09")), PLAN)
    assert starts(answer) == [PLAN[0], ("Oulu", "2019-10-07"), PLAN[2]]
    nearer = replan(
        three_partners.adding(rules.Unavailable("2019-10-09")), [*PLAN[:1], ("Oulu", "2019-10-09"), PLAN[2]]
    )
    # Mon 7 to Tue 8 is two days earlier, Thu 10 to Fri 11 one day later
    assert starts(nearer)[1] == ("Oulu", "2019-10-10")


def test_one_long_move_comes_before_two_short_ones(three_partners):
    # Messina must keep off until Oulu's dates; moving Messina alone beyond Oulu is one move
    problem = three_partners.adding(rules.Unavailable("2019-09-02..2019-10-08", "Messina"))
    assert starts(replan(problem, PLAN)) == [("Oulu", "2019-10-08"), ("Messina", "2019-10-10"), PLAN[2]]


def test_the_goals_of_the_problem_decide_among_plans_that_change_as_little(problem_of):
    problem = problem_of("Messina", "Oulu", "Limerick", "Saint-Quentin")
    late = replan(problem.adding(goals.Late(level=1), goals.Early(level=2)), PLAN)
    # Thu 19 and Fri 20 December are the last two days
    assert starts(late) == [*PLAN, ("Saint-Quentin", "2019-12-19")]
    assert [(type(goal), goal.level) for goal in late.problem.goals] == [
        (goals.FewestChanges, 1),
        (goals.Late, 2),
        (goals.Early, 3),
    ]
    assert starts(replan(problem.adding(goals.Early(level=2)), PLAN))[0] == ("Saint-Quentin", "2019-09-02")
    assert [goal.level for goal in replan(problem.adding(goals.Early(level=2)), PLAN).problem.goals] == [1, 2]


def test_a_problem_that_asks_for_few_changes_itself_does_so_where_it_says(three_partners):
    asked = goals.FewestChanges([("Oulu", "2019-12-03")], 5, level=2)
    answer = replan(three_partners.adding(goals.Late(), asked), PLAN, cap=9)
    assert answer.problem.goals == (goals.Late(), goals.FewestChanges(PLAN, 5, level=2))


class OwnGoal:
    """A goal that is no attrs class."""

    label = "Meetings start on even days"
    unit = "meetings"
    level = 1
    weight = 1

    def fill(self, tables):
        import numpy as np

        tables.charge_starts(self, np.array([day.day % 2 for day in tables.window], dtype=np.int64))

    def measure(self, schedule):
        return sum(meeting.start.day % 2 for meeting in schedule.meetings)


class FixedLevel(OwnGoal):
    __slots__ = ()

    @property
    def level(self):
        return 1


def test_a_goal_of_ones_own_comes_a_level_later(problem_of):
    own = OwnGoal()
    answer = replan(problem_of("Messina", "Oulu").adding(own), [("Messina", "2019-09-11")])
    assert [goal.level for goal in answer.problem.goals] == [1, 2]
    assert own.level == 1
    assert starts(answer) == [("Oulu", "2019-09-02"), ("Messina", "2019-09-11")]


def test_a_goal_whose_level_is_fixed_is_told(two_partners):
    with pytest.raises(ProblemError, match="Meetings start on even days: its level cannot be set"):
        replan(two_partners.adding(FixedLevel()), PLAN[:2])


def test_the_cap_limits_what_a_long_way_counts(three_partners):
    answer = replan(three_partners.adding(rules.Fixed("Oulu", "2019-12")), PLAN, cap=10)
    (changed, *_) = answer.problem.goals[0].measures(answer.schedule)
    assert changed == 1
    assert answer.result.goals[0].further == (10,)


# The past stays


def test_what_has_started_does_not_move_and_nothing_new_starts_before(three_partners):
    # Limerick must meet in September, and nothing starts before Thu 19; all of September counts 30 days from November
    problem = three_partners.adding(rules.Fixed("Limerick", "2019-09"))
    answer = replan(problem, PLAN, frozen_before="2019-09-19")
    assert starts(answer) == [PLAN[0], ("Limerick", "2019-09-19"), PLAN[1]]


def test_a_frozen_rule_of_the_problem_gives_way_to_the_date(three_partners):
    old = rules.Frozen("2019-12-01", [("Oulu", "2019-11-12")])
    answer = replan(three_partners.adding(old), PLAN, frozen_before="2019-10-01")
    assert starts(answer) == PLAN
    assert [rule.before for rule in answer.problem.rules if isinstance(rule, rules.Frozen)] == [date(2019, 10, 1)]


def test_without_a_date_that_of_a_frozen_rule_holds(three_partners):
    problem = three_partners.adding(rules.Frozen("2019-10-01", PLAN), rules.Fixed("Limerick", "2019-09"))
    answer = replan(problem, PLAN)
    assert answer.status is Status.INFEASIBLE
    assert starts(replan(three_partners.adding(rules.Frozen("2019-10-09", PLAN)), PLAN)) == PLAN


@pytest.mark.parametrize(
    "rule",
    [
        rules.StartOn(["Thu"]),
        rules.StartOn(["Thu"], "Messina"),
        rules.EndBy("Tue"),
        rules.Weekdays(["Thu", "Fri"]),
        rules.Unavailable("2019-09-10"),
        rules.Unavailable("2019-09-11", "Messina"),
        rules.Avoid("the fair", "2019-09-11..2019-09-12"),
        rules.Fixed("Messina", "2019-12"),
    ],
)
def test_rules_on_days_hold_for_what_is_free_only(three_partners, rule):
    answer = replan(three_partners.adding(rule), PLAN, frozen_before="2019-09-12")
    assert starts(answer)[0] == PLAN[0]
    assert {violation.meeting.host for violation in check(three_partners.adding(rule), answer.schedule)} == {"Messina"}
    assert check(answer.problem, answer.schedule) == []
    assert {violation.rule for violation in answer.violations} == {rule}
    assert {violation.meeting.start for violation in answer.violations} == {date(2019, 9, 10)}


def test_a_holiday_that_is_noticed_too_late_is_told(three_partners, partner):
    closed = partner("Messina", add_holidays=["2019-09-11"])
    network = evolve(three_partners.network, partners=[closed, partner("Oulu"), partner("Limerick")])
    answer = replan(three_partners.replace(network=network), PLAN, frozen_before="2019-09-12")
    assert starts(answer) == PLAN
    assert answer.note == (
        "What has been held breaks a rule: Messina meets 10 to 11 September 2019, but Wed 11 September 2019 is a "
        "closed day of its own there (rule: Nobody hosts on the host's public holidays)."
    )


def test_gaps_between_meetings_that_were_held_may_be_too_short(three_partners):
    # from Wed 11 September to Tue 8 October there are 27 days, on to Limerick as many
    problem = three_partners.adding(rules.Spacing(30))
    answer = replan(problem, PLAN, frozen_before="2019-10-10")
    # 30 days after Wed 9 October is Fri 8 November, too late in the week for two days
    assert starts(answer) == [*PLAN[:2], ("Limerick", "2019-11-11")]
    assert [violation.meeting.host for violation in answer.violations] == ["Oulu"]


def test_a_gap_from_the_past_to_what_is_free_holds(three_partners):
    # Limerick can stay; Oulu cannot come before it, and 30 days after Wed 6 November is Fri 6 December
    answer = replan(three_partners.adding(rules.Spacing(30)), PLAN, frozen_before="2019-09-12")
    assert answer.violations == ()
    assert starts(answer) == [PLAN[0], PLAN[2], ("Oulu", "2019-12-09")]


def test_who_hosts_first_cannot_be_changed_any_more(three_partners):
    answer = replan(three_partners.adding(rules.First("Oulu")), PLAN, frozen_before="2019-09-12")
    assert starts(answer) == PLAN
    assert [str(violation) for violation in answer.violations] == [
        "the meetings before Thu 12 September 2019 rule it out (rule: Oulu hosts the first meeting)"
    ]


def test_a_cap_that_the_past_has_passed_lets_nothing_more_in(three_partners):
    plan = [("Messina", "2019-09-10"), ("Oulu", "2019-09-17"), ("Limerick", "2019-09-24")]
    answer = replan(three_partners.adding(rules.AtMost(1, "each month")), plan, frozen_before="2019-09-19")
    # 30 September is a Monday, but September is full: Limerick begins on Tue 1 October
    assert starts(answer) == [*plan[:2], ("Limerick", "2019-10-01")]
    assert rules.AtMost(2, "2019-09") in answer.problem.rules
    assert rules.AtMost(1, "2019-10") in answer.problem.rules


def test_a_minimum_that_the_past_has_missed_is_given_up(three_partners):
    problem = three_partners.replace(last="2019-11-29").adding(rules.AtLeast(1, "each month"))
    plan = [("Messina", "2019-10-01"), ("Oulu", "2019-10-08"), PLAN[2]]
    answer = replan(problem, plan, frozen_before="2019-10-15")
    assert starts(answer) == plan
    assert [str(violation) for violation in answer.violations] == [
        "the meetings before Tue 15 October 2019 rule it out (rule: At least 1 meeting starts in September 2019)"
    ]
    assert rules.AtLeast(1, "2019-10") in answer.problem.rules


def test_what_is_free_but_has_no_room_left_is_a_conflict(three_partners):
    late = rules.Fixed("Limerick", "2019-09")
    answer = replan(three_partners.adding(late), PLAN, frozen_before="2019-10-01")
    assert answer.status is Status.INFEASIBLE
    assert {rule.label for rule in answer.result.conflict.requirements} == {
        late.label,
        "No meeting starts before Tue 1 October 2019 but those published: Messina on Tue 10 September 2019",
    }
    assert answer.violations == ()


def test_a_minimum_that_can_still_be_reached_holds(three_partners):
    answer = replan(three_partners.adding(rules.AtLeast(2, "2019-10")), PLAN, frozen_before="2019-10-15")
    # Limerick comes into October; 31 October is a Thursday, 5 days before Tue 5 November
    assert starts(answer) == [*PLAN[:2], ("Limerick", "2019-10-31")]
    assert answer.violations == ()


def test_a_rule_that_nothing_can_keep_is_not_laid_to_the_past(three_partners):
    answer = replan(three_partners.adding(rules.AtLeast(4, "2019-09")), PLAN, frozen_before="2019-10-01")
    assert answer.status is Status.INFEASIBLE
    assert answer.violations == ()


def test_rules_that_clash_beyond_the_past_stay_in_conflict(three_partners):
    clash = [rules.Fixed("Oulu", "2019-10"), rules.Unavailable("2019-10"), rules.First("Oulu")]
    answer = replan(three_partners.adding(*clash), PLAN, frozen_before="2019-09-12")
    assert answer.status is Status.INFEASIBLE
    assert answer.comparison is None
    assert {rule.label for rule in answer.result.conflict.requirements} == {
        clash[0].label,
        "Oulu does not host in October 2019",
    } or (set(answer.result.conflict.requirements) == set(clash[:2]))
    assert "What has been held breaks a rule" in str(answer)
    with pytest.raises(InfeasibleError):
        answer.unwrap()


def test_meetings_held_at_once_are_a_conflict_that_names_them(three_partners):
    plan = [("Messina", "2019-09-10"), ("Oulu", "2019-09-11"), PLAN[2]]
    answer = replan(three_partners, plan, frozen_before="2019-10-01")
    assert answer.status is Status.INFEASIBLE
    assert {rule.label for rule in answer.result.conflict.requirements} >= {
        "Messina's meeting on Tue 10 September 2019 does not move",
    }


def test_a_meeting_that_was_held_outside_the_window_is_an_error(three_partners):
    plan = [("Messina", "2019-08-27"), ("Oulu", "2019-08-20"), PLAN[2]]
    with pytest.raises(ScheduleError) as caught:
        replan(three_partners, plan, frozen_before="2019-09-12")
    assert [mistake.message.partition(",")[0] for mistake in caught.value.mistakes] == ["Oulu", "Messina"]
    assert "widen the window or leave the meeting out" in str(caught.value)


def test_a_meeting_was_as_long_as_it_was(two_partners):
    held = Meeting("Messina", "2019-09-10", "2019-09-12", format="online", state="tentative")
    answer = replan(two_partners, [held, Meeting("Oulu", "2019-10-08", "2019-10-09")], frozen_before="2019-09-30")
    assert answer.unwrap().meetings[0] == evolve(held, position=1)
    assert answer.comparison.sentences == ("Nothing changes.",)


def test_a_host_that_has_hosted_too_often_hosts_no_more(two_partners):
    plan = [("Oulu", "2019-09-03"), ("Oulu", "2019-09-10"), ("Messina", "2019-10-08")]
    answer = replan(two_partners, plan, frozen_before="2019-10-01")
    assert starts(answer) == plan
    assert answer.note == (
        "Oulu has hosted 2 meetings before Tue 1 October 2019, although it was to host 1 meeting at most; it hosts no "
        "more."
    )


def test_more_meetings_than_were_to_be_have_been_held(three_partners):
    answer = replan(three_partners.replace(meetings=1, rules=[rules.Hosting(None, 0, 1)]), PLAN, "2019-11-01")
    assert starts(answer) == PLAN[:2]
    assert answer.comparison.sentences[0] == "Limerick's meeting of Tue 5 to Wed 6 November 2019 is cancelled."


def test_a_past_in_which_nobody_hosted_is_over_all_the_same(two_partners):
    answer = replan(two_partners, [("Prato", "2019-09-03")], frozen_before="2019-10-01", former=["Prato"])
    assert all(meeting.start >= date(2019, 10, 1) for meeting in answer.unwrap().meetings)
    assert answer.comparison.sentences[-1] == "The other meeting stays as it is."


# Order


def test_hosts_may_change_places_or_keep_their_order(three_partners):
    problem = three_partners.adding(rules.Unavailable("2019-09-02..2019-10-08", "Messina"))
    kept = replan(problem, PLAN, order="keep")
    # Messina begins on Wed 9 October at the earliest, Oulu follows
    assert [meeting.host for meeting in kept.unwrap().meetings] == ["Messina", "Oulu", "Limerick"]
    assert starts(kept) == [("Messina", "2019-10-09"), ("Oulu", "2019-10-14"), PLAN[2]]
    assert [meeting.host for meeting in replan(problem, PLAN).unwrap().meetings] == ["Oulu", "Messina", "Limerick"]


def test_newcomers_come_anywhere_in_a_kept_order(problem_of):
    problem = problem_of("Messina", "Oulu", "Limerick", "Saint-Quentin").adding(rules.First("Saint-Quentin"))
    answer = replan(problem, PLAN, order="keep")
    assert starts(answer) == [("Saint-Quentin", "2019-09-02"), *PLAN]


# Partners come and go


def test_partners_that_have_left_are_known_from_the_published_schedule(three_partners, two_partners):
    answer = replan(two_partners, Schedule.of(three_partners, PLAN))
    assert starts(answer) == PLAN[:2]
    assert answer.comparison.sentences == (
        "Limerick's meeting of Tue 5 to Wed 6 November 2019 is cancelled.",
        "The other 2 meetings stay as they are.",
    )


def test_partners_that_have_left_are_known_by_name(two_partners):
    assert starts(replan(two_partners, PLAN, former=["Limerick"])) == PLAN[:2]
    assert starts(replan(two_partners, PLAN, former="Limerick")) == PLAN[:2]


def test_names_that_nobody_knows_are_told_meeting_by_meeting(two_partners):
    plan = [("Mesina", "2019-09-10"), ("Olu", "2019-10-08"), ("Limerick", "2019-11-05")]
    with pytest.raises(ScheduleError) as caught:
        replan(two_partners, plan, former=["Limerick", "Oulu"])
    assert [str(mistake) for mistake in caught.value.mistakes] == [
        'former: "Oulu" is in the network',
        'published[1]: unknown partner "Mesina" on Tue 10 September 2019, did you mean "Messina"? (if it has left, '
        "name it among the former partners)",
        'published[2]: unknown partner "Olu" on Tue 8 October 2019, did you mean "Oulu"? (if it has left, name it '
        "among the former partners)",
    ]


def test_what_partners_held_that_have_left_is_history(three_partners, problem_of):
    problem = problem_of("Messina", "Oulu")
    plan = [("Limerick", "2019-09-10"), ("Messina", "2019-10-08"), ("Oulu", "2019-11-05")]
    answer = replan(problem, Schedule.of(three_partners, plan), frozen_before="2019-10-01")
    assert starts(answer) == plan[1:]
    assert [meeting.host for meeting in answer.held_by_others] == ["Limerick"]
    assert answer.comparison.sentences == ("Nothing changes.",)
    assert answer.note == "Limerick, Tue 10 to Wed 11 September 2019 has been held; Limerick has left the network."


def test_the_days_of_a_meeting_that_somebody_else_is_holding_stay_free(two_partners):
    plan = [("Limerick", "2019-09-30"), ("Messina", "2019-10-01"), ("Oulu", "2019-11-05")]
    answer = replan(two_partners, plan, frozen_before="2019-10-01", former=["Limerick"])
    # Limerick meets on Mon 30 September and Tue 1 October
    assert starts(answer)[0] == ("Messina", "2019-10-02")
    spaced = replan(two_partners.adding(rules.Spacing(7)), plan, frozen_before="2019-10-01", former=["Limerick"])
    # seven days after Tue 1 October
    assert starts(spaced)[0] == ("Messina", "2019-10-08")


def test_a_newcomer_gets_a_meeting(problem_of):
    problem = problem_of("Messina", "Oulu", "Limerick", "Saint-Quentin")
    answer = replan(problem, PLAN, frozen_before="2019-10-01")
    assert answer.comparison.sentences[0] == "Saint-Quentin hosts a new meeting from Tue 1 to Wed 2 October 2019."


def test_a_host_that_withdraws_is_dropped_and_one_that_takes_its_dates_takes_over(problem_of):
    problem = problem_of("Messina", "Oulu", "Saint-Quentin").adding(
        rules.Hosting("Oulu", 0, 0), rules.Fixed("Saint-Quentin", "2019-10-08..2019-10-09")
    )
    answer = replan(problem, PLAN[:2])
    assert answer.comparison.sentences == (
        "Saint-Quentin takes over Oulu's meeting of Tue 8 to Wed 9 October 2019.",
        "The other meeting stays as it is.",
    )


def test_a_host_that_withdraws_keeps_what_it_has_held(two_partners):
    answer = replan(two_partners.adding(rules.Hosting("Messina", 0, 0)), PLAN[:2], frozen_before="2019-10-01")
    assert starts(answer) == PLAN[:2]
    assert answer.note.startswith(
        "Messina has hosted 1 meeting before Tue 1 October 2019, although it was to host none;"
    )


def test_a_meeting_turns_online(three_partners):
    answer = replan(three_partners.replace(turns=[Turn("Oulu", format="online")]), Schedule.of(three_partners, PLAN))
    assert answer.comparison.sentences[0] == "Oulu's meeting of Tue 8 to Wed 9 October 2019 turns online."


# What it takes and shows


def test_without_a_schedule_the_goals_have_no_value_yet(two_partners):
    problem = two_partners.replace(goals=[goals.Early()])
    answer = replan(problem, PLAN[:2], time_limit=1e-9)
    assert answer.status is Status.UNKNOWN
    label = "As few published meetings as possible change, and those by few days"
    assert f"level 1: {label}: no value is known yet, proven bound 0" in str(answer)
    for shown in (repr(answer), repr(answer.result), answer._repr_html_()):
        assert "None" not in shown


def test_what_is_no_problem_is_told():
    with pytest.raises(ProblemError, match="^problem: expected a Problem, got 0$"):
        replan(0, PLAN)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"order": "reverse"}, "^order: expected one of free, keep, got 'reverse'$"),
        ({"order": "kep"}, "^order: expected one of free, keep, got 'kep', did you mean \"keep\"\\?$"),
        ({"cap": 0}, "expected a whole number from 1"),
        ({"frozen_before": "soon"}, "expected a day such as 2020-02-11"),
        ({"time_limit": 0}, "time_limit: expected seconds"),
        ({"former": 3}, "expected names of partners"),
    ],
)
def test_arguments_that_make_no_sense_are_told(two_partners, arguments, message):
    with pytest.raises(ProblemError, match=message):
        replan(two_partners, PLAN[:2], **arguments)


def test_a_plan_that_names_a_meeting_twice_is_an_error(three_partners):
    twice = Schedule(three_partners, [Meeting("Oulu", "2019-10-08", "2019-10-09")] * 2)
    with pytest.raises(ScheduleError, match="Oulu on Tue 8 October 2019 stands twice"):
        replan(three_partners, twice)
    with pytest.raises(ScheduleError, match="there is no meeting"):
        replan(three_partners, Schedule(three_partners, []))


def test_the_answer_is_a_tree(three_partners):
    problem = three_partners.adding(rules.StartOn(["Thu"]))
    told = replan(problem, PLAN, frozen_before="2019-11-01").to_dict()
    assert told["status"] == "OPTIMAL"
    assert (
        told["comparison"]["sentences"][0]
        == "Limerick's meeting moves from Tue 5 to Thu 7 November 2019, 2 days later."
    )
    assert [one["message"] for one in told["violations"]] == [
        "Messina starts on Tue 10 September 2019",
        "Oulu starts on Tue 8 October 2019",
    ]
    assert told["held_by_others"] == []
    clash = replan(three_partners.adding(rules.AtLeast(4, "2019-09")), PLAN).to_dict()
    assert clash["status"] == "INFEASIBLE"
    assert clash["comparison"] is None
    assert clash["conflict"]["reason"]


def test_the_answer_shows_itself(three_partners):
    answer = replan(three_partners.adding(rules.StartOn(["Thu"])), PLAN, frozen_before="2019-11-01")
    assert repr(answer).startswith("<Replan OPTIMAL>\nLimerick's meeting moves")
    html = answer._repr_html_()
    assert "What changes" in html
    assert "Also to know:" in html
    clash = replan(three_partners.adding(rules.AtLeast(4, "2019-09")), PLAN)
    assert "INFEASIBLE" in clash._repr_html_()
    assert "INFEASIBLE" in repr(clash)


@frozen
class Trains:
    """A rule of one's own on days, broken by the past."""

    label = "No trains on Tuesdays"

    def fill(self, tables):
        tables.forbid_days(None, [day for day in tables.window if day.weekday() == 1], because=self)

    def check(self, schedule):
        from di4c_schedule import Violation

        for meeting in schedule.meetings:
            if any(day.weekday() == 1 for day in meeting.dates):
                yield Violation(self, meeting, f"{meeting.host} meets on a Tuesday")


def test_a_rule_of_ones_own_that_the_past_breaks_is_given_up_and_told(three_partners):
    answer = replan(three_partners.adding(Trains()), PLAN, frozen_before="2019-09-12")
    assert starts(answer) == PLAN
    assert [str(violation) for violation in answer.violations] == [
        "the meetings before Thu 12 September 2019 rule it out (rule: No trains on Tuesdays)"
    ]


# Whatever the problem


def changes(schedule: Schedule, published: list[tuple[str, date]]) -> tuple[int, int]:
    """Return how many published meetings change, and by how many days, each up to 30."""
    told: dict[str, list[date]] = {}
    for host, day in sorted(published, key=lambda pair: (pair[1], pair[0])):
        told.setdefault(host, []).append(day)
    shifts = []
    for host, days in told.items():
        now = [meeting.start for meeting in schedule.hosted_by(host)]
        shifts += [abs((a - b).days) for a, b in zip(days, now, strict=False)] + [30] * (len(days) - len(now))
    return sum(shift > 0 for shift in shifts), sum(min(shift, 30) for shift in shifts)


def keeps_the_past(schedule: Schedule, published: list[tuple[str, date]], before: date) -> bool:
    return {(m.host, m.start) for m in schedule.meetings if m.start < before} == {
        (host, day) for host, day in published if day < before
    }


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(problem=problems(), data=st.data())
def test_no_plan_that_keeps_rules_and_past_changes_less(problem: Problem, data: st.DataObject) -> None:
    names = st.sampled_from(problem.network.names)
    published = data.draw(slots(problem.first, problem.window.days - problem.days + 1, names))
    before = data.draw(st.none() | st.sampled_from(list(problem.window)))
    problem = problem.replace(
        goals=[goal for goal in problem.goals if not isinstance(goal, goals.FewestChanges)],
        rules=[rule for rule in problem.given_rules if not isinstance(rule, rules.Frozen)],
    )
    possible = [s for s in all_schedules(problem) if before is None or keeps_the_past(s, published, before)]
    try:
        answer = replan(problem, published, before)
    except ScheduleError as error:
        assert "outside the window" in str(error)  # noqa: PT017
        return
    if possible:
        assert answer.status is Status.OPTIMAL
        assert answer.violations == ()
        assert changes(answer.unwrap(), published) == min(changes(s, published) for s in possible)
    elif answer.schedule is None:
        assert answer.status is Status.INFEASIBLE
        assert all_schedules(answer.problem) == []
    if answer.schedule is not None:
        assert check(answer.problem, answer.schedule) == []
        assert before is None or keeps_the_past(answer.schedule, published, before)
        assert changes(answer.schedule, published) == min(changes(s, published) for s in all_schedules(answer.problem))
        assert len([c for c in answer.comparison.changes if c.before]) == len(published)
        assert len([c for c in answer.comparison.changes if c.after]) == len(answer.schedule.meetings)


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(problem=problems())
def test_the_best_plan_stays_as_it_is_when_nothing_has_changed(problem: Problem) -> None:
    result = solve(problem)
    assume(result.schedule is not None)
    assume(not any(isinstance(goal, goals.FewestChanges) for goal in problem.goals))
    assert replan(problem, result.schedule, order="keep").comparison.sentences == ("Nothing changes.",)
