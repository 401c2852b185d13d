"""Meetings end by a given weekday."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER, optional_name
from di4c_schedule.dates import WEEKDAYS, long_date, parse_weekday
from di4c_schedule.labels import counted
from di4c_schedule.rules.hosts import for_each_host, of_host
from di4c_schedule.rules.turning import turned
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class EndBy:
    """The last day of every meeting is no later in the week, which starts on Monday, than a weekday.

    Parameters
    ----------
    weekday
        Latest last weekday.
    partner
        Name of the host; None: whoever hosts.

    Examples
    --------
    >>> EndBy("Thu").label
    'Meetings end by Thu'
    """

    weekday: str = field(default="Fri", converter=parse_weekday)
    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Meetings{of_host(self.partner)} end by {self.weekday}"

    def requirements(self, problem: Problem) -> list[EndBy]:
        """Return the rule for each host alone."""
        return for_each_host(self, problem)

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would end later in the week."""
        late = [day for day in tables.window if self._too_late(day.weekday())]
        tables.forbid_last_days(self.partner, late, because=self)

    def dials(self, problem: Problem) -> list[Dial]:  # noqa: ARG002
        """Return a dial for the latest weekday."""
        latest = WEEKDAYS.index(self.weekday)

        def at(step: int) -> str:
            return WEEKDAYS[latest + step]

        def advice(step: int) -> str:
            return f"let meetings{of_host(self.partner)} end by {at(step)}, {counted(step, 'day')} later"

        return turned(self, "weekday", "days", at, str, advice, loosest=6 - latest, tightest=latest)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that ends later in the week."""
        for meeting in schedule.hosted_by(self.partner):
            if self._too_late(meeting.last.weekday()):
                yield Violation(self, meeting, f"{meeting.host} ends on {long_date(meeting.last)}")

    def _too_late(self, weekday: int) -> bool:
        return weekday > WEEKDAYS.index(self.weekday)
