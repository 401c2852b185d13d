"""Secret connections and passwords: nothing goes to a server that cannot show who it is."""

from __future__ import annotations

from traceback import format_exception

import pytest

from di4c_schedule import OutputError, send_invitations
from tests.mail.conftest import server_at
from tests.mail.received import on
from tests.mail.smtp_host import AUTHORITY, GoodHost, OddHost

RIGHT, WRONG = "s3cret", "wr0ng"


def test_sign_in_over_tls_that_starts_at_once(folder):
    with GoodHost(security="tls", password=RIGHT) as host:
        server = server_at(host.port, security="tls", user="office", password=RIGHT, cafile=AUTHORITY)
        report = send_invitations(folder, server)
    assert len(report.sent) == 9
    assert host.logins == [RIGHT.encode()]


def test_sign_in_after_starttls(folder):
    with GoodHost(security="starttls", password=RIGHT) as host:
        server = server_at(host.port, security="starttls", user="office", password=RIGHT, cafile=AUTHORITY)
        assert send_invitations(folder, server).complete


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(folder, security):
    with GoodHost(security=security, password=RIGHT) as host:
        server = server_at(host.port, security=security, user="office", password=RIGHT)
        with pytest.raises(OutputError, match="shows a certificate that is not trusted") as caught:
            send_invitations(folder, server)
    assert "give the certificate of that as cafile" in str(caught.value)
    assert host.logins == []
    assert host.mails == []


def test_a_server_without_encryption_gets_no_password_and_no_mail(folder):
    with OddHost() as host:
        server = server_at(host.port, security="starttls", user="office", password=RIGHT)
        with pytest.raises(OutputError, match="offers no encryption"):
            send_invitations(folder, server)
    assert "auth" not in host.stages
    assert host.mails == []


def test_tls_with_a_server_that_speaks_plainly_is_told(folder):
    with OddHost() as host, pytest.raises(OutputError, match="does not speak TLS as asked"):
        send_invitations(folder, server_at(host.port, security="tls"))


def test_a_wrong_password_is_told_and_shown_nowhere(folder):
    with GoodHost(password=RIGHT) as host:
        server = server_at(host.port, user="office", password=WRONG)
        with pytest.raises(OutputError, match="does not let office in: 535") as caught:
            send_invitations(folder, server)
    assert WRONG not in "".join(format_exception(caught.value))
    assert WRONG not in repr(server) + str(server)
    assert not (folder / "sent.jsonl").exists()
    for path in folder.rglob("*"):
        assert path.is_dir() or WRONG.encode() not in path.read_bytes()


def test_a_server_that_repeats_the_password_does_not_get_it_into_the_message(folder):
    def hook(stage, count):
        if stage == "helo":
            return "250-odd\r\n250 AUTH PLAIN"
        return "535 no: AG9mZmljZQB3cjBuZw== and wr0ng" if stage == "auth" else None

    with OddHost(hook) as host, pytest.raises(OutputError) as caught:
        send_invitations(folder, server_at(host.port, user="office", password=WRONG))
    assert "535 no: … and …" in str(caught.value)


def test_a_server_that_knows_no_users_is_told(folder):
    with OddHost() as host, pytest.raises(OutputError, match="takes no user and password"):
        send_invitations(folder, server_at(host.port, user="office", password=RIGHT))


def test_no_way_to_sign_in_that_both_know_is_told(folder):
    hook = on("helo", "250-odd\r\n250 AUTH KERBEROS_V4")
    with OddHost(hook) as host, pytest.raises(OutputError, match="No suitable authentication method found"):
        send_invitations(folder, server_at(host.port, user="office", password=RIGHT))
