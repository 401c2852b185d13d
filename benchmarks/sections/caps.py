"""DI4C with limits on how many meetings fall into a month."""

from __future__ import annotations

from typing import Any

from benchmarks.comparison import compare
from benchmarks.effort import Effort
from benchmarks.measure import run_task
from benchmarks.outcome import OURS
from benchmarks.peers.registry import CIRCUIT
from benchmarks.report import filled, seconds, table
from benchmarks.sections.section import Section
from benchmarks.sections.side_by_side import memory_table, proof_table, remarks
from benchmarks.sections.variants import as_json, from_json


def measure(effort: Effort) -> Any:
    """Solve each variant by this library and the circuit."""
    labels = run_task("names").answer["capped"][: effort.capped]
    return as_json(labels, [compare(f"di4c + {label}", 8, [CIRCUIT], effort, set()) for label in labels])


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    comparisons = from_json(measured)
    rows = [
        [each.name, each[OURS].engine, " / ".join(f"{value:,}" for value in each.best_values or ()),
         seconds(each[OURS].least), seconds(each[OURS].seconds)]
        for each in comparisons
    ]  # fmt: skip
    return [
        filled(
            "Limits on how many meetings fall into a month may rule out the plan that is best without them; the "
            "answer still takes little more than a moment."
        ),
        table(["limit", "answered by", "proven values", "least (s)", "median (s)"], rows),
        "Seconds to the proof, of the peer that knows such limits, too:",
        proof_table(comparisons),
        *remarks(comparisons),
        "Peak memory, in megabytes:",
        memory_table(comparisons),
        filled(
            "`AtMost` and `AtLeast` added to the file, with its three goals (partner-days / days / km). The circuit "
            "has a literal for each host and range. Our times include importing OR-Tools where it is needed, CP-SAT's "
            "do not."
        ),
    ]


SECTION = Section("caps", "DI4C with limits on the number of meetings in a month", measure, show)
