"""Meetings start on given weekdays."""

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
class StartOn:
    """The first day of every meeting is one of given weekdays.

    Parameters
    ----------
    weekdays
        Names such as ``["Tue", "Wed", "Thu"]``: so nobody travels on a Sunday.
    partner
        Name of the host; None: whoever hosts.

    Examples
    --------
    >>> StartOn(["Tue", "Wed", "Thu"]).label
    'Meetings start only on Tue, Wed and Thu'
    """

    weekdays: tuple[str, ...] = field(converter=parse_weekdays)
    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Meetings{of_host(self.partner)} start only on {listed(list(self.weekdays))}"

    def requirements(self, problem: Problem) -> list[StartOn]:
        """Return the rule for each host alone."""
        return for_each_host(self, problem)

    def fill(self, tables: Tables) -> None:
        """Close the starts on other weekdays."""
        closed = [day for day in tables.window if WEEKDAYS[day.weekday()] not in self.weekdays]
        tables.forbid_starts(self.partner, closed, because=self)

    def dials(self, problem: Problem) -> list[Dial]:  # noqa: ARG002
        """Return a dial that allows more weekdays."""
        return weekdays_dial(self, lambda added: f"let {self.partner or 'meetings'} also start on {added}")

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that starts on another weekday."""
        for meeting in schedule.hosted_by(self.partner):
            if WEEKDAYS[meeting.start.weekday()] not in self.weekdays:
                yield Violation(self, meeting, f"{meeting.host} starts on {long_date(meeting.start)}")
