"""The answer: meetings in date order, with the problem they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from di4c_schedule.arguments import FORMATS, STATES
from di4c_schedule.dates import ONE_DAY, DateRange, long_date, long_dates, parse_date
from di4c_schedule.errors import Mistake, ScheduleError, nearest, raise_all
from di4c_schedule.labels import counted
from di4c_schedule.markup import html_table
from di4c_schedule.names import clean_name
from di4c_schedule.problem import Problem

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("position", "host", "city", "country", "first", "last", "format", "state")


@frozen
class Meeting:
    """A filled slot: who hosts, and when.

    Parameters
    ----------
    host
        Name of the partner that hosts.
    start, last
        First and last day, both inclusive.
    position
        Place in the rotation, from 1.
    format
        ``"on site"``, ``"online"`` or ``"hybrid"``.
    state
        ``"confirmed"`` or ``"tentative"``.

    Examples
    --------
    >>> print(Meeting("Oulu", date(2019, 10, 1), date(2019, 10, 2)))
    Oulu, Tue 1 to Wed 2 October 2019
    """

    host: str = field(converter=clean_name)
    start: date = field(converter=parse_date)
    last: date = field(converter=parse_date)
    position: int = 0
    format: str = "on site"
    state: str = "confirmed"

    def __attrs_post_init__(self) -> None:
        if self.last < self.start:
            raise ScheduleError(f"{self.host}: the last day, {self.last}, comes before the first, {self.start}")
        for value, known in ((self.format, FORMATS), (self.state, STATES)):
            if value not in known:
                raise ScheduleError(f'{self.host}: unknown word "{value!s:.40}", {nearest(str(value), known)}')

    @property
    def dates(self) -> DateRange:
        """All days of the meeting."""
        return DateRange(self.start, self.last)

    @property
    def remark(self) -> str:
        """In what it differs from the usual: ``"online, tentative"``; nothing if it is on site and confirmed."""
        usual = FORMATS[0], STATES[0]
        return ", ".join(
            word for word, default in zip((self.format, self.state), usual, strict=True) if word != default
        )

    @property
    def travelled(self) -> bool:
        """Whether people travel to it."""
        return self.format != "online"

    def __str__(self) -> str:
        return f"{self.host}, {long_dates(self.start, self.last)}"


def _numbered(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    ordered = sorted(meetings, key=lambda meeting: (meeting.start, meeting.last, meeting.host))
    return tuple(evolve(meeting, position=place) for place, meeting in enumerate(ordered, 1))


@frozen(repr=False)
class Schedule:
    """Meetings in date order, with the problem they answer; nothing says yet that they keep its rules.

    Parameters
    ----------
    problem
        The problem.
    meetings
        Meetings in any order; they are sorted by date and numbered from 1.

    Raises
    ------
    ScheduleError
        If a host is no partner of the network, or a meeting ends before it starts.
    """

    problem: Problem
    meetings: tuple[Meeting, ...] = field(converter=_numbered)

    def __attrs_post_init__(self) -> None:
        network = self.problem.network
        mistakes = [
            Mistake(
                f'unknown partner "{meeting.host}", {nearest(meeting.host, network.names)}',
                ("meetings", index, "host"),
            )
            for index, meeting in enumerate(self.meetings)
            if meeting.host not in network
        ]
        raise_all([evolve(mistake, error=ScheduleError) for mistake in mistakes])

    @classmethod
    def of(cls, problem: Problem, starts: Iterable[tuple[str, date | str]]) -> Schedule:
        """Make a schedule from hosts and first days.

        Parameters
        ----------
        problem
            The problem; it knows how long each host's meetings last, and which are online or tentative.
        starts
            Pairs of a partner's name and a first day.

        Examples
        --------
        >>> from di4c_schedule import Network, Partner
        >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
        >>> problem = Problem(network, date(2019, 9, 2), date(2019, 10, 31), days=2)
        >>> print(Schedule.of(problem, [("Oulu", "2019-10-01"), ("Messina", "2019-09-10")]))
        1. Messina, Tue 10 to Wed 11 September 2019
        2. Oulu, Tue 1 to Wed 2 October 2019
        """
        turns: dict[str, int] = {}
        meetings = []
        for day, host in sorted((parse_date(day), host) for host, day in starts):
            turns[host] = turns.get(host, 0) + 1
            form = problem.form(host, turns[host])
            last = day + (form.days - 1) * ONE_DAY
            meetings.append(Meeting(host, day, last, format=form.format, state=form.state))
        return cls(problem, meetings)

    def hosted_by(self, partner: str | None) -> list[Meeting]:
        """Return a partner's meetings in date order; all meetings if None."""
        return [meeting for meeting in self.meetings if partner in (None, meeting.host)]

    def starting_in(self, dates: DateRange) -> list[Meeting]:
        """Return the meetings whose first day lies within `dates`."""
        return [meeting for meeting in self.meetings if meeting.start in dates]

    def consecutive(self) -> Iterator[tuple[Meeting, Meeting]]:
        """Yield each meeting with the next."""
        return pairwise(self.meetings)

    def turn(self, meeting: Meeting) -> int:
        """Return which of its host's meetings a meeting is, from 1."""
        return self.hosted_by(meeting.host).index(meeting) + 1

    @cached_property
    def goal_values(self) -> tuple[int, ...]:
        """The value of each goal of the problem on this schedule, in the goal's unit."""
        return tuple(goal.measure(self) for goal in self.problem.goals)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one row a meeting, with the keys `COLUMNS`."""
        network = self.problem.network
        return [
            {
                "position": meeting.position,
                "host": meeting.host,
                "city": network[meeting.host].city,
                "country": network[meeting.host].country,
                "first": meeting.start,
                "last": meeting.last,
                "format": meeting.format,
                "state": meeting.state,
            }
            for meeting in self.meetings
        ]

    def to_iso_rows(self) -> list[dict[str, object]]:
        """Return one row a meeting, with the keys `COLUMNS`, dates in ISO form as JSON holds them."""
        return [row | {"first": str(row["first"]), "last": str(row["last"])} for row in self.to_rows()]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row a meeting; `first` and `last` are days as ``datetime64``."""
        import pandas as pd

        frame = pd.DataFrame(self.to_rows(), columns=list(COLUMNS))
        return frame.astype({"position": "int64", "first": "datetime64[s]", "last": "datetime64[s]"})

    def __str__(self) -> str:
        return "\n".join(f"{meeting.position}. {meeting}" for meeting in self.meetings)

    def __repr__(self) -> str:
        return f"<Schedule of {counted(len(self.meetings), 'meeting')} for {self.problem.network.name!r}>\n{self}"

    def _repr_html_(self) -> str:
        rows: list[tuple[object, ...]] = [
            (meeting.position, meeting.host, long_date(meeting.start), long_date(meeting.last))
            for meeting in self.meetings
        ]
        header = ["", "host", "first day", "last day"]
        if any(meeting.remark for meeting in self.meetings):
            rows = [(*row, meeting.remark) for row, meeting in zip(rows, self.meetings, strict=True)]
            header.append("remark")
        return html_table(f"{self.problem.network.name}: {counted(len(self.meetings), 'meeting')}", header, rows)
