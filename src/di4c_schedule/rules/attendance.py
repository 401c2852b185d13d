"""Enough partners are free on every meeting day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import QUORUM, count, yes_or_no
from di4c_schedule.calendars import Absences, busy_day, in_brackets
from di4c_schedule.dates import ONE_DAY, DateRange, long_date
from di4c_schedule.labels import counted, listed
from di4c_schedule.rules.turning import number_dial, so_many
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.dial import Dial
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Attendance:
    """On every meeting day at least so many partners have neither a holiday nor a busy entry, the host included.

    Parameters
    ----------
    quorum
        Number of partners.
    travel_days
        Ask the same of the day before and the day after each meeting that people travel to.

    Examples
    --------
    >>> Attendance(6).label
    'At least 6 partners are free on every meeting day'
    """

    quorum: int = field(converter=count, metadata=QUORUM)
    travel_days: bool = field(default=False, converter=yes_or_no)

    given_by = "law"
    asks_who_is_away = True

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        travel = ", the day before and the day after" if self.travel_days else ""
        who = counted(self.quorum, "partner")
        return f"At least {who} {'is' if self.quorum == 1 else 'are'} free on every meeting day{travel}"

    def fill(self, tables: Tables) -> None:
        """Close the starts whose meeting would touch a day on which too few are free."""
        reach = int(self.travel_days)
        away = _away(tables.absences, _wider(tables.window, reach))
        closed = [day for day, names in away.items() if len(tables.network) - len(names) < self.quorum]
        tables.forbid_days(None, closed, because=self, reach=reach)

    def days_off(self, problem: Problem, partner: str) -> dict[date, str]:  # noqa: ARG002
        """Return the days on which too few are free, with who is not."""
        network = problem.network
        away = _away(problem.absences, _wider(problem.window, int(self.travel_days)))
        few = {day: names for day, names in away.items() if len(network) - len(names) < self.quorum}
        return {day: f"a day off for {listed(names)}" for day, names in few.items()}

    def dials(self, problem: Problem) -> list[Dial]:
        """Return a dial for the quorum."""
        return number_dial(
            self,
            "quorum",
            "partner",
            loosens=-1,
            within=(0, len(problem.network)),
            advice=lambda partners, less: (
                f"ask for {so_many(partners, 'free partner')} on every meeting day, {less} less"
            ),
        )

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each day of each meeting on which too few are free."""
        network = schedule.problem.network
        for meeting in schedule.meetings:
            around = _wider(meeting.dates, int(self.travel_days and meeting.travelled))
            if not around.overlaps(schedule.problem.window):
                continue  # the window says so itself, and the years may lie beyond the holiday data
            for day, names in _away(schedule.problem.absences, around).items():
                free = len(network) - len(names)
                if free < self.quorum:
                    yield Violation(
                        self,
                        meeting,
                        f"{meeting.host} meets {meeting.dates}, but on {long_date(day)} only {free} of {len(network)} "
                        f"partners are free, without {listed(names)}",
                    )


def _wider(dates: DateRange, reach: int) -> DateRange:
    return DateRange(dates.first - reach * ONE_DAY, dates.last + reach * ONE_DAY)


def _away(absences: Absences, dates: DateRange) -> dict[date, list[str]]:
    """Return for each day, in order, which partners have a day off, those that are busy with what."""
    away: dict[date, list[str]] = {day: [] for day in dates}
    for name in absences.network.names:
        busy = absences.busy_days(name, dates)
        for day, reason in absences.days_off(name, dates).items():
            what = busy.get(day, "")
            away[day].append(f"{name}{in_brackets(what)}" if reason == busy_day(what) else name)
    return away
