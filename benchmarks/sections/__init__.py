"""The parts of the page, in their order."""

from __future__ import annotations

from benchmarks.sections import (
    answers,
    best_totals,
    busy,
    caps,
    differing_gaps,
    equal_gaps,
    growth,
    infeasible,
    smallest_conflicts,
    start,
    tsptw,
)
from benchmarks.sections.section import Section

SECTIONS: tuple[Section, ...] = tuple(
    module.SECTION
    for module in (
        differing_gaps,
        equal_gaps,
        growth,
        caps,
        infeasible,
        answers,
        smallest_conflicts,
        best_totals,
        tsptw,
        busy,
        start,
    )
)
"""All sections."""
