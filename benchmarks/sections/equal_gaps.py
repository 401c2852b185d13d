"""Random networks in which no gap and no cost depends on who follows whom."""

from __future__ import annotations

from typing import Any

from benchmarks.effort import Effort
from benchmarks.peers.registry import WHERE_GAPS_ARE_EQUAL
from benchmarks.report import bullets, filled
from benchmarks.sections.section import Section
from benchmarks.sections.side_by_side import compare_all, tables

MODELS = (
    "**CP-SAT, flow** and **HiGHS, flow**: a path through the days, on which each host has one; the same model for "
    "both.",
    "**Gecode**, **DIDPPy**, **Timefold**: the models of the section before.",
)


def measure(effort: Effort) -> Any:
    """Solve each network by each solver."""
    return compare_all(effort.equal, WHERE_GAPS_ARE_EQUAL, effort)


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    return [
        *tables(
            measured,
            "If the same time lies between any two meetings, large networks can be planned, too: a flow through the "
            "days holds the whole question. Goals: an even rhythm first, then few holiday clashes.",
        ),
        filled(
            "The networks of the section before, with `Spacing(5)` instead of `TravelSpacing`; level 1 is "
            "`EvenRhythm`, level 2 `FewestHolidayClashes` (partner-days, p-d)."
        ),
        bullets(MODELS),
    ]


SECTION = Section("equal-gaps", "Twenty hosts and more, the same gap between all", measure, show)
