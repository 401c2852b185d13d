"""Servers that refuse, put off, break off and fall silent: nothing is lost, and the report says what happened."""

from __future__ import annotations

import socket

import pytest

from di4c_schedule import MailServer, OutputError, send_invitations
from tests.mail.conftest import server_at
from tests.mail.received import EVERYBODY, ids, on, recipients
from tests.mail.smtp_host import DRIPS, DROP, SILENCE, GoodHost, OddHost


def test_one_recipient_is_refused_and_the_others_get_theirs(folder):
    def hook(stage, count):
        return "550 5.1.1 no such user" if stage == "rcpt" and count in (4, 5, 6) else None

    with OddHost(hook) as host:
        report = send_invitations(folder, server_at(host.port))
        assert recipients(host) == sorted(["oulu@example.org", "botosani@example.org"] * 3)
        assert [(one.partner, one.reason) for one in report.refused] == [("Messina", "550 5.1.1 no such user")] * 3
        assert report.exit_code == 1
        again = send_invitations(folder, server_at(host.port))
        assert len(again.refused) == 3
        assert not again.complete
        host.hook = lambda stage, count: None
        once_more = send_invitations(folder, server_at(host.port), retry_refused=True)
    assert len(once_more.sent) == 3
    assert recipients(host) == sorted(EVERYBODY * 3)


def test_a_greylisting_server_gets_its_mails_the_next_time(folder):
    with OddHost(on("rcpt", "451 4.7.1 try again later")) as host:
        report = send_invitations(folder, server_at(host.port))
        assert len(report.left) == 9
        assert report.exit_code == 1
        assert "9 mails were not sent yet; send again later:" in str(report)
        assert "451 4.7.1 try again later" in str(report)
        assert not (folder / "sent.jsonl").exists()
        host.hook = lambda stage, count: None
        report = send_invitations(folder, server_at(host.port))
    assert len(report.sent) == 9
    assert report.repeated == ()
    assert set(ids(host).values()) == {1}


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "421 4.3.2 closing"])
def test_a_mail_that_is_put_off_after_its_text_is_sent_next_time_and_is_no_repetition(folder, answer):
    with OddHost(on("dot", answer, 1)) as host:
        report = send_invitations(folder, server_at(host.port))
        assert len(report.left) == 1
        assert len(report.sent) == 8
        report = send_invitations(folder, server_at(host.port))
    assert len(report.sent) == 1
    assert report.repeated == ()
    assert set(ids(host).values()) == {1}


def test_a_mail_that_is_refused_after_its_text_is_refused(folder):
    with OddHost(on("dot", "554 5.7.1 looks like spam", 1)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert [one.reason for one in report.refused] == ["554 5.7.1 looks like spam"]
    assert len(report.sent) == 8


def test_a_mail_whose_text_is_not_wanted_is_refused(folder):
    with OddHost(on("data", "554 no", 1)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert len(report.refused) == 1
    assert len(report.sent) == 8


def test_a_server_that_takes_no_mails_from_the_organizer_stops_it_all(folder):
    with OddHost(on("mail", "553 5.7.1 not yours")) as host:
        report = send_invitations(folder, server_at(host.port))
    assert host.stages.count("mail") == 1
    assert len(report.left) == 9
    assert "Sending stopped: 127.0.0.1:" in str(report)
    assert "takes no mails from office@di4c.example.org: 553 5.7.1 not yours." in str(report)
    assert report.exit_code == 1


def test_a_mail_that_is_too_large_for_the_server_is_refused(folder):
    with GoodHost(size=1000) as host:
        report = send_invitations(folder, server_at(host.port))
    assert len(report.refused) == 9
    assert report.refused[0].reason.startswith("552 ")


@pytest.mark.parametrize("stage", ["mail", "rcpt"])
def test_a_connection_that_is_lost_before_the_text_is_made_anew_and_nothing_goes_twice(folder, stage):
    with OddHost(on(stage, DROP, 2)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert len(report.sent) == 9
    assert report.repeated == ()
    assert set(ids(host).values()) == {1}


def test_a_server_that_says_that_it_closes_an_idle_connection_is_called_again(folder):
    with OddHost(on("mail", "421 idle too long", 5)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert report.complete
    assert report.repeated == ()
    assert host.stages.count("hello") == 2


@pytest.mark.parametrize("stage", ["data", "text"])
def test_a_connection_that_is_lost_in_the_text_sends_it_once_more_and_says_so(folder, stage):
    with OddHost(on(stage, DROP, 2)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert len(report.sent) == 9
    assert [one.partner for one in report.repeated] == ["Botoșani"]
    assert "1 of these was sent once more, as it is not known whether the first try arrived" in str(report)
    assert set(ids(host).values()) == {1}


def test_a_connection_that_is_lost_after_the_server_took_the_text_sends_the_same_bytes_once_more(folder):
    with OddHost(on("dot", DROP, 2)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert len(report.repeated) == 1
    assert sorted(ids(host).values()) == [1] * 8 + [2]
    assert host.mails[1] == host.mails[2]


def test_a_server_that_always_breaks_off_is_left_after_two_mails_and_the_rest_goes_later(folder):
    with OddHost(on("dot", DROP)) as host:
        report = send_invitations(folder, server_at(host.port))
        assert len(host.mails) == 4
        assert len(report.left) == 9
        assert [one.reason for one in report.left[:2]] == [
            "the server broke the connection off; it may have arrived"
        ] * 2
        assert "Sending stopped: 127.0.0.1" in str(report)
        host.hook = lambda stage, count: None
        report = send_invitations(folder, server_at(host.port))
    assert len(report.sent) == 9
    assert len(report.repeated) == 2
    assert sorted(ids(host).values()) == [1] * 7 + [3, 3]
    assert len({data for _, _, data in host.mails}) == 9


def test_one_mail_at_which_the_server_breaks_off_does_not_hold_up_the_others(folder):
    with OddHost(on("dot", DROP, 1, 2)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert len(report.left) == 1
    assert len(report.sent) == 8


@pytest.mark.parametrize("stage", ["hello", "helo"])
def test_a_server_that_never_answers_is_told(folder, stage):
    with OddHost(on(stage, SILENCE)) as host, pytest.raises(OutputError, match="no answer within 0.2 seconds"):
        send_invitations(folder, server_at(host.port, timeout=0.2))
    assert not (folder / "sent.jsonl").exists()


def test_a_server_that_falls_silent_after_the_text_leaves_the_mail_in_doubt(folder):
    with OddHost(on("dot", SILENCE)) as host:
        report = send_invitations(folder, server_at(host.port, timeout=0.1))
    assert len(report.left) == 9
    assert report.left[0].reason.endswith("it may have arrived")
    assert len(host.mails) == 4


def test_no_server_is_told_and_nothing_is_remembered(folder):
    with OddHost() as host:
        pass
    with pytest.raises(OutputError, match=f"127.0.0.1:{host.port} cannot be reached: no mail server answers there"):
        send_invitations(folder, server_at(host.port))
    assert not (folder / "sent.jsonl").exists()


def test_a_server_that_is_busy_is_told(folder):
    with (
        OddHost(on("hello", "554 no service")) as host,
        pytest.raises(OutputError, match="does not take mails: 554 no"),
    ):
        send_invitations(folder, server_at(host.port))


def test_nonsense_is_no_answer(folder):
    with OddHost(on("dot", "999 what", 1)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert len(report.sent) == 9
    assert len(report.repeated) == 1


def test_a_reply_cannot_steer_the_terminal(folder):
    with OddHost(on("rcpt", "550 \x1b[31mred\x07" + "x" * 5000, 1)) as host:
        report = send_invitations(folder, server_at(host.port))
    assert "\x1b" not in str(report)
    assert len(report.refused[0].reason) <= 300


def test_a_server_that_never_comes_to_an_end_is_left(folder):
    # a line every now and then runs into no time-out of a single answer
    with OddHost(on("helo", DRIPS)) as host, pytest.raises(OutputError, match="cannot be reached"):
        send_invitations(folder, server_at(host.port, timeout=0.1))


def test_a_name_that_no_server_has_is_told(folder, monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(OutputError, match="mail.example.org:587 cannot be found: no such name, or no connection"):
        send_invitations(folder, MailServer("mail.example.org"))
