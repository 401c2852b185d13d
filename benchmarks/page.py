"""The page and its charts, made from what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.report import filled
from benchmarks.sections import SECTIONS
from benchmarks.sections.section import Section
from benchmarks.store import Stored, stored

HOW = """\
`python -m benchmarks` measures everything on this page, checks it and writes it, with its charts, in about an hour.
Each time is taken in a process of its own. Ours are medians of 5 runs, where one takes less than 5 seconds; the peers'
are those of one run. Every plan, ours and the peers', was checked by the rules themselves, without a solver, and every
value by the goals themselves, before its time counted; where two proved their answer, the values were the same.
Building a model counts as time; filling the tables, which all solvers read, and importing packages do not."""

REPRODUCE = """\
    pip install -e '.[bench]'             # the library, DIDPPy, Timefold (which needs Java 17), charts
    apt-get install minizinc              # Gecode comes with it; on other systems: minizinc.org
    python -m benchmarks                  # all sections, about an hour on two cores that have nothing else to do
    python -m benchmarks --quick          # a few minutes: shows that all works, leaves this page as it is
    python -m benchmarks --only growth    # one section anew; the others as they were measured last
    python -m benchmarks --page           # the page from the stored results, nothing measured"""


def write_page(results: Path, page: Path) -> list[str]:
    """Write the page and its charts; return the keys of the sections that were never measured.

    Parameters
    ----------
    results
        Folder of the stored results.
    page
        The file; charts go to the folder ``images`` beside it.
    """
    found = [(section, stored(results, section.key)) for section in SECTIONS]
    images = page.parent / "images"
    images.mkdir(parents=True, exist_ok=True)
    for section, known in found:
        if known is not None:
            for name, chart in section.draw(known.measured).items():
                chart.save(str(images / f"{name}.svg"))
    page.write_text(text([(section, known) for section, known in found if known is not None]), encoding="utf-8")
    return [section.key for section, known in found if known is None]


def text(found: Sequence[tuple[Section, Stored]]) -> str:
    """Return the page."""
    parts = ["# Benchmarks", filled(HOW), *_where([known for _, known in found])]
    for section, known in found:
        parts += [f"## {section.title}", *section.show(known.measured)]
    parts += ["## Measure it yourself", "```sh\n" + "\n".join(line[4:] for line in REPRODUCE.splitlines()) + "\n```"]
    parts.append(filled("A peer that is not installed is left out, and the page says so. Sections: " + ", ".join(
        f"`{section.key}`" for section in SECTIONS) + "."))  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _where(known: Sequence[Stored]) -> list[str]:
    """Tell the machine, the versions and the dates; one paragraph a combination of machine and versions."""
    if not known:
        return ["Nothing was measured yet."]
    told = []
    for machine, versions in dict.fromkeys((one.machine, tuple(one.versions.items())) for one in known):
        here = [one for one in known if (one.machine, tuple(one.versions.items())) == (machine, versions)]
        days = sorted({one.when[:10] for one in here})
        loads = [one.load for one in here]
        when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
        told.append(
            filled(
                f"Measured on {when} with {machine}, {', '.join(f'{name} {number}' for name, number in versions)}. "
                f"Meanwhile {min(loads):.1f} to {max(loads):.1f} processes wanted a core, the benchmark's own one or "
                "two included; where they were more than there are cores, all times are longer than they would be "
                "alone."
            )
        )
    return told
