"""What changes from one plan to another: meeting by meeting, goal by goal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import expect
from di4c_schedule.changes.change import Change, Kind
from di4c_schedule.changes.matching import matched
from di4c_schedule.changes.published import published_meetings
from di4c_schedule.dates import parse_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Goal
from di4c_schedule.labels import listed
from di4c_schedule.markup import html_paragraph, html_table
from di4c_schedule.schedule import Meeting, Schedule

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("kind", "host", "first", "last", "new_host", "new_first", "new_last", "days", "sentence")
"""Columns of a comparison as a table; ``days``: by how many the first day moves, later positive."""


@frozen
class GoalChange:
    """A goal's value on the plan before and on the plan after.

    Parameters
    ----------
    label, unit, level
        As the goal has them.
    before, after
        Values; None where the goal cannot measure the plan.
    """

    label: str
    unit: str
    level: int
    before: int | None
    after: int | None


def _in_order(value: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(value)


@frozen(repr=False)
class Comparison:
    """What changes from one plan to another.

    Parameters
    ----------
    changes
        One for each meeting of either plan, unchanged ones included, in date order.
    goals
        The goals of the later plan's problem, measured on both.
    note
        Why the goals of the earlier plan are not measured, if they are not; one sentence.
    """

    changes: tuple[Change, ...] = field(converter=_in_order)
    goals: tuple[GoalChange, ...] = ()
    note: str = ""

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        """Return the changes of a kind: ``"moved"``, ``"altered"``, ``"re-hosted"``, ``"cancelled"``, ``"new"``."""
        return tuple(change for change in self.changes if change.kind == Kind(kind))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changes, one sentence each, fit for an e-mail; ``("Nothing changes.",)`` if nothing does."""
        told = [change.sentence for change in self.changes if change.kind is not Kind.UNCHANGED]
        if not told:
            return ("Nothing changes.",)
        same = len(self.changes) - len(told)
        if same:
            told.append(
                "The other meeting stays as it is." if same == 1 else f"The other {same} meetings stay as they are."
            )
        return tuple(told)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one row a meeting, with the keys `COLUMNS`; None where there is nothing to say."""
        return [
            {
                "kind": str(change.kind),
                "host": change.before.host if change.before else None,
                "first": change.before.start if change.before else None,
                "last": change.before.last if change.before else None,
                "new_host": change.after.host if change.after else None,
                "new_first": change.after.start if change.after else None,
                "new_last": change.after.last if change.after else None,
                "days": change.days,
                "sentence": change.sentence,
            }
            for change in self.changes
        ]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row a meeting; dates are ``datetime64``, `days` are whole numbers or missing."""
        import pandas as pd

        frame = pd.DataFrame(self.to_rows(), columns=list(COLUMNS))
        days = dict.fromkeys(("first", "last", "new_first", "new_last"), "datetime64[s]")
        return frame.astype({**days, "days": "Int64"})

    def to_dict(self) -> dict[str, object]:
        """Return the comparison as JSON holds it: dates in ISO form."""
        return {
            "changes": [
                {
                    "kind": str(change.kind),
                    "before": _as_dict(change.before),
                    "after": _as_dict(change.after),
                    "days": change.days,
                    "sentence": change.sentence,
                }
                for change in self.changes
            ],
            "sentences": list(self.sentences),
            "goals": [
                {"label": g.label, "level": g.level, "unit": g.unit, "before": g.before, "after": g.after}
                for g in self.goals
            ],
            "note": self.note,
        }

    def __str__(self) -> str:
        return "\n".join(self.sentences)

    def __repr__(self) -> str:
        numbers = [f"{len(self.of_kind(kind))} {kind}" for kind in Kind if self.of_kind(kind)]
        return f"<Comparison: {', '.join(numbers) or 'no meeting'}>\n{self}"

    def _repr_html_(self) -> str:
        rows = [(change.kind, change.sentence) for change in self.changes]
        text = html_table("What changes", ["kind", "meeting"], rows)
        if self.goals:
            values = [(g.level, g.label, g.before, g.after, g.unit) for g in self.goals]
            text += html_table("Goals (less is better)", ["level", "goal", "before", "after", "unit"], values)
        return text + (html_paragraph(self.note) if self.note else "")


def compare(before: object, after: Schedule, frozen_before: date | str | None = None) -> Comparison:
    """Say what changes from one plan to another.

    Parameters
    ----------
    before
        The earlier plan, also of other partners: a `Schedule`, or whatever `replan` takes as published.
    after
        The later plan.
    frozen_before
        Meetings of partners that are no longer in the network and that started before this day were held: they count
        as unchanged, not as cancelled.

    Raises
    ------
    ScheduleError
        If the earlier plan cannot be read.
    ProblemError
        If the later one is no `Schedule`.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> before = Schedule.of(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-10-08")])
    >>> print(compare(before, Schedule.of(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-10-15")])))
    Oulu's meeting moves from Tue 8 to Tue 15 October 2019, 7 days later.
    The other meeting stays as it is.
    """
    expect(after, Schedule, "after")
    meetings = published_meetings(before, after.problem)
    held: list[Meeting] = []
    if frozen_before is not None:
        day, network = parse_date(frozen_before), after.problem.network
        held = [meeting for meeting in meetings if meeting.start < day and meeting.host not in network]
    return comparison_of(meetings, after, held)


def comparison_of(before: Sequence[Meeting], after: Schedule, held: Sequence[Meeting] = ()) -> Comparison:
    """Compare the meetings of a plan with a later plan.

    Parameters
    ----------
    before
        The meetings of the earlier plan.
    after
        The later plan.
    held
        Meetings that have been held by partners that have left the network: they stay as they are.
    """
    goals, note = _goals(before, after)
    return Comparison(matched(before, [*after.meetings, *held]), goals, note)


def _as_dict(meeting: Meeting | None) -> dict[str, str] | None:
    if meeting is None:
        return None
    return {
        "host": meeting.host,
        "first": str(meeting.start),
        "last": str(meeting.last),
        "format": meeting.format,
        "state": meeting.state,
    }


def _goals(before: Sequence[Meeting], after: Schedule) -> tuple[tuple[GoalChange, ...], str]:
    """Return what each goal measures on both plans, and why not on the earlier one."""
    problem = after.problem
    gone = list(dict.fromkeys(meeting.host for meeting in before if meeting.host not in problem.network))
    earlier = None if gone else Schedule(problem, before)
    changes = tuple(
        GoalChange(goal.label, goal.unit, goal.level, _measured(goal, earlier), _measured(goal, after))
        for goal in problem.goals
    )
    if not gone or not problem.goals:
        return changes, ""
    are = "is not in the network" if len(gone) == 1 else "are not in the network"
    return changes, f"The goals are not measured on the earlier plan: {listed(gone)} {are}."


def _measured(goal: Goal, schedule: Schedule | None) -> int | None:
    """Return a goal's value; None if the schedule is none that it can measure."""
    try:
        return goal.measure(schedule) if schedule is not None else None
    except ProblemError:  # dates beyond the window may have no holiday data
        return None
