"""A few turns that cannot be placed, whatever the others do."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from di4c_schedule import Network, Partner, Problem, Status, solve
from di4c_schedule.crowds import crowded, restricted
from di4c_schedule.rules import Before, First, Fixed, Last, Spacing, Unavailable
from di4c_schedule.sequence import optimise

from .problems import problems

COUNTRIES = ("IT", "FI", "FR", "IE", "LV", "RO")


def network_of(hosts: int) -> Network:
    """Partners on a grid over Europe."""
    partners = [
        Partner(
            f"P{i:02}", country=COUNTRIES[i % 6], timezone="Europe/Paris", lat=38.5 + i * 7 % 25, lon=i * 11 % 33 - 8.5
        )
        for i in range(hosts)
    ]
    return Network("Many", partners, lead="P00")


def many(*rules, hosts=24) -> Problem:
    """Return a problem of too many hosts for the sequence engine, in two years."""
    return Problem(network_of(hosts), "2019-09-02", "2021-08-31", days=2, rules=[Spacing(6), *rules])


def hosts_of(problem, rows):
    return {problem.tables.rows[row].partner for row in rows}


@pytest.mark.parametrize(
    ("rules", "hosts"),
    [
        # the 9 June 2020 is a Tuesday: four days hold two meetings only if their gap is 1
        ([Fixed("P03", "2020-06-09..2020-06-12"), Fixed("P05", "2020-06-09..2020-06-12")], {"P03", "P05"}),
        # three meetings with two gaps of 6 need 18 days; a fortnight is too short
        ([Fixed(name, "2020-06-08..2020-06-22") for name in ("P03", "P05", "P07")], {"P03", "P05", "P07"}),
        ([Before("P01", "P02"), Before("P02", "P03"), Before("P03", "P01")], {"P01", "P02", "P03"}),
        ([First("P04"), Before("P06", "P04")], {"P04", "P06"}),
        ([Fixed("P03", "2020-06"), Unavailable("2020-06", "P03")], {"P03"}),
        ([First("P04"), Fixed("P04", "2020-06"), Fixed("P05", "2020-05"), Spacing(6)], {"P04", "P05"}),
    ],
    ids=["pair", "three", "circle", "first", "closed", "first and dates"],
)
def test_hosts_that_clash_are_found(rules, hosts):
    problem = many(*rules)
    rows = crowded(problem.tables)
    assert rows is not None
    assert hosts_of(problem, rows) == hosts
    assert solve(problem, time_limit=20).status is Status.INFEASIBLE


def test_another_host_in_between_may_shorten_the_way(problem_of):
    # Oulu and Messina may not follow each other within 20 days, but with Limerick in between they may come sooner
    rules = [Spacing(20, between=("Oulu", "Messina"))]
    problem = problem_of("Messina", "Oulu", "Limerick", rules=rules)
    few = restricted(problem.tables, (0, 1))
    # Messina Mon 2 and Tue 3, Limerick Wed 4 and Thu 5, Oulu Fri 6: a gap of 3
    assert few.gap[0, 1] == 3
    assert optimise(few) is not None


def test_a_place_counted_from_the_end_leaves_room_for_those_behind(three_partners):
    problem = three_partners.adding(Last("Oulu"))
    few = restricted(problem.tables, (0, 1))
    # of the two, Messina may be either, as Limerick may come before or after it; Oulu is the last
    assert few.position.tolist() == [[True, True], [False, True]]


def test_a_possible_problem_has_no_crowd():
    assert crowded(many().tables) is None


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(), st.data())
def test_what_has_a_schedule_has_one_for_every_few_of_its_hosts(problem: Problem, data: st.DataObject) -> None:
    result = solve(problem)
    assume(result.status is Status.OPTIMAL)
    assert crowded(problem.tables) is None
    mandatory = [number for number, row in enumerate(problem.tables.rows) if row.mandatory]
    assume(mandatory)
    some = data.draw(st.sets(st.sampled_from(mandatory), min_size=1))
    assert optimise(restricted(problem.tables, sorted(some))) is not None
