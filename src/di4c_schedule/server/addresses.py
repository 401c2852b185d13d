"""Addresses on a calendar server: which are safe to send a password to."""

from __future__ import annotations

import warnings
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.own_machine import is_own_machine

_PORTS = {"http": 80, "https": 443}
_SAFE = "/@:!$&'()*+,;=~-._%"
"""What may stand in a path as it is (RFC 3986, section 3.3), and the sign of what is encoded already."""


def server_address(url: str, *, insecure_http: bool = False) -> str:
    """Return the address of a collection, fit for requests: whole, encoded, with a slash at its end.

    Parameters
    ----------
    url
        The address, as a person copies it.
    insecure_http
        Whether a password may go through the net unencrypted; on the own machine it may.

    Raises
    ------
    ProblemError
        If it is none, holds a password, or asks for an unencrypted connection to another machine.

    Warns
    -----
    ProblemWarning
        If the password goes through the net unencrypted, as was asked.

    Examples
    --------
    >>> server_address("https://cal.example.org/lead/Meetings 2020")
    'https://cal.example.org/lead/Meetings%202020/'
    """
    parts = _split(url)
    if parts.username is not None or parts.password is not None:
        raise ProblemError(
            "the address of the calendar server must not hold a user or a password: "
            f"write {parts.scheme}://{_host(parts)}/…, and give the user and the password apart"
        )
    if parts.scheme == "http" and not is_own_machine(parts.hostname or ""):
        if not insecure_http:
            raise ProblemError(
                f"http://{_host(parts)} would send the password through the net for everybody to read; "
                f"write https://{_host(parts)}, or ask for insecure_http (--insecure) if the net is your own"
            )
        warnings.warn(
            f"the password is sent unencrypted to {_host(parts)}: everybody on the way can read it",
            ProblemWarning,
            stacklevel=3,
        )
    path = quote(parts.path, safe=_SAFE)
    return urlunsplit((parts.scheme, _host(parts), path if path.endswith("/") else f"{path}/", "", ""))


def origin(url: str) -> tuple[str, str, int | None]:
    """Return what one server is: scheme, host and port (RFC 6454, section 4).

    Examples
    --------
    >>> origin("https://Cal.example.org/lead/") == origin("https://cal.example.org:443")
    True
    """
    try:
        parts = urlsplit(url)
        return parts.scheme.lower(), (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme.lower())
    except ValueError:
        return "", "", None


def absolute(url: str, reference: str) -> str:
    """Return the whole address of what a server names in one of its answers.

    Examples
    --------
    >>> absolute("https://cal.example.org/lead/", "/lead/cal/")
    'https://cal.example.org/lead/cal/'
    """
    return urljoin(url, reference)


def _split(url: str) -> SplitResult:
    fault = ProblemError(
        "the address of the calendar server is none; write one such as https://cal.example.org/lead/meetings/"
    )
    # What cannot be read is not repeated: it may hold a password.
    if not url.isprintable() or len(url) > 2000:
        raise fault
    try:
        parts = urlsplit(url.strip())
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        raise fault from None
    if parts.scheme not in _PORTS or not parts.hostname or not port_is_right or " " in parts.netloc:
        raise fault
    return parts


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2].lower()
