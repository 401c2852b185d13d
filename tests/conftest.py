"""Partners and problems that many tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise, permutations, product
from typing import Any

import pytest

from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.violation import Violation

PLACES: dict[str, dict[str, Any]] = {
    "Messina": {"country": "IT", "lat": 38.19394, "lon": 15.55256, "timezone": "Europe/Rome"},
    "Oulu": {"country": "FI", "lat": 65.01236, "lon": 25.46816, "timezone": "Europe/Helsinki"},
    "Limerick": {"country": "IE", "lat": 52.66472, "lon": -8.62306, "timezone": "Europe/Dublin"},
    "Saint-Quentin": {"country": "FR", "lat": 49.84889, "lon": 3.28757, "timezone": "Europe/Paris"},
    "Botoșani": {"country": "RO", "lat": 47.75, "lon": 26.66667, "timezone": "Europe/Bucharest"},
}

MakePartner = Callable[..., Partner]
MakeProblem = Callable[..., Problem]


@pytest.fixture(scope="session")
def partner() -> MakePartner:
    """Make a partner of the DI4C network by its name; keywords overrule what is known of it."""

    def make(name: str, **changes: Any) -> Partner:
        return Partner(name, **(PLACES[name] | changes))

    return make


@pytest.fixture(scope="session")
def problem_of(partner: MakePartner) -> MakeProblem:
    """Make a problem of some partners, two-day meetings from Mon 2 September to Fri 20 December 2019."""

    def make(*partners: str | Partner, **changes: Any) -> Problem:
        members = [partner(one) if isinstance(one, str) else one for one in partners]
        network = Network("Test", members, lead=members[0].name)
        return Problem(network, **({"first": "2019-09-02", "last": "2019-12-20", "days": 2} | changes))

    return make


@pytest.fixture(scope="session")
def two_partners(problem_of: MakeProblem) -> Problem:
    """Messina and Oulu host once each."""
    return problem_of("Messina", "Oulu")


@pytest.fixture(scope="session")
def three_partners(problem_of: MakeProblem) -> Problem:
    """Messina, Oulu and Limerick host once each."""
    return problem_of("Messina", "Oulu", "Limerick")


@pytest.fixture(scope="session")
def violations() -> Callable[..., list[Violation]]:
    """Ask one rule alone about a schedule that is made by hand."""

    def ask(rule: Any, problem: Problem, *starts: tuple[str, str]) -> list[Violation]:
        found = list(rule.check(Schedule.of(problem, starts)))
        assert all(violation.rule is rule for violation in found)
        return found

    return ask


@pytest.fixture(scope="session")
def possible() -> Callable[..., bool]:
    """Say by trying everything whether some schedule keeps rules; for a few meetings in a few days only."""

    def ask(problem: Problem, rules: Sequence[Any]) -> bool:
        days = list(problem.window)[: problem.window.days - problem.days + 1]
        names = problem.network.names
        for starts in combinations(days, problem.meetings):
            if any((later - earlier).days < problem.days for earlier, later in pairwise(starts)):
                continue
            for hosts in _rotations(names, problem.meetings):
                schedule = Schedule.of(problem, zip(hosts, starts, strict=True))
                if not any(True for rule in rules for _ in rule.check(schedule)):
                    return True
        return False

    return ask


def _rotations(names: Sequence[str], meetings: int) -> list[tuple[str, ...]]:
    """Return every order of hosts; if there is a meeting for each partner, those in which each hosts first."""
    everyone = list(permutations(names)) if meetings == len(names) else []
    return everyone + [hosts for hosts in product(names, repeat=meetings) if hosts not in everyone]
