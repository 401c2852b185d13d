"""The command ``replan``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from di4c_schedule.changes import Replan, replan
from di4c_schedule.changes.comparison import COLUMNS
from di4c_schedule.cli.answers import Form, print_csv, print_json
from di4c_schedule.cli.compare import day_of, tell_changes
from di4c_schedule.cli.failures import DONE, INFEASIBLE, TIME_LIMIT, warnings_told
from di4c_schedule.cli.leftovers import warn_of_others
from di4c_schedule.cli.plan import tell_result, tell_why_none, why_none
from di4c_schedule.cli.progress import ProgressLine
from di4c_schedule.files import require_folder
from di4c_schedule.io import read_problem, read_published, result_dict, write_plan
from di4c_schedule.result import Status


def replan_file(
    file: Path,
    published: Path,
    out: Path,
    frozen_before: str | None,
    order: str,
    former: Sequence[str],
    time_limit: float | None,
    form: Form,
) -> int:
    """Plan again with as little change as possible and write the plan; return the exit code."""
    day = day_of(frozen_before)
    with warnings_told(quiet=form.quiet):
        problem = read_problem(file)
    meetings = read_published(published, problem, former)
    gone = {meeting.host for meeting in meetings if meeting.host not in problem.network}
    require_folder(out)
    with warnings_told(quiet=form.quiet), ProgressLine(quiet=form.quiet) as progress:
        left = [*former, *sorted(gone.difference(former))]
        answer = replan(problem, meetings, day, order, time_limit, former=left, progress=progress)
    if answer.status is Status.INFEASIBLE:
        _tell_why_none(answer, time_limit, form)
        return INFEASIBLE
    with warnings_told(quiet=form.quiet):
        written = write_plan(answer.result, out) if answer.schedule is not None else []
    _tell(answer, out, len(written), form)
    if not form.quiet:
        warn_of_others(out / "calendars", written)
    return DONE if answer.schedule is not None else TIME_LIMIT


def _tell(answer: Replan, out: Path, files: int, form: Form) -> None:
    if form.as_json:
        print_json(answer.to_dict() | result_dict(answer.result))
    elif form.as_csv:
        print_csv(COLUMNS, answer.comparison.to_rows() if answer.comparison is not None else [])
    elif not form.quiet:
        if answer.comparison is not None:
            tell_changes(answer.comparison)
        _tell_notes(answer)
        tell_result(answer.result, out, files)


def _tell_why_none(answer: Replan, time_limit: float | None, form: Form) -> None:
    if form.quiet and not form.as_json:
        return
    conflict, ways = why_none(answer.problem, answer.result, time_limit)
    if form.as_json:
        print_json(answer.to_dict() | result_dict(answer.result, conflict, ways))
        return
    _tell_notes(answer)
    tell_why_none(conflict, ways)


def _tell_notes(answer: Replan) -> None:
    sys.stdout.writelines(f"{line}\n" for line in answer.note.splitlines())
