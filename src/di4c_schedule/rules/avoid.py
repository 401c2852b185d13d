"""No meeting during an event elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES, PARTNER, date_range, optional_name
from di4c_schedule.dates import DateRange
from di4c_schedule.labels import counted
from di4c_schedule.names import clean_name
from di4c_schedule.rules.hosts import for_each_host
from di4c_schedule.rules.turning import beginning_dial, day_said, end_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.dial import Dial
    from di4c_schedule.problem import Problem
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
    partner
        Name of the host; None: whoever hosts.

    Examples
    --------
    >>> Avoid("the programme's conference", "2019-10-09..2019-10-11").label
    "No meeting during the programme's conference (9 to 11 October 2019)"
    """

    event: str = field(converter=clean_name)
    dates: DateRange = field(converter=date_range, metadata=DATES)
    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        subject = f"{self.partner} does not host" if self.partner else "No meeting"
        return f"{subject} during {self.event} ({self.dates})"

    def requirements(self, problem: Problem) -> list[Avoid]:
        """Return the rule for each host alone."""
        return for_each_host(self, problem)

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would touch the dates."""
        tables.forbid_days(self.partner, self.dates, because=self)

    def dials(self, problem: Problem) -> list[Dial]:
        """Return dials for the last and the first day."""
        keep = f"let {self.partner} keep off" if self.partner else "keep off"

        def end(day: date, days: int) -> str:
            return f"{keep} {self.event} only until {day_said(day)}, {counted(days, 'day')} less"

        def beginning(day: date, days: int) -> str:
            return f"{keep} {self.event} only from {day_said(day)} on, {counted(days, 'day')} less"

        return [
            *end_dial(self, problem.window, wider=False, advice=end),
            *beginning_dial(self, problem.window, wider=False, advice=beginning),
        ]

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that touches the dates."""
        for meeting in schedule.hosted_by(self.partner):
            if meeting.dates.overlaps(self.dates):
                yield Violation(self, meeting, f"{meeting.host} meets {meeting.dates}, during {self.event}")
