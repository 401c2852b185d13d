"""Tables become objects, or every mistake in them is told with its key."""

from __future__ import annotations

import pytest
from attrs import field, frozen

from di4c_schedule.arguments import whole_number
from di4c_schedule.dates import DateRange
from di4c_schedule.errors import Mistake, ProblemError
from di4c_schedule.io.structure import structure, unknown_keys
from di4c_schedule.names import clean_name
from di4c_schedule.rules import Before, Fixed, Hosting, Spacing


def said(cls, table):
    """Return what is said of a table that is wrong."""
    thing, mistakes = structure(cls, table)
    assert thing is None
    return [str(mistake) for mistake in mistakes]


def test_a_table_becomes_an_object_each_field_read_by_its_own_converter():
    thing, mistakes = structure(Fixed, {"partner": " Oulu ", "dates": "2020-02"})
    assert thing == Fixed("Oulu", DateRange.parse("2020-02"))
    assert mistakes == []


def test_what_is_left_out_has_its_default():
    assert structure(Hosting, {})[0] == Hosting(None, 1, 1)


def test_all_mistakes_of_a_table_are_told_in_the_order_of_its_keys():
    assert said(Fixed, {"dates": "soon", "partner": 7, "reason": ""}) == [
        "partner: expected a name, got 7",
        'dates: expected dates such as "2020-02", "2020-W06", "2020-02-11" or "2020-02-03..2020-02-14", got \'soon\'',
        'reason: unknown key "reason", expected one of: partner, dates',
    ]


def test_a_missing_key_is_told():
    assert said(Before, {"partner": "Oulu"}) == ["other: missing; write other = …"]


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("at_lest", "at_least"), ("At_Least", "at_least"), ("atmost", "at_most"), ("at-most", "at_most")],
)
def test_an_unknown_key_is_told_with_the_nearest(wrong, near):
    assert said(Spacing, {wrong: 3}) == [f'{wrong}: unknown key "{wrong}", did you mean "{near}"?']


def test_an_unknown_key_far_from_all_is_told_with_all():
    assert said(Spacing, {"zzz": 3}) == ['zzz: unknown key "zzz", expected one of: at_least, at_most, between']


def test_a_long_key_is_cut_in_the_message():
    (mistake,) = unknown_keys({"k" * 10_000: 1}, ["at_least"])
    assert len(mistake.message) < 200
    assert mistake.where == ("k" * 10_000,)


def test_what_a_class_finds_wrong_as_a_whole_has_no_key():
    assert said(Before, {"partner": "Oulu", "other": "Oulu"}) == ["Oulu cannot host before itself; name two partners"]


@pytest.mark.parametrize("value", [None, 3.5, True, "3", [], {}, [3], float("nan"), 10**30])
def test_any_value_of_a_wrong_type_is_told(value):
    (mistake,) = said(Spacing, {"at_least": value})
    assert mistake.startswith("at_least: expected a whole number")


@pytest.mark.parametrize("name", ["self", "__class__", "__init__", "partner ", "", "at_least\n"])
def test_names_of_python_are_unknown_keys(name):
    assert len(said(Spacing, {name: 1})) == 1


def _two(value):
    raise ProblemError([Mistake("wrong here", (0,)), Mistake("and there", (1, "x"))])


@frozen
class Several:
    """A class whose field finds two mistakes in one value, under another name in the file."""

    name: str = field(converter=clean_name)
    given_list: object = field(converter=_two, alias="list")


def test_several_mistakes_in_one_value_each_have_their_path():
    assert said(Several, {"name": "x", "list": []}) == ["list[1]: wrong here", "list[2].x: and there"]


def test_a_field_is_known_by_the_name_of_its_argument():
    assert said(Several, {"name": "", "given_list": []}) == [
        "name: expected a name, got an empty text",
        'given_list: unknown key "given_list", expected one of: name, list',
        "list: missing; write list = …",
    ]


def _fails(value):
    return whole_number(1 // value, 1)


@frozen
class Broken:
    """A class whose field has a bug."""

    number: int = field(converter=_fails)


def test_a_bug_in_a_class_of_a_user_is_no_mistake_of_the_file():
    with pytest.raises(ZeroDivisionError):
        structure(Broken, {"number": 0})
