"""How the arguments of rules and goals are read and checked; the same for files and for Python."""

from __future__ import annotations

from datetime import date

from di4c_schedule.dates import DateRange, parse_date, parse_weekdays
from di4c_schedule.errors import Mistake, ProblemError, nearest
from di4c_schedule.names import clean_name
from di4c_schedule.network import Network
from di4c_schedule.travel import MEASURES, Travel

LARGEST_NUMBER = 1_000_000
"""Largest whole number that a rule or goal takes: beyond it sums of costs could overflow."""

LARGEST_LIMIT = 1_000_000_000
"""Largest limit on travel that a rule takes."""

PARTNER = {"role": "partner"}
"""Metadata of a field that names a partner: the problem checks that the partner exists."""

PARTNERS = {"role": "partners"}
"""Metadata of a field that names several partners."""

GROUPS = {"role": "groups"}
"""Metadata of a field that names partners in groups, or says by what they are grouped."""

RULE = {"role": "rule"}
"""Metadata of a field that holds another rule."""

QUORUM = {"role": "quorum"}
"""Metadata of a field with a number of partners: there must be so many."""

PARTNERS_WITH_NUMBERS = {"role": "partners with numbers"}
"""Metadata of a field with pairs of a partner's name and a number."""

BUSY = {"role": "busy"}
"""Metadata of a field that takes a calendar, or the name of a file that has it."""

DATES_NEEDED = {"role": "dates", "needed": True}
"""Metadata of a field with dates of which some must lie in the window."""

DATES_NEARLY_NEEDED = {"role": "dates", "needed": True, "reach": "within"}
"""Metadata of a field with dates of which some must lie in the window, or so many days from it as `within` says."""

DATES = {"role": "dates", "needed": False}
"""Metadata of a field with dates that may lie outside the window; the user is warned."""


def optional_name(value: object) -> str | None:
    """Read a partner's name or None."""
    return None if value is None else clean_name(value)


def names(value: object) -> tuple[str, ...]:
    """Read one partner's name or several.

    Raises
    ------
    ProblemError
        If one is no name, or the value is neither text nor a list.
    """
    if isinstance(value, str):
        return (clean_name(value),)
    if not isinstance(value, (list, tuple)):
        raise ProblemError(f'expected names of partners such as ["Oulu", "Messina"], got {value!r:.60}')
    return tuple(clean_name(name) for name in value)


def optional_names(value: object) -> tuple[str, ...] | None:
    """Read one partner's name or several, or None."""
    return None if value is None else names(value)


def text(value: object) -> str:
    """Read a free text of one line.

    Raises
    ------
    ProblemError
        If it is no text or breaks the rules for names.
    """
    if not isinstance(value, str):
        raise ProblemError(f"expected a text, got {value!r:.60}")
    return "" if not value.strip() else clean_name(value)


def whole_number(value: object, smallest: int, largest: int = LARGEST_NUMBER) -> int:
    """Read a whole number within bounds.

    Raises
    ------
    ProblemError
        If it is no whole number or out of bounds.

    Examples
    --------
    >>> whole_number(5, 0)
    5
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise ProblemError(f"expected a whole number, got {value!r:.60}")
    if not smallest <= value <= largest:
        raise ProblemError(f"expected a whole number from {smallest} to {largest}, got {value!r:.60}")
    return value


def count(value: object) -> int:
    """Read a number of meetings."""
    return whole_number(value, 0, 1000)


def optional_count(value: object) -> int | None:
    """Read a number of meetings; None or ``"any"``: no bound."""
    return None if value in (None, "any") else count(value)


def place(value: object) -> int:
    """Read a place of the rotation, or how many there are: from 1 on."""
    return whole_number(value, 1, 1000)


def optional_place(value: object) -> int | None:
    """Read a place of the rotation or how many there are, or None."""
    return None if value is None else place(value)


def days(value: object) -> int:
    """Read a number of days."""
    return whole_number(value, 0, 100_000)


def optional_days(value: object) -> int | None:
    """Read a number of days from 1 on, or None."""
    return None if value is None else whole_number(value, 1, 100_000)


def some_days(value: object) -> int:
    """Read a number of days from 1 on."""
    return whole_number(value, 1, 100_000)


def hours(value: object) -> int:
    """Read a number of hours of a day."""
    return whole_number(value, 0, 24)


def level(value: object) -> int:
    """Read the level of a goal."""
    return whole_number(value, 1, 1000)


def weight(value: object) -> int:
    """Read the weight of a goal."""
    return whole_number(value, 1)


def date_range(value: object) -> DateRange:
    """Read dates."""
    return DateRange.parse(value)


def optional_dates(value: object) -> DateRange | None:
    """Read dates, or None."""
    return None if value is None else DateRange.parse(value)


def optional_weekdays(value: object) -> tuple[str, ...] | None:
    """Read weekdays, or None."""
    return None if value is None else parse_weekdays(value)


def yes_or_no(value: object) -> bool:
    """Read true or false.

    Raises
    ------
    ProblemError
        If it is neither.
    """
    if not isinstance(value, bool):
        raise ProblemError(f"expected true or false, got {value!r:.60}")
    return value


def meeting_length(value: object) -> int:
    """Read the length of a meeting in days."""
    return whole_number(value, 1, 366)


def optional_length(value: object) -> int | None:
    """Read the length of a meeting in days, or None."""
    return None if value is None else meeting_length(value)


FORMATS = ("on site", "online", "hybrid")
"""How people meet."""

STATES = ("confirmed", "tentative")
"""Whether a meeting is agreed."""


def one_of(value: object, words: tuple[str, ...]) -> str:
    """Read one of some words.

    Raises
    ------
    ProblemError
        If it is another.

    Examples
    --------
    >>> one_of("online", FORMATS)
    'online'
    """
    if not isinstance(value, str) or value not in words:
        close = nearest(str(value), words)
        meant = f", {close}" if close.startswith("did you mean") else ""
        raise ProblemError(f"expected one of {', '.join(words)}, got {value!r:.60}{meant}")
    return value


def meeting_format(value: object) -> str | None:
    """Read the format of a meeting, or None."""
    return None if value is None else one_of(value, FORMATS)


def meeting_state(value: object) -> str | None:
    """Read the state of a meeting, or None."""
    return None if value is None else one_of(value, STATES)


def travel_limit(value: object) -> int:
    """Read the most that journeys may amount to; there is no default.

    Raises
    ------
    ProblemError
        If it is missing or no whole number.
    """
    if value is None:
        raise ProblemError([Mistake("missing; write limit = …", ("limit",))])
    return whole_number(value, 0, LARGEST_LIMIT)


def measure(value: object) -> str:
    """Read what journeys are measured by."""
    return one_of(value, tuple(MEASURES))


def expect(value: object, kind: type, name: str) -> None:
    """Make sure that an argument is of a kind.

    Raises
    ------
    ProblemError
        If it is not; names the argument.
    """
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        raise ProblemError([Mistake(f"expected {article} {kind.__name__}, got {value!r:.60}", (name,))])


def a_network(value: object) -> Network:
    """Read a network."""
    if not isinstance(value, Network):
        raise ProblemError([Mistake(f"expected a Network, got {value!r:.60}", ("network",))])
    return value


def a_travel(value: object) -> Travel:
    """Read durations of journeys."""
    if not isinstance(value, Travel):
        raise ProblemError([Mistake(f"expected a Travel, got {value!r:.60}", ("travel",))])
    return value


def first_day(value: object) -> date:
    """Read the first day of a window."""
    return _day(value, "first")


def last_day(value: object) -> date:
    """Read the last day of a window."""
    return _day(value, "last")


def _day(value: object, key: str) -> date:
    try:
        return parse_date(value)
    except ProblemError as error:
        raise ProblemError([mistake.inside(key) for mistake in error.mistakes]) from None


def labels(value: object) -> frozenset[str]:
    """Read labels of rules.

    Raises
    ------
    ProblemError
        If it is no list of texts.
    """
    if isinstance(value, (list, tuple, set, frozenset)) and all(isinstance(one, str) for one in value):
        return frozenset(value)
    raise ProblemError(f'expected labels of rules such as ["Every partner hosts once"], got {value!r:.60}')
