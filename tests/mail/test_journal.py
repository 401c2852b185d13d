"""The journal of mails: what it takes, what it mends, and when it refuses."""

from __future__ import annotations

import errno
import os
from contextlib import nullcontext
from datetime import UTC, date, datetime, time

import pytest
from attrs import evolve

from di4c_schedule.errors import OutputError, ProblemError
from di4c_schedule.events import Appointment, Revision
from di4c_schedule.mail.history import History
from di4c_schedule.mail.journal import Journal
from di4c_schedule.mail.records import INTENT, LATER, REFUSED, SENT, Record, read_record

AT = datetime(2019, 7, 1, 9, 30, tzinfo=UTC)
OULU = Appointment("uid", "Oulu", 1, date(2019, 10, 1), date(2019, 10, 2), time(9), time(17), "Europe/Helsinki", "Oulu",
                   "FI", "hybrid", "https://meet.example.org/ä", "tentative")  # fmt: skip
RECORD = Record(INTENT, AT, "key", "<key@example.org>", "Botoșani", "b@example.org", "REQUEST", OULU,
                Revision(3, AT), "550 ș\u2028x")  # fmt: skip


def event(kind, key="key", **more):
    return evolve(RECORD, event=kind, key=key, **more)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path, nullcontext)


@pytest.mark.parametrize("record", [RECORD, evolve(RECORD, appointment=evolve(OULU, begin=None, end=None, link=None))])
def test_a_record_is_read_back(record):
    assert read_record(record.line) == record
    assert record.line.count(b"\n") == 1


def test_what_is_added_is_read_in_its_order(journal):
    journal.add(RECORD)
    journal.add(event(SENT))
    history, notes = journal.read(repair=True)
    assert history.last("key") == event(SENT)
    assert history.written("key") == AT
    assert notes == []


def test_no_journal_is_no_history(journal):
    history, notes = journal.read(repair=True)
    assert history.last("key") is None
    assert notes == []
    assert not journal.path.exists()


@pytest.mark.parametrize("cut", [1, 2, 50, -1])
def test_half_a_line_at_the_end_does_not_count_and_is_taken_off(journal, cut):
    journal.add(RECORD)
    with journal.path.open("ab") as file:
        file.write(event(SENT).line[:cut])
    history, (note,) = journal.read(repair=False)
    assert history.last("key") == RECORD
    assert note == f"the last line of {journal.path} was cut short, as when power fails; it does not count"
    assert journal.path.read_bytes() == RECORD.line + event(SENT).line[:cut]
    journal.read(repair=True)
    assert journal.path.read_bytes() == RECORD.line


def test_noughts_at_the_end_as_power_cuts_leave_them_are_taken_off(journal):
    journal.add(RECORD)
    with journal.path.open("ab") as file:
        file.write(bytes(4096))
    journal.read(repair=True)
    assert journal.path.read_bytes() == RECORD.line


@pytest.mark.parametrize(
    "line",
    [b"\n", b"{}\n", b"[]\n", b"nonsense\n", b'{"event": "sent"}\n', b"\xff\n", b"[" * 100_000 + b"\n",
     RECORD.line.replace(b'"intent"', b'"burnt"'), RECORD.line.replace(b"2019-10-01", b"2019-13-01"),
     RECORD.line.replace(b'"b@example.org"', b"7"), RECORD.line.replace(b"+00:00", b"")],
)  # fmt: skip
def test_a_damaged_line_within_stops_everything(journal, line):
    journal.path.write_bytes(RECORD.line + line + RECORD.line)
    with pytest.raises(ProblemError, match="line 2: this line is damaged, or of a later version"):
        journal.read(repair=True)
    assert journal.path.read_bytes() == RECORD.line + line + RECORD.line


def test_a_full_disk_leaves_the_journal_as_it_was(journal, monkeypatch):
    journal.add(RECORD)

    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        journal.add(event(SENT))
    assert journal.path.read_bytes() == RECORD.line


def test_a_journal_that_cannot_be_read_is_told(journal):
    journal.path.mkdir()
    with pytest.raises(OutputError, match=r"cannot read .*sent.jsonl: a folder has that name"):
        journal.read(repair=True)
    with pytest.raises(OutputError, match=r"cannot write .*sent.jsonl: a folder has that name"):
        journal.add(RECORD)


def test_who_has_a_mail_is_known_by_the_last_that_happened_to_it():
    history = History([event(INTENT), event(SENT), event(INTENT, "second"), event(INTENT, "third"),
                       event(LATER, "third"), event(REFUSED, "fourth")])  # fmt: skip
    assert history.received("uid", "B@example.org") == event(SENT)
    assert [one.key for one in history.perhaps("uid", "b@example.org")] == ["second", "key"]
    assert history.received("uid", "other@example.org") is None
    assert history.perhaps("other", "b@example.org") == []
