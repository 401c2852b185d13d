"""Mails as files that mail programs open."""

from __future__ import annotations

import os
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from di4c_schedule import OutputError, Partner, ProblemError, invitations, save_invitations
from tests.hostile import PASS
from tests.mail.conftest import MESSINA, NOW, schedule_of


def mails(**more):
    return invitations(schedule_of(**more), now=NOW)


def test_files_are_named_by_partner_and_meeting(tmp_path):
    paths = save_invitations(mails(partners=(MESSINA, Partner("Oulu", "Oulu, FI", email="o@example.org"))), tmp_path)
    assert [path.name for path in paths if "Oulu -" in path.name] == [
        "Oulu - Invitation DI4C meeting in Messina 10-11 September 2019.eml",
        "Oulu - Invitation DI4C meeting in Oulu 1-2 October 2019.eml",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)


def test_a_file_is_a_mail_with_the_ends_of_lines_that_mails_have(tmp_path):
    path = save_invitations(mails(), str(tmp_path / "mails"))[0]
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    read = message_from_bytes(data, policy=policy.default)
    assert read["From"].addresses[0].addr_spec == "office@di4c.example.org"


def test_written_twice_the_files_are_the_same(tmp_path):
    first = {path.name: path.read_bytes() for path in save_invitations(mails(), tmp_path / "a")}
    second = {path.name: path.read_bytes() for path in save_invitations(mails(), tmp_path / "b")}
    again = {path.name: path.read_bytes() for path in save_invitations(mails(), tmp_path / "a")}
    assert first == second == again
    assert len(first) == 9


def test_other_files_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    save_invitations(mails(), tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_mails_with_the_same_name_are_kept_apart(tmp_path):
    one, other = (
        next(invitations(schedule_of((MESSINA, Partner("Oulu", "Oulu, FI", email=f"{name}@example.org"))), now=NOW))
        for name in ("a", "b")
    )
    for mail, number in ((one, 1), (other, 2)):
        mail.replace_header("Message-ID", f"<{number:012d}@example.org>")
    paths = save_invitations([one, other], tmp_path)
    assert len({path.name for path in paths}) == len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("text", PASS.values(), ids=PASS)
def test_hostile_names_stay_in_the_folder(tmp_path, text):
    odd = Partner(text, country="FI", lat=65.0, lon=25.5, timezone="Europe/Helsinki", email="oulu@example.org")
    paths = save_invitations(invitations(schedule_of((MESSINA, odd)), now=NOW), tmp_path / "mails")
    assert {path.parent for path in paths} == {tmp_path / "mails"}
    assert len(list((tmp_path / "mails").iterdir())) == len(paths) == 2


def test_what_is_no_mail_of_an_invitation_is_told(tmp_path):
    with pytest.raises(ProblemError, match="expected mails as invitations"):
        save_invitations([EmailMessage()], tmp_path / "mails")
    assert list(tmp_path.iterdir()) == []


def test_no_mails_are_no_files(tmp_path):
    assert save_invitations([], tmp_path / "mails") == []


def test_all_files_or_none(tmp_path, monkeypatch):
    folder = tmp_path / "mails"
    save_invitations(list(mails())[:3], folder)
    before = sorted(path.name for path in folder.iterdir())
    written = []
    fsync = os.fsync

    def full(descriptor):
        written.append(descriptor)
        if len(written) > 4:
            raise OSError(28, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        save_invitations(mails(Oulu="2019-10-08"), folder)
    monkeypatch.undo()
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "mails").write_text("")
    with pytest.raises(OutputError, match="cannot make the folder"):
        save_invitations(mails(), tmp_path / "mails")
