"""The command ``alternatives``: the best plan, and others that are nearly as good."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from di4c_schedule.cli.answers import Form, Rows
from di4c_schedule.cli.failures import DONE, warnings_told
from di4c_schedule.errors import Mistake, ProblemError, raise_all
from di4c_schedule.io import read_problem
from di4c_schedule.schedule import COLUMNS
from di4c_schedule.what_if import Alternatives, alternatives


def alternatives_file(file: Path, n: int, within: str, differ_by: int, time_limit: float | None, form: Form) -> int:
    """Tell the best plan of a problem file and others; return the exit code."""
    allowed = read_within(within)
    with warnings_told(quiet=form.quiet):
        problem = read_problem(file)
    found = alternatives(problem, n, allowed, differ_by, time_limit)
    form.show(lambda: str(found), found.to_dict, lambda: _rows(found))
    return DONE


def read_within(text: str) -> int | dict[int, int]:
    """Read how much worse plans may be: a number, or numbers by level.

    Raises
    ------
    ProblemError
        If it is neither, or a level stands twice.

    Examples
    --------
    >>> read_within("3"), read_within("2=5,3=100")
    (3, {2: 5, 3: 100})
    """
    pairs = [re.fullmatch(r"\s*(\d{1,9})\s*=\s*(\d{1,18})\s*", part, re.ASCII) for part in text.split(",")]
    if all(pairs):
        numbers = [(int(pair[1]), int(pair[2])) for pair in pairs if pair]
        twice = [level for level, times in Counter(level for level, _ in numbers).items() if times > 1]
        raise_all([Mistake(f"level {level} stands twice; leave one out", ("--within",)) for level in twice])
        return dict(numbers)
    if re.fullmatch(r"\s*\d{1,18}\s*", text, re.ASCII):
        return int(text)
    raise ProblemError(
        f'--within: expected a number from 0 on, or such numbers by level, "2=5,3=100", got {text!r:.60}'
    )


def _rows(found: Alternatives) -> Rows:
    rows = [{"plan": number} | row for number, plan in enumerate(found, 1) for row in plan.to_rows()]
    return ("plan", *COLUMNS), rows
