"""A partner hosts the last meeting."""

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
class Last:
    """A partner hosts the last meeting of the rotation.

    Parameters
    ----------
    partner
        Name of the host.

    Examples
    --------
    >>> Last("Botoșani").label
    'Botoșani hosts the last meeting'
    """

    partner: str = field(converter=clean_name, metadata=PARTNER)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.partner} hosts the last meeting"

    def fill(self, tables: Tables) -> None:
        """Close the last place to all others."""
        tables.reserve_position(self.partner, tables.meetings, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation if another partner hosts the last meeting."""
        for meeting in schedule.meetings[-1:]:
            if meeting.host != self.partner:
                yield Violation(self, meeting, f"{meeting.host} hosts the last meeting, not {self.partner}")
