"""One collection on a server: what it holds, and how one resource of it is written or deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from attrs import frozen

from di4c_schedule.errors import OutputError
from di4c_schedule.server.addresses import absolute
from di4c_schedule.server.connection import NO_UID_CONFLICT, Connection, Reply
from di4c_schedule.server.failures import refusal
from di4c_schedule.server.xml_bodies import CALENDAR, events_query, items, kind_query, one_query

if TYPE_CHECKING:
    from datetime import datetime

_TEXT = "text/calendar; charset=utf-8"
_LONGEST_NAME = 200
"""Signs of a name; the file systems below many servers allow 255 bytes."""


@frozen
class Resource:
    """A resource of a collection.

    Parameters
    ----------
    url
        Its address.
    etag
        Which state of it this is (RFC 9110, section 8.8.3); None if the server does not tell.
    text
        Its calendar.
    """

    url: str
    etag: str | None
    text: str

    @property
    def can_be_matched(self) -> bool:
        """Whether a write can be bound to this state: a weak ETag matches nothing (RFC 9110, section 13.1.1)."""
        return bool(self.etag) and not str(self.etag).startswith("W/")


def is_calendar(connection: Connection) -> bool:
    """Whether there is a calendar at the address of the connection; False if there is nothing.

    Raises
    ------
    OutputError
        If something else is there.
    """
    what = "looking at the calendar"
    reply = connection.request(what, "PROPFIND", connection.url, kind_query(), {"Depth": "0"}, accept={404, 410})
    if reply.status >= 400:
        return False
    if any(CALENDAR in item.kinds for item in items(reply.tree)):
        return True
    raise OutputError(
        f"{connection.url} is no calendar but a folder or something else; give the address of one calendar, "
        "or the name of one in it"
    )


def read_all(connection: Connection, first: datetime | None = None, last: datetime | None = None) -> list[Resource]:
    """Return all resources of a collection that hold events, in the order of their addresses, by one request.

    Parameters
    ----------
    connection
        The connection.
    first, last
        Only those that touch this time, in UTC; None: all. Series are not taken apart into their days by the server.
    """
    body = events_query(first, last)
    reply = connection.request("reading the calendar", "REPORT", connection.url, body, {"Depth": "1"})
    return sorted(_resources(connection, reply), key=lambda resource: resource.url)


def read_one(connection: Connection, url: str) -> Resource | None:
    """Return one resource as it is now; None if it is not there.

    The ETag is asked for in XML: that of a plain GET may be weakened on its way by a server that packs answers.
    """
    body = one_query(urlsplit(url).path)
    reply = connection.request("reading a meeting again", "REPORT", connection.url, body, {"Depth": "1"})
    return next(_resources(connection, reply), None)


def new_address(connection: Connection, uid: str) -> str:
    """Return where a resource is made: it is named by the UID, or by its digest if no server would take that name."""
    fits = len(uid) <= _LONGEST_NAME and re.fullmatch(r"[\w@+-][\w@.+-]*", uid, re.ASCII)
    name = uid if fits else sha256(uid.encode()).hexdigest()
    return absolute(connection.url, f"./{quote(name)}.ics")


def write(connection: Connection, url: str, text: str, etag: str | None) -> bool:
    """Write a resource if it is still in the state that was read; None: if there is none yet.

    Returns
    -------
    bool
        False if somebody else was faster.
    """
    what = "writing a meeting"
    headers = {"Content-Type": _TEXT} | ({"If-Match": etag} if etag else {"If-None-Match": "*"})
    reply = connection.request(what, "PUT", url, text, headers, accept={403, 404, 409, 412})
    if reply.status < 300:
        return True
    if reply.status == 412 or NO_UID_CONFLICT in reply.preconditions or (etag and reply.status == 404):
        return False
    raise OutputError(refusal(reply.status, connection.url, what))


def delete(connection: Connection, url: str, etag: str) -> bool:
    """Delete a resource if it is still in the state that was read; one that is gone is deleted.

    Returns
    -------
    bool
        False if somebody else changed it.
    """
    reply = connection.request("deleting a meeting", "DELETE", url, "", {"If-Match": etag}, accept={404, 410, 412})
    return reply.status != 412


def _resources(connection: Connection, reply: Reply) -> Iterator[Resource]:
    for item in items(reply.tree):
        if item.text:
            yield Resource(absolute(connection.url, item.href), item.etag, item.text)
