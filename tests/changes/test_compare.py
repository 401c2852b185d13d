"""What changes from one schedule to another."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import permutations

import pandas as pd
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from di4c_schedule import Comparison, Meeting, ProblemError, Schedule, ScheduleError, Turn, compare, goals, rules
from di4c_schedule.changes.matching import matched

from ..pages import Page

PLAN = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08"), ("Limerick", "2019-11-05")]


@pytest.fixture(scope="module")
def plan(three_partners) -> Schedule:
    return Schedule.of(three_partners, PLAN)


def kinds(comparison: Comparison) -> dict[str, int]:
    return Counter(str(change.kind) for change in comparison.changes)


def test_the_same_plan_twice_changes_nothing(plan):
    comparison = compare(plan, plan)
    assert str(comparison) == "Nothing changes."
    assert kinds(comparison) == {"unchanged": 3}


def test_a_later_plan_that_is_none_is_told(plan):
    with pytest.raises(ProblemError, match="^after: expected a Schedule, got 0$"):
        compare(plan, 0)


def test_one_meeting_moves_and_the_others_stay(plan):
    after = Schedule.of(plan.problem, [*PLAN[:2], ("Limerick", "2019-11-12")])
    assert compare(plan, after).sentences == (
        "Limerick's meeting moves from Tue 5 to Tue 12 November 2019, 7 days later.",
        "The other 2 meetings stay as they are.",
    )


def test_two_hosts_that_swap_move_both(plan):
    after = Schedule.of(plan.problem, [PLAN[0], ("Limerick", "2019-10-08"), ("Oulu", "2019-11-05")])
    assert compare(plan, after).sentences == (
        "Oulu's meeting moves from Tue 8 October to Tue 5 November 2019, 28 days later.",
        "Limerick's meeting moves from Tue 5 November to Tue 8 October 2019, 28 days earlier.",
        "The other meeting stays as it is.",
    )


def test_a_partner_goes_and_another_comes(plan, problem_of):
    after = problem_of("Messina", "Oulu", "Saint-Quentin")
    comparison = compare(plan, Schedule.of(after, [*PLAN[:2], ("Saint-Quentin", "2019-12-03")]))
    assert comparison.sentences == (
        "Limerick's meeting of Tue 5 to Wed 6 November 2019 is cancelled.",
        "Saint-Quentin hosts a new meeting from Tue 3 to Wed 4 December 2019.",
        "The other 2 meetings stay as they are.",
    )


@pytest.mark.parametrize("start", ["2019-11-04", "2019-11-05", "2019-11-06"])
def test_who_meets_on_the_dates_of_a_cancelled_meeting_takes_it_over(plan, problem_of, start):
    after = problem_of("Messina", "Oulu", "Saint-Quentin")
    comparison = compare(plan, Schedule.of(after, [*PLAN[:2], ("Saint-Quentin", start)]))
    assert kinds(comparison) == {"unchanged": 2, "re-hosted": 1}
    (change,) = comparison.of_kind("re-hosted")
    assert (change.before.host, change.after.host) == ("Limerick", "Saint-Quentin")


def test_a_meeting_on_the_very_day_takes_over_before_one_that_only_overlaps():
    before = [Meeting("A", "2019-10-08", "2019-10-10")]
    after = [Meeting("B", "2019-10-07", "2019-10-08"), Meeting("C", "2019-10-08", "2019-10-10")]
    changes = matched(before, after)
    assert [(change.kind, change.after.host) for change in changes] == [("new", "B"), ("re-hosted", "C")]


def test_what_stays_on_its_day_is_not_taken_for_moved(plan):
    twice = plan.problem.adding(rules.Hosting("Oulu", 1, 3))
    before = Schedule.of(twice, [("Oulu", "2019-09-10"), ("Oulu", "2019-10-08")])
    after = Schedule.of(twice, [("Oulu", "2019-10-08"), ("Oulu", "2019-11-05")])
    assert compare(before, after).sentences == (
        "Oulu's meeting moves from Tue 10 September to Tue 5 November 2019, 56 days later.",
        "The other meeting stays as it is.",
    )


def test_of_several_meetings_the_one_that_is_furthest_off_is_the_new_one():
    before = [Meeting("A", day, day) for day in ("2019-10-08", "2019-12-03")]
    after = [Meeting("A", day, day) for day in ("2019-09-03", "2019-10-09", "2019-12-04")]
    assert [(str(change.kind), change.days) for change in matched(before, after)] == [
        ("new", None),
        ("moved", 1),
        ("moved", 1),
    ]
    back = matched(after, before)
    assert [(str(change.kind), change.days) for change in back] == [("cancelled", None), ("moved", -1), ("moved", -1)]


def test_a_meeting_turned_online_is_altered(plan):
    online = plan.problem.replace(turns=[Turn("Oulu", format="online")])
    comparison = compare(plan, Schedule.of(online, PLAN))
    assert comparison.sentences == (
        "Oulu's meeting of Tue 8 to Wed 9 October 2019 turns online.",
        "The other 2 meetings stay as they are.",
    )


def test_a_plan_of_pairs_is_as_long_and_as_usual_as_the_later_problem_says(plan):
    assert compare(PLAN, plan).sentences == ("Nothing changes.",)


def test_a_table_of_meetings_is_a_plan(plan):
    assert compare(plan.to_frame(), plan).sentences == ("Nothing changes.",)
    frame = plan.to_frame().assign(
        format=["on site", "online", "on site"], last=[None, pd.Timestamp("2019-10-08"), None]
    )
    assert [change.sentence for change in compare(frame, plan).of_kind("altered")] == [
        "Oulu's meeting of Tue 8 October 2019 takes 2 days instead of 1 (until Wed 9 October 2019) and takes place on "
        "site now."
    ]
    assert compare(plan.to_frame()[["host", "first"]].astype(str), plan).sentences == ("Nothing changes.",)


@pytest.mark.parametrize(
    ("plan_as", "message"),
    [
        ([("Oulu", "8 October")], r"published\[1\]\.first: expected a day such as 2020-02-11"),
        ([("Oulu", "2019-10-08"), ("Oulu", "2019-10-08")], "Oulu on Tue 8 October 2019 stands twice"),
        ([], "there is no meeting"),
        ("plan.csv", "read_schedule reads it"),
        (pd.DataFrame({"host": ["Oulu"]}), r"published\[1\]\.first: missing"),
        (pd.DataFrame({"host": ["Oulu"], "first": ["2019-10-08"], "format": ["onlin"]}), 'did you mean "online"'),
        ([("Oulu", "9999-12-31")], "would end after the last day that a date can hold"),
    ],
)
def test_what_is_no_plan_is_told(plan, plan_as, message):
    with pytest.raises(ScheduleError, match=message):
        compare(plan_as, plan)


def test_a_schedule_without_meetings_is_a_plan(plan):
    nothing = Schedule(plan.problem, [])
    assert kinds(compare(nothing, plan)) == {"new": 3}
    assert kinds(compare(plan, nothing)) == {"cancelled": 3}
    assert compare(nothing, nothing).sentences == ("Nothing changes.",)


def test_goals_are_those_of_the_later_problem_and_measured_on_both(plan):
    early = plan.problem.adding(goals.Early(level=2), goals.Prefer(weekdays=["Tue"]))
    comparison = compare(plan, Schedule.of(early, [*PLAN[:2], ("Limerick", "2019-11-06")]))
    # from Mon 2 September: 8, 36, and 64 days to Tue 5 November or 65 to Wed 6
    assert [(goal.unit, goal.before, goal.after) for goal in comparison.goals] == [
        ("days", 8 + 36 + 64, 8 + 36 + 65),
        ("meetings", 0, 1),
    ]
    assert comparison.note == ""


def test_goals_are_not_measured_on_a_plan_with_hosts_that_have_left(plan, problem_of):
    after = problem_of("Messina", "Oulu").adding(goals.Early())
    comparison = compare(plan, Schedule.of(after, PLAN[:2]))
    assert [(goal.before, goal.after) for goal in comparison.goals] == [(None, 8 + 36)]
    assert comparison.note == "The goals are not measured on the earlier plan: Limerick is not in the network."


def test_goals_are_not_measured_where_there_is_no_holiday_data(plan):
    clashes = plan.problem.adding(goals.FewestHolidayClashes())
    far = [("Oulu", "2999-01-02"), *PLAN[:1]]
    (goal,) = compare(far, Schedule.of(clashes, PLAN)).goals
    assert goal.before is None
    assert goal.after is not None


def test_meetings_held_by_partners_that_have_left_are_not_cancelled(plan, problem_of):
    after = Schedule.of(problem_of("Messina", "Oulu"), PLAN[:2])
    assert kinds(compare(plan, after)) == {"unchanged": 2, "cancelled": 1}
    assert kinds(compare(plan, after, frozen_before="2019-11-06")) == {"unchanged": 3}
    assert kinds(compare(plan, after, frozen_before=date(2019, 11, 5))) == {"unchanged": 2, "cancelled": 1}


def test_a_comparison_is_a_table(plan):
    after = Schedule.of(plan.problem, [*PLAN[1:], ("Messina", "2019-09-17"), ("Oulu", "2019-12-03")])
    frame = compare(plan, after).to_frame()
    assert list(frame.columns) == [
        "kind", "host", "first", "last", "new_host", "new_first", "new_last", "days", "sentence",
    ]  # fmt: skip
    assert frame["kind"].tolist() == ["moved", "unchanged", "unchanged", "new"]
    assert frame["new_first"].dtype == "datetime64[s]"
    assert frame["days"].tolist() == [7, 0, 0, pd.NA]
    assert frame["host"].isna().tolist() == [False, False, False, True]


def test_a_comparison_is_a_tree(plan):
    after = Schedule.of(plan.problem, PLAN[1:])
    told = compare(plan, after).to_dict()
    assert told["changes"][0] == {
        "kind": "cancelled",
        "before": {
            "host": "Messina", "first": "2019-09-10", "last": "2019-09-11", "format": "on site", "state": "confirmed",
        },
        "after": None,
        "days": None,
        "sentence": "Messina's meeting of Tue 10 to Wed 11 September 2019 is cancelled.",
    }  # fmt: skip
    assert told["sentences"][-1] == "The other 2 meetings stay as they are."
    assert told["goals"] == []


def test_a_notebook_shows_names_as_text(three_partners, partner):
    name = "<script>alert(1)</script>"
    network = evolve(
        three_partners.network,
        partners=[partner("Messina"), evolve(partner("Oulu"), name=name), partner("Limerick")],
    )
    problem = three_partners.replace(network=network, goals=[goals.Prefer("2019-10", partner=name)])
    html = compare(Schedule(problem, []), Schedule.of(problem, [(name, "2019-10-08")]))._repr_html_()
    assert "&lt;script&gt;" in html
    assert Page(html).harmless


def test_a_terminal_shows_the_numbers_and_the_sentences(plan):
    assert repr(compare(plan, plan)) == "<Comparison: 3 unchanged>\nNothing changes."


def test_a_kind_that_there_is_not_is_an_error(plan):
    with pytest.raises(ValueError, match="postponed"):
        compare(plan, plan).of_kind("postponed")


DAYS = st.integers(0, 40).map(lambda day: date.fromordinal(date(2019, 10, 1).toordinal() + day))
MEETINGS = st.lists(
    st.tuples(st.sampled_from("ABCD"), DAYS, st.integers(0, 2)).map(
        lambda t: Meeting(t[0], t[1], date.fromordinal(t[1].toordinal() + t[2]))
    ),
    max_size=8,
    unique_by=lambda meeting: (meeting.host, meeting.start),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(MEETINGS, MEETINGS)
def test_every_meeting_of_either_plan_is_told_of_once(before, after):
    changes = matched(before, after)
    told = [change.before for change in changes if change.before], [change.after for change in changes if change.after]
    assert sorted(told[0], key=str) == sorted(before, key=str)
    assert sorted(told[1], key=str) == sorted(after, key=str)
    assert [change.day for change in changes] == sorted(change.day for change in changes)
    cancelled = [change.before for change in changes if change.kind == "cancelled"]
    new = [change.after for change in changes if change.kind == "new"]
    assert not any(
        old.host == meeting.host or old.dates.overlaps(meeting.dates) for old in cancelled for meeting in new
    )
    kept = {(meeting.host, meeting.start) for meeting in before} & {(meeting.host, meeting.start) for meeting in after}
    assert len(kept) == sum(change.kind in ("unchanged", "altered") for change in changes)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(MEETINGS)
def test_a_plan_compared_with_itself_never_changes(meetings):
    assert Comparison(matched(meetings, meetings)).sentences == ("Nothing changes.",)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DAYS, max_size=4, unique=True), st.lists(DAYS, max_size=4, unique=True))
def test_meetings_of_one_host_move_by_as_few_days_as_possible(before, after):
    old, new = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    few, many = sorted((old, new), key=len)
    least = min(sum(abs((a - b).days) for a, b in zip(few, some, strict=True)) for some in permutations(many, len(few)))
    changes = matched([Meeting("A", d, d) for d in before], [Meeting("A", d, d) for d in after])
    assert sum(abs(change.days or 0) for change in changes) == least
