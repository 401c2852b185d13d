"""Arguments that make no sense are refused, with what was expected."""

from __future__ import annotations

import pytest

from di4c_schedule import closed_days, conflicts, explain, repairs, why_not
from di4c_schedule.errors import ProblemError, RuleError
from di4c_schedule.rules import First, Fixed


@pytest.fixture(scope="module")
def impossible(two_partners):
    return two_partners.adding(First("Oulu"), First("Messina"))


@pytest.mark.parametrize("n", [0, 1.5, True, None, "3"])
def test_numbers_of_answers(impossible, n):
    for ask in (conflicts, repairs):
        with pytest.raises(ProblemError, match="n: expected a whole number from 1 on"):
            ask(impossible, n)


@pytest.mark.parametrize("limit", ["3", True, 0, -1, float("nan")])
def test_time_limits(impossible, limit):
    for ask in (explain, repairs):
        with pytest.raises(ProblemError, match="time_limit: expected seconds, more than 0"):
            ask(impossible, time_limit=limit)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"wish": -1}, "weights.wish: expected a whole number from 1"),
        ({"wish": "3"}, "weights.wish: expected a whole number, got"),
        ({"wish": 1.5}, "weights.wish: expected a whole number, got"),
        ({"wish": True}, "weights.wish: expected a whole number, got"),
        ({"whish": 1}, 'did you mean "wish"'),
        ({3: 1}, 'there is no rule, kind or partner "3"'),
        (5, "weights: expected a mapping"),
    ],
)
def test_weights_are_checked_whether_or_not_they_matter(two_partners, impossible, weights, message):
    for problem in (impossible, two_partners):
        with pytest.raises(ProblemError, match=message):
            repairs(problem, weights=weights)


@pytest.mark.parametrize(
    ("fixed", "message"),
    [
        ([Fixed("Oulu", "2019-10")], "fixed: expected rules of the problem"),
        ([None], "fixed: expected rules of the problem"),
        (5, "fixed: expected rules of the problem"),
        ("windows", 'did you mean "window"'),
    ],
)
def test_what_must_not_be_touched(impossible, fixed, message):
    with pytest.raises(ProblemError, match=message):
        repairs(impossible, fixed=fixed)


def test_one_thing_that_must_not_be_touched_needs_no_list(impossible):
    one, several = repairs(impossible, fixed="partner"), repairs(impossible, fixed=["partner"])
    assert [repair.label for repair in one] == [repair.label for repair in several]
    assert not any("Oulu" in repair.label for repair in repairs(impossible, fixed=First("Oulu")))


def test_names_that_are_no_text(two_partners):
    with pytest.raises(ProblemError, match="expected a name, got 0"):
        closed_days(two_partners, 0)
    with pytest.raises(ProblemError, match="expected a name, got 0"):
        why_not(two_partners, 0, "2019-10-08")


class NoOctober:
    """A rule whose check knows nothing of what its fill forbids."""

    label = "Nobody meets in October"

    def fill(self, tables):
        tables.forbid_starts(None, [day for day in tables.window if day.month == 10], because=self)

    def check(self, schedule):
        return iter(())


def test_a_rule_that_checks_less_than_it_forbids_is_told_so(two_partners):
    with pytest.raises(RuleError, match="forbids more than its `check`"):
        repairs(two_partners.adding(NoOctober(), Fixed("Oulu", "2019-10")))
