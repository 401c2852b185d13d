"""The command ``replan``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from di4c_schedule.changes import Replan, replan
from di4c_schedule.cli.answers import print_json
from di4c_schedule.cli.compare import day_of, one_form, print_csv, tell_changes
from di4c_schedule.cli.failures import warnings_told
from di4c_schedule.cli.leftovers import warn_of_others
from di4c_schedule.cli.plan import exit_code, tell_result
from di4c_schedule.cli.progress import ProgressLine
from di4c_schedule.io import read_problem, read_published, require_folder, result_dict, write_plan


def replan_file(
    file: Path,
    published: Path,
    out: Path,
    frozen_before: str | None,
    order: str,
    former: Sequence[str],
    time_limit: float | None,
    *,
    as_json: bool,
    as_csv: bool,
    quiet: bool,
) -> int:
    """Plan again with as little change as possible and write the plan; return the exit code."""
    one_form(as_json=as_json, as_csv=as_csv)
    day = day_of(frozen_before)
    with warnings_told(quiet=quiet):
        problem = read_problem(file)
    meetings = read_published(published, problem, former)
    gone = {meeting.host for meeting in meetings if meeting.host not in problem.network}
    require_folder(out)
    with warnings_told(quiet=quiet), ProgressLine(quiet=quiet) as progress:
        left = [*former, *sorted(gone.difference(former))]
        answer = replan(problem, meetings, day, order, time_limit, former=left, progress=progress)
    written = write_plan(answer.result, out) if answer.schedule is not None else []
    if as_json:
        print_json(result_dict(answer.result) | answer.to_dict())
    elif as_csv and answer.comparison is not None:
        print_csv(answer.comparison)
    elif not quiet:
        _tell(answer, out, len(written))
    if not quiet:
        warn_of_others(out / "calendars", written)
    return exit_code(answer.result)


def _tell(answer: Replan, out: Path, files: int) -> None:
    if answer.comparison is not None:
        tell_changes(answer.comparison)
    sys.stdout.writelines(f"{line}\n" for line in answer.note.splitlines())
    tell_result(answer.result, out, files)
