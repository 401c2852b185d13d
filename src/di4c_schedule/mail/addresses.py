"""E-mail addresses that every mail server takes."""

from __future__ import annotations

import re

from di4c_schedule.errors import ProblemError

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,64}}@){_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*")
"""Dot-atom and domain (RFC 5321, section 4.1.2), with its limits (section 4.5.3.1); no comments, no quotes."""

_LONGEST = 254
"""A path of 256 characters without its brackets (RFC 5321, section 4.5.3.1.3)."""


def mail_address(text: str) -> str:
    """Return an e-mail address that can stand in a mail and in what is said to a server.

    Raises
    ------
    ProblemError
        If it is none, or has letters with accents: few servers take those (SMTPUTF8, RFC 6531).

    Examples
    --------
    >>> mail_address("di4c@example.org")
    'di4c@example.org'
    """
    if len(text) <= _LONGEST and _ADDRESS.fullmatch(text):
        return text
    hint = "" if text.isascii() else "; letters with accents cannot be sent to, ask for the address without them"
    raise ProblemError(f"{text!r:.80} is no e-mail address that mails can be sent to or from{hint}")
