"""The command ``plan``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.cli.answers import print_json
from di4c_schedule.cli.failures import DONE, INFEASIBLE, TIME_LIMIT, warnings_told
from di4c_schedule.cli.leftovers import warn_of_others
from di4c_schedule.cli.progress import ProgressLine
from di4c_schedule.cli.tables import print_goals, print_meetings
from di4c_schedule.conflict import Conflict
from di4c_schedule.errors import TimeLimitError
from di4c_schedule.files import require_folder
from di4c_schedule.io import read_problem, result_dict, write_plan
from di4c_schedule.labels import lasting
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result, Status
from di4c_schedule.solver import solve

if TYPE_CHECKING:
    from di4c_schedule.explanation import Repair, Repairs


def plan_file(file: Path, out: Path, time_limit: float | None, *, as_json: bool, quiet: bool) -> int:
    """Plan a problem file and write the plan; return the exit code."""
    with warnings_told(quiet=quiet):
        problem = read_problem(file)
    require_folder(out)
    with ProgressLine(quiet=quiet) as progress:
        result = solve(problem, time_limit, progress=progress)
    with warnings_told(quiet=quiet):
        written = write_plan(result, out) if result.schedule is not None else []
    if result.status is Status.INFEASIBLE:
        _explain(problem, result, time_limit, as_json=as_json, quiet=quiet)
        return INFEASIBLE
    if as_json:
        print_json(result_dict(result))
    elif not quiet:
        tell_result(result, out, len(written))
        warn_of_others(out / "calendars", written)
    return DONE if result.schedule is not None else TIME_LIMIT


def why_none(problem: Problem, result: Result, time_limit: float | None) -> tuple[Conflict | None, Repairs]:
    """Return why there is no schedule, and what would help."""
    from di4c_schedule.cli.explain import MOST_REPAIRS
    from di4c_schedule.explanation import TIME_LIMIT, explain, repairs

    limit = TIME_LIMIT if time_limit is None else min(time_limit, TIME_LIMIT)
    conflict: Conflict | None
    try:
        conflict = explain(problem, limit)
    except TimeLimitError:
        conflict = result.conflict
    return conflict, repairs(problem, MOST_REPAIRS, time_limit=limit)


def tell_why_none(conflict: Conflict | None, ways: Sequence[Repair]) -> None:
    """Print why there is no schedule, and what would help."""
    from di4c_schedule.cli.explain import explanation_text

    if conflict is not None:
        sys.stdout.write(f"INFEASIBLE: no schedule keeps all the rules.\n{explanation_text([conflict], ways)}\n")


def _explain(problem: Problem, result: Result, time_limit: float | None, *, as_json: bool, quiet: bool) -> None:
    if quiet and not as_json:
        return
    conflict, ways = why_none(problem, result, time_limit)
    if as_json:
        print_json(result_dict(result, conflict, ways))
    else:
        tell_why_none(conflict, ways)


def tell_result(result: Result, out: Path, files: int) -> None:
    """Print a plan and where its files are, or that none was found in time."""
    if result.schedule is not None:
        print_meetings(result.schedule)
        print_goals(result)
        sys.stdout.write(f"{result.status}: {result.status.meaning} ({result.engine}, {result.runtime:.2f} s).\n")
        sys.stdout.write(f"{files} files written to {out}; the calendars are in {out / 'calendars'}.\n")
    else:
        sys.stdout.write(f"UNKNOWN: no schedule was found in {lasting(result.runtime)}; allow more time.\n")
