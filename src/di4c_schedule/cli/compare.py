"""The command ``compare``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from di4c_schedule.changes import Comparison, compare
from di4c_schedule.cli.answers import print_json
from di4c_schedule.cli.failures import DONE, warnings_told
from di4c_schedule.cli.tables import print_goal_changes
from di4c_schedule.dates import parse_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.io import comparison_csv, read_problem, read_published, read_schedule


def compare_files(
    file: Path,
    before: Path,
    after: Path,
    frozen_before: str | None,
    former: Sequence[str],
    *,
    as_json: bool,
    as_csv: bool,
    quiet: bool,
) -> int:
    """Say what changes from one schedule to another; return the exit code."""
    one_form(as_json=as_json, as_csv=as_csv)
    day = day_of(frozen_before)
    with warnings_told(quiet=quiet):
        problem = read_problem(file)
    meetings = read_published(before, problem, former)
    comparison = compare(meetings, read_schedule(after, problem), day)
    if as_json:
        print_json(comparison.to_dict())
    elif as_csv:
        print_csv(comparison)
    elif not quiet:
        tell_changes(comparison)
        if comparison.note:
            sys.stdout.write(f"{comparison.note}\n")
        print_goal_changes(comparison)
    return DONE


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Make sure that one form of the answer is asked for.

    Raises
    ------
    ProblemError
        If two are.
    """
    if as_json and as_csv:
        raise ProblemError("--json and --csv: give one of them")


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


def print_csv(comparison: Comparison) -> None:
    """Print a comparison as CSV, in UTF-8 whatever the terminal's encoding."""
    data = comparison_csv(comparison)
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is not None:
        buffer.write(data)
        buffer.flush()
