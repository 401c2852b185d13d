"""Conflicts, worked out by hand and by trying everything."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, assume, given, settings

from di4c_schedule import Problem, Schedule, conflicts, explain
from di4c_schedule.checking import check
from di4c_schedule.errors import ProblemError, TimeLimitError
from di4c_schedule.explanation import atoms_of, weights_of
from di4c_schedule.rules import (
    AtMost,
    Before,
    Busy,
    First,
    Fixed,
    HostHolidays,
    Hosting,
    Keep,
    MustAttend,
    Spacing,
    StartOn,
    TravelSpacing,
    Unavailable,
)
from di4c_schedule.rules.kinds import asks_who_is_away

from ..problems import problems


def named(conflict):
    """Return the requirements of a conflict that is proven to be smallest."""
    assert conflict.smallest
    assert conflict.minimal
    return set(conflict.requirements)


def test_a_holiday_within_the_only_dates(two_partners):
    wish = Fixed("Oulu", "2019-12-05..2019-12-06")
    conflict = explain(two_partners.adding(wish))
    assert named(conflict) == {wish, HostHolidays("Oulu")}
    assert "Oulu has no day left on which a meeting of 2 days could start" in conflict.reason
    assert "For Oulu, Fri 6 December 2019 is Independence Day." in conflict.facts


def test_two_hosts_whose_dates_lie_too_close_together(problem_of):
    wishes = Fixed("Oulu", "2020-02-03..2020-02-06"), Fixed("Botoșani", "2020-02-04..2020-02-07")
    problem = problem_of(
        "Messina", "Oulu", "Botoșani", first="2020-01-06", last="2020-03-02", rules=[*wishes, Spacing(6)]
    )
    conflict = explain(problem)
    assert named(conflict) == {*wishes, Spacing(6, between=("Oulu", "Botoșani"))}
    text = " ".join([conflict.reason, *conflict.facts])
    assert "Oulu can host only between Mon 3 and Thu 6 February 2020" in text
    assert "Between Oulu and Botoșani there must be at least 5 free days" in text
    assert "A meeting takes 2 days" in text


def test_three_meetings_of_two_days_in_one_week(three_partners):
    week = [Fixed(name, "2019-10-07..2019-10-11") for name in three_partners.network.names]
    conflict = explain(three_partners.adding(*week))
    assert named(conflict) == set(week)  # six days do not fit into five


def test_an_order_that_runs_in_a_circle(three_partners):
    circle = [Before("Oulu", "Messina"), Before("Messina", "Limerick"), Before("Limerick", "Oulu")]
    assert named(explain(three_partners.adding(*circle, First("Messina")))) <= {*circle, First("Messina")}
    assert named(explain(three_partners.adding(*circle))) == set(circle)


def test_more_meetings_in_a_month_than_may_be(three_partners):
    wishes = Fixed("Oulu", "2019-10"), Fixed("Limerick", "2019-10")
    conflict = explain(three_partners.adding(*wishes, AtMost(1, "each month")))
    assert named(conflict) == {*wishes, AtMost(1, "2019-10")}


def test_a_person_who_must_come_and_has_a_holiday(problem_of, partner):
    # 31 October and 1 November 2019 are a Thursday and All Saints' Day in Italy; in Finland it is the Saturday after
    wish = Fixed("Oulu", "2019-10-31..2019-11-01")
    assert named(explain(problem_of("Messina", "Oulu", rules=[wish, MustAttend("Messina")]))) == {
        wish,
        MustAttend("Messina"),
    }


def test_a_three_way_conflict_of_order_dates_and_weekdays(two_partners):
    rules = [Before("Messina", "Oulu"), Fixed("Oulu", "2019-09-02..2019-09-06"), StartOn(["Thu"])]
    # Oulu starts on Thursday 5, so Messina would have to start on a Thursday before it: there is none in the window
    conflict = explain(two_partners.adding(*rules))
    assert {type(rule) for rule in named(conflict)} == {Before, Fixed, StartOn}
    assert StartOn(["Thu"], "Messina") in conflict.requirements


def test_a_wish_is_blamed_before_a_holiday(two_partners):
    wish, fair = Fixed("Oulu", "2019-12-05..2019-12-06"), Unavailable("2019-12-06", "Oulu", "fair")
    assert named(explain(two_partners.adding(wish, fair))) == {wish, fair}


def test_a_gap_by_rule_is_blamed_before_a_gap_by_distance(two_partners):
    wishes = Fixed("Oulu", "2019-10-07..2019-10-10"), Fixed("Messina", "2019-10-07..2019-10-10")
    conflict = explain(two_partners.adding(*wishes, TravelSpacing(rest=5), Spacing(6)))
    assert named(conflict) == {*wishes, Spacing(6, between=("Messina", "Oulu"))}


def test_published_meetings_that_overlap_are_explained_like_any_conflict(two_partners):
    kept = Keep([("Oulu", "2019-10-08"), ("Messina", "2019-10-09")])
    assert named(explain(two_partners.adding(kept))) == {
        Keep([("Oulu", "2019-10-08")]),
        Keep([("Messina", "2019-10-09")]),
    }


def test_no_conflict_is_false_and_holds_a_schedule(two_partners):
    conflict = explain(two_partners)
    assert not conflict
    assert conflict.requirements == ()
    assert check(two_partners, conflict.schedule) == []
    assert conflict.schedule.problem == two_partners
    assert conflicts(two_partners, 3) == []


def test_a_window_too_short_for_the_meetings_needs_no_rule(two_partners):
    conflict = explain(two_partners.replace(last="2019-09-04"))
    assert named(conflict) == set()
    assert conflict.reason == (
        "The 2 meetings of Messina and Oulu need 4 days, gaps included, but their open days run only from "
        "Mon 2 to Wed 4 September 2019, 3 days."
    )


def test_rules_on_who_hosts_that_contradict_each_other_are_told_by_counting(two_partners):
    conflict = explain(two_partners.adding(Hosting("Oulu", 0, 0), Hosting("Oulu", 1, 1)))
    assert named(conflict) == set()
    assert "Oulu" in conflict.reason


def test_several_conflicts_come_smallest_first(three_partners):
    pair = First("Oulu"), First("Messina")
    holiday = Fixed("Limerick", "2019-10-28")  # the October bank holiday of Ireland, and two days do not fit into one
    found = conflicts(three_partners.adding(*pair, holiday), 5)
    assert [set(conflict.requirements) for conflict in found[:2]] == [{holiday}, set(pair)]
    assert len(found) == 2


def test_the_time_limit_is_said_and_nothing_false_is(three_partners):
    problem = three_partners.adding(First("Oulu"), First("Messina"))
    with pytest.raises(TimeLimitError):
        explain(three_partners, time_limit=1e-9)
    conflict = explain(problem, time_limit=1e-9)  # counting knows it at once
    assert not conflict.minimal
    assert "not shown minimal" in str(conflict)
    assert set(conflict.requirements) >= {First("Oulu"), First("Messina")}


@pytest.mark.parametrize("limit", [0, -1])
def test_a_time_limit_that_makes_no_sense_is_refused(two_partners, limit):
    with pytest.raises(ProblemError, match="time_limit: expected seconds"):
        explain(two_partners, time_limit=limit)


def test_a_number_of_conflicts_that_makes_no_sense_is_refused(two_partners):
    with pytest.raises(ProblemError, match="n: expected a whole number from 1 on"):
        conflicts(two_partners, 0)


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_no_smaller_set_of_requirements_clashes(problem: Problem) -> None:
    atoms = atoms_of(problem)
    # what is kept depends on which calendars hold: test_busy_calendars tries that
    assume(not (any(isinstance(atom, Busy) for atom in atoms) and any(map(asks_who_is_away, atoms))))
    kept = kept_by_each_schedule(problem, atoms)
    conflict = explain(problem)
    if any(len(keeps) == len(atoms) for keeps in kept):
        assert not conflict
        return
    members = {atoms.index(requirement) for requirement in conflict.requirements}
    assert conflict.smallest
    assert clash(members, kept)
    assert not any(clash(members - {one}, kept) for one in members)
    weights = weights_of(atoms, problem)
    weight = sum(weights[member] for member in members)
    for size in range(min(len(members), 4)):
        assert not any(clash(set(some), kept) for some in combinations(range(len(atoms)), size))
    if len(members) <= 3:
        same = (set(some) for some in combinations(range(len(atoms)), len(members)))
        assert weight == min(sum(weights[one] for one in some) for some in same if clash(some, kept))


def kept_by_each_schedule(problem, atoms):
    """Return for every schedule that the frame allows the requirements that it keeps."""
    frame = problem.replace(
        rules=[rule for rule in problem.rules if hasattr(rule, "turns")], goals=(), default_rules=False
    )
    found = []
    for starts in combinations(list(problem.window), problem.meetings):
        for hosts in product(problem.network.names, repeat=problem.meetings):
            schedule = Schedule.of(frame, zip(hosts, starts, strict=True))
            if problem.meetings and not check(frame, schedule):
                found.append({n for n, atom in enumerate(atoms) if not any(True for _ in atom.check(schedule))})
    return found


def clash(members, kept):
    """Say whether no schedule keeps some requirements."""
    return not any(members <= keeps for keeps in kept)
