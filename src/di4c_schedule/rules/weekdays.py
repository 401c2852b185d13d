"""Every meeting day is one of given weekdays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNER, optional_name
from di4c_schedule.dates import WEEKDAYS, long_date, parse_weekdays
from di4c_schedule.labels import listed
from di4c_schedule.rules.hosts import for_each_host, of_host
from di4c_schedule.rules.turning import weekdays_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Weekdays:
    """Every day of every meeting is one of given weekdays.

    Parameters
    ----------
    weekdays
        Names such as ``["Tue", "Wed"]``; by default Monday to Friday.
    partner
        Name of the host; None: whoever hosts.

    Examples
    --------
    >>> Weekdays().label
    'Meetings take place only on Mon, Tue, Wed, Thu and Fri'
    """

    weekdays: tuple[str, ...] = field(default=WEEKDAYS[:5], converter=parse_weekdays)
    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Meetings{of_host(self.partner)} take place only on {listed(list(self.weekdays))}"

    def requirements(self, problem: Problem) -> list[Weekdays]:
        """Return the rule for each host alone."""
        return for_each_host(self, problem)

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would touch another weekday."""
        closed = [day for day in tables.window if WEEKDAYS[day.weekday()] not in self.weekdays]
        tables.forbid_days(self.partner, closed, because=self)

    def dials(self, problem: Problem) -> list[Dial]:  # noqa: ARG002
        """Return a dial that allows more weekdays."""
        who = f"let {self.partner} also host on" if self.partner else "let meetings also take place on"
        return weekdays_dial(self, lambda added: f"{who} {added}")

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting day on another weekday."""
        for meeting in schedule.hosted_by(self.partner):
            for day in meeting.dates:
                if WEEKDAYS[day.weekday()] not in self.weekdays:
                    yield Violation(self, meeting, f"{meeting.host} meets on {long_date(day)}")
