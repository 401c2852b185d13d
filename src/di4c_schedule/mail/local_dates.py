"""Days as people write them in their languages."""

from __future__ import annotations

from datetime import date

from attrs import frozen


@frozen
class _Forms:
    """How a language writes days: names from Monday and from January on, and the order of the parts."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    long: str
    full: str = "{weekday}, {long}"
    joint: str = "–"
    first: str = "1"

    def day(self, number: int) -> str:
        return self.first if number == 1 else str(number)


_FORMS = {
    "en": _Forms(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
         "November", "December"),
        "{day} {month} {year}",
        full="{weekday} {long}",
    ),
    "ro": _Forms(
        ("luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"),
        ("ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie",
         "noiembrie", "decembrie"),
        "{day} {month} {year}",
    ),
    "it": _Forms(
        ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
         "novembre", "dicembre"),
        "{day} {month} {year}",
        full="{weekday} {long}",
    ),
    "es": _Forms(
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
         "noviembre", "diciembre"),
        "{day} de {month} de {year}",
    ),
    "fr": _Forms(
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
         "novembre", "décembre"),
        "{day} {month} {year}",
        full="{weekday} {long}",
        first="1er",
    ),
    "fi": _Forms(
        ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
        ("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta",
         "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
        "{day}. {month} {year}",
        full="{weekday} {long}",
        joint=".–",
    ),
    "lv": _Forms(
        ("pirmdiena", "otrdiena", "trešdiena", "ceturtdiena", "piektdiena", "sestdiena", "svētdiena"),
        ("janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs", "jūlijs", "augusts", "septembris", "oktobris",
         "novembris", "decembris"),
        "{year}. gada {day}. {month}",
        joint=".–",
    ),
    "pt": _Forms(
        ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
        ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
         "novembro", "dezembro"),
        "{day} de {month} de {year}",
    ),
}  # fmt: skip
"""As the Unicode CLDR has them, but for the comma in English and "1er" in French."""


def long_local_dates(first: date, last: date, language: str) -> str:
    """Write one day, or the first and the last, without weekdays; in a language that is not known, as ISO 8601 does.

    Examples
    --------
    >>> long_local_dates(date(2019, 10, 1), date(2019, 10, 2), "es")
    '1–2 de octubre de 2019'
    >>> long_local_dates(date(2019, 9, 30), date(2019, 10, 1), "fi")
    '30. syyskuuta 2019 – 1. lokakuuta 2019'
    """
    forms = _forms(language)
    if forms is not None and first < last and (first.year, first.month) == (last.year, last.month):
        return _long(forms, first, f"{forms.day(first.day)}{forms.joint}{last.day}")
    days = [first] if first == last else [first, last]
    return " – ".join(str(day) if forms is None else _long(forms, day, forms.day(day.day)) for day in days)


def full_local_dates(first: date, last: date, language: str) -> str:
    """Write one day, or the first and the last, with weekdays; in a language that is not known, as ISO 8601 does.

    Examples
    --------
    >>> full_local_dates(date(2019, 10, 1), date(2019, 10, 2), "en")
    'Tuesday 1 October 2019 – Wednesday 2 October 2019'
    """
    days = [first] if first == last else [first, last]
    return " – ".join(_full(day, language) for day in days)


def _forms(language: str) -> _Forms | None:
    return _FORMS.get(language.partition("-")[0])


def _full(day: date, language: str) -> str:
    forms = _forms(language)
    if forms is None:
        return str(day)
    return forms.full.format(weekday=forms.weekdays[day.weekday()], long=_long(forms, day, forms.day(day.day)))


def _long(forms: _Forms, day: date, number: str) -> str:
    return forms.long.format(day=number, month=forms.months[day.month - 1], year=day.year)
