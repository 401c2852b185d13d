"""Meetings end by a given weekday."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.dates import WEEKDAYS, long_date, parse_weekday
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class EndBy:
    """The last day of every meeting is no later in the week, which starts on Monday, than a weekday.

    Parameters
    ----------
    weekday
        Latest last weekday.

    Examples
    --------
    >>> EndBy("Thu").label
    'Meetings end by Thu'
    """

    weekday: str = field(default="Fri", converter=parse_weekday)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Meetings end by {self.weekday}"

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would end later in the week."""
        tables.forbid_last_days(None, [day for day in tables.window if self._too_late(day.weekday())], because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that ends later in the week."""
        for meeting in schedule.meetings:
            if self._too_late(meeting.last.weekday()):
                yield Violation(self, meeting, f"{meeting.host} ends on {long_date(meeting.last)}")

    def _too_late(self, weekday: int) -> bool:
        return weekday > WEEKDAYS.index(self.weekday)
