"""What a failure on the way to a calendar server means, in a sentence with what to do."""

from __future__ import annotations

from di4c_schedule.server.session import host_name

_STATUSES = {
    300: "sends on, but not to where: {what}; check the address",
    400: "does not understand the request: {what}",
    401: "does not take the user or the password; check both, and whether it wants a password for programs alone",
    402: "asks for money before it stores more",
    403: "forbids it: {what}; ask those who run it for the right to write there",
    404: "has nothing at this address: {what}; check the address, or have the calendar made",
    405: "allows no such thing there: {what}; check that the address is that of a calendar",
    408: "did not get the request in time; try again",
    409: "has a conflict: {what}; check that the folder above it is there",
    410: "has nothing at this address any more: {what}",
    413: "takes nothing of this size: {what}; ask those who run it for a higher limit",
    423: "has the calendar locked; try again later",
    429: "got too many requests; try again later",
    500: "failed: {what}; try again later, or tell those who run it",
    501: "cannot do it: {what}; it seems to be no calendar server (CalDAV)",
    502: "is not there behind its gateway; try again later",
    503: "is not available; try again later",
    504: "is not there behind its gateway; try again later",
    507: "has no room left: {what}; make room there, or ask for more, and do it again",
}


def refusal(status: int, url: str, what: str) -> str:
    """Say what a status of HTTP means.

    Parameters
    ----------
    status
        The status.
    url
        Address of the collection.
    what
        What was asked for, such as ``"writing a meeting"``.

    Examples
    --------
    >>> refusal(423, "https://cal.example.org/lead/", "writing a meeting")
    'the calendar server https://cal.example.org has the calendar locked; try again later'
    """
    meaning = _STATUSES.get(status) or _STATUSES[min(status // 100, 5) * 100]
    return f"the calendar server {host_name(url)} {meaning.format(what=what)}" + (
        f" (HTTP {status})" if "{what}" in meaning else ""
    )


def breakdown(fault: BaseException, url: str) -> str:
    """Say why no answer came; nothing of the fault itself is repeated, as it may hold what was sent.

    Examples
    --------
    >>> breakdown(ConnectionRefusedError(), "http://localhost:5232/")
    'the calendar server http://localhost:5232 cannot be reached; check the address and the net, and try again'
    """
    server = f"the calendar server {host_name(url)}"
    kinds = {kind.__name__ for kind in type(fault).__mro__}
    if "SSLError" in kinds or "SSLCertVerificationError" in kinds:
        return (
            f"{server} does not prove who it is: its certificate is signed by nobody that this machine trusts, is too "
            "old, or is another server's; if it is your own, give the certificate of your authority as cafile"
        )
    if "Timeout" in kinds or "TimeoutError" in kinds:
        return f"{server} did not answer in time; try again later, or with a longer time-out"
    if "ProxyError" in kinds:
        return f"{server} cannot be reached through the proxy; check the variables HTTPS_PROXY and NO_PROXY"
    if kinds & {"ContentDecodingError", "ChunkedEncodingError", "ProtocolError", "InvalidHeader"}:
        return f"{server} broke off in the middle of its answer; try again"
    if isinstance(fault, OSError):
        return f"{server} cannot be reached; check the address and the net, and try again"
    return f"{server} answers what cannot be understood ({type(fault).__name__}); is it a calendar server (CalDAV)?"
