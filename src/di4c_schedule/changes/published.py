"""The plan that people were told, however it is given."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from attrs import evolve

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.errors import Mistake, ProblemError, ScheduleError, raise_all
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Meeting, Schedule
from di4c_schedule.slots import Slot, published_slots


def published_meetings(value: object, problem: Problem) -> tuple[Meeting, ...]:
    """Read a published plan, whatever partners it names.

    Parameters
    ----------
    value
        A `Schedule`, or a DataFrame such as `Schedule.to_frame` returns, with the columns ``host`` and ``first`` at
        least, or a list: of `Meeting`, of pairs of a host and a first day, or of tables with the keys ``host`` and
        ``first``.
    problem
        It says how long a host's meeting lasts, and which are online or tentative, where the plan does not.

    Returns
    -------
    tuple of Meeting
        In date order.

    Raises
    ------
    ScheduleError
        With all mistakes at once: if something is no meeting, or, in anything but a `Schedule`, one stands twice or
        there is none.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> print(*published_meetings([("Oulu", "2019-10-08"), ("Prato", "2019-09-10")], problem), sep="; ")
    Prato, Tue 10 to Wed 11 September 2019; Oulu, Tue 8 to Wed 9 October 2019
    """
    try:
        meetings = _meetings(value, problem)
    except ProblemError as error:
        raise ScheduleError([evolve(m, error=ScheduleError).inside("published") for m in error.mistakes]) from None
    return tuple(sorted(meetings, key=lambda meeting: (meeting.start, meeting.host)))


def _meetings(value: Any, problem: Problem) -> list[Meeting]:
    if isinstance(value, Schedule):
        return list(value.meetings)
    if hasattr(value, "columns") and hasattr(value, "notna"):
        return _of_frame(value, problem)
    slots = published_slots(value)
    if all(isinstance(one, Meeting) for one in value):
        return list(value)
    turns: dict[str, int] = {}
    meetings = []
    for slot in slots:
        turns[slot.host] = turns.get(slot.host, 0) + 1
        meetings.append(_as_usual(slot, turns[slot.host], problem))
    return meetings


def _as_usual(slot: Slot, turn: int, problem: Problem) -> Meeting:
    form = problem.form(slot.host, turn)
    try:
        last = slot.start + (form.days - 1) * ONE_DAY
    except OverflowError:
        raise ScheduleError(f"{slot} would end after the last day that a date can hold") from None
    return Meeting(slot.host, slot.start, last, format=form.format, state=form.state)


def _of_frame(frame: Any, problem: Problem) -> list[Meeting]:
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    for row in rows:
        row.update({key: _day(row[key]) for key in ("first", "last") if key in row})
    keys = [{key: row[key] for key in ("host", "first") if key in row} for row in rows]
    published_slots(keys)  # tells all mistakes at once
    slots = [published_slots([one])[0] for one in keys]
    meetings: list[Meeting] = []
    mistakes: list[Mistake] = []
    turns: dict[str, int] = {}
    for index in sorted(range(len(rows)), key=lambda place: slots[place].start):
        slot, row = slots[index], rows[index]
        turns[slot.host] = turns.get(slot.host, 0) + 1
        given = {key: row[key] for key in ("last", "format", "state") if row.get(key) is not None}
        try:
            meetings.append(evolve(_as_usual(slot, turns[slot.host], problem), **given))
        except ProblemError as error:
            mistakes += [mistake.inside(index) for mistake in error.mistakes]
    raise_all(mistakes)
    return meetings


def _day(value: object) -> object:
    """Return a day for a point in time at midnight, as DataFrames hold days; anything else as it is."""
    return value.date() if isinstance(value, datetime) and value.time() == time() else value
