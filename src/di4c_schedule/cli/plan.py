"""The command ``plan``."""

from __future__ import annotations

import sys
from pathlib import Path

from di4c_schedule.cli.answers import print_json
from di4c_schedule.cli.failures import DONE, INFEASIBLE, TIME_LIMIT, warnings_told
from di4c_schedule.cli.leftovers import warn_of_others
from di4c_schedule.cli.progress import ProgressLine
from di4c_schedule.cli.tables import print_goals, print_meetings
from di4c_schedule.conflict import Conflict
from di4c_schedule.errors import TimeLimitError
from di4c_schedule.io import read_problem, require_folder, result_dict, write_plan
from di4c_schedule.problem import Problem
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
    if result.status is Status.INFEASIBLE:
        _explain(problem, result, time_limit, as_json=as_json, quiet=quiet)
        return INFEASIBLE
    if as_json:
        print_json(result_dict(result))
    elif not quiet:
        _tell(result, out, len(written))
        warn_of_others(out / "calendars", written)
    return DONE if result.schedule is not None else TIME_LIMIT


def _explain(problem: Problem, result: Result, time_limit: float | None, *, as_json: bool, quiet: bool) -> None:
    """Print why there is no schedule, and what would help."""
    from di4c_schedule.cli.explain import MOST_REPAIRS, explanation_text
    from di4c_schedule.explanation import TIME_LIMIT, explain, repairs

    if quiet and not as_json:
        return
    limit = TIME_LIMIT if time_limit is None else min(time_limit, TIME_LIMIT)
    conflict: Conflict | None
    try:
        conflict = explain(problem, limit)
    except TimeLimitError:
        conflict = result.conflict
    ways = repairs(problem, MOST_REPAIRS, time_limit=limit)
    if as_json:
        print_json(result_dict(result, conflict, ways))
    elif conflict is not None:
        sys.stdout.write(f"INFEASIBLE: no schedule keeps all the rules.\n{explanation_text([conflict], ways)}\n")


def _tell(result: Result, out: Path, files: int) -> None:
    if result.schedule is not None:
        print_meetings(result.schedule)
        print_goals(result)
        sys.stdout.write(f"{_WORDS[result.status]} ({result.engine}, {result.runtime:.2f} s).\n")
        sys.stdout.write(f"{files} files written to {out}; the calendars are in {out / 'calendars'}.\n")
    else:
        sys.stdout.write(f"UNKNOWN: no schedule was found in {result.runtime:.1f} s; allow more time.\n")
