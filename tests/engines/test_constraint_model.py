"""What goes to the constraint model, and what is too large for it."""

from __future__ import annotations

import pytest

from di4c_schedule import Network, Partner, Problem, Status, TimeLimitError, solve


class NotBoth:
    """A rule of a user's own that only the model holds, and that every plan breaks unless the model finds a way."""

    label = "T00 hosts at place 2"

    def post(self, encoding):
        encoding.model.add_at_least_one(encoding.at_position("T00", 2))

    def check(self, schedule):
        from di4c_schedule import Violation

        if schedule.hosted_by("T00")[0].position != 2:
            yield Violation(self, None, "T00 hosts elsewhere")


def problem(n: int, last: str) -> Problem:
    """Return a problem of so many partners."""
    partners = [Partner(f"T{i:02}", country="RO", lat=45.0, lon=20 + i / 10, timezone="UTC") for i in range(n)]
    return Problem(Network("Towns", partners, lead="T00"), "2019-09-02", last, rules=[NotBoth()])


def test_a_rule_of_ones_own_is_kept_by_the_model():
    result = solve(problem(5, "2019-09-30"))
    assert (result.status, result.engine) == (Status.OPTIMAL, "CP-SAT")
    assert result.unwrap().hosted_by("T00")[0].position == 2


def test_too_large_a_model_says_so_at_once():
    result = solve(problem(70, "2023-12-29"))
    assert (result.status, result.schedule) == (Status.UNKNOWN, None)
    with pytest.raises(
        TimeLimitError, match='too many for the constraint model, which "T00 hosts at place 2" would need'
    ):
        result.unwrap()
