"""Tables of several solvers on several instances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cattrs

from benchmarks.comparison import compare
from benchmarks.effort import Effort
from benchmarks.outcome import FAILED, NOT_RUN, OURS, WRONG, Comparison, Measured, gap
from benchmarks.peers.answer import INFEASIBLE
from benchmarks.peers.registry import NOT_INSTALLED, PEERS, Peer
from benchmarks.progress import tell
from benchmarks.report import bullets, filled, percent, seconds, table, times

NOT_PROVEN, NOTHING = "–", "none"

SHORT = {"days": "d", "km": "km", "partner-days": "p-d"}
"""Units in narrow cells."""

PATIENCE = 1.1
"""A solver may come back a tenth later than its limit, and what it then says still counts."""

CELLS = """\
Distances are relative to the value of the plan, on the first goal level that is not proven: "5 % d" is five percent of
the days off the rhythm, "5 % km" of the kilometres, and then the rhythm is proven to be the best. "–": no bound on that
level; "none": no plan yet."""


def compare_all(names: Sequence[str], peers: Sequence[Peer], effort: Effort) -> Any:
    """Solve instances, smaller ones first, by this library and peers."""
    hopeless: set[str] = set()
    comparisons = []
    for name in names:
        hosts = 8 if name.startswith("di4c") else int(name.split()[0])
        comparisons.append(compare(name, hosts, peers, effort, hopeless))
        done = [f"{one.solver} {one.status} {one.seconds:.1f} s" for one in comparisons[-1].solvers]
        tell(f"{name}: {', '.join(done)}")
    return {"limit": effort.limit, "mark": effort.mark, "comparisons": cattrs.unstructure(comparisons)}


def comparisons_of(measured: Any) -> list[Comparison]:
    """Return the comparisons of a measurement."""
    return cattrs.structure(measured["comparisons"], list[Comparison])


def tables(measured: Any, meaning: str) -> list[str]:
    """Return all tables of a measurement, under a sentence on what they mean."""
    comparisons, limit, mark = comparisons_of(measured), measured["limit"], measured["mark"]
    return [
        filled(meaning),
        f"Seconds to the proof; a dash stands for a plan that was not proven within {limit:g} s:",
        proof_table(comparisons),
        *remarks(comparisons),
        filled(
            "The ratio is the time of the fastest peer that proves its plan, divided by ours; where no peer proves "
            "it, a lower bound. In brackets: a peer that proves nothing has reached the values proven by others."
        ),
        f"Values and proven bounds, a number for each goal level, at the end of {limit:g} s:",
        value_table(comparisons),
        f"Distance of the best plan after {mark:g} s from the best bound that any solver proved in the whole run:",
        gap_table(comparisons, mark, own=False),
        f"The same after {limit:g} s:",
        gap_table(comparisons, PATIENCE * limit, own=False),
        filled(CELLS),
        f"Distance of the best plan after {mark:g} s from the bound that the solver itself had proven by then:",
        gap_table(comparisons, mark, own=True),
        f"The same after {limit:g} s:",
        gap_table(comparisons, PATIENCE * limit, own=True),
        "Peak memory of all processes of a solver, in megabytes:",
        memory_table(comparisons),
    ]


def label(key: str) -> str:
    """Return a solver's name in tables."""
    return "this library" if key == OURS else PEERS[key].label


def told(name: str) -> str:
    """Return an instance's name in tables."""
    return {"di4c": "DI4C, its file", "di4c tour": "DI4C, two goals"}.get(name, name.replace(", seed", " ·"))


def keys_of(comparisons: Sequence[Comparison]) -> list[str]:
    """Return the solvers of some comparisons, in their order, without those that nobody installed."""
    keys = dict.fromkeys(done.solver for comparison in comparisons for done in comparison.solvers)
    return [key for key in keys if any(comparison[key].status != NOT_INSTALLED for comparison in comparisons)]


def proof_table(comparisons: Sequence[Comparison]) -> str:
    """Return the seconds to the proof, and how many times longer the fastest peer that proves it takes."""
    keys = keys_of(comparisons)
    rows = [
        [told(each.name), *(_proof(each, each[key]) for key in keys), _fastest(each)]
        for each in comparisons
    ]  # fmt: skip
    return table(["network", *map(label, keys), "ratio"], rows, right=True)


def gap_table(comparisons: Sequence[Comparison], at: float, *, own: bool) -> str:
    """Return how far each solver's best plan then was from the best bound of anyone, or from its own by then."""
    keys = keys_of(comparisons)
    rows = [[told(each.name), *(_gap(each, each[key], at, own=own) for key in keys)] for each in comparisons]
    return table(["network", *map(label, keys)], rows, right=True)


def memory_table(comparisons: Sequence[Comparison]) -> str:
    """Return the peak memory of each solver, in megabytes."""
    keys = keys_of(comparisons)
    rows = [
        [told(each.name), *(f"{each[key].peak_mb:,.0f}" if each[key].answered else NOT_PROVEN for key in keys)]
        for each in comparisons
    ]
    return table(["network", *map(label, keys)], rows, right=True)


def value_table(comparisons: Sequence[Comparison]) -> str:
    """Return what this library found and proved, and the best that is known."""
    rows = []
    for each in comparisons:
        ours = each[OURS]
        bound = ours.known[-1].bounds if ours.answered else ()
        found = ours.known[-1].values if ours.answered else None
        rows.append(
            [told(each.name), ours.engine or ours.status, _levels(found), _levels(bound), _levels(each.best_values),
             _levels(each.best_bound)]
        )  # fmt: skip
    return table(["network", "answered by", "our values", "our bounds", "best values", "best bounds"], rows)


def remarks(comparisons: Sequence[Comparison]) -> list[str]:
    """Return what went wrong or was left out, as one list; nothing if all went well."""
    keys = dict.fromkeys(done.solver for comparison in comparisons for done in comparison.solvers)
    lines = [f"{label(key)} was not installed." for key in keys if key not in keys_of(comparisons)]
    for each in comparisons:
        lines += [
            f"{label(done.solver)} on {told(each.name)}: {done.status}, {done.why}."
            for done in each.solvers
            if done.status in (FAILED, WRONG)
        ]
    return [bullets(lines)] if lines else []


def _proof(comparison: Comparison, done: Measured) -> str:
    if done.status in (FAILED, WRONG, NOT_RUN, NOT_INSTALLED):
        return done.status
    if done.proven:
        return "infeasible" if done.status == INFEASIBLE else seconds(done.seconds)
    if not done.found:
        return NOTHING
    reached = PEERS[done.solver].takes_target if done.solver in PEERS else False
    if reached and comparison.proven and done.known[-1].values == comparison.best_values:
        return f"({seconds(done.seconds)})"
    return NOT_PROVEN


def _fastest(comparison: Comparison) -> str:
    """Return the ratio to the fastest peer that proves, or a lower bound if none does."""
    ours = comparison[OURS]
    peers = [done for done in comparison.solvers if done.solver != OURS and done.answered]
    proving = [done.seconds for done in peers if done.proven]
    if not ours.proven or not peers:
        return NOT_PROVEN
    if proving:
        return times(min(proving) / ours.seconds)
    return f"> {times(max(done.seconds for done in peers) / ours.seconds)}"


def _gap(comparison: Comparison, done: Measured, at: float, *, own: bool) -> str:
    known = done.at(at)
    if known is None:
        return done.status
    distance = gap(known.values, known.bounds if own else comparison.best_bound)
    if distance is None:
        return NOTHING
    level, share = distance
    if share is None:
        return NOT_PROVEN
    return percent(share) if share == 0 else f"{percent(share)} {SHORT.get(comparison.units[level], '')}"


def _levels(values: Sequence[int] | None) -> str:
    return " / ".join(f"{value:,}" for value in values) if values else NOT_PROVEN
