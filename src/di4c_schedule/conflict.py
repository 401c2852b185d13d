"""Why there is no schedule: requirements that cannot hold together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.labels import counted, kind_of
from di4c_schedule.markup import html_headline, html_list, html_paragraph

if TYPE_CHECKING:
    from di4c_schedule.labels import Labelled
    from di4c_schedule.schedule import Schedule


def _each_once(requirements: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Drop repetitions; rules that a user writes need not be hashable."""
    kept: list[Labelled] = []
    for requirement in requirements:
        if requirement not in kept:
            kept.append(requirement)
    return tuple(kept)


@frozen(repr=False)
class Conflict:
    """Requirements that cannot all hold, or the word that there is no conflict.

    Parameters
    ----------
    requirements
        The requirements involved; the window, the length of meetings and who hosts how often go without saying.
    reason
        The counts and dates that show it, in one sentence.
    minimal
        Whether it was proven that without any one of the requirements the others can hold.
    smallest
        Whether it was proven that no smaller set clashes.
    facts
        What the requirements leave of the calendar, one sentence each.
    outline
        The requirements as a person would sum them up: those that come of one rule in one line.
    note
        How far the search came, where the time limit ended it.
    schedule
        A schedule that keeps everything, if there is no conflict; then the conflict counts as false.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, explain, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> bool(explain(problem))
    False
    >>> bool(explain(problem.adding(rules.First("Oulu"), rules.First("Messina"))))
    True
    """

    requirements: tuple[Labelled, ...] = field(converter=_each_once)
    reason: str
    minimal: bool = False
    smallest: bool = False
    facts: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()
    note: str = ""
    schedule: Schedule | None = None

    def __bool__(self) -> bool:
        return self.schedule is None

    def __str__(self) -> str:
        if self.schedule is not None:
            return f"{self.reason}\n{self.schedule}"
        lines = [self.reason, *(f"  {fact}" for fact in self.facts)]
        if self.requirements:
            lines += [f"{self._heading}:", *(f"  - {line}" for line in self._lines)]
        return "\n".join([*lines, *([self.note] if self.note else [])])

    def __repr__(self) -> str:
        return f"<Conflict of {counted(len(self.requirements), 'requirement')}: {self.reason}>"

    def _repr_html_(self) -> str:
        if self.schedule is not None:
            return html_headline(self.reason) + self.schedule._repr_html_()
        parts = [html_headline(self.reason), html_list(self.facts)]
        if self.requirements:
            parts += [html_paragraph(f"{self._heading}:"), html_list(self._lines)]
        return "".join([*parts, *([html_paragraph(self.note)] if self.note else [])])

    @property
    def _lines(self) -> tuple[str, ...]:
        return self.outline or tuple(requirement.label for requirement in self.requirements)

    @property
    def _heading(self) -> str:
        if len(self.requirements) == 1:
            return "The rule involved"
        if self.smallest:
            return "Rules involved; no smaller set of them clashes"
        if self.minimal:
            return "Rules involved; without any one of them the others can hold"
        return "Rules involved (not shown minimal: perhaps not all of them matter)"

    def to_dict(self) -> dict[str, object]:
        """Return the conflict as JSON holds it."""
        return {
            "reason": self.reason,
            "facts": list(self.facts),
            "requirements": [{"rule": kind_of(r), "label": r.label} for r in self.requirements],
            "minimal": self.minimal,
            "smallest": self.smallest,
            **({"note": self.note} if self.note else {}),
        }
