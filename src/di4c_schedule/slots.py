"""Who was to host, and when: what a published schedule says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from di4c_schedule.dates import long_date, parse_date
from di4c_schedule.errors import Mistake, ProblemError, nearest, raise_all
from di4c_schedule.names import clean_name

PUBLISHED = {"role": "published"}
"""Metadata of a field with published meetings; in a problem file it may name a file that holds them."""

_KEYS = ("host", "first")
_FORMS = 'a schedule, or meetings such as {host = "Oulu", first = 2019-10-08}'


@frozen
class Slot:
    """A host and a first day.

    Parameters
    ----------
    host
        Name of the partner that hosts.
    start
        First day.

    Examples
    --------
    >>> print(Slot("Oulu", "2019-10-08"))
    Oulu on Tue 8 October 2019
    """

    host: str = field(converter=clean_name)
    start: date = field(converter=parse_date)

    def as_toml(self) -> dict[str, object]:
        """Return the slot as a problem file writes it."""
        return {"host": self.host, "first": self.start}

    def __str__(self) -> str:
        return f"{self.host} on {long_date(self.start)}"


def published_slots(value: object) -> tuple[Slot, ...]:
    """Read published meetings.

    Parameters
    ----------
    value
        A `Schedule`, or a list: of `Meeting` or `Slot`, of pairs of a host and a first day, or of tables with the keys
        ``host`` and ``first``.

    Returns
    -------
    tuple of Slot
        In date order.

    Raises
    ------
    ProblemError
        With all mistakes at once: if something is no meeting, one stands twice, or there is none.

    Examples
    --------
    >>> [str(slot) for slot in published_slots([("Oulu", "2019-10-08"), {"host": "Messina", "first": "2019-09-10"}])]
    ['Messina on Tue 10 September 2019', 'Oulu on Tue 8 October 2019']
    """
    if isinstance(value, str):
        raise ProblemError(
            f"expected {_FORMS}, got {value!r:.60}; only a problem file may name a file here, "
            "in Python read_schedule reads it"
        )
    meetings = getattr(value, "meetings", value)
    if isinstance(meetings, Mapping) or not isinstance(meetings, Iterable):
        raise ProblemError(f"expected {_FORMS}, got {value!r:.60}")
    slots: list[Slot] = []
    mistakes: list[Mistake] = []
    for index, meeting in enumerate(meetings):
        try:
            slots.append(_slot(meeting))
        except ProblemError as error:
            mistakes += [mistake.inside(index) for mistake in error.mistakes]
    mistakes += [Mistake(f"{slot} stands twice; leave one out") for slot, n in Counter(slots).items() if n > 1]
    if not slots and not mistakes:
        mistakes.append(Mistake(f"there is no meeting; give {_FORMS}"))
    raise_all(mistakes)
    return tuple(sorted(slots, key=lambda slot: (slot.start, slot.host)))


def _slot(meeting: Any) -> Slot:
    if isinstance(meeting, Mapping):
        unknown = [str(key) for key in meeting if key not in _KEYS]
        mistakes = [Mistake(f'unknown key "{key[:60]}", {nearest(key, _KEYS)}', (key,)) for key in unknown]
        mistakes += [Mistake(f"missing; write {key} = …", (key,)) for key in _KEYS if key not in meeting]
        raise_all(mistakes)
        return _read(meeting["host"], meeting["first"])
    if hasattr(meeting, "host") and hasattr(meeting, "start"):
        return _read(meeting.host, meeting.start)
    if isinstance(meeting, (list, tuple)) and len(meeting) == 2:
        return _read(*meeting)
    raise ProblemError(f"expected a host and a first day, got {meeting!r:.60}")


def _read(host: object, first: object) -> Slot:
    values: list[Any] = []
    mistakes: list[Mistake] = []
    for key, read, value in (("host", clean_name, host), ("first", parse_date, first)):
        try:
            values.append(read(value))
        except ProblemError as error:
            mistakes += [mistake.inside(key) for mistake in error.mistakes]
    raise_all(mistakes)
    return Slot(*values)
