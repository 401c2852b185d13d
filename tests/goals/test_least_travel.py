from __future__ import annotations

import csv
from pathlib import Path

import pytest

from di4c_schedule import Network, Partner, Problem, Schedule, Status, Travel, Turn, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early, LeastTravel
from di4c_schedule.rules import Hosting

# One way: Messina to Oulu 3,051 km, Messina to Limerick 2,458, Oulu to Limerick 2,348

ONE_OF_THEM = {"meetings": 1, "rules": [Hosting(at_least=0)]}
STARTS = [("Messina", "2019-09-03"), ("Oulu", "2019-09-10"), ("Limerick", "2019-09-17")]


def hosts(result):
    return [meeting.host for meeting in result.unwrap().meetings]


@pytest.mark.parametrize(
    ("measure", "unit", "value"),
    [
        # there and back: to Messina 3,051 + 2,458, to Oulu 3,051 + 2,348, to Limerick 2,458 + 2,348
        ("km", "km", 2 * (5509 + 5399 + 4806)),
        # 530 euro from 3,000 km on, 360 from 2,000
        ("eur", "euro cents", 100 * (890 + 890 + 720)),
        # 254.93 g a km: 777,791 for 3,051 km, 626,618 (of 626,617.94) for 2,458, 598,576 (of 598,575.64) for 2,348
        ("co2", "grams of CO2", 4 * (777_791 + 626_618 + 598_576)),
        # at 700 km/h and four hours: 4 + 4.4, 4 + 3.5, 4 + 3.4
        ("hours", "hours", 4 * (8 + 8 + 7)),
    ],
)
def test_all_journeys_there_and_back_are_added_up(three_partners, measure, unit, value):
    goal = LeastTravel(measure)
    assert goal.measure(Schedule.of(three_partners, STARTS)) == value
    assert goal.unit == unit
    result = solve(three_partners.adding(goal))
    # each hosts once: every plan has the same value
    assert [(found.value, found.bound) for found in result.goals] == [(value, value)]


def test_every_traveller_of_a_delegation_counts(problem_of, partner):
    problem = problem_of("Messina", partner("Oulu", delegation=3), "Limerick")
    # to Messina 3 x 3,051 + 2,458, to Oulu 3,051 + 2,348, to Limerick 2,458 + 3 x 2,348
    assert LeastTravel().measure(Schedule.of(problem, STARTS)) == 2 * (11611 + 5399 + 9502)
    assert hosts(solve(problem.replace(goals=[LeastTravel()], **ONE_OF_THEM))) == ["Oulu"]


def test_nobody_travels_to_an_online_meeting(three_partners):
    problem = three_partners.replace(turns=[Turn("Messina", format="online")], goals=[LeastTravel()], **ONE_OF_THEM)
    result = solve(problem)
    assert hosts(result) == ["Messina"]
    assert result.goals[0].value == 0


def test_the_nearest_host_is_chosen_twice_where_it_may(three_partners):
    problem = three_partners.replace(meetings=2, rules=[Hosting(at_least=0, at_most=2)], goals=[LeastTravel()])
    result = solve(problem)
    assert hosts(result) == ["Limerick", "Limerick"]
    assert result.goals[0].value == 2 * 2 * 4806
    assert result.engine == "sequence engine"


def test_cheaper_dates_are_taken_where_fares_change(two_partners):
    fares = [{"first": "2019-01-01", "bands": [[0, 100]]}, {"first": "2019-11-01", "bands": [[0, 50]]}]
    problem = two_partners.replace(travel=Travel(fares=fares), goals=[LeastTravel("eur")])
    result = solve(problem)
    # Fri 1 November is too late in the week: Mon 4 and Wed 6
    assert result.unwrap() == Schedule.of(problem, [("Messina", "2019-11-04"), ("Oulu", "2019-11-06")])
    assert result.goals[0].value == 2 * 5000
    early = solve(problem.replace(goals=[Early(), LeastTravel("eur", level=2)]))
    assert early.goals[1].value == 2 * 10000


def distances(name):
    """Return the one-way distances of a list of partners, and for each host their sum."""
    path = Path(__file__).parents[1] / "data" / "di4c_distances.csv"
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["list"] == name]
    km = {(row["from"], row["to"]): round(float(row["km_great_circle"])) for row in rows}
    return km, {to: sum(value for pair, value in km.items() if pair[1] == to) for _, to in km}


PLACES = {
    "Messina": "Messina, IT", "Ventspils": "Ventspils, LV", "Saint-Quentin": "Saint-Quentin, FR",
    "Roquetas De Mar": "Roquetas de Mar, ES", "Portalegre": "Portalegre, PT", "Botosani": "Botoșani, RO",
    "Trikala": "Trikala, Thessaly, GR", "Oulu": "Oulu, FI", "Limerick": "Limerick, IE",
}  # fmt: skip


@pytest.mark.parametrize(("name", "km"), [("actual_phase1", 11748), ("seed_list", 10786)])
def test_saint_quentin_is_the_host_of_least_travel_for_di4c(name, km):
    table, sums = distances(name)
    partners = [Partner(town, PLACES[town]) for town in sums]
    network = Network("DI4C", partners, lead="Messina")
    problem = Problem(network, "2019-09-02", "2019-12-20", days=2, goals=[LeastTravel()], **ONE_OF_THEM)
    result = solve(problem)
    assert hosts(result) == ["Saint-Quentin"]
    # seven legs there and seven back, each rounded by half a kilometre at most
    assert abs(result.goals[0].value - 2 * km) <= 7
    own = solve(problem.replace(travel=Travel(km=table)))
    assert own.status is Status.OPTIMAL
    assert hosts(own) == ["Saint-Quentin"]
    assert own.goals[0].value == 2 * sums["Saint-Quentin"] == 2 * min(sums.values())


def test_labels_are_sentences():
    assert [LeastTravel(measure).label for measure in ("km", "eur", "co2", "hours")] == [
        "All partners together travel as few kilometres as possible",
        "All partners together spend as little on travel as possible",
        "The journeys of all partners cause as little CO2 as possible",
        "All partners together are under way for as few hours as possible",
    ]


def test_unknown_measure_is_told_with_the_known_ones():
    with pytest.raises(ProblemError, match="expected one of km, eur, co2, hours, got 'kms', did you mean \"km\""):
        LeastTravel(measure="kms")


def test_weights_that_would_overflow_are_refused(problem_of, partner):
    crowd = [partner(name, delegation=10_000) for name in ("Messina", "Oulu", "Limerick")]
    # 20,000 travellers, some 1,500,000 g there and back each, a million times, and three meetings: some 10^17
    assert solve(problem_of(*crowd, goals=[LeastTravel("co2", weight=1_000_000)])).status is Status.OPTIMAL
    # 10,000 g a km instead of 255
    problem = problem_of(*crowd, travel=Travel(factors=[[0, 10_000]]), goals=[LeastTravel("co2", weight=1_000_000)])
    with pytest.raises(ProblemError, match="cause as little CO2 as possible: the weight 1,000,000 is too large"):
        solve(problem)
