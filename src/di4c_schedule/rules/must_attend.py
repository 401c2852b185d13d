"""A partner that no meeting can do without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER
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
    """A partner has neither a holiday nor a busy entry on any day of any meeting, whoever hosts.

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
    asks_who_is_away = True

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.partner} can attend every meeting"

    def fill(self, tables: Tables) -> None:
        """Close, for every host, the starts whose meeting would touch a day on which the partner is away."""
        tables.forbid_days(None, tables.absences.days_off(self.partner, tables.window), because=self)

    def days_off(self, problem: Problem, partner: str) -> dict[date, str]:  # noqa: ARG002
        """Return the days that the rule keeps free of any host's meetings, with what they are to the partner."""
        away = problem.absences.days_off(self.partner, problem.window)
        return {day: f"{reason} for {self.partner}" for day, reason in away.items()}

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting day on which the partner is away."""
        for meeting in schedule.meetings:
            if not meeting.dates.overlaps(schedule.problem.window):
                continue  # the window says so itself, and the years may lie beyond the holiday data
            for day, reason in schedule.problem.absences.days_off(self.partner, meeting.dates).items():
                yield Violation(
                    self,
                    meeting,
                    f"{meeting.host} meets {meeting.dates}, but {long_date(day)} is {reason} "
                    f"for {self.partner}, which must attend",
                )
