"""What people were told, and answers in the forms of the programs that write them; texts and people are made up."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, date, datetime, time

from di4c_schedule.events import Appointment, Revision
from di4c_schedule.updates.state import Known, State

ORGANIZER = "di4c@messina.example"
PARTNERS = {
    "Messina": "di4c@messina.example",
    "Oulu": "events@oulu.example",
    "Limerick": "EU.Office@limerick.example",
    "Botoșani": "primaria@botosani.example",
}
OULU = "693f8263-fed8-5d61-99e6-81dfd49276b9"
LIMERICK = "1b3b7a52-0000-5000-8000-0123456789ab"
"""The meeting in Oulu takes whole days, that in Limerick has hours."""


def appointment(uid: str = OULU, **changes: object) -> Appointment:
    given = {
        "uid": uid,
        "host": "Oulu",
        "turn": 1,
        "first": date(2019, 10, 8),
        "last": date(2019, 10, 9),
        "begin": None,
        "end": None,
        "timezone": "Europe/Helsinki",
        "city": "Oulu",
        "country": "FI",
        "format": "on site",
        "link": None,
        "status": "confirmed",
    }
    return Appointment(**(given | changes))


def told(*, sequence: int = 0, invited: dict[str, str] | None = None, **changes: object) -> State:
    """Return what was told: Oulu hosts on 8 and 9 October 2019, Limerick from 19 to 20 November, 9 to 17 o'clock."""
    stamp = datetime(2019, 6, 1, 12, tzinfo=UTC)
    people = PARTNERS if invited is None else invited
    limerick = appointment(
        LIMERICK,
        host="Limerick",
        first=date(2019, 11, 19),
        last=date(2019, 11, 20),
        begin=time(9),
        end=time(17),
        timezone="Europe/Dublin",
        city="Limerick",
        country="IE",
    )
    meetings = {
        OULU: Known(appointment(**changes), Revision(sequence, stamp), people),
        LIMERICK: Known(limerick, Revision(0, stamp), people),
    }
    return State("DI4C", meetings, dict.fromkeys(PARTNERS, "en"), ORGANIZER)


def calendar(*lines: str, method: str = "REPLY", product: str = "-//Test//EN") -> str:
    """Return a calendar with one event."""
    head = ["BEGIN:VCALENDAR", f"PRODID:{product}", "VERSION:2.0", f"METHOD:{method}"]
    return "\r\n".join([*head, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def reply(
    partner: str = "Limerick",
    answer: str = "ACCEPTED",
    *more: str,
    uid: str = OULU,
    sequence: int | None = 0,
    stamp: str | None = "20190610T080000Z",
    method: str = "REPLY",
    parameters: str = "",
) -> str:
    """Return a plain answer of a partner."""
    address = PARTNERS.get(partner, partner)
    lines = [f"UID:{uid}", f"ATTENDEE;PARTSTAT={answer}{parameters}:mailto:{address}"]
    lines += [] if sequence is None else [f"SEQUENCE:{sequence}"]
    lines += [] if stamp is None else [f"DTSTAMP:{stamp}"]
    return calendar(*lines, *more, method=method)


def mail(
    text: str,
    sender: str = "EU.Office@limerick.example",
    *,
    kind: str = "text/calendar; charset=utf-8; method=REPLY",
    encoding: str = "8bit",
    headers: str = "",
) -> bytes:
    """Return a mail whose only part is a calendar."""
    body = {"8bit": text.encode(), "base64": _base64(text.encode())}[encoding]
    head = f"From: {sender}\r\nTo: {ORGANIZER}\r\nSubject: Answer\r\n{headers}MIME-Version: 1.0\r\n"
    return f"{head}Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body


def _base64(data: bytes) -> bytes:
    text = b64encode(data).decode()
    return "\r\n".join(text[i : i + 76] for i in range(0, len(text), 76)).encode()


def multipart(sender: str, *parts: tuple[str, str, bytes], kind: str = "alternative", headers: str = "") -> bytes:
    """Return a mail of several parts, each with its headers, encoding and bytes."""
    head = f"From: {sender}\r\nTo: {ORGANIZER}\r\nSubject: Answer\r\n{headers}MIME-Version: 1.0\r\n"
    text = f'{head}Content-Type: multipart/{kind}; boundary="--=_1"\r\n\r\n'.encode()
    for part_headers, encoding, body in parts:
        content = _base64(body) if encoding == "base64" else body
        text += f"----=_1\r\n{part_headers}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        text += content + b"\r\n"
    return text + b"----=_1--\r\n"


EXCHANGE_ICS = calendar(
    "ATTENDEE;PARTSTAT=DECLINED;CN=EU Office:MAILTO:eu.office@LIMERICK.example",
    "COMMENT;LANGUAGE=en-IE:We have an audit\\, sorry\\n",
    f"UID:{OULU}",
    "SUMMARY;LANGUAGE=en-IE:Declined: DI4C meeting in Oulu",
    "DTSTART;TZID=FLE Standard Time:20191008T000000",
    "DTEND;TZID=FLE Standard Time:20191010T000000",
    "CLASS:PUBLIC",
    "PRIORITY:5",
    "DTSTAMP:20190610T081500Z",
    "TRANSP:OPAQUE",
    "STATUS:CONFIRMED",
    "SEQUENCE:0",
    "X-MICROSOFT-CDO-APPT-SEQUENCE:0",
    "X-MICROSOFT-CDO-OWNERAPPTID:0",
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    product="Microsoft Exchange Server 2010",
)
"""Outlook names no ORGANIZER, and whole days as midnights in a zone of Windows."""

EXCHANGE = multipart(
    "EU Office <EU.Office@limerick.example>",
    ('Content-Type: text/plain; charset="iso-8859-1"', "quoted-printable", b"We have an audit, sorry"),
    ('Content-Type: text/calendar; charset="utf-8"; method=REPLY', "base64", EXCHANGE_ICS.encode()),
    headers="Thread-Topic: DI4C meeting in Oulu\r\nDate: Mon, 10 Jun 2019 08:15:01 +0000\r\nX-MS-Has-Attach:\r\n",
)

GOOGLE_ICS = calendar(
    "DTSTART;VALUE=DATE:20191008",
    "DTEND;VALUE=DATE:20191010",
    "DTSTAMP:20190611T090000Z",
    "ORGANIZER;CN=DI4C:mailto:di4c@messina.example",
    f"UID:{OULU}",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;CN=Primă",
    ' ria;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="If the flights are back":mailto:prim',
    " aria@botosani.example",
    "CREATED:20190601T120000Z",
    "LAST-MODIFIED:20190611T090000Z",
    "SEQUENCE:0",
    "STATUS:CONFIRMED",
    "SUMMARY:DI4C meeting in Oulu",
    product="-//Google Inc//Google Calendar 70.9054//EN",
)

GOOGLE = multipart(
    "=?UTF-8?Q?Prim=C4=83ria?= <primaria@botosani.example>",
    ('Content-Type: text/plain; charset="UTF-8"; format=flowed', "base64", b"Maybe."),
    ('Content-Type: text/html; charset="UTF-8"', "quoted-printable", b"<p>Maybe.</p>"),
    ('Content-Type: text/calendar; charset="UTF-8"; method=REPLY', "8bit", GOOGLE_ICS.encode()),
    (
        'Content-Type: application/ics; name="invite.ics"\r\nContent-Disposition: attachment; filename="invite.ics"',
        "base64",
        GOOGLE_ICS.encode(),
    ),
    kind="mixed",
    headers="Sender: Google Calendar <calendar-notification@google.com>\r\n",
)

APPLE_ICS = calendar(
    "CREATED:20190601T120000Z",
    f"UID:{OULU}",
    "DTSTART;VALUE=DATE:20191008",
    "DTEND;VALUE=DATE:20191010",
    "ORGANIZER;CN=DI4C:mailto:di4c@messina.example",
    'ATTENDEE;CN="Oulu events";CUTYPE=INDIVIDUAL;EMAIL="events@oulu.example";PARTSTAT=ACCEPTED;RO',
    ' LE=REQ-PARTICIPANT;SENT-BY="mailto:assistant@oulu.example":mailto:2_GEYTSNRX@imip.me.com',
    "DTSTAMP:20190612T100000Z",
    "SEQUENCE:0",
    "X-CALENDARSERVER-ACCESS:PUBLIC",
    product="-//Apple Inc.//iCloud Calendar//EN",
)

APPLE = mail(
    APPLE_ICS,
    '"Assistant" <assistant@oulu.example>',
    kind="text/calendar; method=REPLY; charset=utf-8",
    encoding="base64",
)

THUNDERBIRD = mail(
    calendar(
        "CREATED:20190601T120000Z",
        "LAST-MODIFIED:20190610T090000Z",
        "DTSTAMP:20190610T090000Z",
        f"UID:{OULU}",
        "ORGANIZER;CN=DI4C:mailto:di4c@messina.example",
        "ATTENDEE;RSVP=TRUE;CN=EU Office;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:EU.Office@limerick.example",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20191008",
        "DTEND;VALUE=DATE:20191010",
        "X-MOZ-GENERATION:1",
        product="-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
    ),
    kind="text/calendar; method=REPLY; charset=UTF-8",
)

ZIMBRA = multipart(
    "EU Office <eu.office@limerick.example>",
    ("Content-Type: text/plain; charset=utf-8", "7bit", b"Delegated"),
    (
        "Content-Type: text/calendar; charset=utf-8; method=REPLY; name=meeting.ics",
        "7bit",
        calendar(
            f"UID:{OULU}",
            'ATTENDEE;CN="EU Office";PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Aoife@limerick.example":m',
            " ailto:eu.office@limerick.example",
            "ORGANIZER:mailto:di4c@messina.example",
            "DTSTART;VALUE=DATE:20191008",
            "DTEND;VALUE=DATE:20191010",
            "DTSTAMP:20190610T080000Z",
            "SEQUENCE:0",
            product="Zimbra-Calendar-Provider",
        ).encode(),
    ),
)
