"""Several plans for one problem, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

from attrs import field, frozen

from di4c_schedule.goals import measures
from di4c_schedule.labels import counted, with_unit
from di4c_schedule.markup import html_paragraph, html_table
from di4c_schedule.schedule import COLUMNS, Meeting, Schedule

if TYPE_CHECKING:
    import pandas as pd


def _plans(value: Iterable[Schedule]) -> tuple[Schedule, ...]:
    return tuple(value)


@frozen(repr=False)
class Alternatives(Sequence[Schedule]):
    """Plans that really differ from each other, the best first: the answer of `alternatives`.

    It is a sequence of `Schedule`.

    Parameters
    ----------
    schedules
        The plans; the first is the best.
    complete
        Whether it is proven that there is no further plan, within the same allowance, that differs from all of these.
    note
        Why there may be more: as many as were asked for are found, or the time limit came.
    """

    schedules: tuple[Schedule, ...] = field(converter=_plans)
    complete: bool
    note: str = ""

    @overload
    def __getitem__(self, index: int) -> Schedule: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Schedule, ...]: ...

    def __getitem__(self, index: int | slice) -> Schedule | tuple[Schedule, ...]:
        return self.schedules[index]

    def __len__(self) -> int:
        return len(self.schedules)

    def differing(self, index: int) -> list[Meeting]:
        """Return the meetings of a plan, counted from 0, that have another host or start than in the first."""
        pairs = zip(self[index].meetings, self[0].meetings, strict=True)
        return [meeting for meeting, first in pairs if (meeting.host, meeting.start) != (first.host, first.start)]

    @property
    def ending(self) -> str:
        """One sentence on whether there are more."""
        return "There is no other." if self.complete else f"There may be more: {self.note}."

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row a meeting: `plan`, from 1, and what ``Schedule.to_frame`` has."""
        import pandas as pd

        rows = [{"plan": number} | row for number, plan in enumerate(self, 1) for row in plan.to_rows()]
        frame = pd.DataFrame(rows, columns=["plan", *COLUMNS])
        days = {"first": "datetime64[s]", "last": "datetime64[s]"}
        return frame.astype({"plan": "int64", "position": "int64", **days})

    def to_dict(self) -> dict[str, object]:
        """Return the plans as JSON holds them: dates in ISO form."""
        return {"complete": self.complete, "note": self.note, "plans": [_as_dict(plan) for plan in self]}

    def __str__(self) -> str:
        lines = [counted(len(self), "plan") + ". " + self.ending]
        for number, plan in enumerate(self, 1):
            lines.append(f"Plan {number}{_values(plan)}" + (", which differs from plan 1 in:" if number > 1 else ":"))
            meetings = plan.meetings if number == 1 else self.differing(number - 1)
            lines += [f"  {meeting.position}. {meeting}" for meeting in meetings]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Alternatives: {self}>"

    def _repr_html_(self) -> str:
        goals = self[0].problem.goals
        header = ["plan", *(f"{goal.label} ({goal.unit})" for goal in goals), "differs from plan 1 in"]
        rows = []
        for number, plan in enumerate(self, 1):
            moved = "; ".join(f"{meeting.position}. {meeting}" for meeting in self.differing(number - 1))
            rows.append((number, *plan.goal_values, moved))
        caption = f"{counted(len(self), 'plan')} for {self[0].problem.network.name}. {self.ending}"
        return html_table(caption, header, rows) + html_paragraph("Plan 1:") + self[0]._repr_html_()


def _values(plan: Schedule) -> str:
    goals = plan.problem.goals
    values = ", ".join(with_unit(value, goal.unit) for goal, value in zip(goals, plan.goal_values, strict=True))
    return f" ({values})" if goals else ""


def _as_dict(plan: Schedule) -> dict[str, object]:
    goals = [
        {"label": goal.label, "level": goal.level, "weight": goal.weight, "unit": goal.unit, "value": values[0]}
        for goal in plan.problem.goals
        for values in [measures(goal, plan)]
    ]
    return {"goals": goals, "meetings": plan.to_iso_rows()}
