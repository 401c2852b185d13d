"""Holidays against an independent package and against dates looked up by hand."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from di4c_schedule.calendars import (
    is_bridge_day,
    public_holidays,
)

REFERENCE = Path(__file__).parents[1] / "data" / "holidays_reference.csv"
EUROPE = [
    code
    for line in (
        "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM",
        "IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK",
    )
    for code in line.split()
]
PARTNERS = [("IT", "ME"), ("RO", None), ("IE", None), ("FI", None), ("PT", "12"), ("ES", "AN"), ("FR", None)]


def reference() -> dict[str, list[date]]:
    days: dict[str, list[date]] = {}
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            days.setdefault(row["country"], []).append(date.fromisoformat(row["date"]))
    return days


def of_year(country: str, year: int, subdivision: str | None = None) -> dict[date, str]:
    return dict(public_holidays(country, subdivision, date(year, 1, 1), date(year, 12, 31)))


def from_package(country: str, subdivision: str | None, years: range) -> dict[date, str]:
    """Return the holidays as the package fills them for several years at once."""
    filled = holidays.country_holidays(country, subdivision, years=years, expand=False, language="en_US")
    return {day: filled[day] for day in sorted(filled)}


def test_reference_has_the_countries_of_the_networks():
    assert len(reference()) == 26
    assert sum(map(len, reference().values())) == 3196


@pytest.mark.parametrize(("country", "days"), reference().items(), ids=reference())
def test_days_that_two_packages_list_are_holidays(country, days):
    found = public_holidays(country, None, date(2019, 1, 1), date(2028, 12, 31))
    assert [day for day in days if day not in found] == []


@pytest.mark.parametrize(
    ("country", "subdivision", "day", "name"),
    [
        ("IT", None, date(2019, 11, 1), "All Saints' Day"),
        ("FR", None, date(2019, 11, 11), "Armistice Day"),
        ("LV", None, date(2019, 11, 18), "Republic of Latvia Proclamation Day"),
        ("IE", None, date(2019, 10, 28), "October Bank Holiday"),
        ("FI", None, date(2019, 12, 6), "Independence Day"),
        ("PT", None, date(2019, 11, 1), "All Saints' Day"),
        ("PT", None, date(2019, 12, 1), "Restoration of Independence Day"),
        ("PT", None, date(2019, 12, 8), "Immaculate Conception"),
        ("RO", None, date(2020, 1, 24), "Unification of the Romanian Principalities Day"),
        ("ES", "AN", date(2020, 2, 28), "Andalusia Day"),
        ("ES", "Andalucía", date(2020, 2, 28), "Andalusia Day"),
    ],
)
def test_day_is_a_holiday_under_its_english_name(country, subdivision, day, name):
    assert public_holidays(country, subdivision, day, day) == {day: name}


def test_day_of_andalusia_is_no_holiday_in_the_rest_of_spain():
    day = date(2020, 2, 28)
    assert public_holidays("ES", None, day, day) == {}
    assert public_holidays("ES", "MD", day, day) == {}


def test_holiday_on_a_sunday_is_observed_on_the_monday_too():
    # St Patrick's Day 2024 was a Sunday; Northern Ireland closed on Monday 18 March.
    found = public_holidays("GB", "NIR", date(2024, 3, 16), date(2024, 3, 19))
    assert found == {
        date(2024, 3, 17): "Saint Patrick's Day",
        date(2024, 3, 18): "Saint Patrick's Day (observed)",
    }


def test_both_ends_belong_to_the_range_and_years_are_joined_in_order():
    found = public_holidays("FR", None, date(2019, 12, 25), date(2020, 1, 1))
    assert list(found) == [date(2019, 12, 25), date(2020, 1, 1)]
    assert list(public_holidays("FR", None, date(2019, 12, 26), date(2019, 12, 31))) == []


def test_half_days_are_no_public_holidays():
    # Austria's banks and shops close early on Christmas Eve, which is no public holiday.
    assert date(2019, 12, 24) not in of_year("AT", 2019)


def test_answer_cannot_be_changed():
    found = public_holidays("FR", None, date(2019, 1, 1), date(2019, 12, 31))
    with pytest.raises(TypeError):
        found[date(2019, 5, 2)] = "mine"  # type: ignore[index]
    with pytest.raises(TypeError):
        del found[date(2019, 5, 1)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("country", EUROPE)
def test_a_year_alone_has_the_days_that_it_has_among_others(country):
    subdivisions = (None, *getattr(holidays, country).subdivisions)
    for subdivision in subdivisions:
        together = from_package(country, subdivision, range(2017, 2032))
        for year in range(2018, 2031):
            expected = {day: name for day, name in together.items() if day.year == year}
            assert of_year(country, year, subdivision) == expected, (subdivision, year)


def names_in(environment: dict[str, str], script: str) -> dict[str, dict[str, str]]:
    """Run a script in a new process and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


IN_THREADS = """
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from di4c_schedule.calendars import public_holidays

countries = {countries}
together = Barrier(len(countries))

def read(country):
    together.wait()
    return public_holidays(country, None, date(2018, 6, 1), date(2022, 6, 30))

with ThreadPoolExecutor(len(countries)) as pool:
    found = dict(zip(countries, pool.map(read, countries)))
print(json.dumps({{code: {{str(day): name for day, name in days.items()}} for code, days in found.items()}}))
"""


@pytest.mark.parametrize("locale", ["ro_RO.UTF-8", "th_TH.UTF-8", "uk_UA.UTF-8", "C"])
def test_names_and_days_do_not_depend_on_the_locale_nor_on_threads_that_come_first(locale):
    countries = list(reference())
    found = names_in({"LANGUAGE": locale[:2], "LC_ALL": locale, "LANG": locale}, IN_THREADS.format(countries=countries))
    assert found == {
        country: {
            str(day): name for day, name in public_holidays(country, None, date(2018, 6, 1), date(2022, 6, 30)).items()
        }
        for country in countries
    }


@pytest.mark.parametrize("country", EUROPE)
def test_names_are_written_in_latin_letters(country):
    letters = "".join(of_year(country, 2019).values())
    assert [letter for letter in letters if letter.isalpha() and ord(letter) > 0x17F] == []


def test_every_country_has_english_names():
    own = {}
    for country in holidays.list_supported_countries(include_aliases=False):
        entity = getattr(holidays, country)
        if "en_US" not in entity.supported_languages:
            own[country] = (entity.supported_languages, entity.default_language)
    # These have no translations at all: their names are written in English in the package.
    assert set(own.values()) == {((), None)}
    assert of_year("NZ", 2020)[date(2020, 2, 6)] == "Waitangi Day"


def test_other_english_or_the_own_language_stand_in_for_american_english():
    from di4c_schedule.calendars.holidays import _language

    assert _language(("de", "en_GB", "en_US", "th"), "de") == "en_US"
    assert _language(("de", "en_GB", "th"), "de") == "en_GB"
    assert _language(("de", "th"), "de") == "de"
    assert _language((), None) is None


def test_threads_that_ask_at_once_get_whole_years():
    asked = [
        (country, subdivision, year)
        for year in range(2060, 2068)
        for country, subdivision in PARTNERS
        for _ in range(8)
    ]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda one: of_year(one[0], one[2], one[1]), asked))
    expected = {
        one: {day: name for day, name in from_package(*one[:2], range(2060, 2068)).items() if day.year == one[2]}
        for one in set(asked)
    }
    assert found == [expected[one] for one in asked]


def around(country: str, day: date, subdivision: str | None = None) -> set[date]:
    return set(public_holidays(country, subdivision, day - timedelta(days=3), day + timedelta(days=3)))


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("IT", date(2019, 11, 1), False),  # Friday, All Saints: a holiday itself
        ("IT", date(2019, 10, 31), False),  # Thursday before it
        ("IT", date(2019, 12, 24), False),  # Tuesday after a working Monday
        ("IT", date(2019, 12, 27), True),  # Friday after St Stephen's Thursday
        ("IT", date(2019, 12, 28), False),  # Saturday
        ("RO", date(2020, 1, 3), True),  # Friday after Thursday 2 January
        ("PT", date(2025, 6, 9), True),  # Monday before Tuesday, Portugal Day
        ("PT", date(2019, 12, 2), False),  # Monday after a holiday on Sunday
        ("FR", date(2018, 12, 31), True),  # Monday before New Year's Tuesday, across the year
        ("FR", date(2020, 5, 22), True),  # Friday after Ascension Day
        ("ES", date(2021, 12, 7), True),  # Tuesday between Constitution Day and Immaculate Conception
        ("FI", date(2019, 12, 5), False),  # Thursday before Friday, Independence Day
        ("LV", date(2019, 11, 15), False),  # Friday before the weekend before Monday's holiday
        ("IE", date(2019, 10, 29), False),  # Tuesday after the bank holiday
    ],
)
def test_bridge_day(country, day, expected):
    assert is_bridge_day(day, around(country, day)) is expected


def test_weekends_alone_make_no_bridge():
    week = [date(2020, 2, 3) + timedelta(days=n) for n in range(7)]
    assert not any(is_bridge_day(day, ()) for day in week)


def test_friday_before_a_holiday_on_saturday_is_no_bridge_unless_thursday_is_free():
    friday, saturday, thursday = date(2020, 8, 14), date(2020, 8, 15), date(2020, 8, 13)
    assert not is_bridge_day(friday, [saturday])
    assert is_bridge_day(friday, [saturday, thursday])
