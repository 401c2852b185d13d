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
from di4c_schedule.updates import write_calendars
from di4c_schedule.violation import Violation


def check_file(file: Path, schedule_file: Path, *, as_json: bool, quiet: bool) -> int:
    """Check a schedule against a problem file; return the exit code."""
    schedule = _read(file, schedule_file, quiet=quiet)
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
    schedule = _read(file, schedule_file, quiet=quiet)
    violations = check(schedule.problem, schedule)
    files = write_calendars(schedule, out)
    if not quiet:
        for sentence in files.warnings:
            sys.stderr.write(f"warning: {out}: {sentence}\n")
        warn_of_others(out, files)
        calendars, letters = len(files) - len(files.invitations), len(files.invitations)
        more = f" and {counted(letters, 'invitation')}" if letters else ""
        sys.stdout.write(f"{files}\n{counted(calendars, 'calendar')}{more} written to {out}.\n")
        if violations:
            sys.stderr.write(
                f"warning: the schedule breaks {counted(len(violations), 'rule')}; see di4c-schedule check\n"
            )
    return DONE


def _read(file: Path, schedule_file: Path, *, quiet: bool) -> Schedule:
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
