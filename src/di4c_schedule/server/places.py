"""Calendars on a server that are given by their name, and new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from di4c_schedule.errors import OutputError
from di4c_schedule.files import file_stem
from di4c_schedule.server.addresses import absolute
from di4c_schedule.server.collection import is_calendar
from di4c_schedule.server.connection import Connection
from di4c_schedule.server.failures import refusal
from di4c_schedule.server.xml_bodies import making

if TYPE_CHECKING:
    from collections.abc import Sequence

COLOR = "#4682B4"
"""The colour "steelblue" of the calendar files in the numbers of CSS, as servers want it."""

_MOST_TRIES = 20


def find_calendar(connection: Connection, name: str | None) -> Connection | None:
    """Return a connection to the calendar that is meant; None if it is not there.

    Parameters
    ----------
    connection
        To the calendar itself, or, with a name, to anything of the user on the server.
    name
        Name of the calendar as people see it; None: the address is that of the calendar.

    Raises
    ------
    OutputError
        If several calendars have the name, or the address is that of something else.
    """
    if name is None:
        return connection if is_calendar(connection) else None
    found = [url for url, title in _calendars(connection) if title == name]
    if len(found) > 1:
        raise OutputError(f'{len(found)} calendars are called "{name}"; give the address of one: {", ".join(found)}')
    return Connection(connection.client, found[0]) if found else None


def make_calendar(connection: Connection, name: str | None, title: str, color: str | None = COLOR) -> Connection:
    """Make a calendar, and return a connection to it.

    Parameters
    ----------
    connection
        To the address where it shall be, or, with a name, to anything of the user on the server.
    name
        Its name, if it is not given by address.
    title
        Its name if it is given by address.
    color
        ``#RRGGBB``.
    """
    home = connection.url if name is None else _home(connection)
    for number in range(1 if name is None else _MOST_TRIES):
        url = home if name is None else absolute(home, f"./{quote(file_stem(name))}{f'-{number}' if number else ''}/")
        if _make(connection, url, name or title, color):
            return Connection(connection.client, url)
        # Somebody may have made it a moment ago.
        made = find_calendar(connection, name)
        if made is not None:
            return made
    raise OutputError(refusal(409, connection.url, "making the calendar"))


def _make(connection: Connection, url: str, title: str, color: str | None) -> bool:
    """Make a calendar; False if something is there already."""
    what = "making the calendar"
    reply = connection.request(what, "MKCALENDAR", url, making(title, color), accept={400, 403, 405, 409})
    if color and reply.status in (400, 403):
        # A server may refuse the whole for a property that it does not know (RFC 4791, section 5.3.1).
        return _make(connection, url, title, None)
    if reply.status in (400, 403):
        raise OutputError(refusal(reply.status, url, what))
    return reply.status < 400


def _calendars(connection: Connection) -> Sequence[tuple[str, str | None]]:
    """Return the addresses and names of the user's calendars."""

    def listed() -> list[tuple[str, str | None]]:
        calendars: list[Any] = connection.client.get_calendars()
        return [(absolute(connection.url, str(calendar.url)), calendar.get_display_name()) for calendar in calendars]

    return connection.call("listing the calendars", listed)


def _home(connection: Connection) -> str:
    """Return where the calendars of the user are (RFC 4791, section 6.2.1)."""
    from caldav.collection import Principal

    principal = Principal(client=connection.client)
    url = connection.call("looking for the calendars", lambda: str(principal.calendar_home_set.url))
    return absolute(connection.url, url if url.endswith("/") else f"{url}/")
