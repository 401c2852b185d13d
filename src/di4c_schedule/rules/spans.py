"""Which dates a rule that counts meetings speaks of: one range, or each month."""

from __future__ import annotations

from attrs import field, frozen

from di4c_schedule.dates import DateRange, months_of
from di4c_schedule.errors import ProblemError

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
