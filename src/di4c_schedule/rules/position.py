"""A partner hosts the meeting at a given place of the rotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER, place
from di4c_schedule.names import clean_name
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Position:
    """A partner hosts the meeting at a given place of the rotation.

    Parameters
    ----------
    partner
        Name of the host.
    position
        Place in the rotation, counted from 1.

    Examples
    --------
    >>> Position("Oulu", 3).label
    'Oulu hosts meeting number 3'
    """

    partner: str = field(converter=clean_name, metadata=PARTNER)
    position: int = field(converter=place, metadata={"role": "position"})

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.partner} hosts meeting number {self.position}"

    def fill(self, tables: Tables) -> None:
        """Close the place to all others."""
        tables.reserve_position(self.partner, self.position, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation if another partner hosts at that place, or nobody does."""
        if self.position > len(schedule.meetings):
            yield Violation(self, None, f"there is no meeting number {self.position}")
            return
        meeting = schedule.meetings[self.position - 1]
        if meeting.host != self.partner:
            yield Violation(self, meeting, f"{meeting.host} hosts meeting number {self.position}, not {self.partner}")
