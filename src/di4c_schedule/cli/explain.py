"""The commands ``explain`` and ``why-not``, and what ``plan`` says when there is no schedule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from di4c_schedule.cli.answers import Form, Rows
from di4c_schedule.cli.failures import DONE, warnings_told
from di4c_schedule.conflict import Conflict
from di4c_schedule.explanation import Repair, conflicts, explain, repairs
from di4c_schedule.io import read_problem
from di4c_schedule.labels import kind_of

MOST_REPAIRS = 3
"""Repairs that are told."""


def explain_file(
    file: Path, n: int, fixed: list[str], time_limit: float, form: Form, *, whole_rules: bool = False
) -> int:
    """Say why a problem file has no schedule, and what would help; return the exit code."""
    with warnings_told(quiet=form.quiet):
        problem = read_problem(file)
    found = [explain(problem, time_limit, whole_rules)]
    if found[0] and n > 1:
        found = conflicts(problem, n, time_limit, whole_rules) or found
    ways = repairs(problem, MOST_REPAIRS, fixed, time_limit=time_limit) if found[0] else []
    form.show(lambda: explanation_text(found, ways), lambda: _as_dict(found, ways), lambda: _rows(found))
    return DONE


def why_not_file(file: Path, host: str, dates: str, time_limit: float, form: Form) -> int:
    """Say what it would break or cost that a partner hosts at some time; return the exit code."""
    from di4c_schedule.schedule import COLUMNS
    from di4c_schedule.what_if import why_not

    with warnings_told(quiet=form.quiet):
        problem = read_problem(file)
    answer = why_not(problem, host, dates, time_limit)
    form.show(lambda: str(answer), answer.to_dict, lambda: (COLUMNS, answer.schedule.to_rows()))
    return DONE


def explanation_text(found: Sequence[Conflict], ways: Sequence[Repair]) -> str:
    """Return conflicts and repairs as text."""
    numbered = len(found) > 1
    told = [f"Conflict {number}: {conflict}" if numbered else str(conflict) for number, conflict in enumerate(found, 1)]
    if not found[0]:
        return told[0]
    if not ways:
        return "\n".join([*told, "Nothing that may be touched was found to help."])
    lines = [f"  {number}. {way}" for number, way in enumerate(ways, 1)]
    return "\n".join([*told, "What would help, best first; for each a schedule was found:", *lines])


def _as_dict(found: Sequence[Conflict], ways: Sequence[Repair]) -> dict[str, object]:
    if not found[0]:
        return {"status": "FEASIBLE", "conflict": None, "repairs": []}
    return {
        "status": "INFEASIBLE",
        "conflict": found[0].to_dict(),
        "further_conflicts": [conflict.to_dict() for conflict in found[1:]],
        "repairs": [way.to_dict() for way in ways],
    }


def _rows(found: Sequence[Conflict]) -> Rows:
    rows = [
        {"conflict": number, "rule": kind_of(rule), "label": rule.label}
        for number, conflict in enumerate(found, 1)
        for rule in conflict.requirements
    ]
    return ("conflict", "rule", "label"), rows
