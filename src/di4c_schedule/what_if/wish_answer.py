"""What it would take that a partner hosts at some time: rules to give up, or what it costs."""

from __future__ import annotations

from attrs import frozen

from di4c_schedule.labels import Labelled, counted, kind_of, with_unit
from di4c_schedule.markup import html_headline, html_list, html_paragraph, html_table
from di4c_schedule.problem import Problem
from di4c_schedule.result import Result, Status
from di4c_schedule.schedule import Schedule


@frozen
class Cost:
    """What a wish does to one goal.

    Parameters
    ----------
    label, unit, level
        As the goal has them.
    before, after
        The goal's value on the best schedule, and on the best one that grants the wish.
    """

    label: str
    unit: str
    level: int
    before: int
    after: int


@frozen(repr=False)
class WhyNot:
    """What it would take that a partner hosts at some time.

    Parameters
    ----------
    wish
        What is asked, a sentence without a full stop.
    broken
        The smallest set of requirements that would have to be given up; empty if the wish can be granted as it is.
    smallest
        Whether it was proven that no smaller set would do.
    costs
        Goal by goal, what the best schedule that grants the wish is worth, compared with the best of all.
    result
        The answer of `solve` with the wish, the requirements in `broken` left out.
    why
        What makes each requirement in `broken` matter: names of holidays, reasons.
    problem
        The problem with the wish, without what it breaks; its goals ask for what they ask for without the wish.
    """

    wish: str
    broken: tuple[Labelled, ...]
    smallest: bool
    costs: tuple[Cost, ...]
    result: Result
    why: tuple[str, ...]
    problem: Problem

    @property
    def possible(self) -> bool:
        """Whether the wish can be granted without breaking a rule."""
        return not self.broken

    @property
    def schedule(self) -> Schedule:
        """The plan that results."""
        return self.result.unwrap()

    @property
    def _headline(self) -> str:
        if self.broken:
            least = "" if self.smallest else " (perhaps fewer would do)"
            return f"{self.wish}: this would break {counted(len(self.broken), 'rule')}{least}"
        worse = [cost for cost in self.costs if cost.after != cost.before]
        return f"{self.wish}: this is possible, and {'it changes the goals' if worse else 'it costs nothing'}"

    def __str__(self) -> str:
        lines = [f"{self._headline}.", *(f"  - {line}" for line in self._lines)]
        lines += [
            f"  {cost.label}: {cost.after} instead of {with_unit(cost.before, cost.unit)}"
            for cost in self.costs
            if cost.after != cost.before
        ]
        lines.append(self._outcome)
        return "\n".join([*lines, str(self.schedule)])

    @property
    def _lines(self) -> list[str]:
        """What is broken, and why it matters."""
        pairs = zip(self.broken, self.why, strict=True)
        return [f"{requirement.label}{f': {why}' if why else ''}" for requirement, why in pairs]

    @property
    def _outcome(self) -> str:
        without = "" if self.possible else " without these rules"
        if self.result.status is Status.FEASIBLE:
            return f"A plan that results{without}; there was no time to prove that none is better:"
        return f"The plan that results{without}:"

    def __repr__(self) -> str:
        return f"<WhyNot {self._headline}>"

    def _repr_html_(self) -> str:
        parts = [html_headline(f"{self._headline}."), html_list(self._lines)]
        if self.costs:
            rows = [(cost.level, cost.label, cost.before, cost.after, cost.unit) for cost in self.costs]
            parts.append(html_table("Goals (less is better)", ["level", "goal", "now", "then", "unit"], rows))
        return "".join([*parts, html_paragraph(self._outcome), self.schedule._repr_html_()])

    def to_dict(self) -> dict[str, object]:
        """Return the answer as JSON holds it."""
        return {
            "wish": self.wish,
            "possible": self.possible,
            "broken": [
                {"rule": kind_of(rule), "label": rule.label, "because": why}
                for rule, why in zip(self.broken, self.why, strict=True)
            ],
            "smallest": self.smallest,
            "costs": [
                {"label": c.label, "level": c.level, "unit": c.unit, "before": c.before, "after": c.after}
                for c in self.costs
            ],
            "status": str(self.result.status),
            "meetings": self.schedule.to_iso_rows(),
        }
