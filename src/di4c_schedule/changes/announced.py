"""A published plan seen from today: what was held, what is still to come, and of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from attrs import evolve, frozen

from di4c_schedule.changes.published import published_meetings
from di4c_schedule.dates import long_date
from di4c_schedule.errors import Mistake, ScheduleError, nearest, raise_all
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Meeting, Schedule
from di4c_schedule.slots import Slot


@frozen
class Announced:
    """The meetings of a published plan.

    Parameters
    ----------
    meetings
        All of them, in date order.
    held
        Those that started before today, hosted by partners that are still in the network.
    held_by_others
        Those that started before today, hosted by partners that have left.
    """

    meetings: tuple[Meeting, ...]
    held: tuple[Meeting, ...] = ()
    held_by_others: tuple[Meeting, ...] = ()

    @classmethod
    def read(cls, published: object, problem: Problem, before: date | None, former: Collection[str]) -> Announced:
        """Read a published plan.

        Parameters
        ----------
        published
            The plan, in any form that `published_meetings` reads.
        problem
            The problem as it is now.
        before
            The first day that is free, or None: nothing has been held.
        former
            Names of partners that have left; those of the problem of a published `Schedule` are known besides.

        Raises
        ------
        ScheduleError
            With all mistakes, meeting by meeting.
        """
        meetings = published_meetings(published, problem)
        known = {*former, *(published.problem.network.names if isinstance(published, Schedule) else ())}
        past = tuple(meeting for meeting in meetings if before is not None and meeting.start < before)
        own = tuple(meeting for meeting in past if meeting.host in problem.network)
        mistakes = [
            *(Mistake(f'"{name}" is in the network', ("former",)) for name in former if name in problem.network),
            *_mistakes_in_meetings(meetings, problem, known),
            *_mistakes_in_held(own, problem),
        ]
        raise_all([evolve(mistake, error=ScheduleError) for mistake in mistakes])
        return cls(meetings, own, tuple(meeting for meeting in past if meeting not in own))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Hosts and first days, but for meetings that partners held that have left."""
        return tuple(Slot(m.host, m.start) for m in self.meetings if m not in self.held_by_others)


def _mistakes_in_meetings(
    meetings: tuple[Meeting, ...], problem: Problem, former: Collection[str]
) -> Iterator[Mistake]:
    if not meetings:
        yield Mistake("there is no meeting", ("published",))
    for slot, times in Counter(Slot(meeting.host, meeting.start) for meeting in meetings).items():
        if times > 1:
            yield Mistake(f"{slot} stands twice; leave one out", ("published",))
    for index, meeting in enumerate(meetings):
        if meeting.host not in problem.network and meeting.host not in former:
            close = nearest(meeting.host, problem.network.names)
            told = f'unknown partner "{meeting.host}" on {long_date(meeting.start)}, {close}'
            yield Mistake(f"{told} (if it has left, name it among the former partners)", ("published", index))


def _mistakes_in_held(held: tuple[Meeting, ...], problem: Problem) -> Iterator[Mistake]:
    for meeting in held:
        if not problem.window.covers(meeting.dates):
            told = f"{meeting} has been held, but lies outside the window, {problem.window}"
            yield Mistake(f"{told}; widen the window or leave the meeting out", ("published",))
