"""Headers and parts of mails: nothing that a user writes becomes another header, and all of it is read back."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.mail.mime import file_part, mailbox_header, message_from, one_line, parts_of, text_header, text_part
from tests.hostile import PASS, REFUSED

INJECTIONS = {
    "bcc": "Oulu\r\nBcc: all@example.com",
    "bare line feed": "Oulu\nBcc: all@example.com",
    "bare carriage return": "Oulu\rBcc: all@example.com",
    "body": "Oulu\r\n\r\nbody",
    "folded": "Oulu\r\n Bcc: all@example.com",
    "another address": 'Oulu" <all@example.com>, "',
    "a comment": "Oulu (all@example.com)",
    "a group": "Oulu: all@example.com;",
    "an encoded word": "=?utf-8?q?Oulu=0D=0ABcc=3A_all=40example=2Ecom?=",
    "an encoded address": "=?utf-8?q?all=40example=2Ecom=2C?=",
}
TEXTS = {**PASS, **REFUSED, **INJECTIONS}


def mail(name, subject="Oulu"):
    headers = [mailbox_header("To", name, "oulu@example.org"), text_header("Subject", subject)]
    data = message_from(headers, text_part("text", "en")).as_bytes()
    assert data.isascii()
    assert max(map(len, data.splitlines())) <= 78
    return message_from_bytes(data, policy=policy.default)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_text_stays_one_name_and_one_subject(text):
    read = mail(text, text)
    assert read.keys() == ["To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
                           "Content-Language"]  # fmt: skip
    (address,) = read["To"].addresses
    assert address.addr_spec == "oulu@example.org"
    assert read["Subject"].split() == one_line(text).encode("utf-8", "replace").decode().split()
    assert read.get_content() == "text\r\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_every_text_is_read_back(text):
    assert mail(text, text)["To"].addresses[0].addr_spec == "oulu@example.org"
    # the newer reader puts spaces between the encoded words of a name, against RFC 2047, section 6.2
    name, _, address = mailbox_header("To", text, "oulu@example.org").removeprefix("To: ").rpartition("<")
    assert address == "oulu@example.org>"
    assert str(make_header(decode_header(name))).strip() == one_line(text)
    subject = text_header("Subject", text).removeprefix("Subject: ")
    assert str(make_header(decode_header(subject))).strip() == one_line(text)


def test_a_name_with_accents_is_read_back_by_a_plain_reader():
    assert mail("Botoșani, the city").get("To") == '"Botoșani, the city" <oulu@example.org>'


def test_a_plain_name_stays_plain():
    assert mailbox_header("To", "Roquetas de Mar", "oulu@example.org") == "To: Roquetas de Mar <oulu@example.org>"


def test_no_name_leaves_the_address():
    assert mailbox_header("To", "", "oulu@example.org") == "To: <oulu@example.org>"


def test_the_longest_address_has_a_line_of_its_own():
    address = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.org"
    header = mailbox_header("From", "Network of cities", address)
    assert header == f"From: =?utf-8?q?Network_of_cities?=\r\n <{address}>"
    read = message_from_bytes(f"{header}\r\n\r\n".encode(), policy=policy.default)
    assert read["From"].addresses[0].addr_spec == address


def test_a_file_comes_whole_with_its_ends_of_lines():
    data = bytes(range(256)) + b"\r\n.\r\nFrom \n\r"
    read = message_from([], parts_of("mixed", "x", [file_part(data, "application/ics")]))
    assert next(read.iter_attachments()).get_content() == data


def test_a_text_with_dots_long_lines_and_spaces_at_ends_comes_whole():
    text = "Liels ā " + "x" * 2000 + "\n.\n..\nFrom here \n"
    assert message_from([], text_part(text, "lv")).get_content() == text.replace("\n", "\r\n")


def test_bytes_stay_the_same_when_a_mail_is_read_and_written():
    first = message_from([mailbox_header("To", "Botoșani " * 20, "oulu@example.org")], text_part("ă", "ro")).as_bytes()
    assert message_from_bytes(first, policy=policy.SMTP.clone(refold_source="none")).as_bytes() == first
