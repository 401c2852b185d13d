"""A partner hosts the first meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER
from di4c_schedule.names import clean_name
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class First:
    """A partner hosts the first meeting of the rotation.

    Parameters
    ----------
    partner
        Name of the host.

    Examples
    --------
    >>> First("Messina").label
    'Messina hosts the first meeting'
    """

    partner: str = field(converter=clean_name, metadata=PARTNER)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.partner} hosts the first meeting"

    def fill(self, tables: Tables) -> None:
        """Close the first place to all others."""
        tables.reserve_position(self.partner, 1, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation if another partner hosts the first meeting."""
        for meeting in schedule.meetings[:1]:
            if meeting.host != self.partner:
                yield Violation(self, meeting, f"{meeting.host} hosts the first meeting, not {self.partner}")
