"""Tables of a plan for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from di4c_schedule.dates import long_date
from di4c_schedule.labels import with_unit
from di4c_schedule.result import Result
from di4c_schedule.schedule import Schedule

if TYPE_CHECKING:
    from di4c_schedule.changes import Comparison


def print_meetings(schedule: Schedule) -> None:
    """Print the meetings, one a line."""
    table = Table(title=Text(schedule.problem.network.name), title_justify="left")
    differing = any(meeting.remark for meeting in schedule.meetings)
    for header in ("", "host", "first day", "last day", *([""] if differing else [])):
        table.add_column(header, overflow="fold")
    for meeting in schedule.meetings:
        days = (long_date(meeting.start), long_date(meeting.last))
        table.add_row(str(meeting.position), Text(meeting.host), *days, *([meeting.remark] if differing else []))
    _console().print(table)


def print_goals(result: Result) -> None:
    """Print the value and the proven bound of every goal."""
    if not result.goals:
        return
    table = Table(title="Goals (less is better)", title_justify="left")
    for header in ("level", "goal", "value", "proven: not below"):
        table.add_column(header, justify="right" if header.startswith(("value", "proven")) else "left", overflow="fold")
    for goal in result.goals:
        value = "" if goal.value is None else with_unit(goal.value, goal.unit)
        table.add_row(str(goal.level), Text(goal.label), value, "" if goal.bound is None else str(goal.bound))
    _console().print(table)


def print_goal_changes(comparison: Comparison) -> None:
    """Print the value of every goal before and after."""
    if not comparison.goals:
        return
    table = Table(title="Goals (less is better)", title_justify="left")
    for header in ("level", "goal", "before", "after"):
        table.add_column(header, justify="right" if header in ("before", "after") else "left", overflow="fold")
    for goal in comparison.goals:
        values = ["" if value is None else with_unit(value, goal.unit) for value in (goal.before, goal.after)]
        table.add_row(str(goal.level), Text(goal.label), *values)
    _console().print(table)


def _console() -> Console:
    # names are user text: nothing in them is markup
    return Console(markup=False, highlight=False, emoji=False)
