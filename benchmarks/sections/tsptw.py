"""Travelling salesmen with time windows: published problems with known optima."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from benchmarks.effort import Effort
from benchmarks.measure import CommandError, TooMuchError, run, run_task
from benchmarks.peers.registry import NOT_INSTALLED
from benchmarks.progress import tell
from benchmarks.report import filled, percent, seconds, table
from benchmarks.sections.section import Section

PEER = "benchmarks.peers.didp_tsptw"


def measure(effort: Effort) -> Any:
    """Solve each problem by this library and by DIDPPy."""
    if find_spec("benchmarks.tsptw") is None:
        return {"limit": effort.tsptw_limit, "problems": []}
    problems = []
    for name, facts in run_task("tsptw_names").answer.items():
        if facts["n"] > effort.tsptw_most:
            continue
        limit = effort.tsptw_limit
        ours = _outcome(["-m", "benchmarks.tasks", "tsptw", name, str(limit)], limit)
        peer = {"status": NOT_INSTALLED}
        if find_spec("didppy") is not None:
            peer = _outcome(["-m", PEER, name, str(limit)], limit)
        problems.append({"name": name, **facts, "ours": ours, "didp": peer})
        tell(f"{name}: {ours}, {peer}")
    return {"limit": effort.tsptw_limit, "problems": problems}


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    problems = measured["problems"]
    if not problems:
        return ["Not measured yet."]
    rows = [
        [one["name"], one["n"], _cell(one["ours"], one["optimum"]), _cell(one["didp"], one["optimum"])]
        for one in problems
    ]
    proven = {key: sum(one[key].get("proven", False) for one in problems) for key in ("ours", "didp")}
    return [
        filled(
            "A traveller who visits every host in its window and is back as early as possible: the nearest thing to "
            f"a rotation among the problems that others have published. Within {measured['limit']:g} s each, this "
            f"library proves {proven['ours']} of {len(problems)}, DIDPPy {proven['didp']}."
        ),
        table(["problem", "customers", "this library", "DIDPPy"], rows),
        filled(
            "Seconds to the proof; where there is none, how far the best tour is from the published optimum. Every "
            "tour was checked by plain code, and no makespan was below the published optimum. Least makespan; the "
            "depot's own window is kept. Sources of the problems: `benchmarks/data/tsptw`. DIDPPy: one thread, "
            "complete anytime beam search."
        ),
    ]


def _outcome(arguments: list[str], limit: float) -> dict[str, Any]:
    try:
        done = run(arguments, limit=1.5 * limit + 30)
    except TooMuchError as error:
        return {"status": str(error)}
    except CommandError as error:
        return {"status": f"failed: {str(error).strip().splitlines()[-1][:200]}"}
    return {"status": "", **done.answer, "peak_mb": done.peak_mb}


def _cell(outcome: dict[str, Any], optimum: int) -> str:
    if outcome["status"]:
        return str(outcome["status"])
    if outcome["proven"]:
        return seconds(outcome["seconds"])
    if outcome["value"] is None:
        return "no tour"
    return f"+{percent((outcome['value'] - optimum) / optimum)}"


SECTION = Section("tsptw", "Travelling salesmen with time windows", measure, show)
