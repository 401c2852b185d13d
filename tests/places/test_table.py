"""The table of places: its size, its rows, and that each is found by its name."""

from importlib.resources import files
from zoneinfo import available_timezones

from di4c_schedule.places.names import fold
from di4c_schedule.places.query import Query, matching, parse
from di4c_schedule.places.regions import country_names
from di4c_schedule.places.table import entries_of

ENTRIES = [entry for country in country_names() for entry in entries_of(country)]


def test_table_holds_the_towns_of_europe_and_is_small():
    towns = [entry for entry in ENTRIES if entry.place.population >= 5_000]
    assert 19_000 <= len(towns) <= 21_000
    assert len(ENTRIES) - len(towns) < 2_000
    table = files("di4c_schedule.places").joinpath("europe.tsv.gz").read_bytes()
    assert len(table) < 1_000_000
    assert table[4:8] == bytes(4)  # no time of making, so that the same table has the same bytes


def test_every_row_is_well_formed():
    zones = available_timezones()
    for entry in ENTRIES:
        place = entry.place
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.timezone in zones
        assert place.population >= 0
        assert place.name == place.name.strip() != ""
        assert place.name.isprintable()
        assert not set(place.name) & set(',"\\|')
        assert entry.keys[0] == fold(place.name)
        assert all(key == fold(key) != "" for key in entry.keys)
        assert len(set(entry.keys)) == len(entry.keys)


def test_every_place_answers_to_its_name_in_its_country():
    for entry in ENTRIES:
        assert entry in matching(Query("", entry.place.name, entry.place.country))


def test_most_towns_need_no_more_than_their_country():
    towns = [entry.place for entry in ENTRIES if entry.place.population >= 5_000]
    alone = sum(len(matching(parse(f"{town.name}, {town.country}"))) == 1 for town in towns)
    assert alone > 0.9 * len(towns)


def test_letters_that_have_no_plain_form_in_unicode():
    assert fold("øłđßæœıþðħŧə") == "oldssaeoeithdhta"
