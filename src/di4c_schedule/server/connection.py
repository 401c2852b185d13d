"""A connection to one collection on a calendar server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from ssl import create_default_context
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from attrs import frozen

from di4c_schedule.errors import OutputError, ProblemError
from di4c_schedule.own_machine import is_own_machine
from di4c_schedule.server.addresses import server_address
from di4c_schedule.server.failures import breakdown, refusal
from di4c_schedule.server.session import GuardedSession

if TYPE_CHECKING:
    from caldav.davclient import DAVClient

    from di4c_schedule.server.credentials import Credentials

Value = TypeVar("Value")

SECONDS = 30.0
"""How long one request may take; the slowest of shared servers need a few seconds for a large calendar."""

NO_UID_CONFLICT = "{urn:ietf:params:xml:ns:caldav}no-uid-conflict"
"""The UID is that of another resource of the collection (RFC 4791, section 5.3.2.1)."""


@frozen
class Reply:
    """What a server answered.

    Parameters
    ----------
    status
        Status of HTTP.
    preconditions
        Why it refused, as names of XML elements (RFC 4918, section 16).
    tree
        The XML of the answer; None if there is none.
    """

    status: int
    preconditions: frozenset[str]
    tree: Any


class Connection:
    """Sends requests to a server, and says in plain sentences what went wrong.

    Parameters
    ----------
    client
        The client of the package ``caldav``.
    url
        Address of the collection.
    """

    def __init__(self, client: DAVClient, url: str) -> None:
        self.client, self.url = client, url

    def request(
        self,
        what: str,
        method: str,
        url: str,
        body: str = "",
        headers: Mapping[str, str] | None = None,
        accept: Collection[int] = (),
    ) -> Reply:
        """Send a request, and return the answer if it is good or one of those that the caller expects.

        Parameters
        ----------
        what
            What is done, in words, for the message of an error.
        method, url, body, headers
            The request.
        accept
            Statuses from 400 on that the caller knows what to do with.

        Raises
        ------
        OutputError
            If the server does not answer, or refuses. Nothing that was sent is in the error or in what led to it.
        """
        reply = self.call(what, lambda: self._send(method, url, body, headers))
        if reply.status >= 300 and reply.status not in accept:
            raise OutputError(refusal(reply.status, self.url, what))
        return reply

    def call(self, what: str, work: Callable[[], Value]) -> Value:
        """Do work with the client, and return what it returns; errors are told in plain sentences.

        Raises
        ------
        OutputError
            If the server does not answer, or refuses. Nothing that was sent is in the error or in what led to it.
        """
        from caldav.lib import error

        try:
            return work()
        except OutputError as fault:
            text = str(fault)
        except error.DAVError as fault:
            text = refusal(fault.status or 500, self.url, what)
        except Exception as fault:
            text = breakdown(fault, self.url)
        # Raised outside of the handler: what led to it holds the password in its frames, and is dropped.
        raise OutputError(text)

    def _send(self, method: str, url: str, body: str, headers: Mapping[str, str] | None) -> Reply:
        from caldav.lib import error

        try:
            response = self.client.request(url, method, body, dict(headers or {}))
        except error.AuthorizationError as fault:
            return Reply(fault.status or 403, frozenset(fault.preconditions), None)
        refused = error.parse_preconditions(response.raw) if response.status >= 400 else ()
        return Reply(response.status, frozenset(refused), response.tree)


@contextmanager
def connected(
    url: str,
    credentials: Credentials,
    *,
    cafile: str | Path | None = None,
    insecure_http: bool = False,
    timeout: float = SECONDS,
) -> Iterator[Connection]:
    """Open a connection to a collection, and close it at the end.

    Parameters
    ----------
    url
        Address of the collection.
    credentials
        Who signs in.
    cafile
        Certificate of one's own authority (PEM), for servers with certificates that it signed.
    insecure_http
        Whether the password may go through the net unencrypted.
    timeout
        Seconds that one request may take.

    Raises
    ------
    ProblemError
        If an argument is wrong, or the package ``caldav`` is missing.
    """
    address = server_address(url, insecure_http=insecure_http)
    if cafile is not None:
        _check_certificates(Path(cafile))
    if not timeout > 0:
        raise ProblemError(f"the time-out must be some seconds, got {timeout!r:.60}")
    client = _client(address, credentials, cafile, timeout)
    try:
        yield Connection(client, address)
    finally:
        client.close()


def _check_certificates(path: Path) -> None:
    if not path.is_file():
        raise ProblemError(f"there is no file {path}; cafile is the certificate of your own authority, in PEM")
    try:
        create_default_context(cafile=path)
    except OSError:
        raise ProblemError(f"{path} holds no certificate; cafile is that of your own authority, in PEM") from None


def _client(address: str, credentials: Credentials, cafile: str | Path | None, timeout: float) -> DAVClient:
    try:
        from caldav.davclient import DAVClient
        from caldav.lib.http_sync import requests
    except ImportError:
        raise OutputError(
            "calendar servers need the package caldav, version 3.6 or later: pip install 'di4c-schedule[caldav]'"
        ) from None
    session = requests.Session()
    # A proxy of the environment must not see what is meant for the own machine.
    session.trust_env = not is_own_machine(urlsplit(address).hostname or "")
    user, password = credentials.user, credentials.password
    basic = requests.auth.HTTPBasicAuth(user.encode(), password.encode())
    digest = requests.auth.HTTPDigestAuth(user, password)
    # A name of the DNS must not lead to another server.
    client: Any = DAVClient(
        address,
        timeout=max(1, round(timeout)),
        ssl_verify_cert=True if cafile is None else str(cafile),
        enable_rfc6764=False,
    )
    client.session.close()
    client.session = GuardedSession(session, address, timeout, (basic, digest))
    signed_in: DAVClient = client
    return signed_in
