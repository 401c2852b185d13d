"""Regions: the holidays that cities have by their region, and the names of regions."""

from importlib.resources import files

import holidays
import pytest

from di4c_schedule.places import resolve
from di4c_schedule.places.regions import country_names, region, regions_called
from di4c_schedule.places.table import entries_of

REGIONS = {
    (country, entry.code): found
    for country in country_names()
    for entry in entries_of(country)
    if (found := region(country, entry.code))
}

SUBDIVISIONS = {
    "ES": {
        "Sevilla": "AN", "Zaragoza": "AR", "Gijón": "AS", "Santander": "CB", "Ceuta": "CE", "Valladolid": "CL",
        "Albacete": "CM", "Telde": "CN", "Barcelona": "CT", "Badajoz": "EX", "Vigo": "GA", "Palma": "IB",
        "Murcia": "MC", "Madrid": "MD", "Melilla": "ML", "Pamplona": "NC", "Bilbao": "PV", "Logroño": "RI",
        "Alicante": "VC",
    },
    "DE": {
        "Potsdam": "BB", "Berlin": "BE", "Stuttgart": "BW", "Nürnberg": "BY", "Bremerhaven": "HB", "Kassel": "HE",
        "Hamburg": "HH", "Rostock": "MV", "Hannover": "NI", "Köln": "NW", "Mainz": "RP", "Kiel": "SH",
        "Saarbrücken": "SL", "Dresden": "SN", "Magdeburg": "ST", "Erfurt": "TH",
    },
    "AT": {
        "Eisenstadt": "1", "Villach": "2", "Sankt Pölten": "3", "Linz": "4", "Salzburg": "5", "Graz": "6",
        "Innsbruck": "7", "Bregenz": "8", "Wien": "9",
    },
    "CH": {
        "Aarau": "AG", "Appenzell": "AI", "Herisau": "AR", "Thun": "BE", "Allschwil": "BL", "Basel": "BS",
        "Bulle": "FR", "Genève": "GE", "Glarus": "GL", "Chur": "GR", "Delémont": "JU", "Luzern": "LU",
        "Neuchâtel": "NE", "Stans": "NW", "Sarnen": "OW", "Sankt Gallen": "SG", "Schaffhausen": "SH", "Solothurn": "SO",
        "Einsiedeln": "SZ", "Frauenfeld": "TG", "Lugano": "TI", "Altdorf": "UR", "Lausanne": "VD", "Sion": "VS",
        "Zug": "ZG", "Winterthur": "ZH",
    },
    "GB": {"Leeds": "ENG", "Belfast": "NIR", "Dundee": "SCT", "Swansea": "WLS"},
    "BA": {"Sarajevo": "BIH", "Banja Luka": "SRP", "Brčko": "BRC"},
    "AD": {
        "Canillo": "02", "Encamp": "03", "La Massana": "04", "Ordino": "05", "Sant Julià de Lòria": "06",
        "Andorra la Vella": "07", "Escaldes-Engordany": "08",
    },
    "PT": {"Ponta Delgada": "20", "Funchal": "30"},
}  # fmt: skip


@pytest.mark.parametrize("country", SUBDIVISIONS)
def test_cities_have_the_holidays_of_their_region(country):
    cities = SUBDIVISIONS[country]
    assert {city: resolve(f"{city}, {country}").subdivision for city in cities} == cities


def test_subdivisions_are_those_of_the_calendar_and_all_of_them_are_tested():
    supported = holidays.list_supported_countries(include_aliases=False)
    used = {(found.country, found.subdivision) for found in REGIONS.values() if found.subdivision}
    assert used == {(country, code) for country, cities in SUBDIVISIONS.items() for code in cities.values()}
    for country, code in used:
        assert code in supported[country]


@pytest.mark.parametrize(
    "text", ["Messina, IT", "Bolzano, IT", "Portalegre, PT", "Strasbourg, FR", "Oulu, FI", "Mariehamn, AX"]
)
def test_no_subdivision_where_the_region_has_no_holidays_of_its_own(text):
    assert resolve(text).subdivision is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Messina, IT", "Sicilia"), ("Roquetas de Mar, ES", "Andalucía"), ("Oulu, FI", "Pohjois-Pohjanmaa"),
        ("Saint-Quentin, FR", "Hauts-de-France"), ("Limerick, IE", "Munster"), ("Cork, IE", "Munster"),
        ("Botoșani, RO", "Botoșani"), ("Plovdiv, BG", "Plovdiv"), ("Heraklion, GR", "Crete"),
        ("Kraków, PL", "Małopolskie"), ("Brno, CZ", "Jihomoravský kraj"), ("Debrecen, HU", "Hajdú-Bihar"),
        ("Ghent, BE", "Vlaanderen"), ("Utrecht, NL", "Utrecht"), ("Malmö, SE", "Skåne"), ("Bergen, NO", "Vestland"),
        ("Odense, DK", "Syddanmark"), ("Maribor, SI", "J2"), ("Gibraltar, GI", None),
    ],
)  # fmt: skip
def test_region_has_a_name_or_else_a_code(text, name):
    assert resolve(text).region == name


def test_regions_are_found_by_each_of_their_names():
    for found in REGIONS.values():
        assert all((found.country, found.code) in regions_called(name) for name in found.names)


def test_regions_with_a_name_all_have_places():
    lines = files("di4c_schedule.places").joinpath("regions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert {tuple(line.split("\t")[:2]) for line in lines} == set(REGIONS)
