"""Invitations go to a real server, each once; what is read there is read by email.parser and icalendar."""

from __future__ import annotations

import json
from collections import Counter
from email import message_from_bytes, policy
from traceback import format_exception

import filelock
import icalendar
import pytest

from di4c_schedule import MailServer, OutputError, Partner, ProblemError, send_invitations, write_calendars
from di4c_schedule.mail import postman
from di4c_schedule.mail.journal import Journal
from tests.mail.conftest import BOTOSANI, LATER, MESSINA, NOW, OULU, schedule_of, server_at
from tests.mail.smtp_host import AUTHORITY, DRIPS, DROP, SILENCE, GoodHost, OddHost

RIGHT, WRONG = "s3cret", "wr0ng"
EVERYBODY = ["botosani@example.org", "messina@example.org", "oulu@example.org"]


def recipients(host):
    return sorted(recipient for _, recipient, _ in host.mails)


def read(data):
    mail = message_from_bytes(data, policy=policy.default)
    (calendar,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    events = icalendar.Calendar.from_ical(calendar.get_payload(decode=True))
    return mail, calendar, events


def ids(host):
    return Counter(message_from_bytes(data)["Message-ID"] for _, _, data in host.mails)


def on(stage, what, *counts):
    """Return a hook that answers some times at one stage in its own way."""
    return lambda reached, count: what if reached == stage and (not counts or count in counts) else None


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


def test_a_server_that_never_comes_to_an_end_is_left(folder):
    # a line every now and then runs into no time-out of a single answer
    with OddHost(on("helo", DRIPS)) as host, pytest.raises(OutputError, match="cannot be reached"):
        send_invitations(folder, server_at(host.port, timeout=0.1))


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
