"""A mail that brings an invitation to a partner: iMIP (RFC 6047)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from di4c_schedule.calendar_style import country_in, local_dates, local_days, words_of
from di4c_schedule.events import Appointment
from di4c_schedule.mail.addresses import mail_address
from di4c_schedule.mail.event_text import EventText, event_text
from di4c_schedule.mail.letter import CHANGED, DROPPED, INVITED, MOVED, TAKEN_OUT, Letter
from di4c_schedule.mail.mime import (
    file_part,
    mailbox_header,
    message_from,
    one_line,
    parts_of,
    text_header,
    text_part,
)
from di4c_schedule.updates import REQUEST

if TYPE_CHECKING:
    from email.message import EmailMessage

    from di4c_schedule.calendar_style import CalendarStyle, Words

_SUBJECTS = {
    INVITED: "mail_invitation",
    CHANGED: "mail_change",
    DROPPED: "mail_cancellation",
    TAKEN_OUT: "mail_withdrawn",
}
_FIRST = {
    INVITED: "mail_you_are_invited",
    MOVED: "mail_it_moves",
    CHANGED: "mail_it_changes",
    DROPPED: "mail_it_is_off",
    TAKEN_OUT: "mail_without_you",
}


def message_of(letter: Letter, written: datetime, style: CalendarStyle | None = None) -> EmailMessage:
    """Return the mail of a letter.

    Parameters
    ----------
    letter
        What is told to whom.
    written
        When it was written: its header Date.
    style
        Texts of one's own.

    Raises
    ------
    CalendarFileError
        If the file that is sent is not what it should be.
    ProblemError
        If the partner's address is none that mails can be sent to.

    Notes
    -----
    The same letter written at the same time gives the same bytes, so that it is known again by its Message-ID. Calendar
    programs read the part ``text/calendar``; the same file is attached, too, since many mail programs of the web and of
    phones show no other part that a person could open, as Google's invitations have it. The file is in base64 for it
    must come whole, CRLF included. It says no ``Auto-Submitted`` (RFC 3834): a person asked for it, and the answer that
    a partner is away until Monday helps the one who plans.
    """
    invitation = letter.invitation
    said = event_text(invitation)
    recipient = mail_address(invitation.email)
    words = _words(letter, style)
    sender = said.organizer_name
    headers = [
        mailbox_header("From", sender, said.organizer),
        mailbox_header("Reply-To", sender, said.organizer),
        mailbox_header("To", said.attendee_name or invitation.partner, recipient),
        text_header("Subject", _subject(letter, said, words)),
        f"Date: {format_datetime(written.astimezone(UTC).replace(microsecond=0))}",
        f"Message-ID: {message_id(letter, said.organizer)}",
    ]
    calendar = file_part(
        invitation.data, f'text/calendar; charset=utf-8; method={invitation.method}; name="invite.ics"'
    )
    attached = file_part(
        invitation.data,
        'application/ics; name="invite.ics"',
        'Content-Disposition: attachment; filename="invite.ics"',
    )
    text = text_part(_text(letter, said, words), letter.language)
    both = parts_of("alternative", f"{letter.key}.a", [text, calendar])
    return message_from(headers, parts_of("mixed", f"{letter.key}.m", [both, attached]))


def message_id(letter: Letter, organizer: str) -> str:
    """Return by what a mail is known again: the same for the same letter, whenever it is sent."""
    return f"<{letter.key}@{organizer.rpartition('@')[2]}>"


def _words(letter: Letter, style: CalendarStyle | None) -> Words:
    return words_of(letter.language) if style is None else style.words_in(letter.language)


def _subject(letter: Letter, said: EventText, words: Words) -> str:
    one = letter.invitation.appointment
    return f"{words[_word(letter)]}{words['mail_colon']} {said.summary}, {local_dates(one.first, one.last, words)}"


def _word(letter: Letter) -> str:
    before, after = letter.before, letter.invitation.appointment
    if letter.kind != MOVED or before is None:
        return _SUBJECTS[letter.kind]
    same_days = (before.first, before.last) == (after.first, after.last)
    return "mail_new_hours" if same_days else "mail_new_date"


def _text(letter: Letter, said: EventText, words: Words) -> str:
    asks = letter.invitation.method == REQUEST
    blocks = [
        [said.summary],
        [words[_FIRST[letter.kind]]],
        list(_facts(letter, said, words)),
        _description(letter, said, words) if asks else [],
        [words["mail_please_answer" if asks else "mail_no_answer"]],
        [line for line in (said.organizer_name, said.organizer) if line],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _facts(letter: Letter, said: EventText, words: Words) -> Iterator[str]:
    after, before, colon = letter.invitation.appointment, letter.before, words["mail_colon"]
    yield f"{words['mail_when']}{colon} {_when(after, words)}"
    if letter.kind == MOVED and before is not None:
        yield f"{words['mail_before']}{colon} {_when(before, words)}"
    if said.place:
        yield f"{words['mail_where']}{colon} {said.place}"
        places = [_where(one, letter.language, words) for one in (before or after, after)]
        if letter.kind in (MOVED, CHANGED) and places[0] != places[1]:
            yield f"{words['mail_before']}{colon} {one_line(places[0])}"
    if letter.invitation.method != REQUEST:
        return
    if after.link:
        yield f"{words['mail_link']}{colon} {one_line(after.link)}"
    if after.status == "tentative":
        yield words["mail_not_confirmed"]
    elif before is not None and before.status == "tentative":
        yield words["mail_confirmed"]


def _where(one: Appointment, language: str, words: Words) -> str:
    return words["online"] if one.format == "online" else f"{one.city}, {country_in(language, one.country)}"


def _when(one: Appointment, words: Words) -> str:
    days = local_days(one.first, one.last, words)
    if one.begin is None or one.end is None:
        return days
    return f"{days}, {one.begin:%H:%M}–{one.end:%H:%M} ({one.timezone})"


def _description(letter: Letter, said: EventText, words: Words) -> list[str]:
    """Return what the calendar says besides; what stands above already is left out."""
    link = letter.invitation.appointment.link
    lines = [one_line(line) for line in said.description.splitlines()]
    said_above = one_line(words["tentative"])
    return [line for line in lines if line and line != said_above and not (link and link in line)]
