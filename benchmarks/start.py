"""How long the commands take from start to end, and what of it is importing other packages."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measure import Run, Seconds, run
from benchmarks.report import Section

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


def commands(times: int) -> Section:
    """Time whole processes: Python alone, the import, the help, a plan."""
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "modules.json"
        names.write_text(json.dumps(_modules_of_plan(Path(folder) / "first")))
        tasks: dict[str, Callable[[], Run]] = {
            "Python alone": lambda: run(["-c", "pass"]),
            "`import di4c_schedule`": lambda: run(["-c", "import di4c_schedule"]),
            "`di4c-schedule --help`": lambda: run(["-m", "di4c_schedule", "--help"]),
            "importing what `plan` imports of other packages": lambda: run(["-c", IMPORT_MODULES, str(names)]),
            "`di4c-schedule plan` on the DI4C file": lambda: run(["-m", "di4c_schedule", *_plan_anew(folder)]),
        }
        rounds = [{label: task() for label, task in tasks.items()} for _ in range(times + 1)]
    # in turn, so that a busy moment of the machine meets all; the first round compiles and fills the disk's cache
    measured = {label: [done[label] for done in rounds[1:]] for label in tasks}
    rows = [_row(label, runs) for label, runs in measured.items()]
    rows.append(_rest(*list(measured.values())[-2:]))
    return Section(
        "From the command to its answer",
        "The program plans DI4C in about a second, its files and its calendars included, most of which goes into "
        "starting up. Its help is there at once, and its memory is a small part of what any laptop has.",
        ["whole process", "least (s)", "median (s)", "peak memory (MB)"],
        rows,
        "`plan` writes the schedule, its goals and nine calendars. The last line is the difference of the two before "
        "it: what the library itself needs once the packages it stands on are there.",
    )


def _plan(out: Path) -> Sequence[str]:
    return ["plan", PLANNED, "--out", str(out), "--quiet"]


def _plan_anew(folder: str) -> Sequence[str]:
    return _plan(Path(tempfile.mkdtemp(dir=folder)))


def _modules_of_plan(out: Path) -> list[str]:
    told = run(["-c", TELL_MODULES, *_plan(out)]).output
    own = ("di4c_schedule", "__main__")
    return [name for name in json.loads(told) if name.split(".")[0] not in own]


def _row(label: str, runs: Sequence[Run]) -> list[object]:
    seconds = Seconds.of([done.seconds for done in runs])
    return [label, f"{seconds.least:.2f}", f"{seconds.median:.2f}", f"{min(done.peak_mb for done in runs):.0f}"]


def _rest(importing: Sequence[Run], planning: Sequence[Run]) -> list[object]:
    before, after = (Seconds.of([done.seconds for done in runs]) for runs in (importing, planning))
    return [
        "`plan` beyond importing other packages",
        f"{after.least - before.least:.2f}",
        f"{after.median - before.median:.2f}",
        "–",
    ]
