"""A file goes out only if it is what it should be."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from di4c_schedule.errors import CalendarFileError, ProblemError
from di4c_schedule.events import Appointment, Revision
from di4c_schedule.mail.addresses import mail_address
from di4c_schedule.mail.event_text import event_text
from di4c_schedule.updates import Invitation

DATA = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//di4c-schedule//di4c-schedule//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:one
SUMMARY:Oulu\\, the\\nmeeting
LOCATION:Oulu\\; Finland
ORGANIZER;CN="DI4C, office":MAILTO:office@example.org
ATTENDEE;CN=Oulu:mailto:Oulu@example.org
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")
OULU = Appointment("one", "Oulu", 1, date(2019, 10, 1), date(2019, 10, 2), None, None, "Europe/Helsinki", "Oulu", "FI",
                   "on site", None, "confirmed")  # fmt: skip
INVITATION = Invitation("Oulu", "oulu@example.org", "REQUEST", OULU, Revision(0, datetime(2019, 7, 1, tzinfo=UTC)),
                        "invites/Oulu/Oulu.ics", DATA)  # fmt: skip


def test_what_a_file_says():
    said = event_text(INVITATION)
    assert (said.organizer, said.organizer_name) == ("office@example.org", "DI4C, office")
    assert (said.attendee_name, said.summary, said.place) == ("Oulu", "Oulu, the meeting", "Oulu; Finland")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (DATA, b"", "it is no calendar"),
        (DATA, b"nonsense", "it is no calendar"),
        (DATA[-20:], b"", "it is no calendar"),
        (b"METHOD:REQUEST", b"METHOD:CANCEL", "its METHOD is not REQUEST"),
        (b"METHOD:REQUEST\r\n", b"", "its METHOD is not REQUEST"),
        (b"UID:one", b"UID:two", "it is about another meeting"),
        (b"VEVENT", b"VTODO", "it holds 0 meetings, not one"),
        (b"mailto:Oulu@", b"mailto:all@", "it does not invite oulu@example.org alone"),
        (b"END:VEVENT", b"ATTENDEE:mailto:b@example.org\r\nEND:VEVENT", "it does not invite oulu@example.org alone"),
        (
            b"MAILTO:office@example.org",
            b"mailto:\xc3\xb6@example.org",
            "nobody invites, or from an address that no mail",
        ),
        (b"ORGANIZER", b"X-OTHER", "nobody invites, or from an address that no mail"),
    ],
)
def test_what_is_not_sent(old, new, what):
    assert old in DATA
    with pytest.raises(CalendarFileError, match="somebody has changed the file") as caught:
        event_text(evolve(INVITATION, data=DATA.replace(old, new)))
    assert str(caught.value).startswith(f"invites/Oulu/Oulu.ics: {what}")


@pytest.mark.parametrize(
    "address",
    ["di4c@example.org", "a.b+c@x.example.org", "o'neil@example.org", "a@localhost", f"{'a' * 64}@example.org",
     "x@xn--exmple-cua.org"],
)  # fmt: skip
def test_addresses_that_mails_go_to(address):
    assert mail_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "a", "@example.org", "a@", "a@b@c", "a b@example.org", "a@exa mple.org", "a@-x.org", "a@x-.org", ".a@x.org",
     "a.@x.org", "a..b@x.org", "a@x..org", "a@x.org.", '"a"@x.org', "a(b)@x.org", "a\x01@x.org", "a@x.org\r\nRCPT TO:",
     "a@x.org\n", "ö@x.org", "a@ö.org", f"{'a' * 65}@x.org", f"a@{'b.' * 130}org", "a@[127.0.0.1]", "<a@x.org>"],
)  # fmt: skip
def test_addresses_that_no_mail_goes_to(address):
    with pytest.raises(ProblemError, match="is no e-mail address that mails can be sent to or from"):
        mail_address(address)


def test_an_address_with_accents_gets_a_hint():
    with pytest.raises(ProblemError, match="letters with accents cannot be sent to"):
        mail_address("ö@example.org")
