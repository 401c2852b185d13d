from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule.errors import PlaceError, ProblemError
from di4c_schedule.names import LONGEST_NAME, clean_name
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner


def test_partner_of_coordinates_is_called_after_its_city(partner):
    oulu = partner("Oulu")
    assert (oulu.city, oulu.country, oulu.timezone, oulu.delegation) == ("Oulu", "FI", "Europe/Helsinki", 1)
    assert partner("Oulu", city="Oulun kaupunki").city == "Oulun kaupunki"
    assert str(oulu) == "Oulu"


def test_own_closed_days_are_sorted_each_once(partner):
    oulu = partner("Oulu", add_holidays=["2019-10-02", date(2019, 9, 30), "2019-10-02"], remove_holidays=[])
    assert oulu.add_holidays == (date(2019, 9, 30), date(2019, 10, 2))


def test_largest_and_smallest_values_are_taken(partner):
    pole = partner("Oulu", lat=90, lon=-180, delegation=10_000)
    assert (pole.lat, pole.lon, pole.delegation) == (90.0, -180.0, 10_000)
    assert (partner("Oulu", lat=-90, lon=180).lat, partner("Oulu", lon=180).lon) == (-90.0, 180.0)


@pytest.mark.parametrize(
    ("changes", "key", "message"),
    [
        ({"lat": 91}, "lat", "expected degrees from -90 to 90, got 91"),
        ({"lon": -180.5}, "lon", "expected degrees from -180 to 180, got -180.5"),
        ({"lat": "65"}, "lat", "expected degrees from -90 to 90, got '65'"),
        ({"lat": float("nan")}, "lat", "expected degrees from -90 to 90, got nan"),
        ({"delegation": 0}, "delegation", "expected a number of travellers from 1 to 10,000, got 0"),
        ({"delegation": True}, "delegation", "expected a number of travellers from 1 to 10,000, got True"),
        ({"timezone": "Europe/Helsinky"}, "timezone", 'unknown time zone "Europe/Helsinky", did you mean "Europe/Hels'),
        ({"timezone": "../etc/passwd"}, "timezone", "unknown time zone"),
        ({"email": "oulu"}, "email", "expected an e-mail address such as \"name@example.org\", got 'oulu'"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email", "expected an e-mail address"),
        ({"email": "a(b)@example.org"}, "email", "expected an e-mail address"),
        ({"email": "a\x01@example.org"}, "email", "expected an e-mail address"),
        ({"email": "ö@example.org"}, "email", "expected an e-mail address"),
        ({"region": ""}, "region", "expected a name, got an empty text"),
        ({"add_holidays": "2019-10-02"}, "add_holidays", "expected a list of days such as [2020-02-11]"),
        ({"remove_holidays": [20191002]}, "remove_holidays", "expected a day such as 2020-02-11, got 20191002"),
    ],
)
def test_wrong_argument_is_told_what_to_write(partner, changes, key, message):
    with pytest.raises(ProblemError) as caught:
        partner("Oulu", **changes)
    (mistake,) = caught.value.mistakes
    assert mistake.key == key
    assert mistake.message.startswith(message)


def test_all_mistakes_of_a_partner_come_at_once(partner):
    with pytest.raises(ProblemError) as caught:
        partner("Oulu", lat=100, delegation=-1, email="x")
    assert [mistake.key for mistake in caught.value.mistakes] == ["lat", "delegation", "email"]


def test_partner_without_place_or_coordinates_is_told_both_ways():
    with pytest.raises(ProblemError, match="Oulu: lat and lon missing; write the place, such as .* or lat, lon"):
        Partner("Oulu", country="FI", timezone="Europe/Helsinki")


def test_unknown_place_is_a_place_error_at_its_key():
    with pytest.raises(PlaceError) as caught:
        Partner("Somewhere", "Xyzzyville, FI")
    assert caught.value.mistakes[0].key == "place"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("", "expected a name, got an empty text"),
        ("  ", "expected a name, got an empty text"),
        (7, "expected a name, got 7"),
        (None, "expected a name, got None"),
        ("Ou\nlu", r"holds a line break or control character \(U\+000A\); take it out"),
        ("Ou\u202elu", r"U\+202E"),
        ("x" * (LONGEST_NAME + 1), "has 201 characters; 200 are the most, write a shorter one"),
    ],
)
def test_what_is_no_name_is_told_so(wrong, message):
    with pytest.raises(ProblemError, match=message):
        clean_name(wrong)


def test_names_are_composed_and_stripped():
    assert clean_name(" Botos\u0326ani ") == "Botoșani"
    assert clean_name("x" * LONGEST_NAME) == "x" * LONGEST_NAME


def test_network_finds_partners_by_name_in_their_order(partner):
    network = Network("Test", [partner("Oulu"), partner("Messina")], lead="Messina")
    assert network.names == ["Oulu", "Messina"]
    assert [one.name for one in network] == ["Oulu", "Messina"]
    assert (network["Messina"].country, network.index("Messina"), len(network)) == ("IT", 1, 2)
    assert "Oulu" in network
    assert "oulu" not in network
    assert repr(network) == "<Network 'Test': Oulu, Messina; lead Messina>"


def test_network_needs_partners():
    with pytest.raises(ProblemError) as caught:
        Network("Test", [], lead="Messina")
    assert [(mistake.key, mistake.message) for mistake in caught.value.mistakes] == [
        ("partners", "a network needs at least one partner")
    ]


def test_two_partners_of_one_name_and_an_unknown_lead_are_refused_at_once(partner):
    twin = Partner("OULU", country="FI", lat=65, lon=25, timezone="Europe/Helsinki")
    with pytest.raises(ProblemError) as caught:
        Network("Test", [partner("Messina"), partner("Oulu"), twin], lead="Mesina")
    assert [(mistake.key, mistake.message) for mistake in caught.value.mistakes] == [
        ("partners[3].name", 'two partners are called "OULU"; give each its own name'),
        ("lead", 'unknown partner "Mesina", did you mean "Messina"?'),
    ]


def test_what_is_no_partner_is_refused_at_its_place(partner):
    with pytest.raises(ProblemError, match=r"partners\[2\]: expected a Partner, got 'Oulu'"):
        Network("Test", [partner("Messina"), "Oulu"], lead="Messina")
