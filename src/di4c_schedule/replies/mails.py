"""Calendars in mails (iMIP, RFC 6047), and who sent them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from attrs import field, frozen

from di4c_schedule.files import LARGEST_FILE
from di4c_schedule.replies.texts import one_line, sender_of

NOBODY = ""
"""The sender of a mail that names none, or not plainly one."""

MOST_STEPS = 20_000_000
"""Lines of a mail times parts within parts: the parser asks of every line whether it ends any of them."""

_CALENDARS = ("text/calendar", "application/ics", "application/ical", "text/x-vcalendar")
_OTHER = re.compile(
    r"iso-?8859-?\d+|windows-?125\d|cp125\d|latin-?\d|koi8-[ru]|utf-?(16|32)([bl]e)?|mac-?\w+|gb\w+|big5\w*|shift_?jis|"
    r"euc-\w+|iso-2022-\w+",
    re.ASCII | re.IGNORECASE,
)


@frozen
class Letter:
    """A calendar, and how it came.

    Parameters
    ----------
    text
        The calendar.
    method
        Which method the mail says it has, in capitals; empty if it says none.
    senders
        Who sent the mail, then who sent the mail within it that was forwarded; empty for a file without a mail.
    sent
        The date of the innermost mail, if it has one.
    """

    text: str = field(repr=False)
    method: str = ""
    senders: tuple[str, ...] = ()
    sent: datetime | None = None


class NoAnswerError(Exception):
    """The mail has no calendar that can be read; the message says why."""


def decoded(data: bytes, label: str | None = None) -> str:
    """Return the text of a calendar: UTF-8 as RFC 5545 has it, else as it is labelled, else Western European.

    Examples
    --------
    >>> decoded("Botoșani".encode(), "us-ascii"), decoded("Málaga".encode("latin-1"), "utf-8")
    ('Botoșani', 'Málaga')
    """
    wide = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    # a label may name what is no writing of letters, and slow or harmful
    other = label if label and _OTHER.fullmatch(label) else None
    for name in filter(None, (wide, "utf-8-sig", other)):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def letters_in(data: bytes) -> list[Letter]:
    r"""Return the calendars of a mail, each once.

    Raises
    ------
    NoAnswerError
        If there is none, or the mail is made to be hard to read.

    Examples
    --------
    >>> mail = b"From: oulu@example.org\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR"
    >>> letters_in(mail)
    [Letter(method='REPLY', senders=('oulu@example.org',), sent=None)]
    """
    nested = len(re.findall(rb"(?im)^content-type:[ \t\r\n]*(?:multipart|message)/", data))
    if nested > 1 and nested * data.count(b"\n") > MOST_STEPS:
        raise NoAnswerError("has too many parts within parts")
    try:
        mail = message_from_bytes(data)
        found = list(_letters(mail))
    # its parser fails in many ways on what is made to harm it, and is not part of this library
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        raise NoAnswerError("cannot be read as a mail") from None
    if not found:
        raise NoAnswerError(_why_none(mail))
    return list({(letter.text, letter.senders): letter for letter in reversed(found)}.values())[::-1]


def _letters(mail: Message) -> Iterator[Letter]:
    stack: list[tuple[Message, tuple[str, ...], datetime | None]] = [(mail, (_sender(mail),), _date(mail))]
    while stack:
        part, senders, sent = stack.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            forwarded = part.get_content_type() == "message/rfc822"
            stack += [
                (one, (*senders, _sender(one)), _date(one)) if forwarded else (one, senders, sent)
                for one in reversed(inner)
                if isinstance(one, Message)
            ]
        elif part.get_content_type() in _CALENDARS or _file_name(part).casefold().endswith((".ics", ".ical")):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and len(content) <= LARGEST_FILE:
                method = part.get_param("method", "")
                text = decoded(content, part.get_content_charset())
                yield Letter(text, method.upper() if isinstance(method, str) else "", senders, sent)


def _sender(mail: Message) -> str:
    headers = mail.get_all("From", [])
    return (sender_of(str(headers[0])) if len(headers) == 1 else None) or NOBODY


def _date(mail: Message) -> datetime | None:
    try:
        date = parsedate_to_datetime(str(mail.get("Date", ""))[:200])
        # a date of a far year may have none in another zone
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _file_name(part: Message) -> str:
    return str(part.get_filename(""))


def _why_none(mail: Message) -> str:
    subject = one_line(str(mail.get("Subject", "")), 60)
    named = f'mail "{subject}"' if subject else "mail without a subject"
    if any(part.get_content_type() == "application/ms-tnef" for part in _parts(mail)):
        return f"the {named} has its answer in Outlook's own format (winmail.dat); ask for it once more as plain text"
    return f"the {named} has no answer that calendars understand; read it yourself"


def _parts(mail: Message) -> Iterator[Message]:
    stack = [mail]
    while stack:
        part = stack.pop()
        yield part
        inner = part.get_payload()
        if isinstance(inner, list):
            stack += [one for one in inner if isinstance(one, Message)]
