"""A partner hosts within given dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES_NEEDED, PARTNER, date_range
from di4c_schedule.dates import DateRange
from di4c_schedule.labels import counted
from di4c_schedule.names import clean_name
from di4c_schedule.rules.turning import beginning_dial, day_said, end_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Fixed:
    """Every day of a partner's meeting lies within given dates.

    Parameters
    ----------
    partner
        Name of the partner that hosts.
    dates
        First and last day allowed, both inclusive: ``"2020-02"``, ``"2020-W06"``, a pair of dates.

    Examples
    --------
    >>> Fixed("Botoșani", "2020-02").label
    'Botoșani hosts within February 2020'
    """

    partner: str = field(converter=clean_name, metadata=PARTNER)
    dates: DateRange = field(converter=date_range, metadata=DATES_NEEDED)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.partner} hosts {'on' if self.dates.days == 1 else 'within'} {self.dates}"

    def fill(self, tables: Tables) -> None:
        """Leave the partner only the starts whose whole meeting lies within the dates."""
        tables.allow_only(self.partner, self.dates, because=self)

    def dials(self, problem: Problem) -> list[Dial]:
        """Return dials for the last and the first day."""
        who, window = f"let {self.partner} host", problem.window
        return [
            *end_dial(
                self, window, wider=True, advice=lambda day, n: f"{who} until {day_said(day)}, {counted(n, 'day')} more"
            ),
            *beginning_dial(
                self,
                window,
                wider=True,
                advice=lambda day, n: f"{who} from {day_said(day)}, {counted(n, 'day')} earlier",
            ),
        ]

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each of the partner's meetings with a day outside the dates."""
        for meeting in schedule.hosted_by(self.partner):
            if not self.dates.covers(meeting.dates):
                yield Violation(self, meeting, f"{meeting.host} meets {meeting.dates}, outside {self.dates}")
