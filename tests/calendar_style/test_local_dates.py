"""Days in each language; as the Unicode CLDR and people there write them."""

from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule.calendar_style import local_dates, local_days, words_of

TUESDAY, WEDNESDAY = date(2019, 10, 1), date(2019, 10, 2)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "1–2 October 2019", "Tuesday 1 October 2019 – Wednesday 2 October 2019"),
        ("ro", "1–2 octombrie 2019", "marți, 1 octombrie 2019 – miercuri, 2 octombrie 2019"),
        ("it", "1–2 ottobre 2019", "martedì 1 ottobre 2019 – mercoledì 2 ottobre 2019"),
        ("es", "1–2 de octubre de 2019", "martes, 1 de octubre de 2019 – miércoles, 2 de octubre de 2019"),
        ("fr", "1er–2 octobre 2019", "mardi 1er octobre 2019 – mercredi 2 octobre 2019"),
        ("fi", "1.–2. lokakuuta 2019", "tiistai 1. lokakuuta 2019 – keskiviikko 2. lokakuuta 2019"),
        ("lv", "2019. gada 1.–2. oktobris", "otrdiena, 2019. gada 1. oktobris – trešdiena, 2019. gada 2. oktobris"),
        ("pt", "1–2 de outubro de 2019", "terça-feira, 1 de outubro de 2019 – quarta-feira, 2 de outubro de 2019"),
    ],
)
def test_two_days_in_each_language(language, short, long):
    assert local_dates(TUESDAY, WEDNESDAY, words_of(language)) == short
    assert local_days(TUESDAY, WEDNESDAY, words_of(language)) == long


def test_one_day_is_said_once():
    assert local_dates(TUESDAY, TUESDAY, words_of("fr")) == "1er octobre 2019"
    assert local_days(WEDNESDAY, WEDNESDAY, words_of("fi")) == "keskiviikko 2. lokakuuta 2019"


def test_days_of_two_months_or_years_are_said_whole():
    assert local_dates(date(2019, 9, 30), TUESDAY, words_of("pt")) == "30 de setembro de 2019 – 1 de outubro de 2019"
    assert local_dates(date(2019, 12, 31), date(2020, 1, 1), words_of("lv")) == (
        "2019. gada 31. decembris – 2020. gada 1. janvāris"
    )
    assert local_dates(date(2019, 10, 5), date(2020, 10, 6), words_of("en")) == "5 October 2019 – 6 October 2020"
