"""The fewest requirements that clash, on problems that others have published."""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks.effort import Effort
from benchmarks.measure import Seconds, repeat, run_task
from benchmarks.report import filled, seconds, table
from benchmarks.sections.section import Section


def measure(effort: Effort) -> Any:
    """Time the smallest set of each instance that cannot be satisfied, beside the set by leaving out one by one."""
    measured = []
    for number in run_task("unsatisfiable").answer["numbers"][: effort.conflicts]:
        runs = repeat(partial(run_task, "smallest_agents", number), effort.answer_times)
        first = runs[0].answer
        times = Seconds.of([done.answer["seconds"] for done in runs])
        measured.append({**first, "least": times.least, "median": times.median})
    return measured


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    rows = [
        [f"#{one['number']}", one["agents"], one["size"], one["questions"], seconds(one["least"]),
         seconds(one["median"]), one["by_one"], one["questions_by_one"]]
        for one in measured
    ]  # fmt: skip
    return [
        filled(
            "Where no plan exists, an explanation should name as few requirements as possible. Of the 27 problems of "
            "meetings whose agents travel in CSPLib (number 046), 16 cannot be planned; the fewest agents who cannot "
            "all attend are known. The same search that explains your plan finds and proves all 16:"
        ),
        table(
            ["instance", "agents", "smallest", "questions", "least (s)", "median (s)", "one by one", "questions"], rows
        ),
        filled(
            "\"One by one\" is what leaving out one agent after the other comes to: of those named all are needed, but "
            "there may be a smaller set. Questions: how often it was asked whether some agents can attend; a search "
            "that belongs to the benchmark answers them, and takes most of the time."
        ),
    ]  # fmt: skip


SECTION = Section("smallest-conflicts", "The fewest requirements that clash", measure, show)
