"""The command ``replies``."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from di4c_schedule import Schedule, read_problem, write_calendars
from tests.cli.command import run
from tests.cli.networks import HEAD, PARTNERS
from tests.replies.samples import mail, reply

NETWORK = (
    (HEAD + PARTNERS)
    .replace('name = "Two"', 'name = "DI4C"')
    .replace('place = "Messina, IT"', 'place = "Messina, IT"\nemail = "di4c@messina.example"')
    .replace('place = "Oulu, FI"', 'place = "Oulu, FI"\nemail = "events@oulu.example"')
)


@pytest.fixture
def inbox(problem_file, tmp_path):
    """A problem, its calendars, and a folder with a reply of either partner for Oulu's meeting."""
    file = problem_file(NETWORK)
    schedule = Schedule.of(read_problem(file), [("Messina", "2019-09-10"), ("Oulu", "2019-10-08")])
    write_calendars(schedule, tmp_path / "calendars")
    folder = tmp_path / "replies"
    folder.mkdir()
    (folder / "messina.ics").write_text(reply("Messina", "DECLINED", "COMMENT:=HYPERLINK(1)"), encoding="utf-8")
    (folder / "oulu.eml").write_bytes(mail(reply("Oulu"), "events@oulu.example"))
    return file, tmp_path / "calendars", folder


def test_it_tells_who_said_what_and_what_could_be_done(inbox):
    answer = run("replies", *inbox)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "Messina, Tue 10 to Wed 11 September 2019: nobody has answered.",
        "Oulu, Tue 8 to Wed 9 October 2019: 1 accepts and 1 declines.",
        '  Messina  declined: "=HYPERLINK(1)"',
        "  Oulu     accepted",
        "What could be done; --rules prints the lines for network.toml:",
        "  1. Messina cannot come to Oulu's meeting on Tue 8 to Wed 9 October 2019. If it is to come: "
        "No meeting from 8 to 9 October 2019 (Messina cannot come).",
    ]


def test_the_rules_can_be_appended_to_the_file(inbox):
    file = inbox[0]
    answer = run("replies", *inbox, "--rules")
    file.write_text(file.read_text(encoding="utf-8") + answer.out, encoding="utf-8")
    assert [rule.label for rule in read_problem(file).given_rules] == [
        "No meeting from 8 to 9 October 2019 (Messina cannot come)"
    ]
    assert run("replies", *inbox, "--rules").out == ""


def test_json_holds_answers_reports_and_offers(inbox):
    (inbox[2] / "page.ics").write_text("<html>", encoding="utf-8")
    held = json.loads(run("replies", *inbox, "--json").out)
    assert [answer["answer"] for answer in held["answers"]] == ["no answer", "no answer", "declined", "accepted"]
    assert [report["kind"] for report in held["reports"]] == ["unreadable"]
    assert [offer["labels"] for offer in held["offers"]] == [
        ["No meeting from 8 to 9 October 2019 (Messina cannot come)"]
    ]


def test_csv_has_no_formula(inbox):
    rows = list(csv.DictReader(StringIO(run("replies", *inbox, "--csv").out)))
    assert [row["comment"] for row in rows] == ["", "", "'=HYPERLINK(1)", ""]


def test_what_cannot_be_applied_is_told_and_no_failure(inbox):
    file, calendars, folder = inbox
    forged = folder / "forged.eml"
    forged.write_bytes(mail(reply("Oulu", "DECLINED"), "mallory@evil.example"))
    answer = run("replies", file, calendars, forged)
    assert answer.code == 0
    assert "but was sent by mallory@evil.example; ask whether it is right" in answer.out
    answer = run("replies", file, calendars, forged, "--trust", "mallory@evil.example")
    assert "declined, sent by mallory@evil.example" in answer.out


def test_quiet_says_nothing(inbox):
    answer = run("replies", *inbox, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda file, calendars, folder: (file, calendars, folder / "none.ics"), "there is no such file or folder"),
        (lambda file, calendars, folder: (file, folder, folder), "no calendars were written to this folder"),
        (lambda file, calendars, folder: (file, calendars / "none", folder), "no calendars were written"),
        (lambda file, calendars, folder: (folder / "none.toml", calendars, folder), "there is no such file"),
        (lambda *inbox: (*inbox, "--trust", "me"), "e-mail address"),
        (lambda *inbox: (*inbox, "--rules", "--json"), "--rules"),
        (lambda *inbox: (*inbox, "--csv", "--json"), "choose one"),
    ],
)
def test_bad_input_is_told_plainly(inbox, change, words):
    answer = run("replies", *change(*inbox))
    assert answer.code == 2
    assert answer.told_plainly
    assert words in answer.err
