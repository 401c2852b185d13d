"""The problems that are timed, by name: DI4C, variants of it, and networks of towns drawn at random."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from benchmarks.large import LARGE_CLASHES, large_problem
from benchmarks.networks import equal_gaps_problem, random_problem, rhythm_and_tour
from di4c_schedule import Problem, ProblemWarning, read_problem, rules

DI4C_FILE = Path(__file__).parent.parent / "examples" / "di4c" / "network.toml"

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
CLASHING: dict[str, tuple[rules.Rule, ...]] = {
    "Oulu and Botoșani in one week": (
        rules.Fixed("Oulu", "2020-02-03..2020-02-06"),
        rules.Fixed("Botoșani", "2020-02-04..2020-02-07"),
    ),
    "Oulu and Limerick in September, Limerick first": (
        rules.Fixed("Oulu", "2019-09"),
        rules.Fixed("Limerick", "2019-09"),
        rules.Before("Limerick", "Oulu"),
    ),
    "40 days between meetings": (rules.Spacing(40),),
}
"""Rules of which people ask why they leave DI4C without any schedule: by the words for them in the report."""

_RANDOM = re.compile(r"(?P<n>\d+) hosts(?P<equal> equal gaps)?, seed (?P<seed>\d+)(?(equal)|(, (?P<days>\d+) days)?)")


def instance(name: str) -> Problem:
    """Return a problem by its name.

    Parameters
    ----------
    name
        ``"di4c"``: the file as it is; ``"di4c tour"``: its rules with the two goals of the random networks;
        ``"di4c + …"``: the file with rules of `CAPPED`, `INFEASIBLE` or `CLASHING`; ``"large"``: 40 hosts with many
        wishes; ``"large + …"``: with rules of `LARGE_CLASHES`, too; ``"12 hosts, seed 1"``: so many towns at random;
        ``"12 hosts, seed 1, 90 days"``: with a window of so many days and no rest at home between journeys; ``"20 hosts
        equal gaps, seed 1"``: the same gap between all.

    Raises
    ------
    ValueError
        If there is none of that name.

    Examples
    --------
    >>> instance("8 hosts, seed 1, 90 days").window.days
    90
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ProblemWarning)  # calendars of whole countries will do here
        kind, _, rest = name.partition(" ")
        if kind == "di4c":
            return _di4c(rest)
        if kind == "large":
            return large_problem().adding(*(LARGE_CLASHES[rest.removeprefix("+ ")] if rest else ()))
        drawn = _RANDOM.fullmatch(name)
        if drawn is None:
            raise ValueError(f"no instance is called {name!r}")
        n, seed = int(drawn["n"]), int(drawn["seed"])
        if drawn["equal"]:
            return equal_gaps_problem(n, seed)
        return random_problem(n, seed, int(drawn["days"]), rest=0) if drawn["days"] else random_problem(n, seed)


def _di4c(variant: str) -> Problem:
    problem = read_problem(DI4C_FILE)
    if not variant:
        return problem
    if variant == "tour":
        return problem.replace(goals=rhythm_and_tour())
    return problem.adding(*(CAPPED | INFEASIBLE | CLASHING)[variant.removeprefix("+ ")])
