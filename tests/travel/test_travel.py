from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from di4c_schedule import Partner
from di4c_schedule.errors import ProblemError
from di4c_schedule.travel import Matrix, Travel, distance_km

# Messina to Oulu 3,051 km, Messina to Limerick 2,458, Oulu to Limerick 2,348, Limerick to Saint-Quentin 885


def at(name, lat, lon):
    return Partner(name, country="FR", lat=lat, lon=lon, timezone="Europe/Paris")


@pytest.fixture
def messina(partner):
    return partner("Messina")


@pytest.fixture
def oulu(partner):
    return partner("Oulu")


# Kilometres


@pytest.mark.parametrize(
    ("origin", "destination", "km"),
    [
        ("Messina", "Oulu", 3051),
        ("Saint-Quentin", "Limerick", 885),
        ("Oulu", "Limerick", 2348),
        ("Oulu", "Oulu", 0),
    ],
)
def test_distance_is_the_same_both_ways(partner, origin, destination, km):
    assert distance_km(partner(origin), partner(destination)) == km
    assert distance_km(partner(destination), partner(origin)) == km


def test_quarter_and_half_of_the_globe():
    # the mean radius, 6371.0088 km, times pi / 2 and pi
    origin = at("origin", 0, 0)
    assert distance_km(origin, at("east", 0, 90)) == 10008
    assert distance_km(origin, at("pole", 90, 17)) == 10008
    assert distance_km(origin, at("antipode", 0, 180)) == 20015


def test_distance_takes_the_short_way_over_the_date_line():
    # one degree of the equator is 6371.0088 km times pi / 180
    assert distance_km(at("west", 0, -179.5), at("east", 0, 179.5)) == 111


def test_own_kilometres_count_instead_of_great_circles(messina, oulu):
    travel = Travel(km={("Messina", "Oulu"): 4100, ("Oulu", "Messina"): 4050}, symmetric=False)
    assert (travel.km(messina, oulu), travel.km(oulu, messina), travel.km(oulu, oulu)) == (4100, 4050, 0)
    assert travel.matrix_km([messina, oulu]).tolist() == [[0, 4100], [4050, 0]]


def test_days_hours_euro_and_co2_follow_from_own_kilometres(messina, oulu):
    travel = Travel(km={("Messina", "Oulu"): 299})
    assert (travel.days(messina, oulu), travel.hours(messina, oulu)) == (0, 4)
    # Erasmus+ 2019 from 100 km on; rail 41.15 g a km times 299 km
    assert travel.cents(messina, oulu, date(2019, 10, 1)) == 18000
    assert travel.grams(messina, oulu) == 12304


# Days


@pytest.mark.parametrize(("km", "days"), [(0, 0), (299, 0), (300, 1), (2499, 1), (2500, 2), (20015, 2)])
def test_default_bands(km, days):
    assert Travel().days_for(km) == days


@pytest.mark.parametrize(("km", "days"), [(99, 0), (100, 3), (999, 3), (1000, 7)])
def test_bands_can_be_set(km, days):
    assert Travel([[100, 0], (1000, 3)], beyond=7).days_for(km) == days


def test_journeys_may_take_no_days_at_all_or_a_year():
    assert Travel((), beyond=0).days_for(20_000) == 0
    assert Travel((), beyond=365).days_for(0) == 365


def test_without_bands_every_journey_takes_the_same():
    assert Travel((), beyond=1).days_for(5) == 1


def test_the_host_itself_does_not_travel(oulu):
    travel = Travel((), beyond=1, speeds=[[0, 80, 3]], fares=[[0, 70]], factors=[[0, 12]])
    assert (travel.days(oulu, oulu), travel.hours(oulu, oulu), travel.grams(oulu, oulu)) == (0, 0, 0)
    assert travel.cents(oulu, oulu, date(2019, 10, 1)) == 0


def test_partners_in_one_town_still_travel_where_every_journey_takes_a_day(oulu):
    guest = at("guest", 65.01236, 25.46816)
    assert Travel((), beyond=1).days(guest, oulu) == 1


def test_days_between_partners(partner):
    partners = [partner(name) for name in ("Messina", "Oulu", "Limerick")]
    assert Travel().matrix_days(partners).tolist() == [[0, 2, 1], [2, 0, 1], [1, 1, 0]]
    kilometres = Travel().matrix_km(partners)
    assert kilometres.tolist() == [[0, 3051, 2458], [3051, 0, 2348], [2458, 2348, 0]]
    assert kilometres.dtype == np.int64


def test_own_days_count_instead_of_bands(messina, oulu):
    travel = Travel(days={("Messina", "Oulu"): 5})
    assert (travel.days(messina, oulu), travel.days(oulu, messina), travel.km(messina, oulu)) == (5, 5, 3051)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"bands": [[300, 0], [300, 1]]}, "the kilometres of the bands must rise"),
        ({"bands": [[300, 0], [100, 1]]}, "the kilometres of the bands must rise"),
        ({"bands": [300, 0]}, r"expected bands such as \[\[300, 0\], \[2500, 1\]\]"),
        ({"bands": [[300]]}, "expected bands such as"),
        ({"bands": [[300.5, 1]]}, "expected bands such as"),
        ({"bands": [[300, -1]]}, "expected bands such as"),
        ({"bands": [[300, True]]}, "expected bands such as"),
        ({"bands": 300}, "expected bands such as"),
        ({"beyond": -1}, "expected a number of days from 0 to 365, got -1"),
        ({"beyond": 366}, "expected a number of days from 0 to 365, got 366"),
        ({"beyond": 1.5}, "expected a number of days from 0 to 365, got 1.5"),
        ({"symmetric": "no"}, "expected true or false, got 'no'"),
    ],
)
def test_wrong_travel_is_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        Travel(**arguments)


# Hours


@pytest.mark.parametrize(
    ("km", "hours"),
    # 80 km/h: 39 km are 0.49 hours, 40 km half an hour, 299 km 3.7; 700 km/h and 4 hours: 349 km 0.499, 350 km half
    [(0, 0), (39, 0), (40, 1), (299, 4), (300, 4), (349, 4), (350, 5), (3051, 8), (20015, 33)],
)
def test_default_hours(messina, oulu, km, hours):
    assert Travel(km={("Messina", "Oulu"): km}).hours(messina, oulu) == hours


def test_speeds_can_be_set(messina, oulu):
    travel = Travel(speeds=[[0, 50, 0], [500, 100, 2], [3000, 1000, 10]])
    # 3,051 km at 1,000 km/h
    assert travel.hours(messina, oulu) == 10 + 3


def test_own_hours_count_instead_of_speeds(messina, oulu):
    travel = Travel(hours={("Messina", "Oulu"): 41})
    assert (travel.hours(messina, oulu), travel.days(messina, oulu)) == (41, 2)


@pytest.mark.parametrize("speeds", [[], 80, [[0, 80]], [[0, 0, 1]], [[0, 80, -1]], [[0, 80, 1, 2]], [["0", 80, 0]]])
def test_wrong_speeds_are_told_what_to_write(speeds):
    with pytest.raises(ProblemError, match=r"expected speeds such as \[\[0, 80, 0\], \[300, 700, 4\]\]"):
        Travel(speeds=speeds)


def test_speeds_begin_at_no_distance():
    with pytest.raises(ProblemError, match="the first begins at 0 km"):
        Travel(speeds=[[300, 700, 4]])


# CO2


def test_rail_under_500_km_and_air_beyond(partner):
    # 254.93 g a km: 885 km are 225,613.05 g; 3,051 km 777,791.43 g
    assert Travel().grams(partner("Limerick"), partner("Saint-Quentin")) == 225_613
    assert Travel().grams(partner("Messina"), partner("Oulu")) == 777_791
    # 41.15 g a km: 499 km are 20,533.85 g
    assert Travel(km={("Messina", "Oulu"): 499}).grams(partner("Messina"), partner("Oulu")) == 20_534


def test_factors_can_be_set_by_mode_or_in_grams(messina, oulu):
    # 27.79 g times 3,051 km are 84,787.29 g; 0.5 g times 3,051 km are 1,525.5 g
    assert Travel(factors=[[0, "coach"]]).grams(messina, oulu) == 84_787
    assert Travel(factors=[[0, "air"], [3000, 0.5]]).grams(messina, oulu) == 1526
    assert Travel(factors=[[4000, "air"]]).grams(messina, oulu) == 0


@pytest.mark.parametrize(
    ("factors", "message"),
    [
        ([[0, "train"]], 'unknown mode of travel "train", did you mean "rail"'),
        ([[0, "zeppelin"]], 'unknown mode of travel "zeppelin", expected one of: air, rail, coach'),
        ([[0, -1]], "expected factors such as"),
        ([[0, float("nan")]], "expected factors such as"),
        ([[0, True]], "expected factors such as"),
        ([[0, "air"], [0, "rail"]], "the kilometres of the bands must rise"),
        ("air", "expected factors such as"),
    ],
)
def test_wrong_factors_are_told_what_to_write(factors, message):
    with pytest.raises(ProblemError, match=message):
        Travel(factors=factors)


# As a value


def test_travel_with_equal_tables_is_equal():
    square = pd.DataFrame([[0, 7], [7, 0]], index=["Oulu", "Messina"], columns=["Oulu", "Messina"])
    assert (
        Travel(km=square)
        == Travel(km={("Oulu", "Messina"): 7})
        == Travel(km=Matrix(["Oulu", "Messina"], [[0, 7], [7, 0]]))
    )
    assert Travel(km=square) != Travel(km={("Oulu", "Messina"): 8})
    assert Travel(km=square) != Travel(hours=square)
    with pytest.raises(AttributeError):
        Travel().beyond = 3
