"""Files that are none, broken, or meant to do harm: told, never a traceback, nothing that hangs."""

from __future__ import annotations

import gzip
import os
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from di4c_schedule.errors import CalendarFileError, ProblemError
from di4c_schedule.replies import read_replies
from tests.hostile import PASS, REFUSED
from tests.replies.samples import EXCHANGE, GOOGLE, PARTNERS, calendar, mail, multipart, reply, told


@pytest.fixture
def of_file(tmp_path):
    """Read one file and return what was reported; nothing may have been applied."""

    def ask(data: bytes, name: str = "reply.ics") -> list[str]:
        path = tmp_path / name
        path.write_bytes(data)
        replies = read_replies(path, told())
        assert {answer.status for answer in replies.answers} == {"no answer"}
        assert all(report.file == str(path) for report in replies.reports)
        return [report.message for report in replies.reports]

    return ask


@pytest.mark.parametrize("name", ["reply.ics", "reply.eml", "replies.mbox", "reply"])
def test_an_empty_file_is_told(of_file, name):
    assert of_file(b" \r\n", name) == ["the file is empty"]


def test_a_web_page_is_told(of_file):
    page = b"<!DOCTYPE html><html><body>Please log in</body></html>"
    assert of_file(page) == ["is no calendar: it does not begin with BEGIN:VCALENDAR"]
    assert of_file(page, "reply.eml") == ["is neither a calendar nor a mail"]


@pytest.mark.parametrize(
    "cut", ["END:VCALENDAR\r\n", "END:VEVENT\r\nEND:VCALENDAR\r\n", "UE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"]
)
def test_a_calendar_that_is_cut_off_is_told_and_not_used(of_file, cut):
    whole = reply("Oulu", "DECLINED", "X-LAST:TRUE")
    assert whole.endswith(cut)
    assert of_file(whole.removesuffix(cut).encode()) == ["is cut off: its end is missing"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR", "holds no event"),
        ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "line 2: END:VEVENT ends what was not begun"),
        ("BEGIN:VCALENDAR\nX:" + "y" * 200_000 + "\nEND:VCALENDAR", "line 2: has more than 100,000 characters"),
        ("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 50_000, "is cut off: its end is missing"),
        ("BEGIN:VTODO\nEND:VTODO", "is no calendar: it does not begin with BEGIN:VCALENDAR"),
    ],
)
def test_a_calendar_that_is_none_is_told(of_file, text, message):
    assert of_file(text.encode()) == [message]


def test_an_event_within_an_event_is_not_used(of_file):
    inner = reply("Oulu", "DECLINED").replace("BEGIN:VEVENT", "BEGIN:VEVENT\r\nUID:1\r\nBEGIN:VEVENT")
    assert len(of_file(inner.replace("END:VEVENT", "END:VEVENT\r\nEND:VEVENT").encode())) == 1


def test_more_people_than_a_meeting_has_are_told(of_file):
    crowd = calendar("UID:1", *(f"ATTENDEE:mailto:p{i}@x.example" for i in range(201)))
    assert of_file(crowd.encode()) == ["it has more than 200 ATTENDEE lines"]


@pytest.mark.parametrize("name", ["reply.ics", "reply.eml", "reply"])
def test_a_large_file_is_not_read_whole(of_file, name):
    (message,) = of_file(reply("Oulu").encode() + b"\r\n" * 20_000_000, name)
    assert message in ("is larger than 5 MB", "is larger than 30 MB")


def test_archives_are_not_unpacked(of_file, tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("reply.ics", b"0" * 50_000_000)
    packed = (tmp_path / "bomb.zip").read_bytes()
    assert of_file(packed) == of_file(packed, "replies.zip") == ["is an archive; unpack it first"]
    assert of_file(gzip.compress(b"0" * 1000)) == ["is an archive; unpack it first"]
    attached = mail("", kind="application/ics; name=reply.ics", encoding="base64") + packed
    assert len(of_file(attached, "reply.eml")) == 1


@pytest.mark.parametrize("name", ["reply.msg", "reply.eml"])
def test_outlooks_own_format_is_told(of_file, name):
    (message,) = of_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), name)
    assert message.startswith("is Outlook's own format")


def test_an_answer_in_winmail_dat_is_told(of_file):
    data = mail("x", kind="application/ms-tnef; name=winmail.dat", encoding="base64")
    assert "winmail.dat" in of_file(data, "reply.eml")[0]


def test_a_mail_in_words_is_left_to_a_person(of_file):
    data = mail("We cannot come.", kind="text/plain", headers="")
    assert of_file(data, "reply.eml") == ['the mail "Answer" has no answer that calendars understand; read it yourself']


def test_parts_within_parts_do_no_harm(of_file):
    deep = b"From: a@b.example\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(5000)
    )
    assert of_file(deep, "reply.eml")
    rfc822 = b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\n" * 5000 + b"x: y\n\nz"
    assert of_file(rfc822, "reply.eml")
    lines = deep[:20_000] + b"\n" * 1_000_000
    assert of_file(lines, "reply.eml") == ["has too many parts within parts"]


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\nnever begins',
        b"Content-Type: text/calendar; method=\xff\xfe; charset*=a'b'c%GG\r\n\r\nBEGIN:VCALENDAR",
        b"Content-Transfer-Encoding: base64\r\nContent-Type: text/calendar; charset*=utf-8'e'%80; charset*0=\r\n\r\n!",
        b'Content-Type: application/x; name*0*=a%b; filename*="\xff.ics"\r\n\r\n',
        b"Content-Type: text/calendar\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 x\r\n###",
        b"Content-Type: ;;;=;\r\nDate: never\r\n\r\n",
        b"Date: Mon, 10 Jun 99999 10:00:00 +9999\r\nContent-Type: text/calendar\r\n\r\nx",
        b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA",
        b"Content-Type: message/delivery-status\r\n\r\na\r\n\r\nb",
        b"Content-Type: text/calendar\r\nContent-Type: text/plain\r\nSubject: \x1b[31m=?utf-8?b?!?=\r\n\r\n\0\0",
    ],
)
def test_crooked_mails_are_told(of_file, head):
    (message,) = of_file(b"From: events@oulu.example\r\n" + head, "reply.eml")
    assert message.isprintable()


@pytest.mark.parametrize("text", [*PASS.values(), *REFUSED.values()])
def test_what_somebody_wrote_steers_neither_a_terminal_nor_a_page(read, text):
    text = text.encode("utf-8", "replace").decode()
    folded = text.replace("\r", "\\n").replace("\n", "\\n")
    quoted = folded.replace('"', "")
    replies = read(
        reply("Oulu", "DECLINED", f"COMMENT:{folded}"),
        reply("Limerick", "DELEGATED", parameters=f';CN="{quoted}";DELEGATED-TO="mailto:{quoted}"'),
        reply("Messina", uid=folded),
        reply("Botoșani", method=folded),
    )
    for shown in (str(replies), repr(replies), *replies.sentences, *map(str, replies.reports)):
        assert all(sign.isprintable() or sign == "\n" or sign == "\u200d" for sign in shown)
    page = replies._repr_html_()
    assert "<script" not in page
    assert "<img" not in page
    assert "onmouseover='alert(1)' x=\"" not in page or "&quot; onmouseover" in page


def test_a_comment_of_many_lines_is_one_line_where_it_is_shown_and_short(read):
    answer = read(reply("Oulu", "DECLINED", "COMMENT:One\\nTwo " + "x" * 90_000)).of("Oulu", "Oulu")[0]
    assert len(answer.comment) == 1000
    assert len(answer.sentence) < 300
    assert answer.comment.startswith("One\nTwo")


def test_a_path_that_is_none_is_an_error(tmp_path):
    for path in (tmp_path / "none.ics", "a\0b.ics", "../../../none"):
        with pytest.raises(CalendarFileError):
            read_replies(path, told())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "reply.ics")
    with pytest.raises(CalendarFileError, match="is no file"):
        read_replies(tmp_path / "reply.ics", told())
    assert read_replies(tmp_path, told()).reports == ()


@pytest.mark.parametrize("address", ["nobody", "a@b\nc", None, 3, "a@b, c@d"])
def test_a_trusted_address_is_an_address(tmp_path, address):
    with pytest.raises(ProblemError, match="e-mail address"):
        read_replies(tmp_path, told(), trusted=[address])


def test_ten_thousand_replies_are_read(tmp_path):
    answers = ("ACCEPTED", "DECLINED", "TENTATIVE")
    box = []
    for number in range(10_000):
        partner = list(PARTNERS)[number % 4]
        stamp = f"201906{1 + number // 1440:02}T{number // 60 % 24:02}{number % 60:02}00Z"
        text = mail(reply(partner, answers[number % 3], stamp=stamp), PARTNERS[partner])
        box += [b"From x@y Mon Jun 10 08:15:01 2019", text.replace(b"\r\n", b"\n"), b""]
    path = tmp_path / "replies.mbox"
    path.write_bytes(b"\n".join(box))
    replies = read_replies(path, told())
    # the last four are 9,996 to 9,999; 9,996 is divisible by 4 (so Messina's) and by 3
    assert [answer.status for answer in replies.of(host="Oulu")] == ["accepted", "declined", "tentative", "accepted"]
    # of the 2,500 of each partner 834 say what the last one says
    assert len(replies.reports) == 4 * (2_500 - 834)
    assert str(replies).endswith("and 6,644 more.")


def test_a_mailbox_gives_the_line_of_each_mail(tmp_path):
    quoted = mail("From here on:\n>From there", kind="text/plain").replace(b"\r\n", b"\n")
    box = (
        b"From \n" + mail(reply("Oulu"), PARTNERS["Oulu"]).replace(b"\r\n", b"\n") + b"\n\nFrom a Mon Jun 10\n" + quoted
    )
    path = tmp_path / "Inbox"
    path.write_bytes(box)
    replies = read_replies(tmp_path, told())
    assert replies.of("Oulu", "Oulu")[0].status == "accepted"
    (report,) = replies.reports
    assert report.line == box[: box.index(b"From a")].count(b"\n") + 1
    assert replies.of("Oulu", "Oulu")[0].line == 1


def test_a_folder_is_read_and_what_is_left_alone_is_told(tmp_path):
    (tmp_path / "a.ics").write_text(reply("Oulu"))
    (tmp_path / "b.EML").write_bytes(EXCHANGE)
    (tmp_path / ".hidden.ics").write_text("<html>")
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF")
    (tmp_path / "plain").write_bytes(b"no mail")
    for place in ("cur", "new", "tmp", "further"):
        (tmp_path / place).mkdir()
    (tmp_path / "cur" / "1560154501.M1P1.host:2,S").write_bytes(GOOGLE)
    replies = read_replies(tmp_path, told())
    assert {answer.partner: answer.status for answer in replies.of(host="Oulu")} == {
        "Messina": "no answer",
        "Oulu": "accepted",
        "Limerick": "declined",
        "Botoșani": "tentative",
    }
    assert [str(report) for report in replies.reports] == [
        f"{tmp_path}: 2 other files left alone: minutes.pdf and plain"
    ]


def test_a_mail_of_many_replies_that_the_organizer_collected_is_read(read):
    inner = [mail(reply(partner), address) for partner, address in PARTNERS.items()]
    parts = [("Content-Type: message/rfc822", "8bit", one) for one in inner]
    replies = read(multipart(PARTNERS["Messina"], *parts, kind="digest"))
    assert [answer.status for answer in replies.of(host="Oulu")] == ["accepted"] * 4


_PIECES = st.sampled_from(
    [
        *reply("Limerick", "DECLINED", "COMMENT:x", method="COUNTER").splitlines(),
        "RECURRENCE-ID:20191008T090000Z",
        "DTSTART;TZID=Europe/Lisbon:20191015T000000",
        "DTEND:20191016T000000Z",
        "RRULE:FREQ=DAILY;COUNT=999",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "TZID:Z",
        "DTSTART;TZID=Z:20191015T000000",
        "DURATION:-P3W",
        ' "',
        "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=,:mailto:EU.Office@limerick.example",
        'ATTENDEE;DELEGATED-FROM="mailto:events@oulu.example":',
        "From: eu.office@limerick.example",
        "Content-Type: text/calendar; method=REPLY",
        'Content-Type: multipart/mixed; boundary="b"',
        "Content-Type: message/rfc822",
        "--b",
        "",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(_PIECES | st.text(max_size=12), max_size=30), is_mail=st.booleans(), more=st.binary(max_size=20))
@example(pieces=["From: a@b", "Content-Type: text/calendar", "", "BEGIN:VCALENDAR"], is_mail=True, more=b"\xff\0")
def test_whatever_a_file_holds_there_is_an_answer(tmp_path, pieces, is_mail, more):
    path = tmp_path / f"reply.{'eml' if is_mail else 'ics'}"
    path.write_bytes("\r\n".join(pieces).encode("utf-8", "surrogatepass") + more)
    replies = read_replies(path, told())
    assert len(replies.of(host="Oulu")) >= 4
    assert str(replies)
    assert all(isinstance(row["first"], date) for row in replies.to_rows())
