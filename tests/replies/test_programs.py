"""Answers in the forms in which programs write them."""

from __future__ import annotations

import pytest

from tests.replies.samples import APPLE, EXCHANGE, EXCHANGE_ICS, GOOGLE, OULU, THUNDERBIRD, ZIMBRA, mail, reply


def test_outlook_declines_without_an_organizer_and_with_capitals_in_mailto(read):
    answer = read(EXCHANGE).of("Limerick", "Oulu")[0]
    assert (answer.status, answer.comment) == ("declined", "We have an audit, sorry")
    assert answer.sentence == (
        'Limerick declines Oulu\'s meeting on Tue 8 to Wed 9 October 2019: "We have an audit, sorry"'
    )


def test_google_may_come_and_its_two_copies_are_one_answer(read):
    replies = read(GOOGLE)
    answer = replies.of("Botoșani", "Oulu")[0]
    assert (answer.status, answer.comment, replies.reports) == ("tentative", "If the flights are back", ())


def test_icloud_is_known_by_its_email_parameter_and_who_sent_it_is_said(said):
    assert said("Oulu", APPLE) == "accepted, sent by assistant@oulu.example"


def test_thunderbird_accepts(said):
    assert said("Limerick", THUNDERBIRD) == "accepted"


def test_zimbra_delegates(said):
    assert said("Limerick", ZIMBRA) == "delegated to aoife@limerick.example, who has not answered"


def test_everybody_else_has_not_answered(read):
    replies = read(EXCHANGE, GOOGLE, APPLE)
    assert [(answer.partner, answer.status) for answer in replies.of(host="Oulu")] == [
        ("Messina", "no answer"),
        ("Oulu", "accepted"),
        ("Limerick", "declined"),
        ("Botoșani", "tentative"),
    ]
    assert {answer.status for answer in replies.of(host="Limerick")} == {"no answer"}


@pytest.mark.parametrize("kind", ["text/calendar", "application/ics; name=reply.ics", "text/x-vcalendar"])
def test_the_mail_need_not_say_that_it_is_a_reply(said, kind):
    assert said("Limerick", mail(reply("Limerick"), kind=kind)) == "accepted"


def test_an_attachment_of_no_kind_is_known_by_its_name(said):
    attached = mail(reply("Limerick"), kind='application/octet-stream; name="Answer.ICS"', encoding="base64")
    assert said("Limerick", attached) == "accepted"


def test_the_method_of_the_mail_stands_in_for_one_that_is_missing(said):
    assert said("Limerick", mail(reply("Limerick").replace("METHOD:REPLY\r\n", ""))) == "accepted"


@pytest.mark.parametrize("label", ["us-ascii", "iso-8859-1", "rot13", "utf-7", "x" * 2000, "utf-16"])
def test_letters_are_right_whatever_the_mail_says_of_them(read, label):
    text = reply("Limerick", "DECLINED", "COMMENT:Ne vedem la Botoșani")
    answer = read(mail(text, kind=f"text/calendar; charset={label}; method=REPLY")).of("Limerick", "Oulu")[0]
    assert answer.comment == "Ne vedem la Botoșani"


def test_letters_of_western_europe_under_the_name_of_unicode_are_read(read):
    data = mail(reply("Limerick", "DECLINED", "COMMENT:Málaga")).replace("á".encode(), "á".encode("latin-1"))
    assert read(data).of("Limerick", "Oulu")[0].comment == "Málaga"


def test_a_calendar_in_utf_16_is_read(tmp_path):
    from di4c_schedule.replies import read_replies
    from tests.replies.samples import told

    path = tmp_path / "reply.ics"
    path.write_bytes(reply("Limerick").encode("utf-16"))
    assert read_replies(path, told()).of("Limerick", "Oulu")[0].status == "accepted"


def test_the_version_that_outlook_knows_in_its_own_property_counts(said):
    from tests.replies.samples import told

    text = EXCHANGE_ICS.replace("CDO-APPT-SEQUENCE:0", "CDO-APPT-SEQUENCE:3")
    assert said("Limerick", mail(text), state=told(sequence=3)) == "declined"


def test_a_quoted_printable_calendar_is_read(said):
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "eu.office@limerick.example"
    message.set_content(reply("Limerick"), subtype="calendar", cte="quoted-printable", params={"method": "REPLY"})
    assert said("Limerick", bytes(message)) == "accepted"


def test_an_answer_without_sequence_is_to_the_first_version(said):
    assert said("Limerick", reply("Limerick", sequence=None)) == "accepted"


def test_lines_may_end_as_on_any_system(said):
    text = reply("Limerick", uid=OULU)
    assert said("Limerick", text.replace("\r\n", "\n")) == said("Limerick", text.replace("\r\n", "\r")) == "accepted"
