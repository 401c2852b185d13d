"""A partner hosts before another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER
from di4c_schedule.dates import long_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.names import clean_name
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Before:
    """Every meeting of a partner comes before every meeting of another.

    Parameters
    ----------
    partner, other
        Names of the earlier and of the later host; they differ.

    Raises
    ------
    ProblemError
        If both are the same partner.

    Examples
    --------
    >>> Before("Limerick", "Oulu").label
    'Limerick hosts before Oulu'
    """

    partner: str = field(converter=clean_name, metadata=PARTNER)
    other: str = field(converter=clean_name, metadata=PARTNER)

    def __attrs_post_init__(self) -> None:
        if self.partner == self.other:
            raise ProblemError(f"{self.partner} cannot host before itself; name two partners")

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.partner} hosts before {self.other}"

    def fill(self, tables: Tables) -> None:
        """Order the two partners."""
        tables.precede(self.partner, self.other, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting of the partner that comes after one of the other."""
        others = schedule.hosted_by(self.other)
        for meeting in schedule.hosted_by(self.partner):
            if others and meeting.position > others[0].position:
                yield Violation(
                    self,
                    meeting,
                    f"{meeting.host} hosts on {long_date(meeting.start)}, after {self.other} on "
                    f"{long_date(others[0].start)}",
                )
