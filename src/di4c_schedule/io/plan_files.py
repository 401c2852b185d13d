"""What ``plan`` leaves in a folder: schedule.csv, schedule.json and the calendars."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import warn

from di4c_schedule.errors import ProblemWarning
from di4c_schedule.files import make_folder, write_bytes
from di4c_schedule.io.schedule_file import schedule_csv
from di4c_schedule.result import Result, Status
from di4c_schedule.updates import write_calendars

if TYPE_CHECKING:
    from di4c_schedule.conflict import Conflict
    from di4c_schedule.explanation import Repair

SCHEMA_VERSION = 1
"""Rises when a key of schedule.json changes its meaning or goes."""


def result_dict(result: Result, conflict: Conflict | None = None, repairs: Sequence[Repair] = ()) -> dict[str, object]:
    """Return a result as schedule.json holds it: dates in ISO form, the runtime in seconds.

    Parameters
    ----------
    result
        The result.
    conflict, repairs
        Why there is no schedule, if there is none, and what would help; without them the conflict of the result.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, solve
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> answer = result_dict(solve(Problem(network, "2019-09-02", "2019-10-31", days=2)))
    >>> answer["status"], answer["meetings"][1]["host"], answer["meetings"][1]["first"]
    ('OPTIMAL', 'Oulu', '2019-09-04')
    """
    answer: dict[str, object] = {
        "schema": SCHEMA_VERSION,
        "status": str(result.status),
        "runtime": round(result.runtime, 3),
        "engine": result.engine,
    }
    if result.status is Status.INFEASIBLE:
        why = conflict or result.conflict
        told = why.to_dict() if why else None
        return answer | {"conflict": told, "repairs": [repair.to_dict() for repair in repairs]}
    answer["gap"] = result.gap
    answer["goals"] = [
        {"label": g.label, "level": g.level, "weight": g.weight, "unit": g.unit, "value": g.value, "bound": g.bound}
        for g in result.goals
    ]
    answer["meetings"] = result.schedule.to_iso_rows() if result.schedule else []
    return answer


def result_json(result: Result) -> str:
    """Return a result as JSON text, names as they are spelled."""
    return json.dumps(result_dict(result), ensure_ascii=False, indent=2) + "\n"


def write_plan(result: Result, folder: str | Path) -> list[Path]:
    """Write schedule.csv, schedule.json and the folder calendars; each file appears whole or not at all.

    The calendars change all at once, see `write_calendars`; what is wrong in their folder is told as `ProblemWarning`.

    Parameters
    ----------
    result
        A result with a schedule.
    folder
        Where to write; made if it is not there.

    Returns
    -------
    list of Path
        The files, schedule.csv first.

    Raises
    ------
    InfeasibleError, TimeLimitError
        If the result has no schedule.
    ProblemError
        If the calendars there are those of another network; nothing is written then.
    OutputError
        If a file cannot be written.
    """
    schedule = result.unwrap()
    folder = Path(folder)
    make_folder(folder)
    calendars = write_calendars(schedule, folder / "calendars")
    for sentence in calendars.warnings:
        warn(f"{folder / 'calendars'}: {sentence}", ProblemWarning, stacklevel=2)
    write_bytes(folder / "schedule.csv", schedule_csv(schedule))
    write_bytes(folder / "schedule.json", result_json(result).encode())
    return [folder / "schedule.csv", folder / "schedule.json", *calendars]
