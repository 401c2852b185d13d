"""Properties of calendar components, written to the letter where the package ``icalendar`` does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar.cal.component import Component


def set_text(component: Component, name: str, text: str) -> None:
    r"""Set a property to a text of one line, escaped as RFC 5545, section 3.3.11, has it.

    The package ``icalendar`` does not escape NAME at all, and makes a line break of a backslash before an N.

    Raises
    ------
    ValueError
        If the text holds a line break; the names of a network do not.

    Examples
    --------
    >>> from icalendar import Event
    >>> event = Event()
    >>> set_text(event, "SUMMARY", r"Oulu, C:\Nord; now")
    >>> print(event.to_ical().decode().splitlines()[1])
    SUMMARY:Oulu\, C:\\Nord\; now
    """
    set_raw(component, name, _escaped(text))


def set_lines(component: Component, name: str, lines: Iterable[str]) -> None:
    r"""Set a property to a text of several lines.

    Examples
    --------
    >>> from icalendar import Event
    >>> event = Event()
    >>> set_lines(event, "DESCRIPTION", ["Oulu, Finland", "Online"])
    >>> print(event.to_ical().decode().splitlines()[1])
    DESCRIPTION:Oulu\, Finland\nOnline
    """
    set_raw(component, name, r"\n".join(map(_escaped, lines)))


def set_list(component: Component, name: str, texts: Iterable[str]) -> None:
    r"""Set a property to a list of texts.

    Examples
    --------
    >>> from icalendar import Event
    >>> event = Event()
    >>> set_list(event, "CATEGORIES", ["DI4C", "cities, digital"])
    >>> print(event.to_ical().decode().splitlines()[1])
    CATEGORIES:DI4C,cities\, digital
    """
    set_raw(component, name, ",".join(map(_escaped, texts)))


def set_raw(component: Component, name: str, value: str, **parameters: str) -> None:
    """Set a property to a value that is written as it stands.

    The types of ``icalendar`` lose the parameter of REFRESH-INTERVAL and write small degrees as ``1e-05``, which is no
    number in a calendar.

    Examples
    --------
    >>> from icalendar import Calendar
    >>> calendar = Calendar()
    >>> set_raw(calendar, "REFRESH-INTERVAL", "P1D", VALUE="DURATION")
    >>> print(calendar.to_ical().decode().splitlines()[1])
    REFRESH-INTERVAL;VALUE=DURATION:P1D
    """
    from icalendar.prop import vInline

    component[name] = vInline(value, params=parameters)


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text
