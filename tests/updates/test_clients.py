"""Calendar programs that read the messages of the folder show the meetings of the schedule, whatever was before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from attrs import Factory, define
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule import CalendarStyle, Meeting, Network, Partner, Problem, Schedule
from di4c_schedule.updates import plan_update
from tests.conftest import PLACES

NAMES = ("Messina", "Oulu", "Limerick")
ADDRESSES = (None, "a@example.org", "A@example.org", "b@example.org", "c@example.org")
DAYS = [date(2019, 10, day) for day in (1, 8, 15, 22)]


@define
class Client:
    """A calendar program as RFC 5546, section 2.1.5, has it: what has the higher sequence, then stamp, is the later."""

    versions: dict[str, tuple[int, str]] = Factory(dict)
    shown: dict[str, tuple[str, ...]] = Factory(dict)

    def read(self, messages: list[dict[str, str]]) -> None:
        for one in sorted(messages, key=lambda one: (one["UID"], int(one["SEQUENCE"]), one["DTSTAMP"])):
            uid, version = one["UID"], (int(one["SEQUENCE"]), one["DTSTAMP"])
            if version <= self.versions.get(uid, (-1, "")):
                continue
            self.versions[uid] = version
            self.shown.pop(uid, None)
            if one["METHOD"] == "REQUEST":
                self.shown[uid] = tuple(one[name] for name in ("DTSTART", "DTEND", "STATUS", "LOCATION"))


def message_in(data: bytes) -> dict[str, str]:
    """Read a message line by line."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    values = {}
    for line in lines:
        name, _, value = line.partition(":")
        values.setdefault(name.partition(";")[0], value)
    return values


def addressed(files) -> dict[str, list[dict[str, str]]]:
    """Return the messages of the folder by addresses in small letters."""
    found: dict[str, list[dict[str, str]]] = {}
    for path, data in files.items():
        if path.startswith("invites/"):
            assert data.count(b"BEGIN:VEVENT") == 1
            message = message_in(data)
            found.setdefault(message["ATTENDEE"].removeprefix("mailto:").casefold(), []).append(message)
    return found


def meetings_in(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return what the calendar of the network shows."""
    events = [message_in(event) for event in data.split(b"BEGIN:VEVENT\r\n")[1:]]
    return {one["UID"]: tuple(one[name] for name in ("DTSTART", "DTEND", "STATUS", "LOCATION")) for one in events}


GONE = "gone"
"""In place of an address: the partner is none."""

addresses = st.sampled_from([*ADDRESSES, GONE])
hosts = st.sampled_from(NAMES)
organizers = st.sampled_from(["lead@example.org", "lead@example.org", "other@example.org", None])
slots = st.tuples(
    hosts,
    st.integers(0, 1),
    st.sampled_from(["on site", "online"]),
    st.sampled_from(["confirmed", "tentative"]),
)
edits = st.one_of(
    st.tuples(st.just("address"), hosts, addresses),
    st.tuples(st.just("address"), hosts, addresses),
    st.tuples(st.just("slot"), st.sampled_from(DAYS), st.none() | slots),
    st.tuples(st.just("organizer"), organizers, st.none()),
)
"""Somebody gets another address, leaves or comes back; a day gets another meeting or none; somebody else invites."""


@st.composite
def histories(draw: st.DrawFn) -> list[Schedule]:
    """Draw schedules of which each differs from the one before in one or two things."""
    emails = {name: draw(addresses) for name in NAMES}
    slots_by_day = {day: draw(st.none() | slots) for day in DAYS}
    organizer = draw(organizers)
    found = []
    for changes in draw(st.lists(st.lists(edits, min_size=1, max_size=2), min_size=1, max_size=7)):
        found.append(made(emails, slots_by_day, organizer))
        for kind, what, value in changes:
            if kind == "address":
                emails[what] = value
            elif kind == "slot":
                slots_by_day[what] = value
            else:
                organizer = what
    return [*found, made(emails, slots_by_day, organizer)]


def made(emails, slots_by_day, organizer) -> Schedule:
    names = [name for name in NAMES if name == NAMES[0] or emails[name] != GONE]
    partners = [Partner(name, **PLACES[name], email=None if emails[name] == GONE else emails[name]) for name in names]
    problem = Problem(
        Network("Test", partners, lead=NAMES[0]),
        "2019-09-02",
        "2019-12-20",
        days=1,
        calendars=CalendarStyle(organizer=organizer),
    )
    meetings = [
        Meeting(slot[0], day, day + timedelta(slot[1]), format=slot[2], state=slot[3])
        for day, slot in slots_by_day.items()
        if slot is not None and slot[0] in names
    ]
    return Schedule(problem, meetings)


@settings(max_examples=150, deadline=None)
@given(histories(), st.data())
def test_every_client_shows_exactly_the_meetings_it_is_invited_to(schedules, data):
    now = datetime(2019, 8, 1, tzinfo=UTC)
    state = None
    keen: dict[str, Client] = {}
    lazy: dict[str, Client] = {}
    for schedule in schedules:
        now += timedelta(seconds=data.draw(st.integers(-5, 5)))
        update = plan_update(state, schedule, now)
        state = update.state
        network, style = schedule.problem.network, schedule.problem.calendars
        invites = style.organizer or network[network.lead].email
        held = {one.email.casefold() for one in network if one.email and invites}
        expected = meetings_in(update.files["network.ics"])
        assert len(expected) == len(schedule.meetings)
        for clients in (keen, lazy) if data.draw(st.booleans()) else (keen,):
            for address, messages in addressed(update.files).items():
                clients.setdefault(address, Client()).read(messages)
            for address, client in clients.items():
                assert client.shown == (expected if address in held else {}), address
        assert held <= set(keen) or not expected


@settings(max_examples=100, deadline=None)
@given(histories())
def test_what_did_not_change_is_not_told_again(schedules):
    now = datetime(2019, 8, 1, tzinfo=UTC)
    state = None
    for schedule in schedules:
        before = state
        update = plan_update(state, schedule, now)
        again = plan_update(update.state, schedule, now + timedelta(days=1))
        assert (again.state, again.news, again.files) == (update.state, (), update.files)
        assert {change.kind for change in again.changes} <= {"unchanged"}
        for uid, known in update.state.meetings.items():
            earlier = before.meetings.get(uid) if before else None
            if earlier is None:
                assert known.revision.sequence == 0
            elif known.revision != earlier.revision:
                # who was taken out alone was told a later version than the others
                assert known.revision.sequence == max(one.sequence for one in earlier.told) + 1
        state = update.state
