"""The command ``regret``: what every partner's meeting on every day would cost, as a calendar of signs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from attrs import frozen
from rich.cells import cell_len, set_cell_size

from di4c_schedule.cli.answers import Form, Rows
from di4c_schedule.cli.failures import DONE, warnings_told
from di4c_schedule.dates import MONTHS, DateRange, months_of
from di4c_schedule.io import read_problem
from di4c_schedule.labels import counted, with_unit
from di4c_schedule.problem import Problem
from di4c_schedule.what_if import regret

if TYPE_CHECKING:
    import pandas as pd

_MONTHS_A_LINE = 2
_LONGEST_NAME = 15
"""With two months of 31 signs, and spaces in between, that makes 80 columns."""

_LARGEST_DIGIT = 9

_RULER = "1   5    10   15   20   25   30"


def regret_file(file: Path, level: int | None, time_limit: float | None, form: Form) -> int:
    """Say what every partner's meeting on every day would cost; return the exit code."""
    with warnings_told(quiet=form.quiet):
        problem = read_problem(file)
    frame = regret(problem, level, time_limit)
    costs = Costs(problem, _as_numbers(frame, list(problem.window)), _level(problem, level))
    form.show(lambda: costs_text(costs), lambda: _as_dict(costs), lambda: _rows(costs))
    return DONE


@frozen
class Costs:
    """What slots cost on a goal level.

    Parameters
    ----------
    problem
        The problem.
    by_host
        For each partner the days on which it can start a meeting, with what that costs.
    level
        The level; None without goals.
    """

    problem: Problem
    by_host: Mapping[str, Mapping[date, int]]
    level: int | None

    @property
    def unit(self) -> str:
        """What is counted: the goal's unit, or points where several are weighed against each other."""
        goals = [goal for goal in self.problem.goals if goal.level == self.level]
        return goals[0].unit if len(goals) == 1 and goals[0].weight == 1 else "points"

    @property
    def worst(self) -> int:
        """What the dearest slot costs."""
        return max((cost for costs in self.by_host.values() for cost in costs.values()), default=0)

    def possible(self, day: date) -> bool:
        """Whether any partner can start a meeting on a day."""
        return any(day in days for days in self.by_host.values())

    def sign(self, cost: int) -> str:
        """Return one sign for a cost: the number, or its share of the worst in ninths."""
        if cost <= 0:
            return "0" if cost == 0 else "-"
        return str(cost if self.worst <= _LARGEST_DIGIT else -(-_LARGEST_DIGIT * cost // self.worst))


def costs_text(costs: Costs) -> str:
    """Return a calendar of signs, and a line for each partner."""
    months = [month for month in months_of(costs.problem.window) if any(costs.possible(day) for day in month)]
    blocks = ["\n".join(_calendar(costs, some)) for some in _by_line(months)]
    return "\n\n".join(["\n".join(_heading(costs)), *blocks, "\n".join(_summary(costs))])


def _heading(costs: Costs) -> Iterator[str]:
    goals = [goal for goal in costs.problem.goals if goal.level == costs.level]
    if not goals:
        yield "On which days each partner can start a meeting; there are no goals, so all cost the same."
    else:
        yield f"What a meeting on a day costs, compared with the best plan, on level {costs.level}:"
        for goal in goals:
            yield f"  {goal.label} ({goal.unit}{f', weight {goal.weight}' if goal.weight > 1 else ''})"
    signs = ["blank: nobody can start then", ". others can", "0 costs nothing"]
    if 1 <= costs.worst <= _LARGEST_DIGIT:
        many = f"1 to {costs.worst}: so many {costs.unit}"
        signs.append(f"1: {with_unit(1, costs.unit)}" if costs.worst == 1 else many)
    elif costs.worst:
        signs.append(f"1 to 9: so many ninths of {costs.worst} {costs.unit}, rounded up")
    if any(cost < 0 for days in costs.by_host.values() for cost in days.values()):
        signs.append("-: better, as an earlier level gets worse")
    yield fill("Signs: " + "; ".join(signs) + ".", 80)


def _by_line(months: Sequence[DateRange]) -> Iterator[Sequence[DateRange]]:
    for begin in range(0, len(months), _MONTHS_A_LINE):
        yield months[begin : begin + _MONTHS_A_LINE]


def _calendar(costs: Costs, months: Sequence[DateRange]) -> Iterator[str]:
    """Yield the lines of some months: a ruler, then a strip of signs for each partner."""
    width = _width(costs)
    titles = [f"{MONTHS[month.first.month - 1]} {month.first.year}" for month in months]
    for heads in (titles, [_RULER if month.days >= 30 else _RULER[: month.days] for month in months]):
        yield " ".join([" " * width, "  ".join(head.ljust(31) for head in heads)]).rstrip()
    for name in costs.problem.network.names:
        strips = ["".join(_sign(costs, name, day) for day in month).ljust(31) for month in months]
        yield f"{_short(name, width)} {'  '.join(strips)}".rstrip()


def _sign(costs: Costs, name: str, day: date) -> str:
    if day in costs.by_host[name]:
        return costs.sign(costs.by_host[name][day])
    return "." if costs.possible(day) else " "


def _summary(costs: Costs) -> Iterator[str]:
    """Yield a line for each partner: how many days it has, the cheapest and the dearest."""
    width = _width(costs)
    lines = [("", "days", "cheapest", "dearest")]
    for name, days in costs.by_host.items():
        least, most = min(days.values(), default=0), max(days.values(), default=0)
        cheapest = [day for day, cost in days.items() if cost == least]
        dearest = next((day for day, cost in days.items() if cost == most), None)
        low = (
            f"{least} on {counted(len(cheapest), 'day')} from {cheapest[0]}"
            if cheapest
            else "no plan has a meeting there"
        )
        lines.append((name, str(len(days)), low, f"{most} on {dearest}" if least < most else ""))
    low_width = max(len(low) for _, _, low, _ in lines)
    for name, number, low, high in lines:
        yield f"{_short(name, width)} {number:>4}  {low:{low_width}}  {high}".rstrip()


def _width(costs: Costs) -> int:
    return min(_LONGEST_NAME, max(map(cell_len, costs.problem.network.names)))


def _short(name: str, width: int) -> str:
    """Return a name with as many columns as given, cut if need be."""
    return set_cell_size(name if cell_len(name) <= width else set_cell_size(name, width - 1) + "…", width)


def _as_numbers(frame: pd.DataFrame, days: Sequence[date]) -> dict[str, dict[date, int]]:
    return {
        str(name): {day: int(cost) for day, cost in zip(days, costs, strict=True) if not math.isnan(cost)}
        for name, costs in zip(frame.index, frame.to_numpy().tolist(), strict=True)
    }


def _level(problem: Problem, level: int | None) -> int | None:
    return level if level is not None else min((goal.level for goal in problem.goals), default=None)


def _as_dict(costs: Costs) -> dict[str, object]:
    return {
        "level": costs.level,
        "unit": costs.unit,
        "goals": [goal.label for goal in costs.problem.goals if goal.level == costs.level],
        "hosts": [
            {"host": name, "costs": {str(day): cost for day, cost in days.items()}}
            for name, days in costs.by_host.items()
        ],
    }


def _rows(costs: Costs) -> Rows:
    days = list(costs.problem.window)
    rows = [{"host": name} | {str(day): known.get(day) for day in days} for name, known in costs.by_host.items()]
    return ["host", *map(str, days)], rows
