"""Invitations go to a real server, each once; what is read there is read by email.parser and icalendar."""

from __future__ import annotations

import json
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

import filelock
import pytest
from attrs import evolve

from di4c_schedule import MailServer, OutputError, Partner, ProblemError, send_invitations, write_calendars
from di4c_schedule.mail import postman
from di4c_schedule.mail.journal import Journal
from tests.mail.conftest import BOTOSANI, LATER, MESSINA, NOW, OULU, schedule_of, server_at
from tests.mail.received import EVERYBODY, ids, on, read, recipients
from tests.mail.smtp_host import GoodHost, OddHost


def test_every_partner_gets_each_meeting_once(folder):
    with GoodHost() as host:
        report = send_invitations(folder, server_at(host.port))
    assert recipients(host) == sorted(EVERYBODY * 3)
    assert len(report.sent) == 9
    assert report.complete
    assert report.exit_code == 0
    for sender, recipient, data in host.mails:
        mail, calendar, parsed = read(data)
        assert sender == mail["From"].addresses[0].addr_spec == "office@di4c.example.org"
        assert mail["From"].addresses[0].display_name == "DI4C, the office"
        assert [one.addr_spec for one in mail["To"].addresses] == [recipient]
        assert mail["Reply-To"].addresses[0].addr_spec == "office@di4c.example.org"
        assert mail["Cc"] is mail["Bcc"] is mail["Auto-Submitted"] is None
        assert mail["Message-ID"].endswith("@di4c.example.org>")
        assert calendar.get_param("method") == str(parsed["METHOD"]) == "REQUEST"
        assert calendar.get_content_charset() == "utf-8"
        (event,) = parsed.walk("VEVENT")
        assert event["ATTENDEE"].lower() == f"mailto:{recipient}"
        assert data.isascii()
        assert max(map(len, data.splitlines())) <= 998


def test_the_second_time_nothing_goes(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        host.mails.clear()
        report = send_invitations(folder, server_at(host.port))
    assert host.mails == []
    assert len(report.already_sent) == 9
    assert str(report) == "Nothing was to be sent.\n9 mails had been sent before."
    assert report.complete


def test_a_meeting_that_moves_goes_to_everybody_with_its_old_dates(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        host.mails.clear()
        write_calendars(schedule_of(Oulu="2019-10-08"), folder, now=LATER)
        report = send_invitations(folder, server_at(host.port))
    assert recipients(host) == EVERYBODY
    assert len(report.already_sent) == 6
    mail, _, parsed = read(next(data for _, to, data in host.mails if to == "messina@example.org"))
    assert mail["Subject"].startswith("Nuova data: ")
    text = mail.get_body(("plain",)).get_content()
    assert "Quando: martedì 8 ottobre 2019 – mercoledì 9 ottobre 2019" in text
    assert "Prima: martedì 1 ottobre 2019 – mercoledì 2 ottobre 2019" in text
    assert parsed.walk("VEVENT")[0]["SEQUENCE"] == 1


def test_a_meeting_that_moves_twice_before_it_is_sent_goes_once_with_the_dates_that_were_sent(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        host.mails.clear()
        write_calendars(schedule_of(Oulu="2019-10-08"), folder, now=LATER)
        write_calendars(schedule_of(Oulu="2019-10-15"), folder, now=LATER)
        send_invitations(folder, server_at(host.port))
    assert recipients(host) == EVERYBODY
    mail, _, parsed = read(next(data for _, to, data in host.mails if to == "messina@example.org"))
    assert "Prima: martedì 1 ottobre" in mail.get_body(("plain",)).get_content()
    assert parsed.walk("VEVENT")[0]["SEQUENCE"] == 2


def test_a_dropped_meeting_is_cancelled_for_everybody(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        host.mails.clear()
        write_calendars(schedule_of(Oulu=None), folder, now=LATER)
        send_invitations(folder, server_at(host.port))
    assert recipients(host) == EVERYBODY
    mail, calendar, parsed = read(next(data for _, to, data in host.mails if to == "oulu@example.org"))
    assert mail["Subject"].startswith("Peruutus: ")
    assert "Tätä kokousta ei järjestetä." in mail.get_body(("plain",)).get_content()
    assert calendar.get_param("method") == str(parsed["METHOD"]) == "CANCEL"
    assert parsed.walk("VEVENT")[0]["STATUS"] == "CANCELLED"


def test_a_partner_that_leaves_is_taken_out_of_the_meetings_of_the_others(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        host.mails.clear()
        write_calendars(schedule_of((MESSINA, OULU)), folder, now=LATER)
        send_invitations(folder, server_at(host.port))
    # its own meeting is off for all three, the two others go on without it
    assert recipients(host) == sorted([*EVERYBODY, "botosani@example.org", "botosani@example.org"])
    subjects = Counter(
        str(message_from_bytes(data, policy=policy.default)["Subject"]).partition(":")[0]
        for _, to, data in host.mails
        if to == "botosani@example.org"
    )
    assert subjects == {"Anulare": 1, "Invitație retrasă": 2}


def test_a_cancellation_does_not_go_to_who_was_never_invited(folder):
    write_calendars(schedule_of(Oulu=None), folder, now=LATER)
    with GoodHost() as host:
        report = send_invitations(folder, server_at(host.port))
    assert recipients(host) == sorted(EVERYBODY * 2)
    assert [one.method for one in report.not_needed] == ["CANCEL"] * 3
    assert report.complete
    assert "3 mails were not needed:" in str(report)
    assert "this address never got the invitation from here" in str(report)


def test_a_partner_that_comes_back_is_invited_again_with_another_message_id(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        write_calendars(schedule_of((MESSINA, OULU), style=schedule_of().problem.calendars), folder, now=LATER)
        send_invitations(folder, server_at(host.port))
        write_calendars(schedule_of(), folder, now=LATER.replace(month=9))
        host_before = len(host.mails)
        report = send_invitations(folder, server_at(host.port))
    assert report.complete
    assert len(host.mails) > host_before
    assert set(ids(host).values()) == {1}


def test_an_older_folder_does_not_take_news_back(folder, tmp_path):
    old = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        write_calendars(schedule_of(Oulu="2019-10-08"), folder, now=LATER)
        send_invitations(folder, server_at(host.port))
        for path, data in old.items():
            (folder / path).write_bytes(data)
        # the invitations of Oulu that had gone with version 0 are known, so that nothing goes
        report = send_invitations(folder, server_at(host.port))
    assert len(host.mails) == 12
    assert report.sent == ()


def test_a_dry_run_tells_and_writes_nothing(folder):
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    report = send_invitations(folder, MailServer("mail.example.org"), dry_run=True)
    assert {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before
    assert len(report.sent) == 9
    lines = str(report).splitlines()
    assert lines[0] == "9 mails would be sent by mail.example.org:587:"
    assert lines[1] == "  Botoșani <botosani@example.org>: invitation: Messina, Tue 10 to Wed 11 September 2019"
    assert report.to_dict()["dry_run"] is True


def test_the_journal_is_its_owners_alone_and_outlives_new_calendars(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
    journal = folder / "sent.jsonl"
    lines = journal.read_bytes()
    assert journal.stat().st_mode & 0o077 == 0
    events = [json.loads(line)["event"] for line in lines.splitlines()]
    assert events == ["intent", "sent"] * 9
    write_calendars(schedule_of(Oulu="2019-10-08"), folder, now=LATER)
    assert journal.read_bytes() == lines


def test_mails_wait_for_each_other_where_that_is_asked_for(folder, monkeypatch):
    pauses = []
    monkeypatch.setattr(postman.time, "sleep", pauses.append)
    with OddHost() as host:
        send_invitations(folder, server_at(host.port), per_minute=30)
    assert pauses == [2.0] * 8


@pytest.mark.parametrize("wrong", [0, -1, "ten", True])
def test_what_is_no_number_of_mails_is_told(folder, wrong):
    with pytest.raises(ProblemError, match="per_minute: expected a number of mails, more than 0"):
        send_invitations(folder, server_at(25), per_minute=wrong)


def test_progress_is_told_of_each_mail(folder):
    told = []
    with OddHost() as host:
        report = send_invitations(folder, server_at(host.port), progress=told.append)
    assert tuple(told) == report.sent


def test_a_folder_without_calendars_is_told(tmp_path):
    with pytest.raises(ProblemError, match="the folder holds no calendars; write them first"):
        send_invitations(tmp_path / "nothing", MailServer("mail.example.org"), dry_run=True)
    assert list(tmp_path.iterdir()) == []


def test_an_invitation_that_somebody_has_changed_is_not_sent(folder):
    path = folder / "invites" / "Oulu" / "Messina.ics"
    path.write_bytes(path.read_bytes().replace(b"oulu@example.org", b"all@example.com"))
    with OddHost() as host, pytest.raises(ProblemError, match="the invitation of Oulu .Messina, Tue 10 to Wed 11 Sep"):
        send_invitations(folder, server_at(host.port))
    assert host.mails == []


def test_an_invitation_with_another_method_is_not_sent(folder):
    path = folder / "invites" / "Oulu" / "Messina.ics"
    path.write_bytes(path.read_bytes().replace(b"METHOD:REQUEST", b"METHOD:CANCEL"))
    with pytest.raises(ProblemError, match="is missing or was changed; write the calendars once more, then send"):
        send_invitations(folder, MailServer("mail.example.org"), dry_run=True)


def test_names_with_accents_and_a_partner_without_an_address(tmp_path):
    plain = Partner("Ventspils", "Ventspils, LV")
    write_calendars(schedule_of((MESSINA, BOTOSANI, plain)), tmp_path / "calendars", now=NOW)
    with GoodHost() as host:
        send_invitations(tmp_path / "calendars", server_at(host.port))
    assert recipients(host) == ["botosani@example.org"] * 2 + ["messina@example.org"] * 2
    mail, _, _ = read(host.mails[0][2])
    assert mail["To"].addresses[0].display_name == "Botoșani"


def test_a_mailbox_that_two_partners_share_gets_each_mail_once(tmp_path):
    oulu = evolve(OULU, email=MESSINA.email)
    write_calendars(schedule_of((MESSINA, oulu)), tmp_path / "calendars", now=NOW)
    with GoodHost() as host:
        report = send_invitations(tmp_path / "calendars", server_at(host.port))
    assert recipients(host) == ["messina@example.org"] * 2
    assert [one.reason for one in report.not_needed] == ["Messina has the same address, and gets this mail"] * 2


def test_a_lock_that_cannot_be_made_is_told(folder, monkeypatch):
    def fails(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(filelock.FileLock, "acquire", fails)
    with pytest.raises(OutputError, match="permission denied"):
        send_invitations(folder, server_at(25))


def test_a_full_disk_stops_before_the_text_goes(folder, monkeypatch):
    def full(self, record):
        raise OutputError("cannot write sent.jsonl: the disk is full")

    monkeypatch.setattr(Journal, "add", full)
    with OddHost() as host:
        report = send_invitations(folder, server_at(host.port))
    assert host.mails == []
    assert len(report.left) == 9
    assert report.failure == "cannot write sent.jsonl: the disk is full"


def test_a_report_shows_itself_as_json_and_html(folder):
    with OddHost(on("rcpt", "550 <b>no</b>", 1)) as host:
        report = send_invitations(folder, server_at(host.port))
    told = json.loads(json.dumps(report.to_dict()))
    assert (told["complete"], told["failure"], len(told["mails"])) == (False, None, 9)
    assert told["mails"][0] == {
        "partner": "Botoșani",
        "email": "botosani@example.org",
        "method": "REQUEST",
        "text": "invitation: Messina, Tue 10 to Wed 11 September 2019",
        "outcome": "refused",
        "repeated": False,
        "reason": "550 <b>no</b>",
    }
    assert "550 &lt;b&gt;no&lt;/b&gt;" in report._repr_html_()
    assert repr(report).startswith("<SendReport of 9 mails>\n8 mails were sent by 127.0.0.1:")


def test_a_folder_that_lost_its_memory_sends_nothing_twice(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        (folder / "calendars.json").unlink()
        report = send_invitations(folder, server_at(host.port))
    assert len(host.mails) == len(report.already_sent) == 9


def test_calendars_that_are_lost_and_written_anew_with_other_dates_are_sent(folder):
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        for path in folder.rglob("*"):
            if path.is_file() and path.name != "sent.jsonl":
                path.unlink()
        write_calendars(schedule_of(Oulu="2019-10-08"), folder, now=NOW)
        report = send_invitations(folder, server_at(host.port))
    assert len(report.sent) == 3
    assert all("Oulu, Tue 8 to Wed 9 October 2019" in one.text for one in report.sent)


def test_a_folder_from_before_the_last_mails_sends_no_older_news(folder):
    old = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    write_calendars(schedule_of(Oulu="2019-10-08"), folder, now=LATER)
    with GoodHost() as host:
        send_invitations(folder, server_at(host.port))
        for path, data in old.items():
            (folder / path).write_bytes(data)
        report = send_invitations(folder, server_at(host.port))
    assert len(host.mails) == 9
    assert len(report.already_sent) == 6
    assert [one.reason for one in report.not_needed] == [
        "a later mail about this meeting was sent before: the folder is older than that"
    ] * 3


def test_an_address_that_no_mail_can_have_is_told_before_anything_is_sent(tmp_path):
    odd = Partner("Oulu", "Oulu, FI", email="o..u@example.org")
    write_calendars(schedule_of((MESSINA, odd)), tmp_path / "calendars", now=NOW)
    with OddHost() as host, pytest.raises(ProblemError, match="'o..u@example.org' is no e-mail address that mails can"):
        send_invitations(tmp_path / "calendars", server_at(host.port))
    assert host.stages == []


def test_a_folder_that_cannot_be_read_is_told(folder, monkeypatch):
    def fails(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", fails)
    with pytest.raises(OutputError, match="cannot read the folder .*: permission denied"):
        send_invitations(folder, MailServer("mail.example.org"), dry_run=True)
