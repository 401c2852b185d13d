"""A partner is busy when its own calendar says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import BUSY, PARTNER, hours, yes_or_no
from di4c_schedule.busy import BusyCalendar, busy_calendar, mistakes_in_entries
from di4c_schedule.calendars import busy_day, busy_within, in_brackets
from di4c_schedule.dates import DateRange, long_date
from di4c_schedule.errors import raise_all
from di4c_schedule.labels import counted
from di4c_schedule.names import clean_name
from di4c_schedule.rules.turning import number_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.dial import Dial
    from di4c_schedule.partner import Partner
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Busy:
    """A partner does not host on days on which it is busy; and where others ask who can come, it cannot.

    `Attendance`, `MustAttend` and the goal `FewestHolidayClashes` count its busy days like its holidays, whoever hosts.

    Parameters
    ----------
    partner
        Name of the partner.
    calendar
        An .ics file, or what `read_busy` made of one.
    tentative
        Whether tentative entries count, too.
    hours
        A day counts from so many busy hours on; 0: from the shortest entry on. An entry of a whole day has 24.
    skip_broken
        Do without entries that cannot be read, and warn of each. Otherwise they are errors.

    Raises
    ------
    CalendarFileError
        If the calendar is none, or has entries that cannot be read.

    Examples
    --------
    >>> rule = Busy("Oulu", "examples/di4c/calendars/oulu.ics")
    >>> rule.label
    'Oulu is busy as examples/di4c/calendars/oulu.ics says'
    """

    partner: str = field(converter=clean_name, metadata=PARTNER)
    calendar: BusyCalendar = field(converter=busy_calendar, metadata=BUSY)
    tentative: bool = field(default=True, converter=yes_or_no)
    hours: int = field(default=0, converter=hours)
    skip_broken: bool = field(default=False, converter=yes_or_no)

    def __attrs_post_init__(self) -> None:
        if not self.skip_broken:
            wrong = mistakes_in_entries(self.calendar, "write skip_broken = true")
            raise_all([mistake if mistake.file else mistake.inside("calendar") for mistake in wrong])

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        less = [] if self.tentative else ["tentative entries aside"]
        less += [f"days of at least {counted(self.hours, 'busy hour')}"] if self.hours else []
        return f"{self.partner} is busy as {self.calendar.name} says" + (f" ({', '.join(less)})" if less else "")

    @property
    def busy_times(self) -> Busy:
        """What tells when the partner cannot come."""
        return self

    def busy_days(self, partner: Partner, dates: DateRange) -> Mapping[date, str]:
        """Return the partner's busy days within `dates`, in order, each with what it is busy with."""
        return _busy_days(self.calendar, dates, partner.timezone, self.tentative, self.hours)

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would touch a busy day of the host."""
        window = tables.window
        closed = busy_within(self, tables.network[self.partner], window, window)
        tables.forbid_days(self.partner, closed, because=self)

    def days_off(self, problem: Problem, partner: str) -> dict[date, str]:
        """Return the days that the rule keeps free of the host's meetings, with what it is busy with."""
        if partner != self.partner:
            return {}
        closed = busy_within(self, problem.network[partner], problem.window, problem.window)
        return {day: busy_day(what) for day, what in closed.items()}

    def dials(self, problem: Problem) -> list[Dial]:  # noqa: ARG002
        """Return a dial for the hours."""
        return number_dial(
            self,
            "hours",
            "busy hour",
            loosens=1,
            within=(0, 24),
            advice=lambda least, _: f"let {self.partner} meet on days with less than {counted(least, 'busy hour')}",
        )

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each day of a meeting on which its host is busy."""
        problem = schedule.problem
        for meeting in schedule.hosted_by(self.partner):
            closed = busy_within(self, problem.network[self.partner], problem.window, meeting.dates)
            for day, what in closed.items():
                text = f"but is busy on {long_date(day)}{in_brackets(what)}"
                yield Violation(self, meeting, f"{meeting.host} meets {meeting.dates}, {text}")


@lru_cache(maxsize=1024)
def _busy_days(
    calendar: BusyCalendar, dates: DateRange, timezone: str, tentative: bool, hours: int
) -> Mapping[date, str]:
    return calendar.busy_days(dates, timezone, tentative=tentative, hours=hours)
