"""Days on which nobody, or one partner, hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES, PARTNER, date_range, optional_name, text
from di4c_schedule.dates import DateRange
from di4c_schedule.rules.hosts import for_each_host
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
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

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that touches the dates."""
        for meeting in schedule.hosted_by(self.partner):
            if meeting.dates.overlaps(self.dates):
                reason = f" ({self.reason})" if self.reason else ""
                yield Violation(self, meeting, f"{meeting.host} meets {meeting.dates}, within {self.dates}{reason}")
