"""Names of countries in the languages that there are."""

from __future__ import annotations

import pytest

from di4c_schedule.calendar_style import country_in, shipped_languages
from di4c_schedule.places.regions import country_names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Romania", "Latvia", "Ireland"]),
        ("ro", ["România", "Letonia", "Irlanda"]),
        ("it", ["Romania", "Lettonia", "Irlanda"]),
        ("es", ["Rumanía", "Letonia", "Irlanda"]),
        ("fr", ["Roumanie", "Lettonie", "Irlande"]),
        ("fi", ["Romania", "Latvia", "Irlanti"]),
        ("lv", ["Rumānija", "Latvija", "Īrija"]),
        ("pt", ["Roménia", "Letónia", "Irlanda"]),
        ("pt-BR", ["Roménia", "Letónia", "Irlanda"]),
        ("de", ["Romania", "Latvia", "Ireland"]),
    ],
)
def test_countries_have_the_names_of_the_language(language, names):
    assert [country_in(language, code) for code in ("RO", "LV", "IE")] == names


@pytest.mark.parametrize("language", shipped_languages())
def test_every_country_of_the_table_of_places_has_a_name(language):
    named = {code: country_in(language, code) for code in country_names()}
    assert all(name and name != code for code, name in named.items())
    assert len(set(named.values())) == len(named)


def test_a_country_outside_europe_keeps_its_code():
    assert country_in("fr", "CA") == "CA"
