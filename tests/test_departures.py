"""A partner leaves, or hosts no more: what is left of the problem."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import Problem, ProblemError, Status, Travel, Turn, check, goals, rules, solve
from di4c_schedule.checking import Frame
from di4c_schedule.departures import withdrawing, without_partner

from .problems import all_schedules, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")

thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def rest_of(problem, *things, name="Oulu"):
    """Return the rules and goals that are left of some when a partner leaves."""
    rest = without_partner(problem.adding(*things), name)
    return [*rest.given_rules, *rest.goals]


def test_the_network_loses_the_partner(three_partners):
    rest = without_partner(three_partners, "Oulu")
    assert rest.network.names == ["Messina", "Limerick"]
    assert rest.meetings == 2
    assert rest.network.lead == "Messina"


def test_the_first_of_the_others_leads_when_the_lead_leaves(three_partners):
    assert without_partner(three_partners, "Messina").network.lead == "Oulu"


@pytest.mark.parametrize("leave", [without_partner, withdrawing])
def test_a_name_that_nobody_has_is_an_error_with_the_nearest(three_partners, leave):
    with pytest.raises(ProblemError, match='unknown partner "Olu", did you mean "Oulu"?'):
        leave(three_partners, "Olu")


def test_the_last_partner_cannot_leave(problem_of):
    with pytest.raises(ProblemError, match="Oulu is the only partner"):
        without_partner(problem_of("Oulu"), "Oulu")


def test_rules_and_goals_of_the_partner_alone_go(three_partners):
    gone = [
        rules.First("Oulu"),
        rules.Fixed("Oulu", "2019-10"),
        rules.Before("Oulu", "Messina"),
        rules.Before("Messina", "Oulu"),
        rules.HostHolidays("Oulu", bridge_days=True),
        rules.Hosting("Oulu", 2, 2),
        rules.Keep([("Oulu", "2019-10-08")]),
        rules.NotInARow(["Oulu"]),
        rules.MaxTravel("Oulu", 9000),
        goals.Prefer("2019-10", partner="Oulu"),
        goals.FewestChanges([("Oulu", "2019-10-08")]),
    ]
    assert rest_of(three_partners, *gone) == []


def test_what_speaks_of_others_or_of_all_stays_as_it_is(three_partners):
    stays = [
        rules.First("Messina"),
        rules.Before("Messina", "Limerick"),
        rules.HostHolidays(travel_days=True),
        rules.TravelSpacing(5),
        rules.NotInARow(by="country"),
        rules.InTurn("country", 2),
        rules.AtMost(1, "each month"),
        goals.EvenRhythm(),
        goals.Prefer(weekdays=["Tue"]),
    ]
    assert rest_of(three_partners, *stays) == stays


def test_lists_of_partners_lose_it(three_partners):
    published = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08")]
    assert rest_of(
        three_partners,
        rules.TravelSpacing(1, straight_on=["Oulu"]),
        rules.TravelSpacing(2, straight_on=["Oulu", "Messina"]),
        rules.InTurn([["Messina", "Oulu"], ["Limerick"]], 2),
        rules.Keep(published),
        rules.Frozen("2019-10-01", published),
        goals.FewestChanges(published, 9, level=2),
        goals.FairTravel("km", {"Oulu": 4000, "Messina": 100}),
    ) == [
        rules.TravelSpacing(1),
        rules.TravelSpacing(2, straight_on=["Messina"]),
        rules.InTurn([["Messina"], ["Limerick"]], 2),
        rules.Keep(published[:1]),
        rules.Frozen("2019-10-01", published[:1]),
        goals.FewestChanges(published[:1], 9, level=2),
        goals.FairTravel("km", {"Messina": 100}),
    ]


def test_a_group_of_one_that_hosts_once_says_nothing(three_partners):
    assert rest_of(three_partners, rules.NotInARow(["Oulu", "Messina"])) == []


def test_a_group_of_one_that_may_host_twice_still_says_that_it_does_not_follow_itself(three_partners):
    twice = three_partners.adding(rules.Hosting("Messina", 1, 2))
    assert rest_of(twice, rules.NotInARow(["Oulu", "Messina"]))[-1] == rules.NotInARow(["Messina"])


def test_turns_without_groups_mean_that_each_is_a_group_by_itself(three_partners):
    assert rest_of(three_partners, rules.InTurn([["Oulu"]], 2)) == []
    twice = three_partners.adding(rules.Hosting("Messina", 1, 2))
    assert rest_of(twice, rules.InTurn([["Oulu"]], 2))[-1] == rules.InTurn([["Messina"]], 2)


def test_nothing_starts_in_the_past_also_when_nothing_published_is_left_of_it(three_partners):
    (left,) = rest_of(three_partners, rules.Frozen("2019-10-01", [("Oulu", "2019-09-10")]))
    assert left == rules.Unavailable("2019-09-02..2019-09-30", reason="over already")
    assert rest_of(three_partners, rules.Frozen("2019-09-02", [("Oulu", "2019-09-10")])) == []


def test_a_quorum_of_all_is_a_quorum_of_all_that_are_left(three_partners):
    assert rest_of(three_partners, rules.Attendance(3), rules.Attendance(1)) == [
        rules.Attendance(2),
        rules.Attendance(1),
    ]


def test_the_last_place_and_the_count_of_all_stay_in_reach(three_partners):
    assert rest_of(three_partners, rules.Position("Messina", 3), rules.AtLeast(3, "2019-09-02..2019-12-20")) == [
        rules.Position("Messina", 2),
        rules.AtLeast(2, "2019-09-02..2019-12-20"),
    ]


def test_what_was_out_of_reach_stays_so(three_partners):
    far = [rules.Position("Messina", 5), rules.AtLeast(4, "2019-10")]
    assert rest_of(three_partners, *far) == far


def test_a_given_number_of_meetings_is_lowered_only_where_the_others_cannot_host_so_many(three_partners):
    assert without_partner(three_partners.replace(meetings=3), "Oulu").given_meetings == 2
    often = three_partners.replace(meetings=3, rules=[rules.Hosting(None, 0, 2)])
    assert without_partner(often, "Oulu").given_meetings == 3


def test_no_meeting_is_left_when_the_only_host_leaves(three_partners):
    only = three_partners.replace(meetings=1, rules=[rules.Hosting("Messina", 0, 0), rules.Hosting("Limerick", 0, 0)])
    assert without_partner(only, "Oulu").meetings == 0


def test_distances_of_ones_own_lose_its_row_and_column(three_partners):
    km = {pair: 100 + place for place, pair in enumerate(permutations(three_partners.network.names, 2))}
    rest = without_partner(three_partners.replace(travel=Travel(km=km, symmetric=False)), "Oulu")
    assert rest.travel.matrices["km"].names == ("Messina", "Limerick")
    assert rest.travel.matrices["km"].rows == ((0, 101), (104, 0))


def test_what_is_said_of_its_turns_goes(three_partners):
    rest = without_partner(three_partners.replace(turns=[Turn("Oulu", days=3), Turn(format="online")]), "Oulu")
    assert rest.turns == (Turn(format="online"),)


def test_dropped_labels_of_the_partner_go_so_that_it_may_come_back(three_partners):
    problem = three_partners.without("Oulu does not host on its public holidays")
    assert without_partner(problem, "Oulu").dropped == frozenset()


class OwnRule:
    """A rule that is no attrs class."""

    partner = "Oulu"
    label = "Oulu is asked first"

    def fill(self, tables):
        """Close nothing."""

    def check(self, schedule):
        return iter(())


@frozen
class Elsewhere:
    """A rule that says nothing of its arguments' roles."""

    who: str
    label = "Somebody is elsewhere"

    def fill(self, tables):
        """Close nothing."""

    def check(self, schedule):
        return iter(())


def test_rules_of_ones_own_go_with_their_partner_and_stay_if_they_name_none(three_partners):
    assert rest_of(three_partners, OwnRule(), Elsewhere("Oulu")) == [Elsewhere("Oulu")]


@thorough
@given(problems(), st.data())
def test_what_is_left_is_a_problem_in_which_nothing_names_the_partner(problem: Problem, data: st.DataObject) -> None:
    assume(len(problem.network) > 1)
    name = data.draw(st.sampled_from(problem.network.names))
    rest = without_partner(problem, name)
    assert rest.network.names == [other for other in problem.network.names if other != name]
    assert all(name not in rule.label for rule in rest.rules)
    assert solve(rest).status in (Status.OPTIMAL, Status.INFEASIBLE)


@thorough
@given(problems(), st.data())
def test_withdrawing_asks_for_the_old_rules_of_all_but_the_host(problem: Problem, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(problem.network.names))
    assume(not any(isinstance(rule, (rules.Keep, rules.Frozen)) for rule in problem.rules))
    rest = withdrawing(problem, name)
    assert rest.hosting == problem.hosting | {name: (0, 0)}
    for schedule in all_schedules(rest):
        assert schedule.hosted_by(name) == []
        broken = {type(violation.rule) for violation in check(problem, schedule)}
        assert broken <= {Frame, rules.Hosting, rules.First, rules.Last, rules.Position, rules.Near, rules.AtLeast}


def test_a_host_that_withdraws_still_travels(three_partners):
    rest = withdrawing(three_partners.adding(rules.Last("Oulu"), rules.First("Messina")), "Oulu")
    assert rest.network == three_partners.network
    assert rest.meetings == 2
    assert rest.given_rules == (rules.First("Messina"), rules.Hosting("Oulu", 0, 0))


def test_what_a_host_has_held_stays_when_it_withdraws(three_partners):
    frozen_rule = rules.Frozen("2019-10-01", [("Oulu", "2019-09-10"), ("Oulu", "2019-11-12")])
    keep = rules.Keep([("Oulu", "2019-11-12")])
    rest = withdrawing(three_partners.adding(frozen_rule, keep, rules.First("Oulu")), "Oulu", held=1)
    assert rest.given_rules == (
        evolve(frozen_rule, meetings=[("Oulu", "2019-09-10")]),
        rules.First("Oulu"),
        rules.Hosting("Oulu", 1, 1),
    )
    assert withdrawing(three_partners.adding(frozen_rule, keep), "Oulu").given_rules == (
        rules.Unavailable((date(2019, 9, 2), date(2019, 9, 30)), reason="over already"),
        rules.Hosting("Oulu", 0, 0),
    )


def test_a_rule_on_how_often_all_host_still_holds_for_the_others(three_partners):
    rest = withdrawing(three_partners.adding(rules.Hosting(None, 2, 2)).replace(meetings=6), "Oulu")
    assert rest.hosting == {"Messina": (2, 2), "Oulu": (0, 0), "Limerick": (2, 2)}
    assert rest.meetings == 4
