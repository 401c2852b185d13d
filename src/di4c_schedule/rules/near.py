"""A meeting close to an event elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import DATES_NEARLY_NEEDED, PARTNER, date_range, days, optional_name
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.labels import counted
from di4c_schedule.names import clean_name
from di4c_schedule.rules.hosts import of_host
from di4c_schedule.rules.places import at_any_place
from di4c_schedule.rules.turning import number_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.branch import Branch
    from di4c_schedule.dial import Dial
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Meeting, Schedule
    from di4c_schedule.tables import Tables


@frozen
class Near:
    """At least one meeting comes close to an outside event: a day of each at most so many days apart.

    Parameters
    ----------
    event
        What it is: a conference that everybody attends anyway.
    dates
        Its first and last day, both inclusive. It may lie outside the window, if no further than `within`.
    within
        Days from a day of the meeting to a day of the event; 0: they share a day.
    partner
        Name of the partner that hosts the meeting; None: any.

    Examples
    --------
    >>> Near("the programme's conference", "2019-10-09..2019-10-11", 3, "Messina").label
    "Messina hosts a meeting within 3 days of the programme's conference (9 to 11 October 2019)"
    """

    event: str = field(converter=clean_name)
    dates: DateRange = field(converter=date_range, metadata=DATES_NEARLY_NEEDED)
    within: int = field(converter=days)
    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        who = f"{self.partner} hosts a meeting" if self.partner else "There is a meeting"
        how = f"within {counted(self.within, 'day')} of" if self.within else "during"
        return f"{who} {how} {self.event} ({self.dates})"

    def relax(self, tables: Tables) -> bool:
        """Leave the only turn that there is no start but near ones; where there are more turns, the model chooses."""
        if self.partner is not None:
            tables.require(self.partner, 1, because=self)
        rows = tables.rows_of(self.partner)
        if len(rows) != 1:
            return False
        last_days = int(tables.lengths[rows[0]]) - 1
        earliest = tables.index(self.dates.first) - self.within - last_days
        latest = tables.index(self.dates.last) + self.within
        far = [tables.day(start) for start in range(tables.n_days) if not earliest <= start <= latest]
        tables.forbid_starts(tables.rows[rows[0]].partner, far, because=self)
        return True

    def post(self, encoding: Encoding) -> None:
        """Ask for at least one start whose meeting is near."""
        tables = encoding.tables
        first = max(0, tables.index(self.dates.first) - self.within)
        last = min(tables.n_days - 1, tables.index(self.dates.last) + self.within)
        near = DateRange(tables.day(first), tables.day(last))
        encoding.model.add_bool_or(encoding.touching(near, self.partner))

    def branches(self, schedule: Schedule) -> Iterator[Branch]:
        """Yield the places that a near meeting may have, hosts whose meetings last as long together."""
        hosts: dict[int, list[str]] = {}
        for name in [self.partner] if self.partner else schedule.problem.network.names:
            lengths = [row.form.days for row in schedule.problem.tables.rows if row.partner == name]
            if lengths:
                hosts.setdefault(max(lengths), []).append(name)
        last = self.dates.last + self.within * ONE_DAY
        for length, names in hosts.items():
            first = self.dates.first - (self.within + length - 1) * ONE_DAY
            yield from at_any_place(schedule, names, DateRange(first, last))

    def dials(self, problem: Problem) -> list[Dial]:
        """Return a dial for the days from the event."""
        window, dates = problem.window, self.dates
        outside = max(0, (window.first - dates.last).days, (dates.first - window.last).days)
        farthest = max(outside, (dates.first - window.first).days, (window.last - dates.last).days)
        return number_dial(
            self,
            "within",
            "day",
            loosens=1,
            within=(outside, farthest),
            advice=lambda within, more: (
                f"accept a meeting{of_host(self.partner)} within {counted(within, 'day')} of {self.event}, {more} more"
            ),
        )

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation if no meeting is near, naming the one that comes nearest."""
        hosted = schedule.hosted_by(self.partner)
        nearest = min(hosted, key=self._days_from, default=None)
        if nearest is None or self._days_from(nearest) > self.within:
            whose = f"meeting of {self.partner}" if self.partner else "meeting"
            but = f"; {nearest} is {counted(self._days_from(nearest), 'day')} away" if nearest else ""
            asked = f"within {counted(self.within, 'day')} of" if self.within else "during"
            yield Violation(self, nearest, f"no {whose} is {asked} {self.event} ({self.dates}){but}")

    def _days_from(self, meeting: Meeting) -> int:
        """Return the days from a meeting to the event, 0 if they share one."""
        after = (meeting.start - self.dates.last).days
        before = (self.dates.first - meeting.last).days
        return max(0, after, before)
