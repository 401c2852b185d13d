"""No meeting on the host's public holidays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from di4c_schedule.arguments import PARTNER, optional_name, yes_or_no
from di4c_schedule.calendars import bridge_days, holidays_of
from di4c_schedule.dates import ONE_DAY, DateRange, long_date
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.partner import Partner
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class HostHolidays:
    """No day of a meeting is a public holiday at the host: national, of its region, or one of its own.

    Parameters
    ----------
    partner
        Name of the host; None: whoever hosts.
    bridge_days
        Keep off working days between a holiday and a weekend, or between two holidays, too.
    travel_days
        Keep the day before and the day after the meeting off holidays, too: people travel then.

    Examples
    --------
    >>> HostHolidays("Oulu").label
    'Oulu does not host on its public holidays'
    """

    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)
    bridge_days: bool = field(default=False, converter=yes_or_no)
    travel_days: bool = field(default=False, converter=yes_or_no)

    given_by = "law"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        subject = f"{self.partner} does not host" if self.partner else "Nobody hosts"
        whose = "its" if self.partner else "the host's"
        more = " and bridge days" if self.bridge_days else ""
        travel = ", the day before and the day after included" if self.travel_days else ""
        return f"{subject} on {whose} public holidays{more}{travel}"

    def parts(self, names: list[str]) -> list[HostHolidays]:
        """Return the rule for each partner alone."""
        return [evolve(self, partner=name) for name in names] if self.partner is None else [self]

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would touch a holiday of the host."""
        for partner in tables.network:
            if self.partner in (None, partner.name):
                closed = self._closed_days(partner, self._around(tables.window))
                tables.forbid_days(partner.name, closed, because=self, reach=int(self.travel_days))

    def days_off(self, problem: Problem, partner: str) -> dict[date, str]:
        """Return the days that the rule keeps free of a host's meetings, with their names."""
        if self.partner not in (None, partner):
            return {}
        return self._closed_days(problem.network[partner], self._around(problem.window))

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that touches a holiday of its host."""
        for meeting in schedule.hosted_by(self.partner):
            around = self._around(meeting.dates, meeting.travelled)
            if not around.overlaps(schedule.problem.window):
                continue  # the window says so itself, and the years may lie beyond the holiday data
            closed = self._closed_days(schedule.problem.network[meeting.host], around)
            for day in around:
                if day in closed:
                    yield Violation(
                        self,
                        meeting,
                        f"{meeting.host} meets {meeting.dates}, but {long_date(day)} is {closed[day]} there",
                    )

    def _around(self, dates: DateRange, travelled: bool = True) -> DateRange:
        reach = int(self.travel_days and travelled) * ONE_DAY
        return DateRange(dates.first - reach, dates.last + reach)

    def _closed_days(self, partner: Partner, dates: DateRange) -> dict[date, str]:
        """Return the days within `dates` that the rule keeps free, with their names."""
        closed = dict(holidays_of(partner, dates))
        if self.bridge_days:
            closed |= dict.fromkeys(bridge_days(partner, dates), "a bridge day")
        return closed
