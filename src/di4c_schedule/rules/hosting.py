"""How often a partner hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER, count, optional_count, optional_name
from di4c_schedule.errors import ProblemError
from di4c_schedule.labels import counted
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule


@frozen
class Hosting:
    """A partner hosts at least and at most so many meetings.

    Parameters
    ----------
    partner
        Name of the partner; None: every partner.
    at_least, at_most
        Number of meetings; `at_most=None` sets no upper bound.

    Raises
    ------
    ProblemError
        If `at_least` exceeds `at_most`.

    Examples
    --------
    >>> Hosting("Oulu", at_least=0).label
    'Oulu hosts at most 1 meeting'
    """

    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)
    at_least: int = field(default=1, converter=count)
    at_most: int | None = field(default=1, converter=optional_count)

    def __attrs_post_init__(self) -> None:
        if self.at_most is not None and self.at_least > self.at_most:
            raise ProblemError(f"at_least, {self.at_least}, is more than at_most, {self.at_most}")

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        who = self.partner or "Every partner"
        if self.at_least == self.at_most:
            return f"{who} hosts {_times(self.at_least)}"
        if self.at_most is None and self.at_least == 0:
            return f"{who} hosts any number of meetings"
        if self.at_most is None:
            return f"{who} hosts at least {counted(self.at_least, 'meeting')}"
        if self.at_least == 0:
            return f"{who} hosts at most {counted(self.at_most, 'meeting')}"
        return f"{who} hosts {self.at_least} to {counted(self.at_most, 'meeting')}"

    def turns(self, partner: str) -> tuple[int, int | None]:
        """Return the bounds that the rule sets for a partner."""
        return (self.at_least, self.at_most) if self.partner in (None, partner) else (0, None)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each partner that hosts too often or too seldom."""
        for name in [self.partner] if self.partner else schedule.problem.network.names:
            hosted = schedule.hosted_by(name)
            if len(hosted) < self.at_least:
                yield Violation(self, None, f"{name} hosts {_times(len(hosted))}, fewer than {self.at_least}")
            if self.at_most is not None and len(hosted) > self.at_most:
                yield Violation(self, hosted[-1], f"{name} hosts {_times(len(hosted))}, more than {self.at_most}")


def _times(number: int) -> str:
    return {0: "no meeting", 1: "once", 2: "twice"}.get(number, f"{number} times")
