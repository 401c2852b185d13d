"""What a mail server's address may be, and that no password shows."""

from __future__ import annotations

import pickle

import pytest

from di4c_schedule import MailServer, ProblemError, ProblemWarning
from di4c_schedule.mail import PASSWORD_VARIABLE, find_password

PASSWORD = "c0rrect h0rse"  # noqa: S105


@pytest.mark.parametrize(
    ("address", "security", "port", "kept"),
    [
        ("mail.example.org", None, 587, "starttls"),
        ("mail.example.org:465", None, 465, "tls"),
        ("mail.example.org:465", "starttls", 465, "starttls"),
        ("mail.example.org", "tls", 465, "tls"),
        ("localhost", "none", 25, "none"),
        ("127.0.0.1:2525", "none", 2525, "none"),
        ("[::1]:2525", "none", 2525, "none"),
    ],
)
def test_ports_and_security(address, security, port, kept):
    server = MailServer(address, security=security)
    assert (server.port, server.security) == (port, kept)


@pytest.mark.parametrize(
    "address",
    ["", "mail example", "user:secret@mail.example.org", "mail.example.org:0", "mail.example.org:65536", "mail:x",
     "smtp://mail.example.org", "mail.example.org\r\nQUIT", "-mail.example.org", "x" * 301, 7, None, "[::1"],
)  # fmt: skip
def test_what_is_no_address_is_not_repeated(address):
    with pytest.raises(ProblemError, match="the address of the mail server is none; write one such as") as caught:
        MailServer(address)
    assert "secret" not in str(caught.value)


def test_a_word_for_security_that_is_not_known():
    with pytest.raises(ProblemError, match='security: unknown word "startls", did you mean "starttls"?'):
        MailServer("mail.example.org", security="startls")


@pytest.mark.parametrize("half", [{"user": "office"}, {"password": PASSWORD}])
def test_who_signs_in_has_a_user_and_a_password(half):
    with pytest.raises(ProblemError, match="both a user and a password; the command takes the password from DI4C_SMTP"):
        MailServer("mail.example.org", **half)


@pytest.mark.parametrize("wrong", ["", "two\nlines", "tab\t", "\x00", 7])
def test_a_password_that_is_none_is_not_repeated(wrong):
    with pytest.raises(ProblemError, match="password: expected one line of text") as caught:
        MailServer("mail.example.org", user="office", password=wrong)
    assert str(caught.value) == "password: expected one line of text"


def test_the_password_shows_nowhere():
    server = MailServer("mail.example.org", user="office", password=PASSWORD)
    assert PASSWORD not in f"{server} {server!r} {[server]}"
    assert pickle.loads(pickle.dumps(server)) == server  # noqa: S301


def test_mails_do_not_go_through_the_net_unencrypted_unless_that_is_asked_for():
    with pytest.raises(ProblemError, match=r'security "none" would send mails and password to mail.example.org'):
        MailServer("mail.example.org", security="none")
    with pytest.warns(ProblemWarning, match="everybody on the way can read them"):
        server = MailServer("mail.example.org", security="none", insecure=True)
    assert server.port == 25


@pytest.mark.parametrize("wrong", [0, -1, 3601, "60", True, float("nan")])
def test_a_time_that_is_none(wrong):
    with pytest.raises(ProblemError, match="timeout: expected seconds, more than 0 and at most 3600"):
        MailServer("mail.example.org", timeout=wrong)


@pytest.mark.parametrize("wrong", ["", "a\0b", 7])
def test_a_file_of_certificates_that_is_none(wrong):
    with pytest.raises(ProblemError, match="cafile: expected the path of a file with certificates"):
        MailServer("mail.example.org", cafile=wrong)


def test_a_file_of_certificates_that_is_missing_or_holds_none(tmp_path):
    with pytest.raises(ProblemError, match=r"ca.pem: there is no such file"):
        MailServer("mail.example.org", cafile=tmp_path / "ca.pem").trusted()
    (tmp_path / "ca.pem").write_text("nonsense")
    with pytest.raises(ProblemError, match=r"ca.pem: holds no certificate"):
        MailServer("mail.example.org", cafile=str(tmp_path / "ca.pem")).trusted()


def test_the_password_comes_from_the_environment_before_anybody_is_asked(monkeypatch):
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    assert find_password("office", lambda question: "other") == PASSWORD


def test_a_password_that_is_nowhere_is_told(monkeypatch):
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    with pytest.raises(ProblemError, match="the password of office on the mail server is missing; set DI4C_SMTP"):
        find_password("office")
    with pytest.raises(ProblemError, match="is missing"):
        find_password("office", lambda question: "")
