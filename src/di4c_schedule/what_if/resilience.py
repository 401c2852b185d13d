"""How much a plan can bear: meetings that move, hosts that leave."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import indent
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from di4c_schedule.arguments import expect
from di4c_schedule.checking import check
from di4c_schedule.clock import Clock
from di4c_schedule.dates import long_date
from di4c_schedule.errors import ScheduleError
from di4c_schedule.labels import counted
from di4c_schedule.markup import html_table
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.solver import solve
from di4c_schedule.what_if.leeway import Leeway, leeway_of
from di4c_schedule.what_if.losses import Loss, losses_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("position", "host", "first", "earlier", "later", "other_days", "free_days")
"""Columns of the leeway as a table: days to the farthest possible start, and how many other days there are."""

LOSS_COLUMNS = ("host", "status", "level", "goal", "unit", "before", "after")
"""Columns of the losses as a table."""


def _leeways(value: Iterable[Leeway]) -> tuple[Leeway, ...]:
    return tuple(value)


def _losses(value: Iterable[Loss]) -> tuple[Loss, ...]:
    return tuple(value)


@frozen(repr=False)
class Robustness:
    """How much a plan can bear: the answer of `robustness`.

    Parameters
    ----------
    schedule
        The plan.
    leeway
        For each meeting, in date order, how far it may move while all others stay.
    losses
        For each host, in the network's order, what it costs if it leaves and the others are planned anew.
    """

    schedule: Schedule
    leeway: tuple[Leeway, ...] = field(converter=_leeways)
    losses: tuple[Loss, ...] = field(converter=_losses)

    @property
    def complete(self) -> bool:
        """Whether the time was enough to find out about every host."""
        return all(loss.possible is not None for loss in self.losses)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one row a meeting, with the keys `COLUMNS`."""
        return [
            {
                "position": leeway.meeting.position,
                "host": leeway.meeting.host,
                "first": leeway.meeting.start,
                "earlier": leeway.earlier,
                "later": leeway.later,
                "other_days": len(leeway.starts),
                "free_days": len(leeway.free),
            }
            for leeway in self.leeway
        ]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row a meeting: by how many days it may move, and how many other days there are."""
        import pandas as pd

        return pd.DataFrame(self.to_rows(), columns=list(COLUMNS)).astype({"first": "datetime64[s]"})

    def losses_to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row for each host and goal; one row without a goal where there is no plan."""
        import pandas as pd

        rows: list[tuple[object, ...]] = []
        for loss in self.losses:
            status = None if loss.status is None else str(loss.status)
            rows += [(loss.host, status, c.level, c.label, c.unit, c.before, c.after) for c in loss.costs]
            if not loss.costs:
                rows.append((loss.host, status, *[None] * 5))
        return pd.DataFrame(rows, columns=list(LOSS_COLUMNS)).astype(
            {"level": "Int64", "before": "Int64", "after": "Int64"}
        )

    def to_dict(self) -> dict[str, object]:
        """Return the answer as JSON holds it: dates in ISO form."""
        return {
            "goals": [goal.label for goal in self.schedule.problem.goals],
            "meetings": [
                row
                | {
                    "first": str(row["first"]),
                    "possible": [{"first": str(p.start), "changes": list(p.changes)} for p in leeway.starts],
                }
                for row, leeway in zip(self.to_rows(), self.leeway, strict=True)
            ],
            "losses": [
                {
                    "host": loss.host,
                    "status": None if loss.status is None else str(loss.status),
                    "reason": loss.reason,
                    "costs": [
                        {"label": c.label, "level": c.level, "unit": c.unit, "before": c.before, "after": c.after}
                        for c in loss.costs
                    ],
                }
                for loss in self.losses
            ],
        }

    def __str__(self) -> str:
        return "\n".join(
            [
                "How far each meeting may move, all others staying:",
                *(f"  {leeway.meeting.position}. {leeway}" for leeway in self.leeway),
                "If a host leaves and the others are planned anew:",
                *(indent(str(loss), "  ") for loss in self.losses),
            ]
        )

    def __repr__(self) -> str:
        return f"<Robustness of {counted(len(self.leeway), 'meeting')}>\n{self}"

    def _repr_html_(self) -> str:
        rows = [
            (*list(row.values())[:2], long_date(leeway.meeting.start), *list(row.values())[3:])
            for row, leeway in zip(self.to_rows(), self.leeway, strict=True)
        ]
        header = ["", "host", "first day", "days earlier", "days later", "other days", "of them at no cost"]
        moves = html_table("How far each meeting may move while all others stay", header, rows)
        return moves + self._losses_html()

    def _losses_html(self) -> str:
        """Return a line for each host that may leave, a column for each goal; first the plan as it is."""
        plan = self.schedule
        known = [(goal.label, goal.unit) for goal in plan.problem.goals]
        goals = list(dict.fromkeys([*known, *((cost.label, cost.unit) for loss in self.losses for cost in loss.costs)]))
        now = dict(zip(known, plan.goal_values, strict=True))
        lines = [("nobody", now, "")]
        lines += [(loss.host, {(c.label, c.unit): c.after for c in loss.costs}, loss.remark) for loss in self.losses]
        remarks = any(remark for *_, remark in lines)
        header = ["who leaves", *(f"{label} ({unit})" for label, unit in goals), *(["remark"] if remarks else [])]
        rows = [
            (name, *(values.get(goal) for goal in goals), *([remark] if remarks else []))
            for name, values, remark in lines
        ]
        return html_table("If a host leaves and the others are planned anew", header, rows)


def robustness(problem: Problem, schedule: Schedule | None = None, time_limit: float | None = None) -> Robustness:
    """Say how far each meeting of a plan may move, and what it costs to lose a host.

    Parameters
    ----------
    problem
        The problem.
    schedule
        A plan that keeps its rules; None: that of `solve`.
    time_limit
        Seconds; None: as long as it takes. Hosts for which it was not enough are told as such.

    Returns
    -------
    Robustness
        For each meeting, by how many days it may start earlier or later while all others stay, every rule is kept and
        the order of the rotation remains: up to the farthest such day, with the number of possible days. For each host,
        goal by goal what the best plan of the others is worth when it leaves the network (see `without_partner`), or
        why there is none.

    Raises
    ------
    ProblemError
        If an argument is of another kind.
    ScheduleError
        If the schedule breaks a rule already.
    InfeasibleError
        If none is given and there is none.
    TimeLimitError
        If none is given and none was found in time.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, goals
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-09-06", days=2, goals=[goals.Early()])
    >>> print(robustness(problem))
    How far each meeting may move, all others staying:
      1. Messina on Mon 2 September 2019 cannot move
      2. Oulu on Wed 4 September 2019 may start up to 1 day later: 1 other day, at some cost
    If a host leaves and the others are planned anew:
      Messina:
        Meetings take place as early as possible: 0 instead of 2 days
      Oulu:
        Meetings take place as early as possible: 0 instead of 2 days
    """
    clock = Clock(time_limit)
    expect(problem, Problem, "problem")
    if schedule is None:
        plan = solve(problem, clock.left).unwrap()
    else:
        expect(schedule, Schedule, "schedule")
        plan = evolve(schedule, problem=problem)
        violations = check(problem, plan)
        if violations:
            raise ScheduleError(f"the schedule breaks rules already: {violations[0]}; `check` lists them all")
    return Robustness(plan, leeway_of(plan), losses_of(plan, clock))
