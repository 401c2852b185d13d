"""Days on which nobody, or one partner, hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES, PARTNER, date_range, optional_name, text
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.labels import counted
from di4c_schedule.rules.hosts import for_each_host, of_host
from di4c_schedule.rules.turning import beginning_dial, day_said, end_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.dial import Dial
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Unavailable:
    """No meeting hosted by a partner touches given dates.

    Parameters
    ----------
    dates
        First and last day, both inclusive.
    partner
        Name of the host; None: whoever hosts.
    reason
        A few words for labels and explanations.

    Examples
    --------
    >>> Unavailable("2019-12-16..2020-01-12", reason="winter break").label
    'No meeting from 16 December 2019 to 12 January 2020 (winter break)'
    """

    dates: DateRange = field(converter=date_range, metadata=DATES)
    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)
    reason: str = field(default="", converter=text)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        subject = f"{self.partner} does not host" if self.partner else "No meeting"
        return f"{subject} {self.dates.when}" + (f" ({self.reason})" if self.reason else "")

    def requirements(self, problem: Problem) -> list[Unavailable]:
        """Return the rule for each host alone."""
        return for_each_host(self, problem)

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would touch the dates."""
        tables.forbid_days(self.partner, self.dates, because=self)

    def dials(self, problem: Problem) -> list[Dial]:
        """Return dials for the last and the first day."""

        def end(day: date, days: int) -> str:
            if self.reason:
                return f"end {self._reason} on {day_said(day)}, {counted(days, 'day')} earlier"
            return f"{self._allow} from {day_said(day + ONE_DAY)}, {counted(days, 'day')} earlier"

        def beginning(day: date, days: int) -> str:
            if self.reason:
                return f"begin {self._reason} on {day_said(day)}, {counted(days, 'day')} later"
            return f"{self._allow} until {day_said(day - ONE_DAY)}, {counted(days, 'day')} more"

        return [
            *end_dial(self, problem.window, wider=False, advice=end),
            *beginning_dial(self, problem.window, wider=False, advice=beginning),
        ]

    @property
    def _allow(self) -> str:
        return f"let {self.partner} host" if self.partner else "allow meetings"

    @property
    def _reason(self) -> str:
        article = "" if self.reason.startswith(("the ", "a ", "an ")) else "the "
        return f"{article}{self.reason}{of_host(self.partner)}"

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that touches the dates."""
        for meeting in schedule.hosted_by(self.partner):
            if meeting.dates.overlaps(self.dates):
                reason = f" ({self.reason})" if self.reason else ""
                yield Violation(self, meeting, f"{meeting.host} meets {meeting.dates}, within {self.dates}{reason}")
