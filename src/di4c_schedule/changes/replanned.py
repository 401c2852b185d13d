"""A plan that follows on a published one, and what is to be said of it."""

from __future__ import annotations

from attrs import field, frozen

from di4c_schedule.changes.comparison import Comparison
from di4c_schedule.markup import html_headline, html_list, html_paragraph
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result, Status
from di4c_schedule.schedule import Meeting, Schedule
from di4c_schedule.violation import Violation


@frozen(repr=False)
class Replan:
    """The answer of `replan`.

    Parameters
    ----------
    result
        Status, schedule, values and bounds; the conflict, if there is no schedule.
    problem
        The problem that was solved: the one given, with what makes the past stay and little change. Its rules are kept.
    comparison
        What changes; None without a schedule.
    held_by_others
        Meetings that partners held that have left the network: they are no part of the schedule, but of the history.
    violations
        How meetings that have been held break rules of the problem given. Those rules hold from now on only.
    notes
        What else there is to know, one sentence each.
    """

    result: Result
    problem: Problem
    comparison: Comparison | None
    held_by_others: tuple[Meeting, ...] = ()
    violations: tuple[Violation, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def status(self) -> Status:
        """How the search ended."""
        return self.result.status

    @property
    def schedule(self) -> Schedule | None:
        """The new plan, or None."""
        return self.result.schedule

    @property
    def note(self) -> str:
        """All there is to know besides what changes, a sentence a line."""
        broken = [f"What has been held breaks a rule: {violation}." for violation in self.violations]
        return "\n".join([*self.notes, *broken])

    def unwrap(self) -> Schedule:
        """Return the new plan.

        Raises
        ------
        InfeasibleError
            If there is none; says why.
        TimeLimitError
            If none was found in time; says what is known.
        """
        return self.result.unwrap()

    def to_dict(self) -> dict[str, object]:
        """Return what changes, and why, as JSON holds it: dates in ISO form."""
        answer: dict[str, object] = {
            "status": str(self.status),
            "comparison": self.comparison.to_dict() if self.comparison is not None else None,
        }
        if self.result.conflict is not None:
            answer["conflict"] = self.result.conflict.to_dict()
        return answer | {
            "held_by_others": [
                {"host": meeting.host, "first": str(meeting.start), "last": str(meeting.last)}
                for meeting in self.held_by_others
            ],
            "violations": [
                {"rule": v.kind, "label": v.rule.label, "message": v.message, "host": v.meeting and v.meeting.host}
                for v in self.violations
            ],
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        told = self.comparison if self.comparison is not None else self.result
        return "\n".join(part for part in (str(told), self.note) if part)

    def __repr__(self) -> str:
        schedule = f"\n{self.schedule}" if self.schedule is not None else ""
        return f"<Replan {self.status}>\n{self}{schedule}"

    def _repr_html_(self) -> str:
        text = html_paragraph("Also to know:") + html_list(self.note.splitlines()) if self.note else ""
        if self.comparison is None or self.schedule is None:
            return self.result._repr_html_() + text
        told = html_headline(self.result.sentence) + self.comparison._repr_html_()
        return told + text + html_paragraph("The new plan:") + self.schedule._repr_html_()
