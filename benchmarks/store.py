"""Results of each section, kept as JSON, so that the page can be made anew without measuring."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from benchmarks.measure import ROOT, run_task

RESULTS = ROOT / "benchmarks" / "results"
"""Where results are kept."""


@frozen
class Stored:
    """What a section measured, and where.

    Parameters
    ----------
    measured
        As the section gave it.
    when
        Date and time of the end, UTC.
    seconds
        How long the section took.
    load
        Processes that wanted a core, on the average of the last minutes, when it ended.
    machine
        Cores and memory.
    versions
        Of what the times depend on.
    """

    measured: Any
    when: str
    seconds: float
    load: float
    machine: str
    versions: dict[str, str]


def store(folder: Path, key: str, measured: Any, seconds: float) -> None:
    """Keep what a section measured."""
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    load = round(os.getloadavg()[2 if seconds > 600 else 1 if seconds > 60 else 0], 1)
    stored = Stored(measured, when, round(seconds, 1), load, machine(), versions())
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(stored), indent=1, ensure_ascii=False)
    (folder / f"{key}.json").write_text(text + "\n", encoding="utf-8")


def stored(folder: Path, key: str) -> Stored | None:
    """Return what a section measured last, or None."""
    path = folder / f"{key}.json"
    return Stored(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def machine() -> str:
    """Tell the size of this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{cores} cores, {memory:.0f} GiB of memory"


def versions() -> dict[str, str]:
    """Tell the versions of what the times depend on."""
    found: dict[str, str] = run_task("versions").answer
    return found
