"""DI4C with rules that cannot all hold."""

from __future__ import annotations

from typing import Any

from benchmarks.comparison import compare
from benchmarks.effort import Effort
from benchmarks.measure import run_task
from benchmarks.outcome import OURS
from benchmarks.peers.registry import CIRCUIT
from benchmarks.report import filled, table, times
from benchmarks.sections.section import Section
from benchmarks.sections.side_by_side import remarks
from benchmarks.sections.variants import as_json, from_json


def measure(effort: Effort) -> Any:
    """Solve each variant by this library and the circuit."""
    labels = run_task("names").answer["infeasible"][: effort.infeasible]
    return as_json(labels, [compare(f"di4c + {label}", 8, [CIRCUIT], effort, set()) for label in labels])


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    comparisons = from_json(measured)
    rows: list[list[object]] = []
    for each in comparisons:
        ours, peer = each[OURS], each[CIRCUIT.key]
        rows.append(
            [each.name, ours.engine, ours.clashing, f"{ours.seconds:.4f}", f"{peer.seconds:.3f}",
             times(peer.seconds / ours.seconds)]
        )  # fmt: skip
    return [
        filled(
            "When no plan exists, you are told at once, and which rules clash. Most of that time goes into naming few "
            "rules; a solver that only says no is often faster."
        ),
        table(["added to the file", "answered by", "rules named", "median (s)", "CP-SAT (s)", "ratio"], rows),
        *remarks(comparisons),
        filled(
            "Our time includes the search for the clashing rules; CP-SAT, the circuit, only says that there is no "
            "schedule."
        ),
    ]


SECTION = Section("infeasible", "DI4C with rules that cannot all hold", measure, show)
