"""Wishes for dates or weekdays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import (
    DATES_NEEDED,
    PARTNER,
    level,
    optional_dates,
    optional_name,
    optional_weekdays,
    weight,
)
from di4c_schedule.dates import WEEKDAYS, DateRange
from di4c_schedule.errors import ProblemError
from di4c_schedule.labels import listed

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Prefer:
    """As few meetings as possible start outside wished dates or weekdays.

    Parameters
    ----------
    dates
        Wished first days; None: any.
    weekdays
        Wished first weekdays; None: any.
    partner
        Whose meetings; None: all.
    level, weight
        Place and factor among the goals.

    Raises
    ------
    ProblemError
        If neither dates nor weekdays are given.

    Examples
    --------
    >>> Prefer(weekdays=["Tue", "Wed"]).label
    'Meetings preferably start on Tue or Wed'
    >>> Prefer("2019-10", partner="Oulu").label
    'Oulu preferably starts in October 2019'
    """

    dates: DateRange | None = field(default=None, converter=optional_dates, metadata=DATES_NEEDED)
    weekdays: tuple[str, ...] | None = field(default=None, converter=optional_weekdays)
    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "meetings"

    def __attrs_post_init__(self) -> None:
        if self.dates is None and self.weekdays is None:
            raise ProblemError('say what is wished: dates = "2020-02", or weekdays = ["Tue", "Wed"], or both')

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        who = f"{self.partner} preferably starts" if self.partner else "Meetings preferably start"
        on = f" on {listed(list(self.weekdays)).replace(' and ', ' or ')}" if self.weekdays else ""
        return who + on + (f" {self.dates.when}" if self.dates else "")

    def fill(self, tables: Tables) -> None:
        """Charge every start that is not as wished with 1."""
        tables.charge_starts(
            self, np.array([not self._wished(day) for day in tables.window]).astype(np.int64), self.partner
        )

    def measure(self, schedule: Schedule) -> int:
        """Return the number of meetings that do not start as wished."""
        return sum(not self._wished(meeting.start) for meeting in schedule.hosted_by(self.partner))

    def _wished(self, day: date) -> bool:
        on_weekday = self.weekdays is None or WEEKDAYS[day.weekday()] in self.weekdays
        return on_weekday and (self.dates is None or day in self.dates)
