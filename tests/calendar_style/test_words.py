"""Every language says everything, fills in only what there is, and bends to a network's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import di4c_schedule.calendar_style
from di4c_schedule.calendar_style import CalendarStyle, has_words, shipped_languages, words_of
from di4c_schedule.errors import ProblemError
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem

FOLDER = Path(di4c_schedule.calendar_style.__file__).with_name("languages")
ENGLISH = words_of("en")


def partner(**changes):
    return Partner("Oulu", **{"country": "FI", "lat": 65.0, "lon": 25.5, "timezone": "Europe/Helsinki"} | changes)


def problem(style, *partners):
    return Problem(Network("DI4C", partners or [partner()], lead="Oulu"), "2019-09-02", "2019-12-20", calendars=style)


def message(error):
    return " | ".join(str(mistake) for mistake in error.value.mistakes)


def test_the_languages_of_the_eight_partners_of_the_example_are_there():
    assert shipped_languages() == ("en", "es", "fi", "fr", "it", "lv", "pt", "ro")


@pytest.mark.parametrize("language", shipped_languages())
def test_a_language_says_everything_and_nothing_else(language):
    shipped = CalendarStyle(words={language: words_of(language)}).words[language]
    assert list(shipped) == list(ENGLISH)
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^\w+ = ", text)) == len(ENGLISH)


@pytest.mark.parametrize("language", shipped_languages())
def test_a_language_fills_in_what_english_does(language):
    for key, text in words_of(language).items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", ENGLISH[key])), key


@pytest.mark.parametrize("language", shipped_languages())
def test_no_language_glues_a_letter_to_a_name(language):
    for key, text in words_of(language).items():
        for name in ("city", "host", "network", "link"):
            for before, after in re.findall(rf"(.?)\{{{name}\}}(.?)", text):
                assert before in ("", " ", "("), key
                assert after in ("", " ", ",", ".", ")", ":", "\N{NO-BREAK SPACE}"), key


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "DI4C meeting in Botoșani"),
        ("ro", "Întâlnire DI4C la Botoșani"),
        ("it", "Riunione DI4C: Botoșani"),
        ("es", "Reunión DI4C en Botoșani"),
        ("fr", "Réunion DI4C\N{NO-BREAK SPACE}: Botoșani"),
        ("fi", "DI4C: kokous, Botoșani"),
        ("lv", "DI4C sanāksme: Botoșani"),
        ("pt", "Reunião DI4C: Botoșani"),
        ("pt-BR", "Reunião DI4C: Botoșani"),
    ],
)
def test_a_meeting_is_called_as_people_there_would(language, title):
    assert words_of(language)["title"].format(network="DI4C", city="Botoșani", host="Botoșani") == title


def test_ones_own_words_come_first_and_english_fills_the_gaps():
    own = {"de": {"title": "{network}-Treffen in {city}"}, "ro": {"online": "Pe internet"}}
    assert words_of("de", own)["title"] == "{network}-Treffen in {city}"
    assert words_of("de", own)["hosted"] == "Hosted by {host}."
    assert words_of("ro", own)["online"] == "Pe internet"
    assert words_of("ro", own)["hosted"] == "Gazdă: {host}."


def test_words_of_a_country_come_before_those_of_its_language():
    own = {"pt": {"online": "Em linha"}, "pt-BR": {"online": "On-line"}}
    assert words_of("pt-BR", own)["online"] == "On-line"
    assert words_of("pt-PT", own)["online"] == "Em linha"
    assert has_words("pt-AO", {})
    assert not has_words("de-AT", {})
    assert has_words("de-AT", {"de": {}})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"de": {"titel": "x"}}, 'de.titel: unknown key "titel", did you mean "title"?'),
        ({"de": {"title": "{stadt}"}}, "de.title: {stadt} cannot be filled in here; write {city}, {host}, {network}"),
        ({"de": {"online": "{city}"}}, "de.online: {city} cannot be filled in here; write no braces"),
        ({"de": {"title": "{}"}}, "de.title: {} cannot be filled in here; write {city}, {host}, {network}"),
        ({"de": {"title": "{city"}}, "de.title: a brace is missing in '{city'; write {city}, {host}, {network}"),
        ({"de": {"title": "city}"}}, "a brace is missing"),
        ({"de": {"title": "{city!r}"}}, "cannot be filled in"),
        ({"de": {"title": "{city:>9}"}}, "cannot be filled in"),
        ({"de": {"title": "{city.upper}"}}, "{city.upper} cannot be filled in"),
        ({"de": {"weekdays": "Mo, Di"}}, "de.weekdays: expected 7 names with commas between them, got 2"),
        (
            {"de": {"months": "1,2,3,4,5,6,7,8,9,10,,12"}},
            "de.months: expected 12 names with commas between them, got 11",
        ),
        ({"de": {"online": ""}}, "de.online: expected a name, got an empty text"),
        ({"de": {"online": 7}}, "de.online: expected a name, got 7"),
        ({"deutsch": {"online": "x"}}, 'deutsch: expected a language such as "ro"'),
        ({7: {"online": "x"}}, '7: expected a language such as "ro"'),
        ({"de": {7: "x"}}, 'de.7: unknown key "7"'),
        ({"de": "x"}, "expected tables of words by language"),
        ("de", "expected tables of words by language"),
    ],
)
def test_wrong_words_are_told_with_what_to_write(words, expected):
    with pytest.raises(ProblemError) as error:
        CalendarStyle(words=words)
    assert expected in message(error)


def test_all_wrong_words_are_told_at_once():
    with pytest.raises(ProblemError) as error:
        CalendarStyle(words={"de": {"titel": "x", "online": "{x}"}, "nl": {"title": "{y}"}})
    assert [mistake.key for mistake in error.value.mistakes] == ["de.titel", "de.online", "nl.title"]


def test_a_language_without_words_is_a_mistake_that_says_which_there_are():
    with pytest.raises(ProblemError) as error:
        problem(CalendarStyle(), partner(language="de"))
    assert str(error.value) == (
        'partners[1].language: no words of the language "de": there are words in en, es, fi, fr, it, lv, pt and ro; '
        "write those of de under [calendars.words.de]"
    )
    with pytest.raises(ProblemError, match='calendars.language: no words of the language "nl"'):
        problem(CalendarStyle(language="nl"))


def test_a_language_with_words_of_ones_own_is_none():
    own = CalendarStyle(language="nl", words={"nl": {"online": "Online"}, "de": {}})
    assert problem(own, partner(language="de-AT")).calendars.words_in("de")["online"] == "Online"
    assert problem(CalendarStyle(), partner(language="pt-BR")).network["Oulu"].language == "pt-BR"
