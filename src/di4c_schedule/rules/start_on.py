"""Meetings start on given weekdays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.dates import WEEKDAYS, long_date, parse_weekdays
from di4c_schedule.labels import listed
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class StartOn:
    """The first day of every meeting is one of given weekdays.

    Parameters
    ----------
    weekdays
        Names such as ``["Tue", "Wed", "Thu"]``: so nobody travels on a Sunday.

    Examples
    --------
    >>> StartOn(["Tue", "Wed", "Thu"]).label
    'Meetings start only on Tue, Wed and Thu'
    """

    weekdays: tuple[str, ...] = field(converter=parse_weekdays)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Meetings start only on {listed(list(self.weekdays))}"

    def fill(self, tables: Tables) -> None:
        """Close the starts on other weekdays."""
        closed = [day for day in tables.window if WEEKDAYS[day.weekday()] not in self.weekdays]
        tables.forbid_starts(None, closed, because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that starts on another weekday."""
        for meeting in schedule.meetings:
            if WEEKDAYS[meeting.start.weekday()] not in self.weekdays:
                yield Violation(self, meeting, f"{meeting.host} starts on {long_date(meeting.start)}")
