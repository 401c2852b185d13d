"""Looking places up: known cities, ambiguous and unknown names, hostile texts."""

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule.errors import PlaceError
from di4c_schedule.places import nearest_place, resolve
from di4c_schedule.places.regions import country_names
from di4c_schedule.places.table import entries_of

KNOWN = [
    ("Messina, IT", 38.19, 15.55, "Europe/Rome"),
    ("Roquetas de Mar, ES", 36.76, -2.61, "Europe/Madrid"),
    ("Oulu, FI", 65.01, 25.47, "Europe/Helsinki"),
    ("Saint-Quentin, FR", 49.85, 3.29, "Europe/Paris"),
    ("Limerick, IE", 52.66, -8.62, "Europe/Dublin"),
    ("Ventspils, LV", 57.39, 21.57, "Europe/Riga"),
    ("Portalegre, PT", 39.29, -7.43, "Europe/Lisbon"),
    ("Botoșani, RO", 47.75, 26.67, "Europe/Bucharest"),
    ("Ponta Delgada, PT", 37.74, -25.67, "Atlantic/Azores"),
    ("Las Palmas de Gran Canaria, ES", 28.12, -15.43, "Atlantic/Canary"),
    ("Reykjavik, IS", 64.14, -21.90, "Atlantic/Reykjavik"),
    ("Nicosia, CY", 35.17, 33.36, "Asia/Nicosia"),
    ("Kyiv, UA", 50.45, 30.52, "Europe/Kyiv"),
    ("Ankara, TR", 39.92, 32.85, "Europe/Istanbul"),
    ("San Marino, SM", 43.94, 12.45, "Europe/San_Marino"),
]


@pytest.mark.parametrize(("text", "lat", "lon", "timezone"), KNOWN)
def test_known_city_has_its_coordinates_and_time_zone(text, lat, lon, timezone):
    place = resolve(text)
    assert place.lat == pytest.approx(lat, abs=0.1)
    assert place.lon == pytest.approx(lon, abs=0.1)
    assert place.timezone == timezone
    assert place.country == text[-2:]


@pytest.mark.parametrize("text", [text for text, *_ in KNOWN[:8]])
def test_hosts_of_the_example_are_found_without_their_country(text):
    assert resolve(text.split(",")[0]) == resolve(text)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Botosani, RO", "Botoșani", "RO"),
        ("Boto\u015fani, RO", "Botoșani", "RO"),  # cedilla
        ("BOTOS\u0326ANI, ro", "Botoșani", "RO"),  # letter and mark apart
        ("Botosani", "Botoșani", "RO"),
        ("Saint Quentin, FR", "Saint-Quentin", "FR"),
        ("saint quentin", "Saint-Quentin", "FR"),
        ("Messina, Italy", "Messina", "IT"),
        ("Messina, Italia", "Messina", "IT"),
        (" Messina ,, IT ", "Messina", "IT"),
        ("Tromso, NO", "Tromsø", "NO"),
        ("Lodz, PL", "Łódź", "PL"),
        ("Diyarbakir, TR", "Diyarbakır", "TR"),
        ("LAquila, IT", "L'Aquila", "IT"),
        ("L’Aquila, IT", "L'Aquila", "IT"),
        ("Glasgow, UK", "Glasgow", "GB"),
        ("Patras, EL", "Pátra", "GR"),
        ("Haidari, GR", "Chaïdári", "GR"),
        ("Lisboa, PT", "Lisbon", "PT"),
        ("København, DK", "Copenhagen", "DK"),
        ("Cardiff, Wales", "Cardiff", "GB"),
    ],
)
def test_ways_of_writing(text, name, country):
    place = resolve(text)
    assert (place.name, place.country) == (name, country)


def lines_of(message):
    return [line.split(": ", 1)[1] for line in message.splitlines() if line.startswith("  ")]


AMBIGUOUS = [
    ("Bistrița, RO", "Bistrița-Năsăud", 47.13, 24.50),
    ("Frankfurt, DE", "Hessen", 50.12, 8.68),
    ("Prato, IT", "Toscana", 43.88, 11.10),
    ("Trikala, GR", "Thessaly", 39.55, 21.77),
    ("Gabrovo, BG", "Gabrovo", 42.87, 25.32),
]


@pytest.mark.parametrize(("text", "region_name", "lat", "lon"), AMBIGUOUS)
def test_ambiguous_names_list_the_line_for_each_place(text, region_name, lat, lon):
    for asked in (text, text.split(",")[0]):
        with pytest.raises(PlaceError) as caught:
            resolve(asked)
        message = str(caught.value)
        assert message.startswith(f'"{asked}" may be any of ')
        lines = lines_of(message)
        assert len(lines) >= 2
        assert all(line.startswith('place = "') for line in lines)
        largest, *others = [resolve(line.removeprefix('place = "').removesuffix('"')) for line in lines]
        assert (largest.region, largest.country) == (region_name, text[-2:])
        assert (largest.lat, largest.lon) == (pytest.approx(lat, abs=0.1), pytest.approx(lon, abs=0.1))
        assert all(other.population < largest.population for other in others)
        assert f"({region_name}, {largest.country}; {largest.population:,} inhabitants)" in message


def test_message_of_an_ambiguous_name():
    with pytest.raises(PlaceError) as caught:
        resolve("Gabrovo")
    assert str(caught.value).splitlines() == [
        '"Gabrovo" may be any of 2 places; write the line of the one that is meant:',
        '  Gabrovo (Gabrovo, BG; 48,133 inhabitants): place = "Gabrovo, Gabrovo, BG"',
        '  Gabrovo (Kardzhali, BG; number of inhabitants unknown): place = "Gabrovo, Kardzhali, BG"',
    ]


@pytest.mark.parametrize(
    "text", ["Frankfurt, Hessen, DE", "Frankfurt, hesse, Germany", "Frankfurt, 05, DE", "Frankfurt, Hesse"]
)
def test_region_tells_two_places_apart(text):
    assert resolve(text).name == "Frankfurt am Main"


def test_larger_place_counts_by_its_other_name():
    with pytest.raises(PlaceError) as caught:
        resolve("Cologne")
    assert lines_of(str(caught.value)) == ['place = "Köln, DE"', 'place = "Cologne, IT"']
    assert resolve("Cologne, DE").name == "Köln"
    assert resolve("Cologne, IT").population < 10_000


def test_small_places_give_way_where_a_region_is_given():
    assert resolve("Newport, Wales, GB").population > 100_000


def test_places_that_no_region_tells_apart_are_offered_by_coordinates():
    with pytest.raises(PlaceError) as caught:
        resolve("Newport, England, GB")
    lines = lines_of(str(caught.value))
    assert len(lines) == 2
    assert all(line.endswith('timezone = "Europe/London", country = "GB", subdivision = "ENG"') for line in lines)
    assert lines[0].startswith("lat = 50.7")  # on the Isle of Wight, the larger of the two


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Mesina, ES", 'there is:\n  Messina (Sicilia, IT; 219,948 inhabitants): place = "Messina, IT"'),
        ("Bern, BE", 'place = "Bern, CH"'),
        ("Frankfurt, Tuscany, DE", 'place = "Frankfurt am Main, DE"'),
        ("Saint-Quintin, FR", "the nearest names are:\n  Saint-Quentin (Hauts-de-France, FR; "),
        ("Wurzbrug", 'place = "Würzburg, DE"'),
        ("Ånge, SE", 'write lat = ..., lon = ..., timezone = "Europe/Stockholm", country = "SE"'),
        ("Punta, PT", 'timezone = "...", country = "PT"'),
        ("Qqqqq", 'timezone = "...", country = ".."'),
        ("Messina, Itly", 'unknown country "Itly"'),
        ("Messina, Itly", 'did you mean "Italy"?'),
        ("Messina, Deutchland", 'did you mean "Deutschland"?'),
        ("Messina, Sicilia, XYZ", "expected one of: Albania, "),
        ("Messina, Sicilia, Italy, Europe", 'such as "Botoșani, RO"'),
    ],
)
def test_unknown_place_says_what_to_write(text, part):
    with pytest.raises(PlaceError) as caught:
        resolve(text)
    assert part in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n", "\x00", "Messina\x00, IT", "Mess\nina", ",", ",,,,,,", ", IT", "IT,", "-", "'", "|",
        "12345", "3.14, 2.71", "nan", "a" * 10_000, "é" * 10_000, "," * 10_000, "Oulu, " * 2_000, "Oulu\n" * 2_000,
        "a" * 200, "ab " * 66, "\ud800", "\u202eanissem", "🏙", "北京", "Messina; DROP TABLE", "Messina\tIT",
        "../..", "{0}", "%s",
    ],
)  # fmt: skip
def test_hostile_text_is_refused(text):
    with pytest.raises(PlaceError) as caught:
        resolve(text)
    first, *_ = str(caught.value).splitlines()
    assert first.isprintable()
    assert len(first) < 500


@given(st.text(max_size=60) | st.lists(st.sampled_from([*"Oulu, DE-'", "Messina", "Prato", ", IT"])).map("".join))
@settings(deadline=None)
def test_any_text_resolves_or_raises_place_error(text):
    with suppress(PlaceError):
        resolve(text)


@given(st.sampled_from([entry for country in country_names() for entry in entries_of(country)]))
@settings(deadline=None)
def test_any_place_is_found_by_its_name_or_is_among_the_candidates(entry):
    place = entry.place
    for text in (place.name, f"{place.name}, {place.country}", f"{place.name}, {country_names()[place.country][0]}"):
        try:
            assert resolve(text) == place
        except PlaceError as error:
            lines = lines_of(str(error))
            assert f'place = "{place.name}, {place.country}"' in lines or any(
                f"lat = {place.lat}, lon = {place.lon}," in line or f'place = "{place.name}, {place.region}, ' in line
                for line in lines
            )


@pytest.mark.parametrize(
    ("lat", "lon", "country", "name"),
    [(38.2, 15.5, "IT", "Messina"), (28.1, -15.4, "ES", "Las Palmas de Gran Canaria"), (65.012, 25.468, "FI", "Oulu")],
)
def test_nearest_place(lat, lon, country, name):
    assert nearest_place(lat, lon, country).name == name


def test_nearest_place_across_a_border_is_not_taken():
    assert nearest_place(48.58, 7.75, "DE").name == "Kehl"  # Strasbourg


def test_nearest_place_of_a_country_that_is_not_in_the_table():
    assert nearest_place(-33.9, 151.2, "AU") is None


def test_table_is_not_read_before_it_is_needed():
    code = "import sys, di4c_schedule.places; print('di4c_schedule.places.table' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
