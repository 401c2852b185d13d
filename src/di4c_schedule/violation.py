"""A broken rule in a schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from di4c_schedule.labels import kind_of

if TYPE_CHECKING:
    from di4c_schedule.labels import Labelled
    from di4c_schedule.schedule import Meeting


@frozen
class Violation:
    """One way in which a schedule breaks one rule.

    Parameters
    ----------
    rule
        The rule that is broken.
    meeting
        The meeting concerned (the later one, if two are), or None if none is to blame.
    message
        One sentence with names and dates.
    """

    rule: Labelled
    meeting: Meeting | None
    message: str

    @property
    def kind(self) -> str:
        """Name of the rule as the input file writes it."""
        return kind_of(self.rule)

    def __str__(self) -> str:
        return f"{self.message} (rule: {self.rule.label})"
