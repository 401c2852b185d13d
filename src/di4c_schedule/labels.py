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


def with_unit(number: int, unit: str) -> str:
    """Write a number with its unit, which is given in the plural.

    Examples
    --------
    >>> with_unit(2, "days"), with_unit(1, "days"), with_unit(1, "grams of CO2"), with_unit(1, "km")
    ('2 days', '1 day', '1 gram of CO2', '1 km')
    >>> with_unit(1, "partner-days"), with_unit(1, "euro cents"), with_unit(1, "journeys by bus")
    ('1 partner-day', '1 euro cent', '1 journey by bus')
    """
    if number != 1:
        return f"{number} {unit}"
    what, *more = re.split(r"(?= (?:of|by|in|per|with|without|from|to|for) )", unit, maxsplit=1)
    return f"1 {''.join([_singular(what), *more])}"


def _singular(noun: str) -> str:
    """Return the singular of a plural; of a word that is none, such as km, the word."""
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("shes", "ches", "sses", "xes")):
        return noun[:-2]
    # no plurals: an abbreviation such as ms, or words like loss and bonus
    return noun[:-1] if noun.endswith("s") and len(noun) > 3 and not noun.endswith(("ss", "us")) else noun


def lasting(seconds: float) -> str:
    """Write a time as people do: with as many digits as there is something to see.

    Examples
    --------
    >>> lasting(12.34), lasting(0.0127), lasting(0.00002)
    ('12.3 s', '0.013 s', 'less than 0.001 s')
    """
    if seconds < 0.001:
        return "less than 0.001 s"
    return f"{seconds:.3f} s" if seconds < 1 else f"{seconds:.1f} s"


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
