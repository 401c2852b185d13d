"""What people were told, when the memory of the folder is lost and the calendars tell it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule import CalendarStyle, write_calendars
from di4c_schedule.events import Revision, meeting_uid
from di4c_schedule.updates import plan_update, read_state
from di4c_schedule.updates.manifest import MANIFEST
from di4c_schedule.updates.recovery import recovered_for
from di4c_schedule.updates.traces import traces_in
from tests.updates.networks import AUGUST, FIRST, JULY, schedule_of
from tests.updates.test_clients import Client, addressed, histories, meetings_in

OULU = meeting_uid("Test", "Oulu", 1)
BOTH = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"))
MOVED = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-08"))
LOST = "calendars.json is missing: what people were told was read from the calendars instead"


@pytest.fixture
def folder(tmp_path):
    """A folder that has lost its memory: Oulu was moved to 8 October in July."""
    write_calendars(BOTH, tmp_path / "calendars", now=JULY)
    write_calendars(MOVED, tmp_path / "calendars", now=JULY)
    (tmp_path / "calendars" / MANIFEST).unlink()
    return tmp_path / "calendars"


def calendars(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.ics")}


def test_nothing_is_told_anew(folder):
    before = calendars(folder)
    written = write_calendars(MOVED, folder, now=AUGUST)
    assert written.warnings == (LOST,)
    assert written.news == ()
    assert calendars(folder) == before
    assert write_calendars(MOVED, folder, now=AUGUST).warnings == ()


def test_damage_is_named(folder):
    (folder / MANIFEST).write_bytes(b"half of it")
    written = write_calendars(MOVED, folder, now=AUGUST)
    assert written.warnings == (
        LOST.replace("missing", "damaged"),
        "calendars.json was not written by di4c-schedule, or cannot be read; it is kept as calendars.json.old",
    )
    assert (folder / f"{MANIFEST}.old").read_bytes() == b"half of it"


def test_sequences_go_on(folder):
    written = write_calendars(BOTH, folder, now=AUGUST)
    assert read_state(folder).meetings[OULU].revision == Revision(2, AUGUST)
    assert str(written).startswith("Moved: Oulu, Tue 1 to Wed 2 October 2019 instead of Tue 8 to Wed 9 October 2019")


def test_without_the_calendar_of_the_network_the_invitations_tell(folder):
    (folder / "network.ics").unlink()
    assert write_calendars(MOVED, folder, now=AUGUST).news == ()


def test_a_meeting_that_was_dropped_is_cancelled_for_those_that_hold_an_invitation(folder):
    written = write_calendars(schedule_of(("Messina", "2019-09-10")), folder, now=AUGUST)
    assert [(one.method, one.email) for one in written.news] == [
        ("CANCEL", "m@example.org"),
        ("CANCEL", "o@example.org"),
    ]


def test_a_calendar_of_a_partner_that_left_goes(folder):
    schedule = schedule_of(("Messina", "2019-09-10"), emails={"Messina": "m@example.org"})
    write_calendars(schedule, folder, now=AUGUST)
    assert not (folder / "Oulu.ics").exists()
    assert b"METHOD:CANCEL" in (folder / "invites" / "Oulu" / "Messina.ics").read_bytes()


def test_the_state_is_read_without_a_schedule(folder):
    state = read_state(folder)
    known = state.meetings[OULU]
    assert (state.network, state.organizer) == ("Test", "lead@example.org")
    assert set(state.partners) == {"Messina", "Oulu", "Limerick"}
    assert known.revision == Revision(1, JULY)
    assert (known.appointment.host, known.appointment.turn, known.appointment.city) == ("Oulu", 1, "Oulu")
    assert str(known.appointment.last) == "2019-10-09"
    assert known.invited == {"Messina": "m@example.org", "Oulu": "o@example.org"}
    assert state.meetings[meeting_uid("Test", "Messina", 1)].revision == Revision(0, FIRST)


def test_an_empty_folder_and_none_at_all_tell_nothing(tmp_path):
    assert read_state(tmp_path) is None
    assert read_state(tmp_path / "missing") is None


def test_another_place_is_told(folder):
    path = folder / "network.ics"
    path.write_bytes(path.read_bytes().replace(b"LOCATION:Oulu\\, Finland", b"LOCATION:Kemi\\, Finland"))
    written = write_calendars(MOVED, folder, now=AUGUST)
    assert "Changed: Oulu, Tue 8 to Wed 9 October 2019; now in Oulu, FI" in str(written)


def test_files_that_are_damaged_tell_nothing_and_are_kept(folder):
    (folder / "network.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//di4c-schedule//x\r\n")
    (folder / "invites" / "Oulu" / "Oulu.ics").write_bytes(b"")
    written = write_calendars(MOVED, folder, now=AUGUST)
    assert (folder / "network.ics.old").exists()
    assert {one.revision.sequence for one in written.invitations} == {0, 1}
    assert set(written.warnings) == {
        LOST,
        "network.ics was not written by di4c-schedule, or cannot be read; it is kept as network.ics.old",
        "invites/Oulu/Oulu.ics was not written by di4c-schedule, or cannot be read; it is kept as "
        "invites/Oulu/Oulu.ics.old",
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"BEGIN:VCALENDAR\r\nPRODID:-//other//\r\nX:-//di4c-schedule//\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nPRODID:-//di4c-schedule//\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"-//di4c-schedule//\r\nEND:VCALENDAR\r\n",
    ],
)
def test_what_is_no_whole_calendar_of_the_library_tells_nothing(data):
    assert traces_in("network.ics", data) is None


def test_hours_are_read_back(tmp_path):
    style = CalendarStyle(organizer="lead@example.org", begin="09:00", end="17:00")
    first = plan_update(None, MOVED, JULY, style)
    traces = {path: traces_in(path, data) for path, data in first.files.items()}
    assert recovered_for(MOVED, traces, style).meetings == first.state.meetings


@settings(max_examples=60, deadline=None)
@given(histories(), st.data())
def test_clients_show_the_meetings_though_the_memory_is_lost_now_and_then(schedules, data):
    now = datetime(2019, 8, 1, tzinfo=UTC)
    state, files = None, {}
    clients: dict[str, Client] = {}
    for schedule in schedules:
        now += timedelta(minutes=1)
        network, style = schedule.problem.network, schedule.problem.calendars
        if files and data.draw(st.booleans()):
            traces = {path: traces_in(path, content) for path, content in files.items()}
            state = recovered_for(schedule, traces, style)
        update = plan_update(state, schedule, now)
        state, files = update.state, update.files
        held = {one.email.casefold() for one in network if one.email and state.organizer}
        expected = meetings_in(files["network.ics"])
        for address, messages in addressed(files).items():
            clients.setdefault(address, Client()).read(messages)
        for address, client in clients.items():
            assert client.shown == (expected if address in held else {}), address


@settings(max_examples=60, deadline=None)
@given(histories())
def test_versions_dates_and_guests_are_read_back(schedules):
    state = None
    for number, schedule in enumerate(schedules):
        update = plan_update(state, schedule, AUGUST + timedelta(minutes=number))
        state = update.state
        traces = {path: traces_in(path, content) for path, content in update.files.items()}
        found = recovered_for(schedule, traces, schedule.problem.calendars)
        standing = {uid: known for uid, known in state.meetings.items() if known.stands}
        assert {uid: known.revision for uid, known in found.meetings.items() if known.stands} == {
            uid: known.revision for uid, known in standing.items()
        }
        for uid, known in standing.items():
            assert found.meetings[uid].invited == known.invited
            assert found.meetings[uid].renewed == known.renewed
            assert found.meetings[uid].appointment == known.appointment
