"""Which dates a rule that counts meetings speaks of: one range, or each month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.branch import Branch
from di4c_schedule.dates import ONE_DAY, DateRange, months_of
from di4c_schedule.errors import ProblemError

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule

EACH_MONTH = "each month"


def read_span(value: object) -> DateRange | str:
    """Read dates, or the words ``"each month"``.

    Raises
    ------
    ProblemError
        If it is neither.

    Examples
    --------
    >>> read_span("each month")
    'each month'
    """
    if isinstance(value, str) and value.strip().casefold() == EACH_MONTH:
        return EACH_MONTH
    try:
        return DateRange.parse(value)
    except ProblemError as error:
        raise ProblemError(f'{error}, or "{EACH_MONTH}"') from None


def ranges_of(span: DateRange | str, window: DateRange) -> list[DateRange]:
    """Return the ranges meant: the one given, or every calendar month of the window."""
    return [span] if isinstance(span, DateRange) else months_of(window)


@frozen
class Cap:
    """Bounds on the number of meetings that start in a range, as counting and the model need them.

    Parameters
    ----------
    dates
        The range.
    at_least, at_most
        Number of starts; None: no bound.
    """

    dates: DateRange
    at_least: int | None = field(default=None)
    at_most: int | None = field(default=None)


def is_kept(cap: Cap, schedule: Schedule) -> bool:
    """Whether a schedule keeps the bounds."""
    number = len(schedule.starting_in(cap.dates))
    return (cap.at_least is None or number >= cap.at_least) and (cap.at_most is None or number <= cap.at_most)


def branches_of(caps: Iterable[Cap], schedule: Schedule) -> Iterator[Branch]:
    """Yield the ways in which a schedule could keep the first bounds that it breaks.

    With k(d) the number of meetings that start up to day d, the meetings in the range are k(last) - k(first - 1).
    Too many: the first of them starts earlier, or the one beyond the bound starts later. Too few: the last one before
    the range starts in it or later, or so many more start by its last day.
    """
    for cap in caps:
        if not is_kept(cap, schedule):
            yield from _ways(cap, schedule)
            return


def _ways(cap: Cap, schedule: Schedule) -> Iterator[Branch]:
    window = schedule.problem.window
    earlier = sum(meeting.start < cap.dates.first for meeting in schedule.meetings)
    inside = len(schedule.starting_in(cap.dates))
    if cap.at_most is not None and inside > cap.at_most:
        if window.first < cap.dates.first:
            yield Branch([(earlier + 1, DateRange(window.first, cap.dates.first - ONE_DAY))])
        if cap.dates.last < window.last:
            yield Branch([(earlier + 1 + cap.at_most, DateRange(cap.dates.last + ONE_DAY, window.last))])
    elif cap.at_least is not None:
        if earlier:
            yield Branch([(earlier, DateRange(cap.dates.first, window.last))])
        if earlier + cap.at_least <= len(schedule.meetings):
            yield Branch([(earlier + cap.at_least, DateRange(window.first, cap.dates.last))])
