from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import Schedule, Travel, Turn
from di4c_schedule.travel import amount
from di4c_schedule.travel.measures import journey
from di4c_schedule.travel.totals import RowCosts, travelled

TWO_FARES = [{"first": "2019-01-01", "bands": [[0, 100]]}, {"first": "2019-11-01", "bands": [[0, 50]]}]


@pytest.mark.parametrize(
    ("measure", "value"),
    # one traveller: 3,051 km, 777,791 g and 8 hours each way, 530 euro there and back
    [("km", 3 * 6102), ("eur", 3 * 53000), ("co2", 3 * 1_555_582), ("hours", 3 * 16)],
)
def test_a_journey_is_there_and_back_for_the_whole_delegation(partner, measure, value):
    messina = partner("Messina", delegation=3)
    assert journey(Travel(), measure, messina, partner("Oulu"), date(2019, 10, 1)) == value
    assert journey(Travel(), measure, partner("Oulu"), messina, date(2019, 10, 1)) == value // 3
    assert journey(Travel(), measure, messina, messina, date(2019, 10, 1)) == 0


def test_ways_there_and_back_may_differ(partner):
    travel = Travel(
        km={("Messina", "Oulu"): 1900, ("Oulu", "Messina"): 2100},
        hours={("Messina", "Oulu"): 9, ("Oulu", "Messina"): 11},
        symmetric=False,
    )
    messina, oulu = partner("Messina"), partner("Oulu")
    assert journey(travel, "km", messina, oulu, date(2019, 10, 1)) == 4000
    assert journey(travel, "hours", messina, oulu, date(2019, 10, 1)) == 20
    # the distance out decides on the fare: 275 euro under 2,000 km, 360 beyond
    assert journey(travel, "eur", messina, oulu, date(2019, 10, 1)) == 27500
    assert journey(travel, "eur", oulu, messina, date(2019, 10, 1)) == 36000


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        ("km", 0, "0 km"), ("km", 1234567, "1,234,567 km"), ("hours", 9, "9 hours"), ("eur", 5, "0.05 euro"),
        ("eur", 123450, "1,234.50 euro"), ("co2", 1001, "1.001 kg of CO2"), ("co2", 2000000, "2,000 kg of CO2"),
    ],
)  # fmt: skip
def test_amounts_are_written_as_people_do(measure, value, text):
    assert amount(measure, value) == text


def test_online_meetings_cost_nothing_and_hybrid_ones_as_usual(three_partners):
    problem = three_partners.replace(turns=[Turn("Oulu", format="online"), Turn("Limerick", format="hybrid")])
    schedule = Schedule.of(problem, [("Messina", "2019-09-03"), ("Oulu", "2019-09-10"), ("Limerick", "2019-09-17")])
    # to Messina 3,051 and 2,458 km, to Limerick 2,458 and 2,348 km, all twice
    assert travelled(schedule, "km") == {"Messina": 4916, "Oulu": 6102 + 4696, "Limerick": 4916}
    costs = RowCosts.of(problem.tables, "km")
    assert costs.together().tolist() == [[11018], [0], [9612]]
    assert [cost.ravel().tolist() for cost in costs.one_by_one()] == [[0, 0, 4916], [6102, 0, 4696], [4916, 0, 0]]


def test_costs_depend_on_dates_only_where_fares_change_in_the_window(two_partners):
    assert not RowCosts.of(two_partners.tables, "eur").dated
    changing = two_partners.replace(travel=Travel(fares=TWO_FARES))
    assert not RowCosts.of(changing.tables, "km").dated
    assert not RowCosts.of(changing.replace(last="2019-10-31").tables, "eur").dated
    costs = RowCosts.of(changing.tables, "eur")
    assert costs.dated
    # 60 days of September (from the 2nd) and October, 50 of November and December (to the 20th)
    assert costs.together().tolist() == [59 * [10000] + [10000] + 50 * [5000]] * 2


def test_one_partner_alone_has_the_costs_that_it_has_among_all(three_partners):
    (alone,) = RowCosts.of(three_partners.tables, "co2", "Oulu").one_by_one()
    assert alone.tolist() == RowCosts.of(three_partners.tables, "co2").one_by_one()[1].tolist()


def test_nobody_travels_where_nobody_hosts(two_partners):
    from di4c_schedule.rules import Hosting

    problem = two_partners.replace(rules=[Hosting(None, 0, 0)])
    assert RowCosts.of(problem.tables, "km").together().shape == (0, 1)
