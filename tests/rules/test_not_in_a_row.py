from __future__ import annotations

import pytest

from di4c_schedule import Partner, solve
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.goals import ShortestTour
from di4c_schedule.rules import Hosting, NotInARow, Position
from di4c_schedule.schedule import Schedule

PRATO = Partner("Prato", country="IT", lat=43.88, lon=11.1, timezone="Europe/Rome")
DAYS = ["2019-10-01", "2019-10-08", "2019-10-15", "2019-10-22"]


@pytest.fixture
def italians(problem_of):
    """Messina and Prato in Italy, Oulu and Limerick elsewhere."""
    return problem_of("Messina", PRATO, "Oulu", "Limerick")


def rotation(*hosts):
    return list(zip(hosts, DAYS, strict=False))


def test_hosts_of_the_group_with_another_between_keep_it(italians, violations):
    rule = NotInARow(["Messina", "Prato"])
    assert not violations(rule, italians, *rotation("Messina", "Oulu", "Prato", "Limerick"))
    assert not violations(rule, italians, *rotation("Oulu", "Limerick", "Prato", "Oulu"))


@pytest.mark.parametrize("rule", [NotInARow(["Messina", "Prato"]), NotInARow(by="country")])
def test_hosts_of_the_group_in_a_row_break_it(italians, violations, rule):
    (violation,) = violations(rule, italians, *rotation("Oulu", "Prato", "Messina", "Limerick"))
    why = ": both are of the country IT" if rule.by else ""
    assert violation.message == (f"Messina hosts on Tue 15 October 2019, right after Prato on Tue 8 October 2019{why}")
    assert violation.meeting.host == "Messina"


def test_partner_of_the_group_that_hosts_twice_in_a_row_breaks_it(italians, violations):
    for rule in (NotInARow("Oulu"), NotInARow(by="country")):
        (violation,) = violations(rule, italians, *rotation("Messina", "Oulu", "Oulu"))
        assert violation.message == "Oulu hosts on Tue 15 October 2019, again, right after Oulu on Tue 8 October 2019"
    assert not violations(NotInARow(["Messina", "Prato"]), italians, *rotation("Messina", "Oulu", "Oulu"))


def test_every_repetition_is_named(italians, violations):
    found = violations(NotInARow(by="country"), italians, *rotation("Messina", "Prato", "Messina", "Oulu"))
    assert [violation.meeting.position for violation in found] == [2, 3]


def test_partners_without_a_region_may_follow_each_other_and_themselves(partner, problem_of, violations):
    problem = problem_of(partner("Messina", region="South"), partner("Botoșani", region="South"), "Oulu", "Limerick")
    rule = NotInARow(by="region")
    assert not violations(rule, problem, *rotation("Oulu", "Oulu", "Limerick"))
    assert len(violations(rule, problem, *rotation("Messina", "Botoșani"))) == 1


def test_solver_puts_another_between(italians):
    # the shortest tour goes from Messina to Prato, or back
    free = solve(italians.adding(ShortestTour())).unwrap()
    assert abs(free.hosted_by("Messina")[0].position - free.hosted_by("Prato")[0].position) == 1
    problem = italians.adding(NotInARow(by="country"))
    result = solve(problem)
    assert result.unwrap() == Schedule.of(
        problem,
        [("Messina", "2019-09-02"), ("Oulu", "2019-09-04"), ("Prato", "2019-09-09"), ("Limerick", "2019-09-11")],
    )
    assert result.engine == "sequence engine"


def test_solver_lets_nobody_of_the_group_host_twice_in_a_row(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 2, 2), NotInARow("Oulu"))
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Oulu", "Messina", "Oulu"]


def test_clash_with_places_of_the_rotation_is_found(italians):
    rules = [NotInARow(["Messina", "Prato"]), Position("Messina", 2), Position("Prato", 3)]
    result = solve(italians.adding(*rules))
    assert set(result.conflict.requirements) == set(rules)
    assert result.conflict.minimal


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (NotInARow("Oulu"), "Oulu never hosts twice in a row"),
        (NotInARow(["Oulu", "Messina"]), "No two of Oulu and Messina host one right after the other"),
        (NotInARow(by="country"), "No two hosts of the same country follow each other"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, 'give either partners = .*, or by = "country"'),
        ({"partners": ["Oulu"], "by": "country"}, "give either partners"),
        ({"partners": []}, "give the partners of the group"),
        ({"partners": 7}, "expected names of partners"),
        ({"by": "city"}, "expected one of country, region, got 'city'"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        NotInARow(**arguments)


def test_partners_must_be_of_the_network(two_partners):
    with pytest.raises(ProblemError, match=r'rules\[1\].partners: unknown partner "Ulu", did you mean "Oulu"?'):
        two_partners.adding(NotInARow(["Messina", "Ulu"]))


def test_regions_that_nobody_has_are_a_warning(two_partners):
    with pytest.warns(ProblemWarning, match="not_in_a_row, by: no partner has a region, .* nothing is grouped"):
        problem = two_partners.adding(NotInARow(by="region"))
    assert solve(problem).unwrap()
