"""The problems that are timed, by name: DI4C, variants of it, and networks of towns drawn at random."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

from di4c_schedule import Network, Partner, Problem, ProblemWarning, goals, read_problem, rules
from di4c_schedule.goals import Goal
from di4c_schedule.places import Place
from di4c_schedule.places.table import entries_of
from di4c_schedule.travel import distance_km

DI4C_FILE = Path(__file__).parent.parent / "examples" / "di4c" / "network.toml"

FIRST, LAST = "2019-09-02", "2020-03-02"
"""The window of DI4C: 183 days."""

REST = 5
"""Days at home between two journeys, as in DI4C."""

EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""ISO 3166 codes of the member states of the European Union since 2020."""

SMALLEST_TOWN = 50_000
"""Inhabitants."""

SUBURB_KM = 20
"""A town so near to a larger one of its country is taken for a part of it, such as the districts of Madrid."""

CAPPED: dict[str, tuple[rules.Rule, ...]] = {
    "at most 2 a month": (rules.AtMost(2, "each month"),),
    "at most 1 in October and in November": (rules.AtMost(1, "2019-10"), rules.AtMost(1, "2019-11")),
    "at least 2 in November, at most 1 in February": (rules.AtLeast(2, "2019-11"), rules.AtMost(1, "2020-02")),
    "at most 2 a month, at least 4 from New Year on": (
        rules.AtMost(2, "each month"),
        rules.AtLeast(4, "2020-01-01..2020-03-02"),
    ),
}
"""Rules that no table can hold, added to DI4C: by the words for them in the report."""

INFEASIBLE: dict[str, tuple[rules.Rule, ...]] = {
    "a second partner opens": (rules.First("Oulu"),),
    "three hosts, each before the next in a circle": (
        rules.Before("Oulu", "Limerick"),
        rules.Before("Limerick", "Portalegre"),
        rules.Before("Portalegre", "Oulu"),
    ),
    "three more hosts in February": tuple(rules.Fixed(name, "2020-02") for name in ("Oulu", "Limerick", "Ventspils")),
    "25 days at home between journeys": (rules.TravelSpacing(rest=25),),
    "at most 1 meeting a month": (rules.AtMost(1, "each month"),),
    "Limerick before Oulu, but in later weeks": (
        rules.Fixed("Oulu", "2019-W39"),
        rules.Fixed("Limerick", "2019-W41"),
        rules.Before("Limerick", "Oulu"),
    ),
    "at most 1 a month from October to February": tuple(
        rules.AtMost(1, month) for month in ("2019-10", "2019-11", "2019-12", "2020-01", "2020-02")
    ),
}
"""Rules that leave DI4C without any schedule: by the words for them in the report."""


def instance(name: str) -> Problem:
    """Return a problem by its name.

    Parameters
    ----------
    name
        ``"di4c"``: the file as it is; ``"di4c tour"``: its rules with the two goals of the random networks;
        ``"di4c + …"``: the file with rules of `CAPPED` or `INFEASIBLE`; ``"12 hosts, seed 1"``: so many towns at
        random.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    kind, _, rest = name.partition(" ")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ProblemWarning)  # calendars of whole countries will do here
        if kind == "di4c":
            return _di4c(rest)
        if kind.isdigit() and rest.startswith("hosts, seed "):
            return random_problem(int(kind), int(rest.removeprefix("hosts, seed ")))
    raise ValueError(f"no instance is called {name!r}")


def rhythm_and_tour() -> tuple[Goal, ...]:
    """Return the two goals of the comparison: an even rhythm, then the shortest tour."""
    return goals.EvenRhythm(level=1), goals.ShortestTour(level=2)


def random_problem(n: int, seed: int) -> Problem:
    """Return a problem with so many hosts, whose gaps differ from one pair of hosts to another.

    Parameters
    ----------
    n
        Number of hosts, at most one from each country.
    seed
        Any number; networks in which all gaps are equal are drawn again.
    """
    draw = random.Random(f"{n} hosts, seed {seed}")  # noqa: S311 - nothing here is secret
    while True:
        partners = _draw_partners(draw, n)
        problem = Problem(
            Network(f"{n} towns", partners, lead=partners[0].name),
            FIRST,
            LAST,
            days=2,
            rules=[rules.TravelSpacing(rest=REST)],
            goals=rhythm_and_tour(),
        )
        # tables of their own: those of the problem are left for the clock
        gap = problem.fill_tables([rules.TravelSpacing(rest=REST)]).gap
        if len({int(gap[i, j]) for i in range(n) for j in range(n) if i != j}) > 1:
            return problem


def _di4c(variant: str) -> Problem:
    problem = read_problem(DI4C_FILE)
    if not variant:
        return problem
    if variant == "tour":
        return problem.replace(goals=rhythm_and_tour())
    return problem.adding(*(CAPPED | INFEASIBLE)[variant.removeprefix("+ ")])


def _draw_partners(draw: random.Random, n: int) -> list[Partner]:
    towns = {country: _towns(country) for country in EU}
    countries = draw.sample([country for country in EU if towns[country]], n)
    places = [_draw_town(draw, towns[country]) for country in countries]
    return [_partner(place) for place in places]


def _draw_town(draw: random.Random, towns: list[Place]) -> Place:
    while True:
        town = draw.choice(towns)
        larger = [other for other in towns if other.population > town.population]
        if all(distance_km(_partner(town), _partner(other)) >= SUBURB_KM for other in larger):
            return town


def _towns(country: str) -> list[Place]:
    places = [entry.place for entry in entries_of(country) if entry.place.population >= SMALLEST_TOWN]
    return sorted(places, key=lambda place: (place.name, place.lat))


def _partner(place: Place) -> Partner:
    return Partner(
        place.name,
        country=place.country,
        subdivision=place.subdivision,
        lat=place.lat,
        lon=place.lon,
        timezone=place.timezone,
    )
