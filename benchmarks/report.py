"""The document: the machine's size, then a table for each question, with what it means."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TITLE = "# Benchmarks"

HOW = """\
One command measures everything on this page and writes it: `python -m benchmarks`. Each time is taken in a process of
its own; our times are the least and the median of {times} runs, CP-SAT's are those of one run with at most {limit:g}
seconds for each goal level. Every schedule, ours and CP-SAT's, was checked by the rules themselves, without a solver,
and every value by the goals themselves; where both proved their answer, the values were the same."""


@dataclass(frozen=True)
class Section:
    """A table and what it means.

    Parameters
    ----------
    title
        Heading.
    meaning
        Two sentences for a coordinator.
    header, rows
        The cells of the table.
    notes
        What a reader needs to know to repeat the measurement.
    """

    title: str
    meaning: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    notes: str = ""

    def __str__(self) -> str:
        parts = [f"## {self.title}", _filled(self.meaning), table(self.header, self.rows)]
        return "\n\n".join([*parts, _filled(self.notes)] if self.notes else parts)


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in Markdown; columns that hold numbers only stand at the right.

    Examples
    --------
    >>> print(table(["what", "seconds"], [["plan", 0.5]]))
    | what | seconds |
    | --- | ---: |
    | plan | 0.5 |
    """
    rules = ["---:" if rows and all(_is_number(row[i]) for row in rows) else "---" for i in range(len(header))]
    lines = [header, rules, *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def document(
    sections: Sequence[Section], versions: Mapping[str, str], loads: Sequence[float], times: int, limit: float
) -> str:
    """Return the whole page.

    Parameters
    ----------
    sections
        In their order on the page.
    versions
        Names and versions of what the times depend on.
    loads
        Processes that wanted a core while it was measured, the benchmark's own included.
    times, limit
        Runs for each of our times, and seconds for each CP-SAT solve.
    """
    machine = (
        f"Measured with {_machine()}, {', '.join(f'{name} {number}' for name, number in versions.items())}. "
        f"Meanwhile {min(loads):.1f} to {max(loads):.1f} processes wanted a core, the benchmark's own one or two "
        "included; where they were more than there are cores, all times are longer than they would be alone."
    )
    how = HOW.format(times=times, limit=limit)
    return "\n\n".join([TITLE, _filled(how), _filled(machine), *map(str, sections)]) + "\n"


def _filled(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 120, break_long_words=False, break_on_hyphens=False)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{cores} cores, {memory:.0f} GiB of memory"


def _is_number(cell: object) -> bool:
    text = str(cell).replace(",", "").replace("> ", "").strip("–")
    return not text or text.replace(".", "", 1).isdigit()
