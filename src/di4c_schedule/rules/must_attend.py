"""A partner that no meeting can do without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER
from di4c_schedule.calendars import days_off, holidays_of
from di4c_schedule.dates import long_date
from di4c_schedule.names import clean_name
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class MustAttend:
    """A partner has no day off on any day of any meeting, whoever hosts.

    Parameters
    ----------
    partner
        Name of the partner: the lead, or a lead expert.

    Examples
    --------
    >>> MustAttend("Messina").label
    'Messina can attend every meeting'
    """

    partner: str = field(converter=clean_name, metadata=PARTNER)

    given_by = "law"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.partner} can attend every meeting"

    def fill(self, tables: Tables) -> None:
        """Close, for every host, the starts whose meeting would touch a day off of the partner."""
        tables.forbid_days(None, days_off(tables.network[self.partner], tables.window), because=self)

    def days_off(self, problem: Problem, partner: str) -> dict[date, str]:  # noqa: ARG002
        """Return the days that the rule keeps free of any host's meetings, with what they are to the partner."""
        member = problem.network[self.partner]
        names = holidays_of(member, problem.window)
        days = sorted(days_off(member, problem.window))
        return {day: f"{names.get(day, 'a day off')} for {self.partner}" for day in days}

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting day on which the partner has a day off."""
        partner = schedule.problem.network[self.partner]
        for meeting in schedule.meetings:
            if not meeting.dates.overlaps(schedule.problem.window):
                continue  # the window says so itself, and the years may lie beyond the holiday data
            holidays = holidays_of(partner, meeting.dates)
            for day in sorted(days_off(partner, meeting.dates)):
                yield Violation(
                    self,
                    meeting,
                    f"{meeting.host} meets {meeting.dates}, but {long_date(day)} is {holidays.get(day, 'a day off')} "
                    f"for {self.partner}, which must attend",
                )
