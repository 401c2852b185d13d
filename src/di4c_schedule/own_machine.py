"""The machine that this runs on: what is sent to it need not be encrypted."""

from __future__ import annotations

import ipaddress


def is_own_machine(host: str) -> bool:
    """Whether a host is the machine that this runs on.

    Examples
    --------
    >>> is_own_machine("localhost"), is_own_machine("127.0.0.1"), is_own_machine("mail.example.org")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"
