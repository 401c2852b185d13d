"""The object around events: what iCalendar wants before and after them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from di4c_schedule.events.properties import set_raw, set_text

if TYPE_CHECKING:
    from icalendar.cal.component import Component

_PRODUCT = "-//di4c-schedule//di4c-schedule//EN"
"""Without a version, so that a new one leaves the files as they are."""

_REFRESH = "P1D"
"""How often a subscriber looks for changes: plans change by the week, clients must not ask by the minute."""

_COLOR = "steelblue"
"""A name of CSS3, as RFC 7986, section 5.9, asks; readable on white and on black."""


_END = b"END:VCALENDAR\r\n"


def written(component: Component) -> bytes:
    """Return an event or a zone as it stands in a file: the same in every file, so that it is written but once."""
    # Sorted, the order of properties would follow the version of the package.
    data: bytes = component.to_ical(sorted=False)
    return data


def calendar_bytes(
    events: Iterable[bytes], zones: Iterable[bytes] = (), *, name: str | None = None, method: str | None = None
) -> bytes:
    """Return a whole calendar: a message with a method, or one with a name that people subscribe to.

    Parameters
    ----------
    events
        Its events, in order, as `written` returns them.
    zones
        The time zones that they name.
    name
        What calendar programs call it.
    method
        Method of RFC 5546.
    """
    from icalendar import Calendar

    calendar = Calendar()
    set_raw(calendar, "VERSION", "2.0")
    set_raw(calendar, "PRODID", _PRODUCT)
    if method is not None:
        set_raw(calendar, "METHOD", method)
    if name is not None:
        set_text(calendar, "NAME", name)
        set_text(calendar, "X-WR-CALNAME", name)
        set_raw(calendar, "REFRESH-INTERVAL", _REFRESH, VALUE="DURATION")
        # Outlook and Google know the older name only.
        set_raw(calendar, "X-PUBLISHED-TTL", _REFRESH)
        set_raw(calendar, "COLOR", _COLOR)
    return b"".join([written(calendar).removesuffix(_END), *zones, *events, _END])
