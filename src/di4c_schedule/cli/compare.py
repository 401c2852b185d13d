"""The command ``compare``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from di4c_schedule.changes import Comparison, compare
from di4c_schedule.changes.comparison import COLUMNS
from di4c_schedule.cli.answers import Form, print_csv, print_json
from di4c_schedule.cli.failures import DONE, warnings_told
from di4c_schedule.cli.tables import print_goal_changes
from di4c_schedule.dates import parse_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.io import read_problem, read_published, read_schedule
from di4c_schedule.io.schedule_file import no_meeting_in


def compare_files(
    file: Path, before: Path, after: Path, frozen_before: str | None, former: Sequence[str], form: Form
) -> int:
    """Say what changes from one schedule to another; return the exit code."""
    day = day_of(frozen_before)
    with warnings_told(quiet=form.quiet):
        problem = read_problem(file)
    meetings = read_published(before, problem, former)
    later = read_schedule(after, problem)
    if not later.meetings:
        raise no_meeting_in(after)
    comparison = compare(meetings, later, day)
    if form.as_json:
        print_json(comparison.to_dict())
    elif form.as_csv:
        print_csv(COLUMNS, comparison.to_rows())
    elif not form.quiet:
        tell_changes(comparison)
        if comparison.note:
            sys.stdout.write(f"{comparison.note}\n")
        print_goal_changes(comparison)
    return DONE


def day_of(option: str | None) -> date | None:
    """Read the option ``--frozen-before``.

    Raises
    ------
    ProblemError
        If it is no day.
    """
    try:
        return parse_date(option) if option is not None else None
    except ProblemError as error:
        raise ProblemError([mistake.inside("--frozen-before") for mistake in error.mistakes]) from None


def tell_changes(comparison: Comparison) -> None:
    """Print what changes, a sentence a line."""
    sys.stdout.writelines(f"{line}\n" for line in comparison.sentences)
