"""What rules, goals and meetings have in common: a sentence for people, a name for files."""

from __future__ import annotations

import re
from typing import Protocol


class Labelled(Protocol):
    """Anything that describes itself in one plain sentence."""

    @property
    def label(self) -> str:
        """One sentence with names and dates that a coordinator understands."""
        ...


def kind_of(thing: object) -> str:
    """Return the name of a rule or goal as the input file writes it: its class in snake case.

    Examples
    --------
    >>> class TravelSpacing: ...
    >>> kind_of(TravelSpacing())
    'travel_spacing'
    """
    return kind_of_class(type(thing))


def kind_of_class(cls: type) -> str:
    """Return the class name in snake case.

    Examples
    --------
    >>> class EvenRhythm: ...
    >>> class NotInARow: ...
    >>> kind_of_class(EvenRhythm), kind_of_class(NotInARow)
    ('even_rhythm', 'not_in_a_row')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).lower()


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "meeting"), counted(3, "day"), counted(2, "country", "countries")
    ('1 meeting', '3 days', '2 countries')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def starting(number: int) -> str:
    """Say that so many meetings start.

    Examples
    --------
    >>> starting(1), starting(2)
    ('1 meeting starts', '2 meetings start')
    """
    return f"{counted(number, 'meeting')} {'starts' if number == 1 else 'start'}"


def listed(names: list[str]) -> str:
    """Join names as a sentence does.

    Examples
    --------
    >>> listed(["Tue"]), listed(["Tue", "Wed"]), listed(["Tue", "Wed", "Thu"])
    ('Tue', 'Tue and Wed', 'Tue, Wed and Thu')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
