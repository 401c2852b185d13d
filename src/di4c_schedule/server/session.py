"""Requests that end in time, go to one server alone and bring back no more than can be held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from threading import Thread
from typing import Any, TypeVar

from attrs import frozen

from di4c_schedule.errors import OutputError
from di4c_schedule.server.addresses import absolute, origin

LARGEST_ANSWER = 50_000_000
"""Bytes of one answer, unpacked; 500 meetings take half a million."""

_READ = 65_536
_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEPT = frozenset({"etag", "www-authenticate"})
_XML = ("text/xml", "application/xml")
_READING = frozenset({"PROPFIND", "REPORT"})

_Value = TypeVar("_Value")


@frozen
class Answer:
    """What a server answered, as the package ``caldav`` reads it; without what could surprise it.

    Parameters
    ----------
    status_code
        Status of HTTP.
    headers
        The few headers that are of use.
    content
        XML, or nothing.
    url
        The address that answered.
    """

    status_code: int
    headers: Mapping[str, str]
    content: bytes
    url: str
    reason: str = ""

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode("utf-8", "replace")


class GuardedSession:
    """Stands in for the session of a `caldav.DAVClient`.

    The session of ``niquests`` follows a redirect to any server, waits without end for one that sends a byte now
    and then, and reads as much as it is sent.

    Parameters
    ----------
    session
        The session that sends.
    home
        Address of the collection; nothing is sent to another server.
    seconds
        How long one request may take, all in all.
    ways
        How to sign in: plain, and by digest for a server that asks for it.
    """

    def __init__(self, session: Any, home: str, seconds: float, ways: tuple[Any, Any]) -> None:
        self._session, self._home, self._seconds = session, home, seconds
        self._way, self._digest = ways

    def request(self, method: str, url: str, **options: Any) -> Answer:
        """Send a request; a redirect on the same server is followed.

        Raises
        ------
        OutputError
            If it takes too long, leads to another server, or brings back too much or nothing that can be read.
        """
        for _ in range(_HOPS):
            if origin(url) != origin(self._home):
                raise OutputError(
                    f"the calendar server {host_name(self._home)} sends on to {host_name(url)}, and the password is "
                    "for the first alone; if you trust the second, give its address"
                )
            answer, target = within(self._seconds, partial(self._once, method, url, options), self._home)
            if target is not None:
                url = target
            elif answer.status_code == 401 and self._way is not self._digest and _asks_for_digest(answer):
                self._way = self._digest
            else:
                return answer
        raise OutputError(f"the calendar server {host_name(self._home)} sends from address to address without end")

    def close(self) -> None:
        """End the session."""
        self._session.close()

    def _once(self, method: str, url: str, options: Mapping[str, Any]) -> tuple[Answer, str | None]:
        options = {**options, "auth": self._way}
        response = self._session.request(method, url, allow_redirects=False, stream=True, **options)
        try:
            status = int(response.status_code)
            place = response.headers.get("Location")
            if status in _REDIRECTS and place:
                return Answer(status, {}, b"", url), absolute(url, str(place))
            content = b"" if method == "HEAD" else _body(response, self._home)
            kind = str(response.headers.get("Content-Type", "")).split(";")[0].strip().lower()
            headers = {name: str(value) for name, value in response.headers.items() if name.lower() in _KEPT}
        finally:
            response.close()
        return Answer(
            status, headers | {"Content-Type": "text/xml"}, _checked(content, kind, method, status), url
        ), None


def within(seconds: float, work: Callable[[], _Value], url: str) -> _Value:
    """Do a piece of work that may hang, and wait for it no longer than some seconds.

    A time-out of a socket counts anew with each byte, and a look-up of a name has none at all; so another thread
    waits for the server, and is left to itself when the time is over.

    Raises
    ------
    OutputError
        If the time is over; other errors of the work are raised as they are.
    """
    values: list[_Value] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            values.append(work())
        except BaseException as fault:
            faults.append(fault)

    thread = Thread(target=run, daemon=True, name="calendar server")
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if not values:
        raise OutputError(
            f"the calendar server {host_name(url)} did not answer within {seconds:g} seconds; "
            "try again later, or with a longer time-out"
        )
    return values[0]


def _asks_for_digest(answer: Answer) -> bool:
    asked = [value.lower() for name, value in answer.headers.items() if name.lower() == "www-authenticate"]
    return any("digest" in value and "basic" not in value for value in asked)


def _body(response: Any, url: str) -> bytes:
    body = bytearray()
    for piece in response.iter_content(_READ):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise OutputError(
                f"the calendar server {host_name(url)} sends more than {LARGEST_ANSWER // 1_000_000} MB at once; "
                "give the address of a smaller calendar"
            )
    return bytes(body)


def _checked(content: bytes, kind: str, method: str, status: int) -> bytes:
    """Return the XML of an answer; what a server writes for people is left out.

    An answer of WebDAV has no use for a document type, which is where entities are made that swell without end. What
    is no XML is stopped here, since ``caldav`` would set up the logging of the whole program to tell of it.
    """
    if status >= 300 and kind not in _XML:
        return b""
    if status < 300 and method not in _READING:
        return b""
    if status < 300 and (kind not in _XML or not content):
        raise OutputError(_NO_SERVER)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise OutputError("the calendar server defines entities in its XML, as attacks do; nothing of it is read")
    if content:
        _parse(content)
    return content


def _parse(content: bytes) -> None:
    from lxml import etree

    try:
        etree.XML(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        text = "the calendar server sends XML that is broken; try again, or tell those who run it"
    else:
        return
    raise OutputError(text)


_NO_SERVER = (
    "there is no calendar server (CalDAV) at this address: it answers with a page for people; look up the address "
    "of the calendar in the settings of the calendar program, often called CalDAV link"
)


def host_name(url: str) -> str:
    """Return the server of an address, without what may be secret in the rest of it."""
    scheme, host, port = origin(url)
    return f"{scheme}://{host}" if port in (None, 80, 443) else f"{scheme}://{host}:{port}"
