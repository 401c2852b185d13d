"""The command ``plan``."""

from __future__ import annotations

import sys
from pathlib import Path

from di4c_schedule.cli.answers import print_json
from di4c_schedule.cli.failures import DONE, INFEASIBLE, TIME_LIMIT, warnings_told
from di4c_schedule.cli.leftovers import warn_of_others
from di4c_schedule.cli.progress import ProgressLine
from di4c_schedule.cli.tables import print_goals, print_meetings
from di4c_schedule.io import read_problem, require_folder, result_dict, write_plan
from di4c_schedule.result import Result, Status
from di4c_schedule.solver import solve

_WORDS = {
    Status.OPTIMAL: "OPTIMAL: it is proven that no schedule is better",
    Status.FEASIBLE: "FEASIBLE: the time limit came before it was proven that no schedule is better",
}


def plan_file(file: Path, out: Path, time_limit: float | None, *, as_json: bool, quiet: bool) -> int:
    """Plan a problem file and write the plan; return the exit code."""
    with warnings_told(quiet=quiet):
        problem = read_problem(file)
    require_folder(out)
    with ProgressLine(quiet=quiet) as progress:
        result = solve(problem, time_limit, progress=progress)
    written = write_plan(result, out) if result.schedule is not None else []
    if as_json:
        print_json(result_dict(result))
    elif not quiet:
        tell_result(result, out, len(written))
        warn_of_others(out / "calendars", written)
    return exit_code(result)


def exit_code(result: Result) -> int:
    """Return the exit code that tells how a search ended."""
    if result.status is Status.INFEASIBLE:
        return INFEASIBLE
    return DONE if result.schedule is not None else TIME_LIMIT


def tell_result(result: Result, out: Path, files: int) -> None:
    """Print a plan and where its files are, or why there is none."""
    if result.schedule is not None:
        print_meetings(result.schedule)
        print_goals(result)
        sys.stdout.write(f"{_WORDS[result.status]} ({result.engine}, {result.runtime:.2f} s).\n")
        sys.stdout.write(f"{files} files written to {out}; the calendars are in {out / 'calendars'}.\n")
    elif result.status is Status.INFEASIBLE:
        sys.stdout.write(f"INFEASIBLE: no schedule keeps all the rules.\n{result.conflict}\n")
    else:
        sys.stdout.write(f"UNKNOWN: no schedule was found in {result.runtime:.1f} s; allow more time.\n")
