"""Networks of towns in the European Union, drawn at random, and the problems that they are given."""

from __future__ import annotations

import random
from datetime import date, timedelta

from di4c_schedule import Network, Partner, Problem, goals, rules
from di4c_schedule.goals import Goal
from di4c_schedule.places import Place
from di4c_schedule.places.table import entries_of
from di4c_schedule.travel import distance_km

FIRST = date(2019, 9, 2)
"""Windows begin on the first day of DI4C's."""

DI4C_DAYS = 183
"""Length of DI4C's window: up to 19 hosts, unless something else is asked for."""

DAYS_A_HOST = 23
"""From 20 hosts on, the window has so many days for each: as many as DI4C has."""

REST = 5
"""Days at home between two journeys, and the gap between meetings where it is the same for all; as in DI4C."""

EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""ISO 3166 codes of the member states of the European Union since 2020."""

SMALLEST_TOWN = 50_000
"""Inhabitants."""

SUBURB_KM = 20
"""A town so near to a larger one of its country is taken for a part of it, such as the districts of Madrid."""

APART_KM = 100
"""Where countries have several towns each, towns are so far apart."""


def rhythm_and_tour() -> tuple[Goal, ...]:
    """Return two goals: an even rhythm, then the shortest tour."""
    return goals.EvenRhythm(level=1), goals.ShortestTour(level=2)


def rhythm_and_clashes() -> tuple[Goal, ...]:
    """Return two goals that do not depend on who follows whom: an even rhythm, then few holiday clashes."""
    return goals.EvenRhythm(level=1), goals.FewestHolidayClashes(level=2)


def random_problem(n: int, seed: int, days: int | None = None, rest: int = REST) -> Problem:
    """Return a problem with so many hosts, whose gaps differ from one pair of hosts to another.

    Parameters
    ----------
    n
        Number of hosts.
    seed
        Any number; networks in which all gaps are equal are drawn again.
    days
        Length of the window; None: that of DI4C, from 20 hosts on `DAYS_A_HOST` for each.
    rest
        Days at home between two journeys.
    """
    draw = random.Random(f"{n} hosts, seed {seed}")  # noqa: S311 - nothing here is secret
    while True:
        rule = rules.TravelSpacing(rest=rest)
        problem = _problem(_draw_partners(draw, n), days).replace(rules=[rule], goals=rhythm_and_tour())
        # tables of their own: those of the problem are left for the clock
        gap = problem.fill_tables([rule]).gap
        if len({int(gap[i, j]) for i in range(n) for j in range(n) if i != j}) > 1:
            return problem


def equal_gaps_problem(n: int, seed: int) -> Problem:
    """Return a problem with so many hosts in which no gap and no cost depends on who follows whom.

    Parameters
    ----------
    n
        Number of hosts.
    seed
        Any number; the network is that of `random_problem`.
    """
    network = random_problem(n, seed).network
    return _problem(list(network), None).replace(rules=[rules.Spacing(REST)], goals=rhythm_and_clashes())


def _problem(partners: list[Partner], days: int | None) -> Problem:
    n = len(partners)
    length = days or (DI4C_DAYS if n < 20 else DAYS_A_HOST * n)
    network = Network(f"{n} towns", partners, lead=partners[0].name)
    return Problem(network, FIRST, FIRST + timedelta(days=length - 1), days=2)


def _draw_partners(draw: random.Random, n: int) -> list[Partner]:
    towns = {country: _towns(country) for country in EU}
    countries = [country for country in EU if towns[country]]
    if n <= len(countries):
        return [_partner(_draw_town(draw, towns[country])) for country in draw.sample(countries, n)]
    return _draw_apart(draw, towns, countries, n)


def _draw_apart(draw: random.Random, towns: dict[str, list[Place]], countries: list[str], n: int) -> list[Partner]:
    """Draw a town from each country in turn, far from all drawn before, until there are enough."""
    chosen: list[Partner] = []
    left = {country: draw.sample(towns[country], len(towns[country])) for country in countries}
    while len(chosen) < n:
        before = len(chosen)
        for country in draw.sample(countries, len(countries)):
            if len(chosen) < n:
                _take_one(chosen, left[country])
        if len(chosen) == before:
            raise ValueError(f"there are no {n} towns {APART_KM} km apart")
    return chosen


def _take_one(chosen: list[Partner], left: list[Place]) -> None:
    """Move the next town that is far from the chosen ones, and not their namesake, from those left to the chosen."""
    while left:
        partner = _partner(left.pop())
        if all(distance_km(partner, other) >= APART_KM and partner.name != other.name for other in chosen):
            chosen.append(partner)
            return


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
