"""The questions that the benchmark answers, a table each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from benchmarks.comparison import Ours, as_row, measure_ours, measure_peer, ratio
from benchmarks.measure import REPEATS, Seconds, repeat, run_task
from benchmarks.report import Section

CIRCUIT = """\
CP-SAT has one variable for each host's first day, with the open days as its domain, one literal for each host after
another under `add_circuit`, and the gap between them enforced by that literal; rhythm is the absolute difference from
the ideal; each level is a solve of its own, with the level before fixed to its proven optimum and its solution as hint.
A level that is not proven in time ends the run, and the ratio is then a lower bound: "> x"."""


@dataclass(frozen=True)
class Effort:
    """How much to measure.

    Parameters
    ----------
    limit
        Seconds for each CP-SAT solve.
    times
        Runs for each of our own times.
    workers
        Numbers of workers that CP-SAT gets, one after the other.
    seeds
        For each number of hosts, the seeds of its random networks.
    totals
        Instances of the table of best totals.
    """

    limit: float = 60.0
    times: int = REPEATS
    workers: tuple[int, ...] = (1, 2)
    seeds: dict[int, tuple[int, ...]] = field(default_factory=lambda: {8: (1, 2, 3), 10: (1, 2, 3), 12: (1,), 14: (1,)})
    totals: tuple[str, ...] = ("di4c", "8 hosts, seed 1", "12 hosts, seed 1")

    @classmethod
    def quick(cls, limit: float) -> Effort:
        """Return an effort that shows in a few minutes that all works."""
        return cls(limit, 2, (1,), {8: (1,), 10: (1,)}, ("di4c", "8 hosts, seed 1"))


_SIDE_BY_SIDE = (
    "tables (s)", "we: least (s)", "we: median (s)", "we: memory (MB)", "we: proven",
    "CP-SAT model", "workers", "status", "value", "bound", "seconds", "ratio",
)  # fmt: skip
"""Columns of what `_our_cells`, `as_row` and `ratio` give."""


def rhythm_and_tour(effort: Effort) -> Section:
    """Compare the two goals of the title on DI4C and random networks."""
    names = [("di4c", 8), ("di4c tour", 8)]
    names += [(f"{n} hosts, seed {seed}", n) for n, seeds in effort.seeds.items() for seed in seeds]
    rows: list[list[object]] = []
    for name, hosts in names:
        ours = measure_ours(name, effort.times)
        for model, workers in [*(("circuit", workers) for workers in effort.workers), ("places", 1)]:
            peer = measure_peer(name, effort.limit, workers, ours, model)
            rows.append([_told(name), hosts, *_our_cells(ours), *as_row(peer), ratio(peer, ours)])
    return Section(
        "An even rhythm and a short tour, with time to go home between meetings",
        "With up to fourteen hosts, the best plan and the proof that none is better are there in a moment, two seconds "
        "at most. A general solver, given the strongest model we know, takes tens of times as long for up to twelve "
        "hosts and a little longer for fourteen; given the model that its documentation suggests, it cannot say in "
        "time, from ten hosts on, whether its plan is the best.",
        ["network", "hosts", *_SIDE_BY_SIDE],
        rows,
        "Window of 183 days, meetings of two days, `TravelSpacing(rest=5)`, each host's holidays; level 1 is "
        "`EvenRhythm`, level 2 `ShortestTour`; \"DI4C, as its file says\" has its own rules and "
        "`FewestHolidayClashes` before these two. Random networks are towns of at least 50,000 inhabitants in so many "
        "member states of the European Union, from the library's table of places. Filling the tables, holidays looked "
        "up, stands apart and is in neither side's time, as both read them; importing is in neither, too. Memory is "
        "the peak of the whole process. Values and bounds are those of the levels in turn: days / km (DI4C's file: "
        f"partner-days / days / km). {CIRCUIT} The model of places is the library's own for what its engine cannot "
        "hold, a stronger one: a literal for each host on each day, each host at each place of the rotation and each "
        "place on each day; it is told nothing by the engine here, and has the limit for all levels together.",
    )  # fmt: skip


def caps(effort: Effort) -> Section:
    """Compare variants of DI4C with rules that no table holds."""
    rows: list[list[object]] = []
    for label in run_task("names").answer["capped"]:
        name = f"di4c + {label}"
        ours = measure_ours(name, effort.times)
        for workers in effort.workers:
            peer = measure_peer(name, effort.limit, workers, ours)
            rows.append([label, ours.engine, *_our_cells(ours), *as_row(peer), ratio(peer, ours)])
    return Section(
        "DI4C with limits on the number of meetings in a month",
        "Limits on how many meetings fall into a month may rule out the plan that is best without them. The library "
        "then hands the question to CP-SAT, together with what it already knows, and answers within a few seconds.",
        ["limit", "answered by", *_SIDE_BY_SIDE],
        rows,
        "`AtMost` and `AtLeast` added to the file, with its three goals. The circuit has a literal for each host and "
        "range. Our times include importing OR-Tools where it is needed, CP-SAT's do not.",
    )  # fmt: skip


def infeasible(effort: Effort) -> Section:
    """Time the answer that there is no schedule."""
    rows: list[list[object]] = []
    for label in run_task("names").answer["infeasible"]:
        name = f"di4c + {label}"
        ours = measure_ours(name, effort.times)
        peer = measure_peer(name, effort.limit, 1, ours)
        rows.append(
            [label, ours.engine, ours.clashing, f"{ours.solve.least:.4f}", f"{ours.solve.median:.4f}", peer.status,
             f"{peer.seconds:.3f}",
             ratio(peer, ours)]
        )  # fmt: skip
    return Section(
        "DI4C with rules that cannot all hold",
        "When no plan exists, you are told within a second, and which rules clash. Most of that time goes into naming "
        "few rules; a solver that only says no is often faster.",
        ["added to the file", "answered by", "rules named", "we: least (s)", "we: median (s)", "CP-SAT", "seconds",
         "ratio"],
        rows,
        "Our time includes the search for the clashing rules; CP-SAT, with one worker, only says that there is no "
        "schedule.",
    )  # fmt: skip


def best_totals(effort: Effort) -> Section:
    """Time the table of the best total for every host on every day."""
    rows: list[list[object]] = []
    for name in effort.totals:
        runs = repeat(partial(run_task, "totals", name), effort.times)
        first = runs[0].answer
        anew = run_task("totals_anew", name).answer
        one = anew["seconds"] / anew["sample"]
        seconds = Seconds.of([done.answer["seconds"] for done in runs])
        rows.append(
            [_told(name), first["hosts"], f"{first['slots']:,}", *_least_and_median(seconds),
             f"{min(done.peak_mb for done in runs):.0f}", f"{one * first['slots']:,.0f}",
             f"{one * first['slots'] / seconds.median:,.0f}"]
        )  # fmt: skip
    return Section(
        "What every host on every day would cost",
        "For every host and every day the library knows how good the whole plan can still be with that meeting there. "
        "So \"what if Oulu met a week later?\" has an exact answer for all hosts and days at once, in a few times the "
        "time of one plan.",
        ["network", "hosts", "open slots", "least (s)", "median (s)", "memory (MB)", "each slot anew (s)", "ratio"],
        rows,
        "The time includes finding the optimum. A dozen slots, drawn at random, were solved anew, each forced, by the "
        "same engine: all totals were equal, on every level, and \"each slot anew\" is their mean time multiplied by "
        "the number of open slots.",
    )  # fmt: skip


def _our_cells(ours: Ours) -> list[object]:
    levels = "infeasible" if ours.levels is None else " / ".join(f"{value:,}" for value in ours.levels)
    return [f"{ours.tables.median:.3f}", *_least_and_median(ours.solve), f"{ours.peak_mb:.0f}", levels]


def _least_and_median(seconds: Seconds) -> list[object]:
    return [f"{seconds.least:.3f}", f"{seconds.median:.3f}"]


def _told(name: str) -> str:
    return {"di4c": "DI4C, as its file says", "di4c tour": "DI4C, the two goals"}.get(name, name)
