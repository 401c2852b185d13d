"""Edits that make a problem possible: what to change, in a sentence, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

from attrs import field, frozen

from di4c_schedule.labels import counted
from di4c_schedule.markup import html_list, html_paragraph, html_table
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result
from di4c_schedule.schedule import Schedule

LOOSEN, DROP, EXTEND, LEAVE_OUT = "loosen", "drop", "extend", "leave out"

_NOTHING = "There is nothing to repair, or nothing that may be touched was found to help."


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
        then = html_paragraph("The plan that results:") + self.schedule._repr_html_()
        return html_paragraph("What would help:") + html_list(map(str, self.edits)) + then

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
            "meetings": self.schedule.to_iso_rows(),
        }


def _in_order(value: Iterable[Repair]) -> tuple[Repair, ...]:
    return tuple(value)


@frozen(repr=False, eq=False)
class Repairs(Sequence[Repair]):
    """Ways out of an impossible problem, the best first: the answer of `repairs`.

    It is a sequence of `Repair`, false if empty, and equal to a list or tuple of the same repairs.

    Parameters
    ----------
    found
        The repairs.
    """

    found: tuple[Repair, ...] = field(converter=_in_order)

    @overload
    def __getitem__(self, index: int) -> Repair: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Repair, ...]: ...

    def __getitem__(self, index: int | slice) -> Repair | tuple[Repair, ...]:
        return self.found[index]

    def __len__(self) -> int:
        return len(self.found)

    def __eq__(self, other: object) -> bool:
        return tuple(other) == self.found if isinstance(other, (Repairs, list, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.found)

    def __str__(self) -> str:
        return "\n".join(f"{number}. {way}" for number, way in enumerate(self, 1)) or _NOTHING

    def __repr__(self) -> str:
        return f"<{counted(len(self), 'repair')}>\n{self}"

    def _repr_html_(self) -> str:
        if not self.found:
            return html_paragraph(_NOTHING)
        goals = list(dict.fromkeys((goal.label, goal.unit) for way in self for goal in way.result.goals))
        effects = any(edit.effect for way in self for edit in way.edits)
        header = [
            "",
            "what to do",
            *(["what happens then"] if effects else []),
            *(f"{g} ({unit})" for g, unit in goals),
        ]
        rows = []
        for number, way in enumerate(self, 1):
            effect = ["; ".join(edit.effect for edit in way.edits if edit.effect)] if effects else []
            values = {(goal.label, goal.unit): goal.value for goal in way.result.goals}
            rows.append((number, way.label, *effect, *(values.get(goal) for goal in goals)))
        return html_table("What would help, best first; for each a schedule was found", header, rows)
