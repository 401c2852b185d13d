"""What has no holiday data is refused, and what is probably not meant is warned of."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from di4c_schedule.calendars import (
    check_calendar,
    empty_years_warning,
    public_holidays,
    subdivision_warning,
)
from di4c_schedule.errors import CalendarError

EUROPE = [
    code
    for line in (
        "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM",
        "IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK",
    )
    for code in line.split()
]


def mistake_of(country: str, subdivision: str | None = None, year: int = 2020) -> CalendarError:
    with pytest.raises(CalendarError) as caught:
        check_calendar(country, subdivision, date(year, 1, 1), date(year, 12, 31))
    with pytest.raises(CalendarError, match=r".") as again:
        public_holidays(country, subdivision, date(year, 1, 1), date(year, 12, 31))
    assert str(again.value) == str(caught.value)
    return caught.value


def days_in_package(country: str, subdivision: str | None, years: range) -> set[date]:
    return set(holidays.country_holidays(country, subdivision, years=years, expand=False))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("ro", "RO"), (" RO", "RO"), ("ROU", "RO"), ("irl", "IE"), ("Ireland", "IE"),
        ("united kingdom", "GB"), ("UK", "GB"), ("EL", "GR"), ("el", "GR"),
    ],
)  # fmt: skip
def test_unknown_country_is_told_the_code_to_write(wrong, right):
    error = mistake_of(wrong)
    assert str(error) == f'country: unknown country "{wrong}", write "{right}"'
    assert error.mistakes[0].where == ("country",)


@pytest.mark.parametrize("wrong", ["QQ", "", "Eurasia", "NYSE", "HolidayBase", "__doc__"])
def test_unknown_country_is_told_all_codes(wrong):
    message = str(mistake_of(wrong))
    assert message.startswith(f'country: unknown country "{wrong}", write its ISO 3166 code, one of: AD, AE, AF,')
    assert " RO, " in message
    assert message.endswith("ZM, ZW")


@pytest.mark.parametrize(("wrong", "right"), [("an", "AN"), ("ES-AN", "AN"), ("Andalucia", "AN"), ("Andalusia", "AN")])
def test_unknown_subdivision_is_told_the_nearest_and_all(wrong, right):
    error = mistake_of("ES", wrong)
    assert str(error).startswith(
        f'subdivision: unknown subdivision "{wrong}" of ES, did you mean "{right}"? There are: AN (Andalucía), '
    )
    assert "RI (La Rioja), VC (Valenciana), Barcelona" in str(error)
    assert error.mistakes[0].where == ("subdivision",)


def test_unknown_subdivision_far_from_any_is_told_all():
    assert str(mistake_of("GB", "QQ")) == (
        'subdivision: unknown subdivision "QQ" of GB, expected one of: ENG (England), '
        "NIR (Northern Ireland), SCT (Scotland), WLS (Wales)"
    )
    assert "expected one of: AG, AL, AN, " in str(mistake_of("IT", "00"))


def test_country_without_subdivisions_refuses_one():
    assert str(mistake_of("RO", "BT")) == (
        'subdivision: unknown subdivision "BT": RO has one calendar for the whole country; leave the subdivision out'
    )


@pytest.mark.parametrize("subdivision", ["GES", "Métropole", ""])
def test_outdated_and_empty_subdivisions_are_refused(subdivision):
    assert "FR, " in str(mistake_of("FR", subdivision))


@pytest.mark.parametrize(("year", "text"), [(2007, "2008 to 2100, not 2007"), (2101, "2008 to 2100, not 2101")])
def test_years_without_data_are_refused(year, text):
    error = mistake_of("ES", "AN", year)
    assert str(error) == f"the holiday calendar of ES has the years {text}; choose dates within them"
    assert error.mistakes[0].error is CalendarError


def test_window_that_leaves_the_data_at_one_end_is_refused():
    check_calendar("ES", None, date(2008, 1, 1), date(2100, 12, 31))
    for first, last in (
        (date(2007, 12, 31), date(2008, 6, 1)),
        (date(2100, 6, 1), date(2101, 1, 1)),
        (date(1990, 1, 1), date(2200, 1, 1)),
    ):
        with pytest.raises(CalendarError, match="2008 to 2100"):
            public_holidays("ES", None, first, last)


def test_warnings_are_not_given_for_what_is_unknown():
    for country, subdivision in (("UK", None), ("GB", "QQ")):
        with pytest.raises(CalendarError):
            subdivision_warning(country, subdivision)
        with pytest.raises(CalendarError):
            empty_years_warning(country, subdivision, date(2020, 1, 1), date(2020, 12, 31))


def test_united_kingdom_needs_a_subdivision_for_easter_monday():
    easter_monday = date(2020, 4, 13)
    assert public_holidays("GB", None, easter_monday, easter_monday) == {}
    assert public_holidays("GB", "ENG", easter_monday, easter_monday) == {easter_monday: "Easter Monday"}
    warning = subdivision_warning("GB", None)
    assert warning is not None
    assert "Easter Monday" in warning
    assert all(code in warning for code in ("ENG", "SCT", "WLS", "NIR"))
    assert subdivision_warning("GB", "England") is None


def test_countries_that_need_a_subdivision():
    assert [country for country in EUROPE if subdivision_warning(country, None)] == [
        "BA",
        "CH",
        "DE",
        "ES",
        "GB",
    ]


@pytest.mark.parametrize("country", EUROPE)
def test_warning_is_the_same_whatever_years_are_compared(country):
    codes = getattr(holidays, country).subdivisions
    years = range(2019, 2029)
    whole = days_in_package(country, None, years)
    parts = [days_in_package(country, code, years) for code in codes]
    lacking = [
        day
        for day in sorted(set().union(*parts) - whole)
        if day.weekday() < 5 and sum(day in part for part in parts) > len(codes) / 2
    ]
    assert bool(lacking) == bool(subdivision_warning(country, None))


def test_year_without_any_holiday_is_named():
    # Under martial law Ukraine's holidays are working days, since March 2022.
    warning = empty_years_warning("UA", None, date(2022, 3, 1), date(2023, 12, 31))
    assert warning is not None
    assert "in 2023;" in warning
    assert [
        country
        for country in EUROPE
        if country != "UA" and empty_years_warning(country, None, date(2018, 1, 1), date(2030, 12, 31))
    ] == []
