"""Requests and answers of WebDAV in XML (RFC 4918, section 14; RFC 4791, section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from di4c_schedule.errors import OutputError

if TYPE_CHECKING:
    from datetime import datetime

    from caldav.elements.base import BaseElement

_DAV, _CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
CALENDAR = f"{_CALDAV}calendar"


@frozen
class Item:
    """What a server says of one resource.

    Parameters
    ----------
    href
        Its address as the server writes it; ``caldav`` itself would undo what is encoded in it.
    etag, text
        Its state and its calendar; None where the server does not tell.
    kinds
        What sort of resource it is, as names of XML elements.
    """

    href: str
    etag: str | None
    text: str | None
    kinds: frozenset[str]


def items(tree: Any) -> Iterator[Item]:
    """Yield what a server says of each resource; of those that are not there nothing.

    Raises
    ------
    OutputError
        If the server leaves some out, such as one that sends only so many at once (RFC 4791, section 7.8).
    """
    for response in tree.iter(f"{_DAV}response"):
        status = _status(response)
        if status in (404, 410):
            continue
        if status >= 400:
            raise OutputError(
                f"the calendar server did not send the whole calendar (HTTP {status}); try again, or give a smaller one"
            )
        good = [part for part in response.iterfind(f"{_DAV}propstat") if _status(part) < 400]
        found = {prop.tag: prop for part in good for props in part.iterfind(f"{_DAV}prop") for prop in props}
        yield Item(
            (response.findtext(f"{_DAV}href") or "").strip(),
            _text(found.get(f"{_DAV}getetag")),
            _text(found.get(f"{_CALDAV}calendar-data")),
            frozenset(kind.tag for kind in found.get(f"{_DAV}resourcetype", ())),
        )


def kind_query() -> str:
    """Return the body that asks what sort of resource something is."""
    from caldav.elements import dav

    return _xml(dav.Propfind() + (dav.Prop() + dav.ResourceType()))


def events_query(first: datetime | None = None, last: datetime | None = None) -> str:
    """Return the body that asks for all resources with events, or for those that touch a time in UTC."""
    from caldav.elements import cdav

    times = [cdav.TimeRange(first, last)] if first or last else []
    events = cdav.CompFilter("VCALENDAR") + (cdav.CompFilter("VEVENT") + times)
    return _xml(cdav.CalendarQuery() + _wanted() + (cdav.Filter() + events))


def one_query(path: str) -> str:
    """Return the body that asks for one resource."""
    from caldav.elements import cdav, dav

    return _xml(cdav.CalendarMultiGet() + _wanted() + dav.Href(value=path))


def making(name: str, color: str | None) -> str:
    """Return the body that makes a calendar for events (RFC 4791, section 5.3.1).

    Parameters
    ----------
    name
        What people see.
    color
        ``#RRGGBB``; no RFC knows of it, but most servers and programs do. None: the server chooses.
    """
    from caldav.elements import cdav, dav, ical

    properties = [dav.DisplayName(name), cdav.SupportedCalendarComponentSet() + cdav.Comp("VEVENT")]
    if color:
        properties.append(ical.CalendarColor(color))
    return _xml(cdav.Mkcalendar() + (dav.Set() + (dav.Prop() + properties)))


def _wanted() -> BaseElement:
    from caldav.elements import cdav, dav

    return dav.Prop() + dav.GetEtag() + cdav.CalendarData()


def _xml(element: BaseElement) -> str:
    from lxml import etree

    text: bytes = etree.tostring(element.xmlelement(), encoding="utf-8", xml_declaration=True)
    return text.decode()


def _status(element: Any) -> int:
    words = (element.findtext(f"{_DAV}status") or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 200


def _text(element: Any) -> str | None:
    return None if element is None else element.text
