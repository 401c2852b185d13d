from __future__ import annotations

import pytest

from di4c_schedule import Partner, solve
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.goals import ShortestTour
from di4c_schedule.rules import Hosting, InTurn, Position
from di4c_schedule.schedule import Schedule

PRATO = Partner("Prato", country="IT", lat=43.88, lon=11.1, timezone="Europe/Rome")
TURKU = Partner("Turku", country="FI", lat=60.45, lon=22.27, timezone="Europe/Helsinki")
DAYS = ["2019-10-01", "2019-10-08", "2019-10-15", "2019-10-22", "2019-10-29"]


@pytest.fixture
def five(problem_of):
    """Two Italians, two Finns and an Irish partner."""
    return problem_of("Messina", PRATO, "Oulu", TURKU, "Limerick")


def rotation(*hosts):
    return list(zip(hosts, DAYS, strict=False))


def test_different_groups_in_any_k_meetings_keep_it(five, violations):
    meetings = rotation("Messina", "Oulu", "Limerick", "Prato", "Turku")
    for k in (2, 3):
        assert not violations(InTurn("country", k), five, *meetings)
        assert not violations(InTurn([["Messina", "Prato"], ["Oulu", "Turku"]], k), five, *meetings)


def test_two_of_a_group_within_k_break_it(five, violations):
    meetings = rotation("Messina", "Oulu", "Limerick", "Prato", "Turku")
    found = violations(InTurn("country", 4), five, *meetings)
    apart = "are of one group, 3 places apart, not 4 or more"
    assert [violation.message for violation in found] == [
        f"Prato on Tue 22 October 2019 and Messina on Tue 1 October 2019 {apart}",
        f"Turku on Tue 29 October 2019 and Oulu on Tue 8 October 2019 {apart}",
    ]
    assert [violation.meeting.host for violation in found] == ["Prato", "Turku"]


def test_two_of_a_group_in_a_row_break_it(five, violations):
    (violation,) = violations(InTurn("country", 2), five, *rotation("Oulu", "Turku"))
    assert violation.message == (
        "Turku on Tue 8 October 2019 and Oulu on Tue 1 October 2019 are of one group, one right after the other, "
        "not 2 or more"
    )


def test_fewer_meetings_than_k_are_free(five, violations):
    assert not violations(InTurn("country", 4), five, *rotation("Oulu", "Turku", "Messina"))
    problem = five.replace(meetings=3, rules=[Hosting(None, 0, 1), InTurn("country", 4)])
    result = solve(problem)
    assert [meeting.host for meeting in result.unwrap().meetings] == ["Messina", "Prato", "Oulu"]
    assert result.engine == "sequence engine"


def test_partner_in_no_group_is_a_group_of_its_own(five, violations):
    rule = InTurn([["Messina", "Prato"]], 3)
    assert not violations(rule, five, *rotation("Oulu", "Turku", "Messina"))
    assert len(violations(rule, five, *rotation("Oulu", "Turku", "Oulu"))) == 1


def test_partner_without_a_region_is_a_group_of_its_own(partner, problem_of, violations):
    problem = problem_of(partner("Messina", region="Oulu"), "Oulu", "Limerick")
    rule = InTurn("region", 2)
    assert not violations(rule, problem, *rotation("Oulu", "Limerick"))
    # a region that is called as a partner is another group
    assert not violations(rule, problem, *rotation("Oulu", "Messina"))
    assert len(violations(rule, problem, *rotation("Oulu", "Oulu"))) == 1


def test_two_in_a_row_are_held_by_the_tables(five):
    problem = five.adding(InTurn("country", 2))
    result = solve(problem)
    assert result.engine == "sequence engine"
    assert [meeting.host for meeting in result.unwrap().meetings] == ["Messina", "Oulu", "Prato", "Turku", "Limerick"]
    assert problem.tables.left == []


def test_groups_that_host_once_each_need_no_model(three_partners):
    problem = three_partners.adding(InTurn("country", 3))
    assert problem.tables.left == []


def test_three_in_a_row_go_to_the_model(five):
    # of two Italians, two Finns and one other the other must come third, and the two orders before and after are one
    result = solve(five.adding(InTurn("country", 3)))
    countries = [result.schedule.problem.network[meeting.host].country for meeting in result.schedule.meetings]
    assert countries in (["IT", "FI", "IE", "IT", "FI"], ["FI", "IT", "IE", "FI", "IT"])
    assert result.engine == "CP-SAT"


def test_three_in_a_row_weigh_on_goals(five):
    # from Turku to Oulu and from Prato to Messina are the shortest ways, but nobody may take them
    result = solve(five.adding(InTurn("country", 3), Position("Turku", 5), ShortestTour()))
    assert [meeting.host for meeting in result.unwrap().meetings] == ["Messina", "Oulu", "Limerick", "Prato", "Turku"]


def test_clash_with_places_of_the_rotation_is_found(five):
    rules = [InTurn("country", 3), Position("Limerick", 2)]
    result = solve(five.adding(*rules))
    assert set(rules) <= set(result.conflict.requirements)


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (InTurn("country", 3), "Any 3 meetings in a row have hosts of 3 countries"),
        (InTurn("region", 2), "Any 2 meetings in a row have hosts of 2 regions"),
        (
            InTurn([["Messina", "Prato"], ["Oulu", "Turku"]], 2),
            "Any 2 meetings in a row have hosts of 2 groups (Messina and Prato; Oulu and Turku; any other by itself)",
        ),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("groups", "k", "message"),
    [
        ("contry", 2, 'unknown word "contry", did you mean "country"'),
        ([], 2, "there is no group"),
        ([[]], 2, r"expected a list of partners' names, got \[\]"),
        ([["Oulu"], []], 2, r"\[2\]: expected a list of partners' names, got \[\]"),
        (["Oulu", "Messina"], 2, "expected a list of partners' names, got 'Oulu'"),
        ([["Oulu", 7]], 2, r"\[1\]: expected a name, got 7"),
        ([["Oulu", "Messina"], ["Messina"]], 2, '"Messina" stands in the groups twice'),
        ([["Oulu", "Oulu"]], 2, '"Oulu" stands in the groups twice'),
        (7, 2, 'expected "country", "region" or lists'),
        ("country", 1, "expected a whole number from 2 to 1000, got 1"),
        ("country", 1001, "expected a whole number from 2 to 1000, got 1001"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(groups, k, message):
    with pytest.raises(ProblemError, match=message):
        InTurn(groups, k)


def test_partners_must_be_of_the_network(two_partners):
    with pytest.raises(ProblemError, match=r'rules\[1\].groups: unknown partner "Ulu", did you mean "Oulu"?'):
        two_partners.adding(InTurn([["Messina"], ["Ulu"]], 2))


def test_regions_that_nobody_has_are_a_warning(two_partners):
    with pytest.warns(ProblemWarning, match="in_turn, groups: no partner has a region"):
        two_partners.adding(InTurn("region", 2))


def test_solver_takes_the_earliest_dates_where_the_rule_costs_nothing(five):
    problem = five.adding(InTurn("country", 2))
    assert solve(problem).unwrap() == Schedule.of(
        problem,
        [
            ("Messina", "2019-09-02"),
            ("Oulu", "2019-09-04"),
            ("Prato", "2019-09-09"),
            ("Turku", "2019-09-11"),
            ("Limerick", "2019-09-16"),
        ],
    )
