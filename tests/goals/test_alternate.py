from __future__ import annotations

import pytest

from di4c_schedule import Partner, solve
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.goals import Alternate
from di4c_schedule.rules import First, Hosting, Last
from di4c_schedule.schedule import Schedule

DAYS = ["2019-10-01", "2019-10-08", "2019-10-15", "2019-10-22"]


@pytest.fixture
def north_and_south(partner, problem_of):
    """Messina and Botoșani in the south, Oulu in the north, Limerick in no region."""
    south = [partner(name, region="South") for name in ("Messina", "Botoșani")]
    return problem_of(*south, partner("Oulu", region="North"), "Limerick")


@pytest.mark.parametrize(
    ("hosts", "repetitions"),
    [
        (["Messina"], 0),
        (["Messina", "Botoșani"], 1),
        (["Messina", "Oulu", "Botoșani"], 0),
        (["Messina", "Limerick", "Botoșani", "Messina"], 1),
        (["Messina", "Botoșani", "Messina", "Messina"], 3),
        (["Limerick", "Limerick", "Oulu", "Oulu"], 1),
    ],
)
def test_meetings_after_one_of_the_same_region_are_counted(north_and_south, hosts, repetitions):
    schedule = Schedule.of(north_and_south, zip(hosts, DAYS, strict=False))
    assert Alternate().measure(schedule) == repetitions


def test_countries_can_alternate_instead(problem_of):
    prato = Partner("Prato", country="IT", lat=43.88, lon=11.1, timezone="Europe/Rome", region="South")
    problem = problem_of("Messina", prato, "Oulu")
    schedule = Schedule.of(problem, zip(["Messina", "Prato", "Oulu"], DAYS, strict=False))
    assert Alternate("country").measure(schedule) == 1
    assert Alternate("region").measure(schedule) == 0


def test_solver_alternates(north_and_south):
    problem = north_and_south.adding(Alternate())
    result = solve(problem)
    assert [meeting.host for meeting in result.unwrap().meetings] == ["Messina", "Oulu", "Botoșani", "Limerick"]
    assert [(goal.value, goal.bound, goal.unit) for goal in result.goals] == [(0, 0, "meetings")]
    assert result.engine == "sequence engine"


def test_solver_counts_what_cannot_be_avoided(north_and_south):
    rules = [Hosting("Limerick", 0, 0), Hosting("Messina", 2, 2), First("Oulu")]
    result = solve(north_and_south.adding(*rules, Alternate(weight=3)))
    # one meeting in the north, first, and three in the south
    assert [(goal.value, goal.bound) for goal in result.goals] == [(2, 2)]
    result = solve(north_and_south.adding(*rules[:2], Last("Botoșani"), Alternate()))
    assert [(goal.value, goal.bound) for goal in result.goals] == [(1, 1)]


def test_label_is_a_sentence():
    assert Alternate().label == "As few meetings as possible follow one in the same region"
    assert Alternate("country").label == "As few meetings as possible follow one in the same country"


def test_only_country_and_region_alternate():
    with pytest.raises(ProblemError, match="expected one of country, region, got 'city'"):
        Alternate("city")


def test_regions_that_nobody_has_are_a_warning(two_partners):
    with pytest.warns(ProblemWarning, match="alternate, by: no partner has a region"):
        two_partners.adding(Alternate())
