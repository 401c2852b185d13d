"""A server that answers as no calendar server should."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from attrs import field, frozen

XML = {"Content-Type": "text/xml; charset=utf-8"}

CALENDAR = (
    '<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/</href><propstat><prop>'
    "<resourcetype><collection/><C:calendar/></resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat>"
    "</response></multistatus>"
)


@frozen
class Reply:
    """An answer; a body in pieces is sent piece by piece, without a length."""

    status: int
    headers: Mapping[str, str] = field(factory=dict)
    body: str | bytes | Iterable[bytes] = b""


Answer = Callable[[str, str, Mapping[str, str]], Reply]


def multistatus(*resources: tuple[str, str, str]) -> Reply:
    """Return an answer that lists resources: address, ETag and calendar."""
    listed = "".join(
        f"<response><href>{href}</href><propstat><prop><getetag>{etag}</getetag><C:calendar-data>{text}"
        "</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>"
        for href, etag, text in resources
    )
    return Reply(207, XML, f'<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">{listed}</multistatus>')


def calendar_then(answer: Answer) -> Answer:
    """Answer as a calendar to the first question, and then as given."""
    return lambda method, path, headers: (
        Reply(207, XML, CALENDAR) if method == "PROPFIND" else answer(method, path, headers)
    )


@contextmanager
def odd_server(answer: Answer) -> Iterator[str]:
    """Run a server in a thread; yield the address of a calendar on it."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            reply = answer(self.command, self.path, dict(self.headers))
            with suppress(OSError):
                self.send_response(reply.status)
                for name, text in reply.headers.items():
                    self.send_header(name, text)
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                if isinstance(body, bytes) and "Content-Length" not in reply.headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                for piece in [body] if isinstance(body, bytes) else body:
                    self.wfile.write(piece)
                    self.wfile.flush()

        do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = answer  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
