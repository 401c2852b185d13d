"""The commands that read a schedule: ``check`` and ``calendars``."""

from __future__ import annotations

import sys
from pathlib import Path

from di4c_schedule.checking import check
from di4c_schedule.cli.answers import print_json
from di4c_schedule.cli.failures import DONE, VIOLATIONS, warnings_told
from di4c_schedule.cli.leftovers import warn_of_others
from di4c_schedule.io import read_problem, read_schedule
from di4c_schedule.labels import counted
from di4c_schedule.schedule import Schedule
from di4c_schedule.updates import CalendarUpdate, write_calendars
from di4c_schedule.violation import Violation


def check_file(file: Path, schedule_file: Path, *, as_json: bool, quiet: bool) -> int:
    """Check a schedule against a problem file; return the exit code."""
    schedule = read_files(file, schedule_file, quiet=quiet)
    violations = check(schedule.problem, schedule)
    if as_json:
        print_json({"violations": [_as_dict(violation) for violation in violations]})
    elif not quiet:
        for violation in violations:
            sys.stdout.write(f"{violation}\n")
        sys.stdout.write(
            f"{counted(len(violations), 'violation')} of the rules.\n" if violations else "All rules are kept.\n"
        )
    return VIOLATIONS if violations else DONE


def calendars_of_file(file: Path, schedule_file: Path, out: Path, *, quiet: bool) -> int:
    """Write the calendars of a schedule; return the exit code."""
    schedule = read_files(file, schedule_file, quiet=quiet)
    update = write_calendars(schedule, out)
    if not quiet:
        tell_faults(schedule, out, update)
        warn_of_others(out, update)
        sys.stdout.write(f"{written_text(update, out)}\n")
    return DONE


def written_text(update: CalendarUpdate, folder: Path, *, dry_run: bool = False) -> str:
    """Return what changes for people, and how many files tell them of it."""
    letters = len(update.invitations)
    more = f" and {counted(letters, 'invitation')}" if letters else ""
    verb = "would be in" if dry_run else "written to"
    return f"{update}\n{counted(len(update) - letters, 'calendar')}{more} {verb} {folder_name(folder)}."


def folder_name(folder: Path) -> str:
    """Return what a folder is called at the end of a sentence: "." and a full stop would name the one above."""
    return "the current folder" if folder == Path() else str(folder)


def tell_faults(schedule: Schedule, folder: Path, update: CalendarUpdate) -> None:
    """Say on stderr what was wrong in a folder of calendars, and which rules its schedule breaks."""
    for sentence in update.warnings:
        sys.stderr.write(f"warning: {folder}: {sentence}\n")
    violations = check(schedule.problem, schedule)
    if violations:
        sys.stderr.write(f"warning: the schedule breaks {counted(len(violations), 'rule')}; see di4c-schedule check\n")


def read_files(file: Path, schedule_file: Path, *, quiet: bool) -> Schedule:
    """Read a problem and a schedule for it."""
    with warnings_told(quiet=quiet):
        problem = read_problem(file)
    return read_schedule(schedule_file, problem)


def _as_dict(violation: Violation) -> dict[str, object]:
    meeting = violation.meeting
    return {
        "rule": violation.kind,
        "label": violation.rule.label,
        "message": violation.message,
        "host": meeting.host if meeting else None,
        "first": str(meeting.start) if meeting else None,
    }
