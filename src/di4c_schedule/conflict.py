"""Why there is no schedule: rules that cannot hold together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.labels import kind_of
from di4c_schedule.markup import html_table

if TYPE_CHECKING:
    from di4c_schedule.labels import Labelled


def _each_once(requirements: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Drop repetitions; rules that a user writes need not be hashable."""
    kept: list[Labelled] = []
    for requirement in requirements:
        if requirement not in kept:
            kept.append(requirement)
    return tuple(kept)


@frozen(repr=False)
class Conflict:
    """Rules that cannot all hold.

    Parameters
    ----------
    requirements
        The rules involved; the window, the length of meetings and who hosts how often go without saying.
    reason
        The counts and dates that show it, in one sentence.
    minimal
        Whether it was proven that without any one of the requirements the others can hold.
    """

    requirements: tuple[Labelled, ...] = field(converter=_each_once)
    reason: str
    minimal: bool = False

    def __str__(self) -> str:
        lines = [self.reason]
        if self.requirements:
            lines.append("Rules involved:" if self.minimal else "Rules involved (perhaps not all of them matter):")
            lines += [f"  - {requirement.label}" for requirement in self.requirements]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Conflict of {len(self.requirements)} requirements: {self.reason}>"

    def _repr_html_(self) -> str:
        return html_table(self.reason, ["rule", "what it says"], [(kind_of(r), r.label) for r in self.requirements])

    def to_dict(self) -> dict[str, object]:
        """Return the conflict as JSON holds it."""
        return {
            "reason": self.reason,
            "requirements": [{"rule": kind_of(r), "label": r.label} for r in self.requirements],
            "minimal": self.minimal,
        }
