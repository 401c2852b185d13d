"""Texts that strangers wrote: what can be shown of them, and which address they name."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

LONGEST_COMMENT = 1000
"""Characters of a comment that are kept; who has more to say writes a mail."""

_JOINERS = "\u200c\u200d"
"""Signs that are not seen and that letters of some languages, and emoji, cannot do without."""


def one_line(text: str, longest: int = 200) -> str:
    r"""Return a text as one line that steers neither a terminal nor the direction of writing.

    Parameters
    ----------
    text
        Whatever somebody wrote.
    longest
        Characters to keep; what is left out is told by "…".

    Examples
    --------
    >>> one_line("We\ncannot\x1b[31m come"), one_line("abcdef", 4)
    ('We cannot\ufffd[31m come', 'abc…')
    """
    # what is cut away anyway need not be looked at
    words = "".join(map(_plain, text[: 4 * longest])).split()
    line = " ".join(words)
    return line if len(line) <= longest and len(text) <= 4 * longest else f"{line[: longest - 1]}…"


def _plain(sign: str) -> str:
    if sign in "\n\r\t" or unicodedata.category(sign) in ("Zl", "Zp"):
        return " "
    # signs that are not seen, and those of writing direction, make a text look like another
    hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn", "Co") and sign not in _JOINERS
    return "\ufffd" if hidden else sign


def address_of(value: str) -> str:
    """Return the e-mail address of a calendar address, so that the same mailbox is the same text.

    Letters may be of either case in practice, whatever RFC 5321, section 2.4, says of the part before the @.

    Examples
    --------
    >>> address_of("MAILTO:Oulu@Example.ORG"), address_of(" mailto:Oulu%40example.org "), address_of("oulu@example.org")
    ('oulu@example.org', 'oulu@example.org', 'oulu@example.org')
    """
    text = value.strip().strip("<>")
    if text[:7].casefold() == "mailto:":
        text = unquote(text[7:]).partition("?")[0]
    return unicodedata.normalize("NFC", text.strip().strip("<>")).casefold()[:320]


_NAMED = re.compile(r"""[^<>]*<\s*([^<>\s@,;:()"\\]+@[^<>\s@,;:()"\\]+)\s*>\s*""")
_BARE = re.compile(r"""\s*([^<>\s@,;:()"\\]+@[^<>\s@,;:()"\\]+)\s*(?:\([^()]*\)\s*)?""")


def sender_of(header: str) -> str | None:
    """Return the one address of a From header; None if there are several, or if they might be read in two ways.

    Readers of mails differ on crooked headers, and whom one shows another may not: such a header names nobody.

    Examples
    --------
    >>> sender_of('"Oulu, city" <Events@Oulu.example>'), sender_of("events@oulu.example (Oulu)")
    ('events@oulu.example', 'events@oulu.example')
    >>> sender_of("a@example.org, b@example.org"), sender_of('"<a@example.org>" <b@example.org>')
    (None, None)
    """
    if len(header) > 2000:
        return None
    line = re.sub(r"\r?\n[ \t]", " ", header)
    found = _NAMED.fullmatch(line) or _BARE.fullmatch(line)
    return address_of(found[1]) if found else None
