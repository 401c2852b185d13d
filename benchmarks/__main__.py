"""``python -m benchmarks`` measures everything and writes the page that tells of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from time import monotonic

from attrs import evolve

from benchmarks.effort import QUICK, Effort
from benchmarks.measure import ROOT
from benchmarks.page import write_page
from benchmarks.progress import tell
from benchmarks.sections import SECTIONS
from benchmarks.store import RESULTS, store


def main() -> None:
    """Run the benchmarks."""
    arguments = _arguments()
    effort = QUICK if arguments.quick else Effort()
    if arguments.limit is not None:
        effort = evolve(effort, limit=arguments.limit, mark=min(effort.mark, arguments.limit / 2))
    results = RESULTS / "quick" if arguments.quick else RESULTS
    page = results / "benchmarks.md" if arguments.quick else ROOT / "docs" / "benchmarks.md"
    for section in SECTIONS:
        if not arguments.page and (arguments.only is None or section.key in arguments.only):
            tell(f"{section.key} …")
            began = monotonic()
            measured = section.measure(effort)
            store(results, section.key, measured, monotonic() - began)
            tell(f"{section.key}: {monotonic() - began:.0f} s")
    page = arguments.out or page
    missing = write_page(results, page)
    tell(f"wrote {page}" + (f"; never measured: {', '.join(missing)}" if missing else ""))


def _arguments() -> argparse.Namespace:
    keys = [section.key for section in SECTIONS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few minutes; kept apart in benchmarks/results/quick")
    parser.add_argument("--only", nargs="+", choices=keys, metavar="SECTION", help=f"measure these: {', '.join(keys)}")
    parser.add_argument("--page", action="store_true", help="write the page from the stored results, measure nothing")
    parser.add_argument("--limit", type=float, metavar="S", help="seconds for each solver (60; quick: 5)")
    parser.add_argument(
        "--out", type=Path, help="the page to write (docs/benchmarks.md); charts go to images/ beside it"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
