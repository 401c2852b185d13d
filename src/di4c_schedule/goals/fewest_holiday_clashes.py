"""As few people as possible meet on a day off at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import level, weight, yes_or_no
from di4c_schedule.dates import ONE_DAY, DateRange

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class FewestHolidayClashes:
    """As few pairs as possible of a partner and a meeting day on which it has a holiday or a busy entry.

    The host counts like every other partner. A day with both counts once.

    Parameters
    ----------
    travel_days
        Count the day before and the day after each meeting that people travel to, too.
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> FewestHolidayClashes(level=1).label
    'As few partners as possible have a holiday on a meeting day'
    """

    travel_days: bool = field(default=False, converter=yes_or_no)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "partner-days"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        travel = " or on the day before or after" if self.travel_days else ""
        return f"As few partners as possible have a holiday on a meeting day{travel}"

    def fill(self, tables: Tables) -> None:
        """Charge every start with the days off of all partners that its meeting meets."""
        reach = 1 if self.travel_days else 0
        around = DateRange(tables.window.first - ONE_DAY, tables.window.last + ONE_DAY)
        for name in tables.network.names:
            tables.charge_days(self, tables.absences.days_off(name, around), reach=reach)

    def measure(self, schedule: Schedule) -> int:
        """Return the number of pairs of partner and day."""
        absences, clashes = schedule.problem.absences, 0
        for meeting in schedule.meetings:
            reach = int(self.travel_days and meeting.travelled) * ONE_DAY
            dates = DateRange(meeting.start - reach, meeting.last + reach)
            clashes += sum(len(absences.days_off(name, dates)) for name in schedule.problem.network.names)
        return clashes
