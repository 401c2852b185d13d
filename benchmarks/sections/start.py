"""How long the commands take from start to end, and what of it is importing other packages."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.effort import Effort
from benchmarks.measure import Run, Seconds, run
from benchmarks.report import filled, table
from benchmarks.sections.section import Section

PLANNED = "examples/di4c/network.toml"

TELL_MODULES = """\
import atexit, json, sys
atexit.register(lambda: print(json.dumps(list(sys.modules))))
from di4c_schedule.cli import main
main()
"""

IMPORT_MODULES = """\
import importlib, json, sys
for name in json.load(open(sys.argv[1])):
    try:
        importlib.import_module(name)
    except ImportError:  # made up by its package while it runs
        pass
"""

IMPORTING = "importing what `plan` imports of other packages"
PLANNING = "`di4c-schedule plan` on the DI4C file"


def measure(effort: Effort) -> Any:
    """Time whole processes: Python alone, the import, the help, a plan."""
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "modules.json"
        names.write_text(json.dumps(_modules_of_plan(Path(folder) / "first")))
        tasks: dict[str, Callable[[], Run]] = {
            "Python alone": lambda: run(["-c", "pass"]),
            "`import di4c_schedule`": lambda: run(["-c", "import di4c_schedule"]),
            "`di4c-schedule --help`": lambda: run(["-m", "di4c_schedule", "--help"]),
            IMPORTING: lambda: run(["-c", IMPORT_MODULES, str(names)]),
            PLANNING: lambda: run(["-m", "di4c_schedule", *_plan_anew(folder)]),
        }
        rounds = [{label: task() for label, task in tasks.items()} for _ in range(effort.times + 1)]
    # in turn, so that a busy moment of the machine meets all; the first round compiles and fills the disk's cache
    return {label: _times([done[label] for done in rounds[1:]]) for label in tasks}


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    rows: list[list[object]] = [
        [label, f"{one['least']:.2f}", f"{one['median']:.2f}", f"{one['peak_mb']:.0f}"]
        for label, one in measured.items()
    ]
    importing, planning = measured[IMPORTING], measured[PLANNING]
    rest = [f"{planning[which] - importing[which]:.2f}" for which in ("least", "median")]
    rows.append(["`plan` beyond importing other packages", *rest, "–"])
    return [
        filled(
            "The program plans DI4C in about a second, its files and its calendars included, most of which goes into "
            "starting up. Its help is there at once, and its memory is a small part of what any laptop has."
        ),
        table(["whole process", "least (s)", "median (s)", "MB"], rows),
        filled(
            "`plan` writes the schedule, its goals and nine calendars. The last line is the difference of the two "
            "before it: what the library itself needs once the packages it stands on are there."
        ),
    ]


def _plan(out: Path) -> Sequence[str]:
    return ["plan", PLANNED, "--out", str(out), "--quiet"]


def _plan_anew(folder: str) -> Sequence[str]:
    return _plan(Path(tempfile.mkdtemp(dir=folder)))


def _modules_of_plan(out: Path) -> list[str]:
    told = run(["-c", TELL_MODULES, *_plan(out)]).output
    own = ("di4c_schedule", "__main__")
    return [name for name in json.loads(told) if name.split(".")[0] not in own]


def _times(runs: Sequence[Run]) -> dict[str, float]:
    times = Seconds.of([done.seconds for done in runs])
    return {"least": times.least, "median": times.median, "peak_mb": min(done.peak_mb for done in runs)}


SECTION = Section("start", "From the command to its answer", measure, show)
