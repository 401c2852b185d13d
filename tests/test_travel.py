from __future__ import annotations

import numpy as np
import pytest

from di4c_schedule.errors import ProblemError
from di4c_schedule.partner import Partner
from di4c_schedule.travel import Travel, distance_km, matrix_km


def at(name, lat, lon):
    return Partner(name, country="FR", lat=lat, lon=lon, timezone="Europe/Paris")


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


def test_the_host_itself_does_not_travel(partner):
    assert Travel((), beyond=1).days(partner("Oulu"), partner("Oulu")) == 0


def test_partners_in_one_town_still_travel_where_every_journey_takes_a_day(partner):
    guest = at("guest", 65.01236, 25.46816)
    assert Travel((), beyond=1).days(guest, partner("Oulu")) == 1


def test_days_between_partners(partner):
    partners = [partner(name) for name in ("Messina", "Oulu", "Limerick")]
    # Messina to Oulu 3,051 km, Messina to Limerick 2,458 km, Oulu to Limerick 2,348 km
    assert Travel().matrix_days(partners).tolist() == [[0, 2, 1], [2, 0, 1], [1, 1, 0]]
    kilometres = matrix_km(partners)
    assert kilometres.tolist() == [[0, 3051, 2458], [3051, 0, 2348], [2458, 2348, 0]]
    assert kilometres.dtype == np.int64


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
        ({"beyond": -1}, "expected a number of days from 0 to 365, got -1"),
        ({"beyond": 366}, "expected a number of days from 0 to 365, got 366"),
        ({"beyond": 1.5}, "expected a number of days from 0 to 365, got 1.5"),
    ],
)
def test_wrong_travel_is_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        Travel(**arguments)


def test_bands_that_are_no_list_are_told_what_to_write():
    with pytest.raises(ProblemError, match="expected bands such as"):
        Travel(bands=300)
