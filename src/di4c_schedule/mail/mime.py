"""Mails as bytes (RFC 5322, 2045 to 2047): 7-bit lines of at most 998 characters, the same with every Python."""

from __future__ import annotations

import base64
import quopri
import re
import unicodedata
from collections.abc import Iterable
from email import message_from_bytes
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

_LINE = 76
"""Characters of a line with encoded words (RFC 2047, section 2), of base64 and of quoted-printable (RFC 2045)."""

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=^_`{|}~ -]*")
"""What a name may hold without quotes (RFC 5322, section 3.2.3), but for "?", with which an encoded word begins."""

_POLICY = SMTP.clone(refold_source="none")
"""Lines stay as they are: several versions of ``email`` lose quotes and commas of names when they fold them anew."""


def one_line(text: str) -> str:
    r"""Return a text without what could end a line of a mail or steer a terminal.

    Examples
    --------
    >>> one_line("Oulu\r\nBcc: all@example.org")
    'Oulu Bcc: all@example.org'
    """
    signs = (" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text)
    return " ".join("".join(signs).split())


def text_header(name: str, text: str) -> str:
    """Write a header of free text, in encoded words where it is not plain.

    Examples
    --------
    >>> text_header("Subject", "Oulu"), text_header("Subject", "Botoșani")
    ('Subject: Oulu', 'Subject: =?utf-8?b?Qm90b8iZYW5p?=')
    """
    text = one_line(text)
    plain = text.isascii() and "=?" not in text and len(name) + 2 + len(text) <= _LINE
    return f"{name}: {text if plain else _encoded_words(name, text)}"


def mailbox_header(name: str, display: str, address: str) -> str:
    """Write a header that names one person.

    Names that are more than words and spaces become encoded words: quoted strings are what mail programs and versions
    of ``email`` get wrong.

    Parameters
    ----------
    name
        Of the header.
    display
        Name of the person.
    address
        E-mail address.

    Examples
    --------
    >>> mailbox_header("To", "Oulu", "oulu@example.org")
    'To: Oulu <oulu@example.org>'
    >>> mailbox_header("To", 'Oulu" <x@example.com>, "', "oulu@example.org").splitlines()
    ['To: =?utf-8?b?T3VsdSIgPHhAZXhhbXBsZS5jb20+LCAi?=', ' <oulu@example.org>']
    """
    display = one_line(display)
    line = f"{name}: {display} <{address}>"
    if _ATOMS.fullmatch(display) and len(line) <= _LINE:
        return line if display else f"{name}: <{address}>"
    return f"{name}: {_encoded_words(name, display)}\r\n <{address}>"


def text_part(text: str, language: str) -> bytes:
    """Write a plain text as a part of a mail."""
    lines = quopri.encodestring(text.encode()).decode("ascii").replace("\n", "\r\n")
    return _part(
        ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"],
        [f"Content-Language: {language}"],
        lines,
    )


def file_part(data: bytes, content_type: str, *more: str) -> bytes:
    """Write a file as a part of a mail: base64 brings every byte of it through all servers."""
    text = base64.b64encode(data).decode("ascii")
    lines = "".join(f"{text[start : start + _LINE]}\r\n" for start in range(0, len(text), _LINE))
    return _part([f"Content-Type: {content_type}", "Content-Transfer-Encoding: base64"], more, lines)


def parts_of(kind: str, boundary: str, parts: Iterable[bytes]) -> bytes:
    """Put parts together as one of the type ``multipart``."""
    lines = b"".join(b"--" + boundary.encode() + b"\r\n" + part for part in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'
    return head.encode() + lines + f"--{boundary}--\r\n".encode()


def message_from(headers: Iterable[str], body: bytes) -> EmailMessage:
    """Return a mail that gives exactly these bytes.

    Parameters
    ----------
    headers
        Those of the mail.
    body
        One part, with its own headers.
    """
    raw = "".join(f"{header}\r\n" for header in headers).encode("ascii") + b"MIME-Version: 1.0\r\n" + body
    return message_from_bytes(raw, policy=_POLICY)


def _part(headers: Iterable[str], more: Iterable[str], lines: str) -> bytes:
    head = "".join(f"{header}\r\n" for header in (*headers, *more))
    end = "" if lines.endswith("\r\n") else "\r\n"
    return f"{head}\r\n{lines}{end}".encode("ascii")


def _encoded_words(name: str, text: str) -> str:
    return Header(text, "utf-8", maxlinelen=_LINE, header_name=name).encode(linesep="\r\n")
