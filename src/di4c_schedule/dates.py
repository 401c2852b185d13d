"""Days, ranges of days and weekdays as coordinators write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from attrs import field, frozen

from di4c_schedule.errors import ProblemError, nearest

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Names of the weekdays, in the order of ``date.weekday()``."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""English names of the months; not from the locale, so that every machine says the same."""

ONE_DAY = timedelta(days=1)

_FORMS = '"2020-02", "2020-W06", "2020-02-11" or "2020-02-03..2020-02-14"'


def long_date(day: date) -> str:
    """Write a day for a person.

    Examples
    --------
    >>> long_date(date(2020, 2, 11))
    'Tue 11 February 2020'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def long_dates(day: date, other: date) -> str:
    """Write two days for a person, without saying the same month or year twice.

    Examples
    --------
    >>> long_dates(date(2020, 2, 11), date(2020, 2, 12)), long_dates(date(2020, 2, 11), date(2020, 2, 11))
    ('Tue 11 to Wed 12 February 2020', 'Tue 11 February 2020')
    """
    if day == other:
        return long_date(day)
    first, second = long_date(day).split(), long_date(other).split()
    while len(first) > 2 and first[-1] == second[len(first) - 1]:
        first.pop()
    return f"{' '.join(first)} to {' '.join(second)}"


def parse_date(value: object) -> date:
    """Read a day given as a date or as ISO text.

    Raises
    ------
    ProblemError
        If it is neither; a time of day is refused.

    Examples
    --------
    >>> parse_date("2020-02-11")
    datetime.date(2020, 2, 11)
    """
    if isinstance(value, datetime):
        raise ProblemError(f"expected a day without a time, such as {value.date()}, got {value}")
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip(), re.ASCII):
        try:
            return date.fromisoformat(value.strip())
        except ValueError as error:
            raise ProblemError(f"{value} is not a day of the calendar ({error})") from None
    raise ProblemError(f"expected a day such as 2020-02-11, got {_shown(value)}")


def parse_weekdays(value: object) -> tuple[str, ...]:
    """Read weekdays given as one name or several: ``"Tue"``, ``["Tue", "Wednesday"]``.

    Returns
    -------
    tuple of str
        Names as in `WEEKDAYS`, in the order of the week, each once.

    Raises
    ------
    ProblemError
        If a name is unknown or there is none.

    Examples
    --------
    >>> parse_weekdays(["Thu", "tuesday"])
    ('Tue', 'Thu')
    """
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, Iterable):
        raise ProblemError(f'expected weekdays such as ["Tue", "Wed"], got {_shown(value)}')
    found = {parse_weekday(name) for name in names}
    if not found:
        raise ProblemError('expected at least one weekday, such as ["Tue", "Wed"]')
    return tuple(name for name in WEEKDAYS if name in found)


def parse_weekday(value: object) -> str:
    """Read the name of a weekday, in full or by its first three letters.

    Raises
    ------
    ProblemError
        If the name is unknown.

    Examples
    --------
    >>> parse_weekday("friday")
    'Fri'
    """
    if isinstance(value, str):
        text = value.strip().casefold()
        full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        for name, whole in zip(WEEKDAYS, full, strict=True):
            if text in (name.casefold(), whole):
                return name
        raise ProblemError(f'unknown weekday "{value[:40]}", {nearest(value, WEEKDAYS)}')
    raise ProblemError(f'expected a weekday such as "Tue", got {_shown(value)}')


@frozen(order=True)
class DateRange:
    """Days from `first` to `last`, both inclusive.

    Parameters
    ----------
    first, last
        The ends; `last` is not before `first`.

    Raises
    ------
    ProblemError
        If an end is no day, or the range is empty.

    Examples
    --------
    >>> february = DateRange.parse("2020-02")
    >>> february.days, date(2020, 2, 29) in february
    (29, True)
    >>> print(DateRange.parse("2020-W06"))
    3 to 9 February 2020
    """

    first: date = field(converter=parse_date)
    last: date = field(converter=parse_date)

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise ProblemError(f"the last day, {self.last}, comes before the first, {self.first}")

    @classmethod
    def parse(cls, value: object) -> DateRange:
        """Read a range: a month, an ISO week, one day, ``first..last``, a pair of days or a `DateRange`.

        Raises
        ------
        ValueError
            If it has none of these forms.
        """
        if isinstance(value, DateRange):
            return value
        if isinstance(value, date):
            return cls(value, value)
        if isinstance(value, str):
            return cls._parse_text(value.strip())
        if isinstance(value, (list, tuple)) and len(value) == 2:
            return cls(*value)
        raise ProblemError(f"expected dates such as {_FORMS}, got {_shown(value)}")

    @classmethod
    def _parse_text(cls, text: str) -> DateRange:
        if ".." in text:
            first, _, last = text.partition("..")
            return cls(first, last)
        if month := re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII):
            year, number = int(month[1]), int(month[2])
            if not (1 <= number <= 12 and year >= 1):
                raise ProblemError(f'"{text}" is not a month')
            return cls(date(year, number, 1), date(year, number, monthrange(year, number)[1]))
        if week := re.fullmatch(r"(\d{4})-?W(\d{2})", text, re.ASCII):
            try:
                monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
                return cls(monday, monday + 6 * ONE_DAY)
            except (ValueError, OverflowError) as error:
                raise ProblemError(f'"{text}" is not a week of the ISO calendar ({error})') from None
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return cls(text, text)
        raise ProblemError(f"expected dates such as {_FORMS}, got {_shown(text)}")

    @property
    def days(self) -> int:
        """Number of days, both ends counted."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + i * ONE_DAY for i in range(self.days))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def covers(self, other: DateRange) -> bool:
        """Whether every day of `other` lies within this range."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: DateRange) -> bool:
        """Whether the two ranges share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def iso(self) -> str:
        """The range in the form of the input file.

        Examples
        --------
        >>> DateRange.parse("2020-02").iso
        '2020-02-01..2020-02-29'
        """
        return f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"

    @property
    def when(self) -> str:
        """The range with its preposition, to end a sentence.

        Examples
        --------
        >>> [DateRange.parse(text).when for text in ("2020-02", "2020-02-11", "2020-W06")]
        ['in February 2020', 'on 11 February 2020', 'from 3 to 9 February 2020']
        """
        text = str(self)
        return f"{'on' if self.days == 1 else 'from' if ' to ' in text else 'in'} {text}"

    def __str__(self) -> str:
        first, last = self.first, self.last
        end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
        if first == last:
            return end
        if first.year != last.year:
            return f"{first.day} {MONTHS[first.month - 1]} {first.year} to {end}"
        if first.month != last.month:
            return f"{first.day} {MONTHS[first.month - 1]} to {end}"
        if self.days == monthrange(first.year, first.month)[1]:
            return f"{MONTHS[last.month - 1]} {last.year}"
        return f"{first.day} to {end}"


def listed_dates(days: Sequence[date], joint: str = "and") -> str:
    """Join days as a sentence does, each month and year told once.

    Examples
    --------
    >>> listed_dates([date(2019, 9, 3), date(2019, 9, 5), date(2019, 10, 1)], "or")
    'Tue 3, Thu 5 September or Tue 1 October 2019'
    """
    words = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        same_year = following is not None and following.year == day.year
        same_month = same_year and following is not None and following.month == day.month
        parts = long_date(day).split()
        words.append(" ".join(parts[:2] if same_month else parts[:3] if same_year else parts))
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def months_of(window: DateRange) -> list[DateRange]:
    """Return the calendar months that share a day with `window`, whole.

    Examples
    --------
    >>> [month.iso[:7] for month in months_of(DateRange.parse("2019-11-20..2020-01-02"))]
    ['2019-11', '2019-12', '2020-01']
    """
    months = []
    year, month = window.first.year, window.first.month
    while (year, month) <= (window.last.year, window.last.month):
        months.append(DateRange.parse(f"{year:04}-{month:02}"))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
