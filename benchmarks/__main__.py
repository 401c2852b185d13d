"""``python -m benchmarks`` measures everything and writes the page that tells of it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from time import monotonic

from benchmarks import sections
from benchmarks.measure import ROOT, run_task
from benchmarks.report import document
from benchmarks.sections import Effort
from benchmarks.start import commands


def main() -> None:
    """Run the benchmarks."""
    arguments = _arguments()
    limit = arguments.limit if arguments.limit is not None else (5.0 if arguments.quick else 60.0)
    effort = Effort.quick(limit) if arguments.quick else Effort(limit)
    began, done, loads = monotonic(), [], []
    for measure in (sections.rhythm_and_tour, sections.caps, sections.infeasible, sections.best_totals):
        done.append(measure(effort))
        loads.append(os.getloadavg()[1])
        _tell(f"{monotonic() - began:.0f} s: {done[-1].title}")
    done.append(commands(effort.times))
    page = document(done, run_task("versions").answer, loads, effort.times, effort.limit)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small networks and few runs: shows that all works")
    parser.add_argument("--limit", type=float, metavar="S", help="seconds for each CP-SAT solve (60; quick: 5)")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md", help="the page to write")
    return parser.parse_args()


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
