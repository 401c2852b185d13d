"""No meeting during an event elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES, date_range
from di4c_schedule.dates import DateRange
from di4c_schedule.names import clean_name
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Avoid:
    """No meeting touches the dates of an outside event.

    Parameters
    ----------
    event
        What it is: a conference of the programme, elections, another network's meeting.
    dates
        Its first and last day, both inclusive.

    Examples
    --------
    >>> Avoid("the programme's conference", "2019-10-09..2019-10-11").label
    "No meeting during the programme's conference (9 to 11 October 2019)"
    """

    event: str = field(converter=clean_name)
    dates: DateRange = field(converter=date_range, metadata=DATES)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"No meeting during {self.event} ({self.dates})"

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would touch the dates."""
        tables.forbid_days(None, self.dates, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that touches the dates."""
        for meeting in schedule.meetings:
            if meeting.dates.overlaps(self.dates):
                yield Violation(self, meeting, f"{meeting.host} meets {meeting.dates}, during {self.event}")
