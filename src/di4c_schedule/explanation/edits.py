"""Edits that make a problem possible: what to change, in a sentence, and by how much."""

from __future__ import annotations

from attrs import frozen

from di4c_schedule.markup import html_table
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result
from di4c_schedule.schedule import Schedule

LOOSEN, DROP, EXTEND, LEAVE_OUT = "loosen", "drop", "extend", "leave out"


@frozen
class Edit:
    """One change of a problem.

    Parameters
    ----------
    action
        ``"loosen"`` or ``"drop"`` a rule, ``"extend"`` the window, or ``"leave out"`` a partner.
    advice
        What to do, a sentence without a full stop.
    label
        The rule, in its own words; the window; the partner's name.
    kind
        The kind of the rule as in the file; ``"window"`` or ``"partner"`` where no rule is touched.
    amount, unit
        By how much a rule is loosened or the window extended: ``2, "days"``; 0 where it is dropped.
    effect
        What happens in the schedule that the rule would have forbidden, if it is dropped.
    """

    action: str
    advice: str
    label: str
    kind: str
    amount: int = 0
    unit: str = ""
    effect: str = ""

    def __str__(self) -> str:
        return f"{self.advice} ({self.effect})" if self.effect else self.advice


@frozen(repr=False)
class Repair:
    """A way out of an impossible problem, verified by the schedule that it carries.

    Parameters
    ----------
    edits
        What to change; without any one of them there would still be no schedule.
    cost
        The sum of the weights of what is touched; of two repairs the cheaper one comes first.
    problem
        The problem with the edits.
    result
        The answer of `solve` for it.
    """

    edits: tuple[Edit, ...]
    cost: int
    problem: Problem
    result: Result

    @property
    def schedule(self) -> Schedule:
        """A schedule that keeps all rules of the edited problem: the best one, if `result` says so."""
        return self.result.unwrap()

    @property
    def label(self) -> str:
        """What to do, in one sentence without a full stop."""
        return "; and ".join(edit.advice for edit in self.edits)

    def __str__(self) -> str:
        return "; and ".join(map(str, self.edits))

    def __repr__(self) -> str:
        return f"<Repair: {self.label}>"

    def _repr_html_(self) -> str:
        rows = [(edit.action, edit.advice, edit.label, edit.effect) for edit in self.edits]
        return html_table("Repair", ["", "what to do", "what it touches", "what happens then"], rows) + (
            self.schedule._repr_html_()
        )

    def to_dict(self) -> dict[str, object]:
        """Return the repair as JSON holds it: edits, cost, values of the goals and meetings with ISO dates."""
        return {
            "label": self.label,
            "cost": self.cost,
            "edits": [
                {
                    "action": edit.action,
                    "advice": edit.advice,
                    "rule": edit.kind,
                    "label": edit.label,
                    "amount": edit.amount,
                    "unit": edit.unit,
                    "effect": edit.effect,
                }
                for edit in self.edits
            ],
            "status": str(self.result.status),
            "goals": [
                {"label": g.label, "level": g.level, "unit": g.unit, "value": g.value} for g in self.result.goals
            ],
            "meetings": [
                row | {"first": str(row["first"]), "last": str(row["last"])} for row in self.schedule.to_rows()
            ],
        }
