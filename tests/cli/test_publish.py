"""``publish``: calendars in a folder, mails, a calendar on a server; servers are real ones on this machine."""

from __future__ import annotations

import json
import os
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.command import EXAMPLE, Answer, run
from tests.mail.smtp_host import GoodHost
from tests.server.calendar_server import PASSWORD, USER, CalendarServer

INVITATIONS = EXAMPLE.parent / "invitations"
PROBLEM, FIRST, LATER = (INVITATIONS / name for name in ("network.toml", "schedule.csv", "later.csv"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "calendars"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def publish(schedule: Path, folder: Path, *options: object, **environment: str) -> Answer:
    return run("publish", PROBLEM, schedule, folder, *options, **environment)


def by_mail(host: GoodHost) -> tuple[object, ...]:
    return "--mail", f"127.0.0.1:{host.port}", "--security", "none"


def test_each_partner_is_sent_each_meeting_once_and_later_only_what_is_new(folder):
    with GoodHost() as host:
        first = publish(FIRST, folder, *by_mail(host))
        again = publish(FIRST, folder, *by_mail(host))
        assert (first.code, first.err, again.code) == (0, "", 0)
        assert len(host.mails) == 16
        assert "16 mails were sent by" in first.out
        assert "Unchanged: 4 meetings" in again.out
        assert "16 mails had been sent before." in again.out
        later = publish(LATER, folder, *by_mail(host))
    assert later.code == 0
    assert "Moved: Oulu, Tue 15 to Wed 16 October 2019 instead of Tue 8 to Wed 9 October 2019" in later.out
    assert "Cancelled: Botoșani, Tue 3 to Wed 4 December 2019" in later.out
    new = [content for _, _, content in host.mails[16:]]
    assert sorted(b"method=CANCEL" in mail for mail in new) == [False] * 4 + [True] * 4


def test_a_dry_run_says_what_would_be_sent_and_leaves_everything_as_it_is(folder):
    publish(FIRST, folder)
    before = contents(folder)
    with GoodHost() as host:
        answer = publish(LATER, folder, "--dry-run", *by_mail(host))
        assert host.mails == []
    assert answer.code == 0
    assert "Moved: Oulu" in answer.out
    # the cancellations go to nobody, as no invitation was ever sent
    assert "12 mails would be sent by" in answer.out
    assert "4 mails were not needed" in answer.out
    assert answer.out.endswith("Nothing was written or sent.\n")
    assert contents(folder) == before


def test_a_dry_run_makes_no_folder(tmp_path, folder):
    answer = publish(FIRST, folder, "--dry-run", "--eml", tmp_path / "mails")
    assert "New: Messina, Tue 10 to Wed 11 September 2019" in answer.out
    assert "16 mails would be saved in" in answer.out
    assert list(tmp_path.iterdir()) == []


def test_meetings_that_have_been_held_are_not_called_off(folder):
    publish(FIRST, folder)
    assert "Cancelled: Botoșani" in publish(LATER, folder, "--dry-run").out
    answer = publish(LATER, folder, "--frozen-before", "2019-12-10")
    assert (answer.code, "Cancelled" in answer.out) == (0, False)
    assert publish(LATER, folder, "--frozen-before", "soon").code == 2


def test_a_dry_run_looks_at_no_files_of_others(folder):
    publish(FIRST, folder)
    (folder / "gone").symlink_to("nowhere")
    os.mkfifo(folder / "pipe")
    answer = publish(LATER, folder, "--dry-run")
    assert (answer.code, "Moved: Oulu" in answer.out) == (0, True)


def test_the_current_folder_is_not_called_like_the_one_above(folder, monkeypatch):
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert "5 calendars and 16 invitations written to the current folder.\n" in publish(FIRST, Path()).out


def test_mails_are_saved_once_and_later_only_news_or_all_if_that_is_asked_for(tmp_path, folder):
    # the folder may be there already, as plan writes it: nobody was told by that
    publish(FIRST, folder)
    first = publish(FIRST, folder, "--eml", tmp_path / "first")
    assert "16 mails saved in" in first.out
    assert len(list((tmp_path / "first").glob("*.eml"))) == 16
    assert "No mails: nothing is new to anybody." in publish(FIRST, folder, "--eml", tmp_path / "none").out
    assert not (tmp_path / "none").exists()
    answer = publish(LATER, folder, "--eml", tmp_path / "news")
    assert len(list((tmp_path / "news").glob("*.eml"))) == 8
    assert "Limerick <eu.office@limerick.example>: New date: DI4C meeting in Oulu, 15–16 October 2019" in answer.out
    publish(LATER, folder, "--eml", tmp_path / "all", "--all")
    mails = [path.read_bytes() for path in (tmp_path / "all").glob("*Oulu*.eml")]
    assert len(list((tmp_path / "all").glob("*.eml"))) == 12
    versions = {str(event["SEQUENCE"]) for mail in mails for event in events_of(mail) if "Oulu" in event["SUMMARY"]}
    assert versions == {"1"}


def test_what_was_saved_is_not_sent_by_a_server_too(tmp_path, folder):
    publish(FIRST, folder, "--eml", tmp_path / "mails")
    with GoodHost() as host:
        publish(LATER, folder, *by_mail(host))
        assert len(host.mails) == 8


def events_of(mail: bytes) -> list[Any]:
    parts = message_from_bytes(mail).walk()
    calendar = next(part for part in parts if part.get_content_type() == "text/calendar")
    return Calendar.from_ical(calendar.get_payload(decode=True)).walk("VEVENT")


def test_a_calendar_on_a_server_follows_the_folder(tmp_path, folder):
    server = CalendarServer(tmp_path / "radicale")
    server.folder.mkdir()
    server.start()
    try:
        options = ("--caldav", server.url, "--caldav-user", USER, "--create")
        first = publish(FIRST, folder, *options, DI4C_CALDAV_PASSWORD=PASSWORD)
        assert (first.code, first.err) == (0, "")
        assert "4 events created" in first.out
        later = publish(LATER, folder, *options, "--json", DI4C_CALDAV_PASSWORD=PASSWORD)
        assert later.code == 0
        report = json.loads(later.out)["server"]
        assert [event["title"] for event in report["deleted"]] == ["DI4C meeting in Botoșani"]
        assert len(server.stored()) == 3
        wrong = publish(LATER, folder, *options, DI4C_CALDAV_PASSWORD=PASSWORD[:-1])
        assert wrong.code == 1
        assert "does not take the user or the password" in wrong.err
        span = ("--from", "2019-09-01", "--to", "2019-12-31", "--timezone", "Europe/Rome")
        kept = tmp_path / "kept.ics"
        busy = run("busy", server.url, "--caldav-user", USER, *span, "--out", kept, DI4C_CALDAV_PASSWORD=PASSWORD)
        assert busy.code == 0
        assert "busy on 6 days" in busy.out
        assert run("busy", kept, *span).out == busy.out
    finally:
        server.kill()


def test_json_holds_what_changed_and_what_was_sent(folder):
    with GoodHost() as host:
        answer = json.loads(publish(FIRST, folder, "--json", *by_mail(host)).out)
    assert answer["calendars"]["summary"][0] == "New: Messina, Tue 10 to Wed 11 September 2019"
    oulu = next(change for change in answer["calendars"]["changes"] if change["after"]["host"] == "Oulu")
    assert (oulu["kind"], oulu["after"]["first"], oulu["before"]) == ("new", "2019-10-08", None)
    assert answer["sent"]["complete"] is True
    assert {mail["outcome"] for mail in answer["sent"]["mails"]} == {"sent"}


def test_who_could_not_be_told_is_exit_code_1_and_the_folder_knows_it(folder):
    with GoodHost() as gone:
        port = gone.port
    answer = publish(FIRST, folder, "--mail", f"127.0.0.1:{port}", "--security", "none")
    assert answer.code == 1
    assert answer.told_plainly
    with GoodHost() as host:
        assert publish(FIRST, folder, *by_mail(host)).code == 0
        assert len(host.mails) == 16


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--mail", "localhost", "--eml", "mails"), "choose one of them"),
        (("--all",), "--all belongs to --eml"),
        (("--create",), "--create belongs to --caldav"),
        (("--mail", "a b"), "the address of the mail server is none"),
        (("--mail", "mail.example.org", "--security", "none"), "for everybody on the way to read"),
        (("--mail", "mail.example.org", "--mail-user", "events"), "set DI4C_SMTP_PASSWORD"),
        (("--caldav", "http://cal.example.org/a/", "--caldav-user", "lead"), "DI4C_CALDAV_PASSWORD"),
    ],
)
def test_options_that_make_no_sense_are_told_before_anything_is_sent(folder, options, words):
    answer = publish(FIRST, folder, *options)
    assert answer.code == 2
    assert answer.told_plainly
    assert words in answer.err
    assert not folder.exists()


def test_a_schedule_that_breaks_rules_is_published_with_a_warning(folder, tmp_path):
    schedule = tmp_path / "monday.csv"
    schedule.write_text("host,first\nMessina,2019-09-09\n", encoding="utf-8")
    answer = publish(schedule, folder)
    assert answer.code == 0
    assert "warning: the schedule breaks" in answer.err


def test_quiet_says_nothing(folder):
    assert publish(FIRST, folder, "--quiet") == Answer(0, "", "")
