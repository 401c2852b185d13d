"""Days as people write them in their languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from di4c_schedule.calendar_style.words import Words


def local_dates(first: date, last: date, words: Words) -> str:
    """Write one day, or the first and the last, without weekdays.

    Examples
    --------
    >>> from di4c_schedule.calendar_style import words_of
    >>> local_dates(date(2019, 10, 1), date(2019, 10, 2), words_of("es"))
    '1–2 de octubre de 2019'
    >>> local_dates(date(2019, 9, 30), date(2019, 10, 1), words_of("fi"))
    '30. syyskuuta 2019 – 1. lokakuuta 2019'
    """
    if first < last and (first.year, first.month) == (last.year, last.month):
        return _dated(first, words["days_of_a_month"].format(first=_day(first, words), last=_day(last, words)), words)
    return " – ".join(_dated(day, _day(day, words), words) for day in dict.fromkeys((first, last)))


def local_days(first: date, last: date, words: Words) -> str:
    """Write one day, or the first and the last, with weekdays.

    Examples
    --------
    >>> from di4c_schedule.calendar_style import words_of
    >>> local_days(date(2019, 10, 1), date(2019, 10, 2), words_of("lv"))
    'otrdiena, 2019. gada 1. oktobris – trešdiena, 2019. gada 2. oktobris'
    """
    return " – ".join(_with_weekday(day, words) for day in dict.fromkeys((first, last)))


def _with_weekday(day: date, words: Words) -> str:
    weekday = _names(words["weekdays"])[day.weekday()]
    return words["date_with_weekday"].format(weekday=weekday, date=_dated(day, _day(day, words), words))


def _dated(day: date, number: str, words: Words) -> str:
    return words["date"].format(day=number, month=_names(words["months"])[day.month - 1], year=day.year)


def _day(day: date, words: Words) -> str:
    return words["first_of_month"] if day.day == 1 else str(day.day)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]
