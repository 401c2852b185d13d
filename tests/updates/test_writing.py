"""The folder of calendars: written, written again, and what became of it in between."""

from __future__ import annotations

import json

import pytest

from di4c_schedule import OutputError, ProblemError, write_calendars
from di4c_schedule.files import at_once
from di4c_schedule.updates import folder as folder_module
from di4c_schedule.updates import plan_update, read_state
from di4c_schedule.updates.manifest import MANIFEST
from tests.updates.networks import AUGUST, EMAILS, JULY, schedule_of

BOTH = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"))
MOVED = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-08"))
NO_LIMERICK = {"Messina": "m@example.org", "Oulu": "o@example.org"}


@pytest.fixture
def folder(tmp_path):
    """A folder with the calendars of Messina on 10 September and Oulu on 1 October."""
    write_calendars(BOTH, tmp_path / "calendars", now=JULY)
    return tmp_path / "calendars"


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def marks(folder):
    paths = [folder, *folder.rglob("*")]
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in paths}


def test_the_folder_holds_the_calendars_the_invitations_and_the_memory(folder):
    update = plan_update(None, BOTH, AUGUST)
    assert contents(folder) == dict(update.files) | {MANIFEST: (folder / MANIFEST).read_bytes()}
    assert read_state(folder) == update.state


def test_what_is_returned_are_the_paths_and_what_changes(tmp_path):
    written = write_calendars(BOTH, tmp_path / "calendars")
    assert [path.relative_to(tmp_path / "calendars").as_posix() for path in written] == [
        "network.ics",
        "Messina.ics",
        "Oulu.ics",
        "Limerick.ics",
        "invites/Messina/Messina.ics",
        "invites/Messina/Oulu.ics",
        "invites/Oulu/Messina.ics",
        "invites/Oulu/Oulu.ics",
    ]
    assert (len(written), written[0], written[:1]) == (8, written.paths[0], (written.paths[0],))
    assert len(written.changes) == 2
    assert written.news == written.invitations
    assert written.warnings == ()
    assert str(written).startswith("New: Messina, Tue 10 to Wed 11 September 2019\nNew: Oulu")
    assert repr(written).startswith("<CalendarUpdate of 8 files>\nNew: Messina")


def test_the_same_schedule_again_touches_nothing(folder):
    before = marks(folder)
    again = write_calendars(BOTH, folder, now=AUGUST)
    assert marks(folder) == before
    assert str(again).startswith("Unchanged: 2 meetings")


def test_a_first_writing_has_the_same_bytes_everywhere(folder, tmp_path):
    write_calendars(BOTH, tmp_path / "other")
    assert contents(tmp_path / "other") == contents(folder)


def test_only_what_changed_is_written(folder):
    before = {path: path.stat().st_ino for path in folder.rglob("*.ics")}
    write_calendars(MOVED, folder, now=AUGUST)
    changed = {path.relative_to(folder).as_posix() for path in before if path.stat().st_ino != before[path]}
    assert changed == {
        "network.ics",
        "Messina.ics",
        "Oulu.ics",
        "Limerick.ics",
        "invites/Messina/Oulu.ics",
        "invites/Oulu/Oulu.ics",
    }


def test_a_partner_that_left_has_no_calendar_and_keeps_its_cancellations(folder):
    limerick = schedule_of(("Messina", "2019-09-10"), emails=EMAILS | {"Limerick": "l@example.org"})
    write_calendars(limerick, folder, now=JULY)
    write_calendars(schedule_of(("Messina", "2019-09-10"), emails=NO_LIMERICK), folder, now=AUGUST)
    assert not (folder / "Limerick.ics").exists()
    assert b"METHOD:CANCEL\r\n" in (folder / "invites" / "Limerick" / "Messina.ics").read_bytes()
    write_calendars(schedule_of(emails={"Messina": None}), folder, now=AUGUST)
    assert b"METHOD:CANCEL\r\n" in (folder / "invites" / "Limerick" / "Messina.ics").read_bytes()


def test_files_of_others_stay(folder):
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / "Paris.ics").write_bytes(b"a partner that left long ago")
    before = (folder / "notes.txt").stat()
    write_calendars(MOVED, folder, now=AUGUST)
    assert (folder / "Paris.ics").read_bytes() == b"a partner that left long ago"
    assert (folder / "notes.txt").stat().st_mtime_ns == before.st_mtime_ns


def test_a_file_of_others_in_the_way_is_kept_under_another_name(tmp_path):
    for name, data in {"network.ics": b"mine", "network.ics.old": b"older", MANIFEST: b"[1]"}.items():
        (tmp_path / name).write_bytes(data)
    written = write_calendars(BOTH, tmp_path)
    assert (tmp_path / "network.ics.old").read_bytes() == b"older"
    assert (tmp_path / "network.ics.old2").read_bytes() == b"mine"
    assert (tmp_path / f"{MANIFEST}.old").read_bytes() == b"[1]"
    assert set(written.warnings) == {
        "calendars.json is damaged",
        "network.ics was not written by di4c-schedule, or cannot be read; it is kept as network.ics.old2",
        "calendars.json was not written by di4c-schedule, or cannot be read; it is kept as calendars.json.old",
    }
    assert write_calendars(BOTH, tmp_path).warnings == ()


def test_files_that_were_changed_cut_off_or_removed_are_named_and_written_anew(folder):
    before = contents(folder)
    (folder / "Oulu.ics").write_bytes(before["Oulu.ics"].replace(b"Oulu", b"Kemi"))
    (folder / "Messina.ics").write_bytes(before["Messina.ics"][:300])
    (folder / "invites" / "Oulu" / "Oulu.ics").unlink()
    written = write_calendars(BOTH, folder, now=AUGUST)
    assert set(written.warnings) == {
        "Oulu.ics was changed by somebody else; it is written anew",
        "Messina.ics is cut off or damaged; it is written anew",
        "invites/Oulu/Oulu.ics is missing; it is written anew",
    }
    assert contents(folder) == before


def test_many_changed_files_are_counted(tmp_path):
    days = [f"2019-{month:02}-{day:02}" for month in (9, 10, 11) for day in (3, 10, 17, 24)]
    schedule = schedule_of(*(("Oulu", day) for day in days))
    written = write_calendars(schedule, tmp_path / "calendars")
    for path in written:
        path.unlink()
    warnings = write_calendars(schedule, tmp_path / "calendars").warnings
    assert len(warnings) == 21
    assert (
        warnings[-1] == f"{len(written) - 20} more files are missing or were changed; they are treated in the same way"
    )


def test_a_changed_file_that_is_not_needed_any_more_stays(folder):
    data = (folder / "Limerick.ics").read_bytes().replace(b"Oulu", b"Kemi")
    (folder / "Limerick.ics").write_bytes(data)
    written = write_calendars(schedule_of(("Messina", "2019-09-10"), emails=NO_LIMERICK), folder)
    assert written.warnings == ("Limerick.ics was changed by somebody else; it is not needed any more, and stays",)
    assert (folder / "Limerick.ics").read_bytes() == data


def test_the_calendars_of_another_network_are_not_touched(folder):
    before = marks(folder)
    with pytest.raises(ProblemError) as caught:
        write_calendars(schedule_of(("Oulu", "2019-10-01"), name="Other"), folder)
    assert str(caught.value) == (
        f'{folder / MANIFEST}: the folder holds the calendars of the network "Test", not of "Other"; name another '
        "folder for these"
    )
    (folder / MANIFEST).unlink()
    before = marks(folder)
    with pytest.raises(ProblemError, match='network.ics: the folder holds the calendars of the network "Test"'):
        write_calendars(schedule_of(("Oulu", "2019-10-01"), name="Other"), folder)
    assert marks(folder) == before


def test_a_folder_of_a_later_version_is_not_touched(folder):
    content = json.loads((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).write_text(json.dumps(content | {"schema": 2}))
    before = marks(folder)
    for act in (lambda: write_calendars(MOVED, folder), lambda: read_state(folder)):
        with pytest.raises(ProblemError, match="bring di4c-schedule up to date"):
            act()
    assert marks(folder) == before


def test_a_folder_in_place_of_a_file_is_named(folder):
    (folder / "Oulu.ics").unlink()
    (folder / "Oulu.ics").mkdir()
    with pytest.raises(OutputError) as caught:
        write_calendars(BOTH, folder)
    assert str(caught.value) == f"cannot write {folder / 'Oulu.ics'}: a folder has that name"


def test_a_file_that_cannot_be_read_is_named(folder, monkeypatch):
    def fail(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(folder), "open", fail)
    with pytest.raises(OutputError, match=r"cannot read .*calendars.json: Permission denied"):
        read_state(folder)


def test_a_link_to_the_folder_stays_one(folder, tmp_path):
    (tmp_path / "link").symlink_to("calendars")
    written = write_calendars(MOVED, tmp_path / "link", now=AUGUST)
    assert (tmp_path / "link").is_symlink()
    assert written[0] == tmp_path / "link" / "network.ics"
    assert b"20191008" in (folder / "network.ics").read_bytes()


def test_a_folder_within_the_current_one_can_be_named_shortly(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_calendars(BOTH, "calendars")
    write_calendars(MOVED, "calendars")
    assert (tmp_path / "calendars" / "network.ics").exists()


def test_the_current_folder_can_be_written_to(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_calendars(BOTH, ".")
    write_calendars(MOVED, ".")
    assert tmp_path.samefile(".")
    assert b"20191008" in (tmp_path / "network.ics").read_bytes()


def test_what_was_added_before_a_kill_is_kept_and_old_calendars_are_not(folder, monkeypatch):
    def die(*_):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(at_once, "_follow", die)
        with pytest.raises(SystemExit):
            write_calendars(schedule_of(("Messina", "2019-09-10"), emails=NO_LIMERICK), folder, now=AUGUST)
    (old,) = (path for path in folder.parent.iterdir() if path.name.endswith(".new"))
    (old / "notes.txt").write_bytes(b"mine")
    write_calendars(schedule_of(("Messina", "2019-09-10"), emails=NO_LIMERICK), folder, now=AUGUST)
    assert (folder / "notes.txt").read_bytes() == b"mine"
    assert not (folder / "Limerick.ics").exists()
    assert not old.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"schema": 1}', b"\xff\xfe"])
def test_what_was_written_before_is_known_without_the_memory(folder, damage):
    (folder / MANIFEST).write_bytes(damage)
    assert folder_module.written_before(folder) == frozenset(contents(folder))


def test_what_a_later_version_has_written_is_not_known(folder):
    (folder / MANIFEST).write_text('{"schema": 2}')
    assert folder_module.written_before(folder) == {MANIFEST}
