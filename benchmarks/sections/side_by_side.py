"""Tables of several solvers on several instances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cattrs

from benchmarks.comparison import FAILED, NOT_RUN, OURS, WRONG, Comparison, Measured, compare, gap
from benchmarks.effort import Effort
from benchmarks.peers.answer import INFEASIBLE
from benchmarks.peers.registry import NOT_INSTALLED, PEERS, Peer
from benchmarks.progress import tell
from benchmarks.report import bullets, filled, percent, seconds, table, times

NOT_PROVEN, NOTHING = "–", "none"

CELLS = """\
In each cell: how far the best plan found by then is from the best bound that any solver proved in the whole run, and
how far from the solver's own bound by then, relative to the plan's value, on the first goal level on which they differ
(days of rhythm, or the unit of the later level). "–": no bound on that level; "none": no plan yet."""


def compare_all(names: Sequence[str], peers: Sequence[Peer], effort: Effort) -> Any:
    """Solve instances, smaller ones first, by this library and peers."""
    hopeless: set[str] = set()
    comparisons = []
    for name in names:
        hosts = 8 if name.startswith("di4c") else int(name.split()[0])
        comparisons.append(compare(name, hosts, peers, effort, hopeless))
        tell(
            f"{name}: {', '.join(f'{done.solver} {done.status} {done.seconds:.1f} s' for done in comparisons[-1].solvers)}"
        )
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
            "The ratio is the time of the fastest peer that proves its plan, divided by ours; where no peer proves it, a "
            "lower bound."
        ),
        f"Values and proven bounds, a number for each goal level, at the end of {limit:g} s:",
        value_table(comparisons),
        f"After {mark:g} s: distance to the best bound known / to its own bound:",
        gap_table(comparisons, mark),
        f"After {limit:g} s:",
        gap_table(comparisons, 10 * limit),
        filled(CELLS),
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
        [told(each.name), *(_proof(each[key]) for key in keys), _fastest(each)]
        for each in comparisons
    ]  # fmt: skip
    return table(["network", *map(label, keys), "ratio"], rows)


def gap_table(comparisons: Sequence[Comparison], at: float) -> str:
    """Return, for each solver, how far its best plan then was from the best bound of anyone, and from its own."""
    keys = keys_of(comparisons)
    rows = [[told(each.name), *(_gaps(each, each[key], at) for key in keys)] for each in comparisons]
    return table(["network", *map(label, keys)], rows)


def memory_table(comparisons: Sequence[Comparison]) -> str:
    """Return the peak memory of each solver, in megabytes."""
    keys = keys_of(comparisons)
    rows = [
        [told(each.name), *(f"{each[key].peak_mb:,.0f}" if each[key].answered else NOT_PROVEN for key in keys)]
        for each in comparisons
    ]
    return table(["network", *map(label, keys)], rows)


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
    lines = []
    keys = dict.fromkeys(done.solver for comparison in comparisons for done in comparison.solvers)
    for key in keys:
        if key not in keys_of(comparisons):
            lines.append(f"{label(key)} was not installed.")
    for each in comparisons:
        lines += [
            f"{label(done.solver)} on {told(each.name)}: {done.status}, {done.why}."
            for done in each.solvers
            if done.status in (FAILED, WRONG)
        ]
    return [bullets(lines)] if lines else []


def _proof(done: Measured) -> str:
    if done.status in (FAILED, WRONG, NOT_RUN, NOT_INSTALLED):
        return done.status
    if done.proven:
        return "infeasible" if done.status == INFEASIBLE else seconds(done.seconds)
    return NOT_PROVEN if done.found else NOTHING


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


def _gaps(comparison: Comparison, done: Measured, at: float) -> str:
    known = done.at(at)
    if known is None:
        return done.status
    if known.values is None:
        return NOTHING
    return (
        f"{_share(comparison, known.values, comparison.best_bound)} / {_share(comparison, known.values, known.bounds)}"
    )


def _share(comparison: Comparison, values: Sequence[int], bounds: Sequence[int]) -> str:
    distance = gap(values, bounds)
    if distance is None or distance[1] is None:
        return NOT_PROVEN
    level, share = distance
    return percent(share) if share == 0 else f"{percent(share)} {_short(comparison.units[level])}"


def _short(unit: str) -> str:
    return {"partner-days": "p-d"}.get(unit, unit)


def _levels(values: Sequence[int] | None) -> str:
    return " / ".join(f"{value:,}" for value in values) if values else NOT_PROVEN
