"""How much is measured: everything, or what shows in a few minutes that all works."""

from __future__ import annotations

from attrs import frozen

REPEATS = 5
"""How often our own times are taken: other work on a machine only ever adds to them."""


@frozen
class Effort:
    """How much to measure.

    Parameters
    ----------
    limit
        Seconds for each solver on each problem.
    mark
        Seconds after which its best schedule and bound are looked at on the way.
    times
        Runs for each of our own times, where one takes less than `short`.
    short
        Seconds: what takes longer is run once.
    differing, equal
        Problems in which gaps differ, or are equal.
    capped, infeasible
        How many of the variants of DI4C.
    totals
        Problems of the table of best totals.
    answer_times
        Runs for each of the times of answers.
    conflicts
        How many of the published problems for which the fewest requirements that clash are sought.
    clashing, wishes, large
        How many of the clashes and wishes in DI4C, and of the clashes in the large network, are asked about.
    regrets
        Problems of which every slot's loss is asked.
    large_limit
        Seconds for an answer on the large network.
    calendars
        How many calendars of people, of those kept and of those made.
    sizes, windows
        Numbers of hosts, and lengths of windows, for which the growth of the cost is measured.
    tsptw_limit, tsptw_most
        Seconds for each travelling salesman's problem, and how many customers it may have.
    """

    limit: float = 60.0
    mark: float = 10.0
    times: int = REPEATS
    short: float = 5.0
    differing: tuple[str, ...] = (
        "di4c",
        "di4c tour",
        *(f"{n} hosts, seed 1" for n in (8, 10, 12, 14, 20, 40, 80)),
    )
    equal: tuple[str, ...] = tuple(f"{n} hosts equal gaps, seed 1" for n in (20, 40, 80))
    capped: int = 99
    infeasible: int = 99
    totals: tuple[str, ...] = ("di4c", "8 hosts, seed 1", "12 hosts, seed 1")
    answer_times: int = 3
    conflicts: int = 99
    clashing: int = 99
    wishes: int = 99
    large: int = 99
    regrets: tuple[str, ...] = ("di4c", "12 hosts, seed 1")
    large_limit: float = 10.0
    calendars: int = 99
    sizes: tuple[int, ...] = tuple(range(6, 16))
    windows: tuple[int, ...] = (90, 120, 183, 270, 365, 545, 730)
    tsptw_limit: float = 10.0
    tsptw_most: int = 10_000


QUICK = Effort(
    limit=5.0,
    mark=2.0,
    times=2,
    differing=("di4c tour", "8 hosts, seed 1"),
    equal=("20 hosts equal gaps, seed 1",),
    capped=2,
    infeasible=2,
    totals=("di4c",),
    answer_times=1,
    conflicts=2,
    clashing=1,
    wishes=1,
    large=1,
    regrets=("di4c",),
    large_limit=3.0,
    calendars=3,
    sizes=(6, 7, 8, 9, 10),
    windows=(90, 183, 365),
    tsptw_limit=2.0,
    tsptw_most=12,
)
"""Shows in a few minutes that all works."""
