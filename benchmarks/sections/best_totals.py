"""What every host on every day would cost."""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks.effort import Effort
from benchmarks.measure import Seconds, repeat, run_task
from benchmarks.report import filled, seconds, table
from benchmarks.sections.section import Section
from benchmarks.sections.side_by_side import told


def measure(effort: Effort) -> Any:
    """Time the table of best totals, and some of its entries found anew."""
    measured = []
    for name in effort.totals:
        runs = repeat(partial(run_task, "totals", name), effort.times)
        first, anew = runs[0].answer, run_task("totals_anew", name).answer
        times = Seconds.of([done.answer["seconds"] for done in runs])
        measured.append(
            {
                "name": name,
                "hosts": first["hosts"],
                "slots": first["slots"],
                "least": times.least,
                "median": times.median,
                "peak_mb": min(done.peak_mb for done in runs),
                "anew": anew["seconds"] / anew["sample"],
            }
        )
    return measured


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    rows = [
        [told(one["name"]), one["hosts"], f"{one['slots']:,}", seconds(one["least"]), seconds(one["median"]),
         f"{one['peak_mb']:.0f}", f"{one['anew'] * one['slots']:,.0f}",
         f"{one['anew'] * one['slots'] / one['median']:,.0f}"]
        for one in measured
    ]  # fmt: skip
    return [
        filled(
            "For every host and every day the library knows how good the whole plan can still be with that meeting "
            "there. So \"what if Oulu met a week later?\" has an exact answer for all hosts and days at once, in a "
            "few times the time of one plan."
        ),
        table(["network", "hosts", "open slots", "least (s)", "median (s)", "MB", "each anew (s)", "ratio"], rows),
        filled(
            "The time includes finding the optimum. A dozen slots, drawn at random, were solved anew, each forced, by "
            "the same engine: all totals were equal, on every level, and \"each anew\" is their mean time multiplied "
            "by the number of open slots."
        ),
    ]  # fmt: skip


SECTION = Section("best-totals", "What every host on every day would cost", measure, show)
