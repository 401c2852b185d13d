"""What must be told of a schedule to those who know an earlier one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import evolve

from di4c_schedule import CalendarStyle, Partner, Schedule
from di4c_schedule.events import Revision, calendar_files, meeting_uid, request_file
from di4c_schedule.updates import plan_update
from tests.updates.networks import AUGUST, EMAILS, FIRST, JULY, schedule_of

OULU = meeting_uid("Test", "Oulu", 1)
BOTH = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"))
SECOND = timedelta(seconds=1)


@pytest.fixture
def told():
    """What people know of Messina on 10 September and Oulu on 1 October."""
    return plan_update(None, BOTH, JULY).state


def with_all(schedule, **changes):
    return evolve(schedule, meetings=[evolve(meeting, **changes) for meeting in schedule.meetings])


def messages(update):
    return [(one.method, one.partner, one.email, one.appointment.host, one.revision.sequence) for one in update.news]


def test_the_first_writing_has_the_same_bytes_at_any_time():
    assert plan_update(None, BOTH, JULY) == plan_update(None, BOTH, AUGUST)
    assert {known.revision for known in plan_update(None, BOTH, JULY).state.meetings.values()} == {Revision(0, FIRST)}


def test_the_first_writing_invites_everybody_who_has_an_address_to_every_meeting():
    update = plan_update(None, BOTH, JULY)
    assert [one.path for one in update.invitations] == [
        "invites/Messina/Messina.ics",
        "invites/Messina/Oulu.ics",
        "invites/Oulu/Messina.ics",
        "invites/Oulu/Oulu.ics",
    ]
    assert {one.method for one in update.invitations} == {"REQUEST"}
    assert update.news == update.invitations
    assert str(update) == (
        "New: Messina, Tue 10 to Wed 11 September 2019\n"
        "New: Oulu, Tue 1 to Wed 2 October 2019\n"
        "No e-mail address for Limerick: no invitation"
    )


def test_the_files_are_the_networks_then_the_partners_then_the_invitations():
    assert list(plan_update(None, BOTH, JULY).files)[:5] == [
        "network.ics",
        "Messina.ics",
        "Oulu.ics",
        "Limerick.ics",
        "invites/Messina/Messina.ics",
    ]


def test_an_invitation_is_what_the_events_make_of_it():
    for emails in (EMAILS, {"Oulu": "lead@example.org", "Messina": "m@example.org", "Botoșani": "b@example.org"}):
        schedule = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"), emails=emails)
        network = schedule.problem.network
        for one in plan_update(None, schedule, JULY).invitations:
            (meeting,) = schedule.hosted_by(one.appointment.host)
            assert one.data == request_file(schedule, meeting, network[one.partner], one.revision)


def test_partners_of_several_languages_get_what_the_events_make_of_it():
    emails = {"Messina": "m@example.org", "Oulu": "o@example.org", "Limerick": "l@example.org", "Botoșani": "b@x.org"}
    plain = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"), emails=emails)
    languages = {"Messina": "it", "Botoșani": "it"}
    partners = [evolved(one, language=languages.get(one.name)) for one in plain.problem.network]
    network = evolve(plain.problem.network, partners=partners)
    schedule = evolve(plain, problem=plain.problem.replace(network=network))
    update = plan_update(None, schedule, JULY)
    assert len(update.invitations) == 8
    for one in update.invitations:
        (meeting,) = schedule.hosted_by(one.appointment.host)
        assert one.data == request_file(schedule, meeting, network[one.partner], one.revision)


def test_the_same_schedule_again_tells_nothing(told):
    update = plan_update(told, BOTH, AUGUST)
    assert update.news == ()
    assert update.state == told
    assert update.files == plan_update(None, BOTH, JULY).files
    assert str(update) == "Unchanged: 2 meetings\nNo e-mail address for Limerick: no invitation"


def test_a_moved_meeting_gets_the_next_sequence_and_the_time(told):
    update = plan_update(told, schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-08")), AUGUST)
    assert update.state.meetings[OULU].revision == Revision(1, AUGUST)
    assert update.state.meetings[meeting_uid("Test", "Messina", 1)].revision == Revision(0, FIRST)
    assert messages(update) == [
        ("REQUEST", "Messina", "m@example.org", "Oulu", 1),
        ("REQUEST", "Oulu", "o@example.org", "Oulu", 1),
    ]
    assert str(update).startswith(
        "Moved: Oulu, Tue 8 to Wed 9 October 2019 instead of Tue 1 to Wed 2 October 2019\nUnchanged: 1 meeting\n"
    )
    assert b"SEQUENCE:1\r\n" in update.files["network.ics"]
    assert b"SEQUENCE:1\r\n" in update.files["Limerick.ics"]


def test_a_meeting_that_was_new_later_starts_at_nothing_with_the_time(told):
    update = plan_update(
        told, schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"), ("Oulu", "2019-11-05")), AUGUST
    )
    assert update.state.meetings[meeting_uid("Test", "Oulu", 2)].revision == Revision(0, AUGUST)
    assert "New: Oulu (turn 2), Tue 5 to Wed 6 November 2019" in str(update)
    assert "invites/Messina/Oulu-2.ics" in update.files


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": "tentative"}, "now tentative"),
        ({"format": "online"}, "now online"),
        ({"format": "hybrid", "state": "tentative"}, "now hybrid; now tentative"),
    ],
)
def test_another_format_or_status_is_told(told, changes, sentence):
    update = plan_update(told, with_all(BOTH, **changes), AUGUST)
    assert [change.kind for change in update.changes] == ["changed", "changed"]
    assert {known.revision for known in update.state.meetings.values()} == {Revision(1, AUGUST)}
    assert f"Changed: Oulu, Tue 1 to Wed 2 October 2019; {sentence}\n" in str(update)


def test_hours_links_and_places_are_told(told):
    style = CalendarStyle(organizer="lead@example.org", begin="09:00", end="17:00", link="https://meet.example.org")
    update = plan_update(told, with_all(BOTH, format="hybrid"), AUGUST, style)
    assert (
        "Moved: Oulu, Tue 1 to Wed 2 October 2019; now 09:00 to 17:00 (Europe/Helsinki) instead of whole days"
        in str(update)
    )
    assert "now hybrid; now joined at https://meet.example.org" in str(update)
    again = plan_update(update.state, with_all(BOTH, format="hybrid"), AUGUST)
    assert "now whole days instead of 09:00 to 17:00 (Europe/Helsinki); now without a link to join" in str(again)
    elsewhere = evolve(
        told,
        meetings={
            uid: evolve(known, appointment=evolve(known.appointment, city="Kemi"))
            for uid, known in told.meetings.items()
        },
    )
    assert "Changed: Oulu, Tue 1 to Wed 2 October 2019; now in Oulu, FI" in str(plan_update(elsewhere, BOTH, AUGUST))


def test_whole_days_are_the_same_in_another_zone(told):
    moved = {
        uid: evolve(known, appointment=evolve(known.appointment, timezone="Europe/Kyiv"))
        for uid, known in told.meetings.items()
    }
    update = plan_update(evolve(told, meetings=moved), BOTH, AUGUST)
    assert [change.kind for change in update.changes] == ["unchanged", "unchanged"]


def test_a_dropped_meeting_is_cancelled_for_all_that_hold_an_invitation(told):
    update = plan_update(told, schedule_of(("Messina", "2019-09-10")), AUGUST)
    assert messages(update) == [
        ("CANCEL", "Messina", "m@example.org", "Oulu", 1),
        ("CANCEL", "Oulu", "o@example.org", "Oulu", 1),
    ]
    assert b"STATUS:CANCELLED\r\n" in update.files["invites/Messina/Oulu.ics"]
    assert b"METHOD:CANCEL\r\n" in update.files["invites/Messina/Oulu.ics"]
    assert OULU.encode() not in update.files["network.ics"]
    assert "Cancelled: Oulu, Tue 1 to Wed 2 October 2019" in str(update)


def test_a_cancellation_stays_and_is_told_but_once(told):
    dropped = plan_update(told, schedule_of(("Messina", "2019-09-10")), JULY)
    again = plan_update(dropped.state, schedule_of(("Messina", "2019-09-10")), AUGUST)
    assert again.state == dropped.state
    assert again.files == dropped.files
    assert (again.news, [change.kind for change in again.changes]) == ((), ["unchanged"])


def test_a_meeting_that_comes_back_is_later_than_its_cancellation(told):
    dropped = plan_update(told, schedule_of(("Messina", "2019-09-10")), JULY)
    back = plan_update(dropped.state, BOTH, AUGUST)
    assert back.state.meetings[OULU].revision == Revision(2, AUGUST)
    assert b"METHOD:REQUEST\r\n" in back.files["invites/Messina/Oulu.ics"]
    assert "New: Oulu, Tue 1 to Wed 2 October 2019" in str(back)
    assert {one.method for one in back.invitations} == {"REQUEST"}


def test_a_partner_that_leaves_is_taken_out_alone(told):
    left = schedule_of(
        ("Messina", "2019-09-10"), ("Oulu", "2019-10-01"), emails={"Oulu": None, "Messina": "m@example.org"}
    )
    update = plan_update(told, left, AUGUST)
    assert messages(update) == [
        ("CANCEL", "Oulu", "o@example.org", "Messina", 0),
        ("CANCEL", "Oulu", "o@example.org", "Oulu", 0),
    ]
    assert b"STATUS" not in update.files["invites/Oulu/Messina.ics"]
    assert {one.revision.stamp for one in update.news} == {AUGUST}
    assert {known.revision for known in update.state.meetings.values()} == {Revision(0, FIRST)}
    assert "Oulu has no e-mail address any more: 2 invitations are taken back" in str(update)
    assert "Limerick leaves" in str(update)


def test_who_comes_back_gets_a_later_message_and_the_others_none(told):
    alone = schedule_of(("Messina", "2019-09-10"), emails={"Messina": "m@example.org"})
    start = plan_update(None, schedule_of(("Messina", "2019-09-10")), JULY).state
    left = plan_update(start, alone, AUGUST)
    back = plan_update(left.state, schedule_of(("Messina", "2019-09-10")), AUGUST)
    assert messages(back) == [("REQUEST", "Oulu", "o@example.org", "Messina", 0)]
    assert back.news[0].revision == Revision(0, AUGUST + SECOND)
    assert "Oulu joins: 1 invitation" in str(back)
    assert "Limerick joins: 0 invitations" in str(back)
    assert plan_update(back.state, schedule_of(("Messina", "2019-09-10")), AUGUST).news == ()


def test_another_address_is_invited_and_the_old_one_taken_out(told):
    moved = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"), emails=EMAILS | {"Oulu": "new@example.org"})
    update = plan_update(told, moved, AUGUST)
    assert messages(update) == [
        ("REQUEST", "Oulu", "new@example.org", "Messina", 0),
        ("REQUEST", "Oulu", "new@example.org", "Oulu", 0),
        ("CANCEL", "Oulu", "o@example.org", "Messina", 0),
        ("CANCEL", "Oulu", "o@example.org", "Oulu", 0),
    ]
    old = [one for one in update.invitations if one.method == "CANCEL"]
    assert all(one.path.startswith(f"invites/Oulu/{one.appointment.host}--old-address-") for one in old)
    assert "Oulu has another e-mail address: its invitations go there, the old ones are taken back" in str(update)


def test_capitals_make_no_other_address(told):
    louder = schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01"), emails=EMAILS | {"Oulu": "O@Example.org"})
    assert [one.method for one in plan_update(told, louder, AUGUST).invitations] == ["REQUEST"] * 4


def test_an_address_that_two_partners_share_keeps_its_meetings_when_one_leaves():
    shared = {"Messina": "m@example.org", "Oulu": "both@example.org", "Limerick": "both@example.org"}
    start = plan_update(None, schedule_of(("Messina", "2019-09-10"), emails=shared), JULY).state
    del shared["Limerick"]
    update = plan_update(start, schedule_of(("Messina", "2019-09-10"), emails=shared), AUGUST)
    assert update.news == ()
    assert "invites/Limerick/Messina.ics" not in update.files


def test_stamps_rise_though_the_clock_is_set_back(told):
    moved = plan_update(told, schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-08")), AUGUST)
    back = plan_update(moved.state, BOTH, JULY)
    assert back.state.meetings[OULU].revision == Revision(2, AUGUST + SECOND)


def test_the_time_is_told_in_whole_seconds_of_utc(told):
    now = datetime(2019, 8, 1, 15, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=3)))
    update = plan_update(told, schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-08")), now)
    assert update.state.meetings[OULU].revision.stamp == datetime(2019, 8, 1, 12, tzinfo=UTC)


def test_without_anybody_who_invites_there_are_no_invitations():
    nobody = schedule_of(("Oulu", "2019-10-01"), emails={"Oulu": None, "Messina": "m@x.org"}, calendars=CalendarStyle())
    update = plan_update(None, nobody, JULY)
    assert update.invitations == ()
    assert "No invitations: nobody sends them; write organizer under [calendars]" in str(update)


def test_without_any_address_there_are_no_invitations():
    update = plan_update(None, schedule_of(("Oulu", "2019-10-01"), emails={"Oulu": None}), JULY)
    assert str(update) == ("New: Oulu, Tue 1 to Wed 2 October 2019\nNo invitations: no partner has an e-mail address")


def test_a_schedule_without_meetings_says_so():
    assert str(plan_update(None, schedule_of(), JULY)).startswith("No meetings.")


def test_a_turn_does_not_take_the_file_of_a_partner_with_a_number():
    schedule = schedule_of(("Oulu", "2019-10-01"), ("Oulu", "2019-11-05"))
    partners = [*schedule.problem.network, evolved(schedule.problem.network["Messina"], name="Oulu-2")]
    network = evolve(schedule.problem.network, partners=partners)
    problem = schedule.problem.replace(network=network)
    twice = Schedule.of(problem, [("Oulu", "2019-10-01"), ("Oulu", "2019-11-05"), ("Oulu-2", "2019-12-03")])
    paths = [one.path for one in plan_update(None, twice, JULY).invitations if one.partner == "Messina"]
    assert paths == ["invites/Messina/Oulu.ics", "invites/Messina/Oulu--2.ics", "invites/Messina/Oulu-2.ics"]


def evolved(partner, **changes):
    kept = ("name", "country", "lat", "lon", "timezone", "email", "language")
    return Partner(**({key: getattr(partner, key) for key in kept} | changes))


def test_the_calendars_are_those_of_the_events(told):
    update = plan_update(told, BOTH, AUGUST)
    assert {name: data for name, data in update.files.items() if "/" not in name} == calendar_files(BOTH)


def test_what_is_told_shows_itself(told):
    assert repr(plan_update(told, BOTH, AUGUST)).startswith("<Update of 'Test'>\nUnchanged: 2 meetings")
