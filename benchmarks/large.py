"""A large network, made up, for questions on why it has no plan: 40 hosts in 28 months, many of them with wishes."""

from __future__ import annotations

from datetime import date, timedelta

from di4c_schedule import Network, Partner, Problem, goals, rules

HOSTS = 40

FIRST, LAST = date(2019, 9, 2), date(2021, 12, 31)
"""The window."""

COUNTRIES = ("IT", "FI", "FR", "IE", "LV", "RO")
"""ISO 3166 codes; partners come from them in turn, whatever their coordinates."""

LARGE_CLASHES: dict[str, tuple[rules.Rule, ...]] = {
    "three hosts, each before the next in a circle": (
        rules.Before("P03", "P05"),
        rules.Before("P05", "P07"),
        rules.Before("P07", "P03"),
    ),
    "two hosts in one week": (
        rules.Fixed("P03", "2020-05-04..2020-05-08"),
        rules.Fixed("P05", "2020-05-05..2020-05-08"),
    ),
    "three hosts in 17 days": (
        rules.Fixed("P03", "2020-05-04..2020-05-20"),
        rules.Fixed("P05", "2020-05-05..2020-05-20"),
        rules.Fixed("P07", "2020-05-05..2020-05-20"),
    ),
    "a host in September, before the one that opens": (
        rules.Fixed("P01", "2019-09-02..2019-09-30"),
        rules.Before("P01", "P00"),
    ),
    "25 days between meetings": (rules.Spacing(25),),
    "at most 1 meeting a month": (rules.AtMost(1, "each month"),),
}
"""Rules that leave the network without any schedule: by the words for them in the report."""


def large_problem() -> Problem:
    """Return the problem: every other host within some seven months, the others with three weeks when they cannot."""
    partners = [
        Partner(
            f"P{number:02}",
            country=COUNTRIES[number % len(COUNTRIES)],
            timezone="Europe/Paris",
            lat=38.5 + number * 7 % 25,
            lon=number * 11 % 33 - 8.5,
        )
        for number in range(HOSTS)
    ]
    return Problem(
        Network("Large", partners, lead="P00"),
        FIRST,
        LAST,
        days=2,
        rules=[
            rules.TravelSpacing(rest=3),
            rules.First("P00"),
            rules.StartOn(["Tue", "Wed", "Thu"]),
            rules.Fixed("P00", (FIRST, date(2019, 12, 20))),
            *(_within(number) for number in range(2, HOSTS, 2)),
            *(_away(number) for number in range(1, HOSTS - 1, 2)),
        ],
        goals=[goals.EvenRhythm()],
    )


def _within(number: int) -> rules.Rule:
    first = FIRST + timedelta(days=14 * number + 30)
    return rules.Fixed(f"P{number:02}", (first, first + timedelta(days=200)))


def _away(number: int) -> rules.Rule:
    first = date(2020, 3, 1) + timedelta(days=9 * number)
    return rules.Unavailable((first, first + timedelta(days=20)), f"P{number:02}")
