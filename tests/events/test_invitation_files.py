"""Invitations and their cancellations say to one partner what RFC 5546 asks for, and nothing of the others."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar
import pytest
from attrs import evolve

from di4c_schedule.calendar_style import CalendarStyle
from di4c_schedule.errors import ProblemError
from di4c_schedule.events import Revision, appointment_of, cancel_file, organizer_of, request_file
from di4c_schedule.events.uids import meeting_uid
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule

MESSINA = Partner(
    "Messina", country="IT", lat=38.19394, lon=15.55256, timezone="Europe/Rome", email="Lead@messina.example"
)
OULU = Partner("Oulu", country="FI", lat=65.01236, lon=25.46816, timezone="Europe/Helsinki", email="oulu@example.org")
LIMERICK = Partner("Limerick", country="IE", lat=52.66472, lon=-8.62306, timezone="Europe/Dublin")
TOLD = Revision(3, datetime(2019, 8, 1, 12, 30, 5, tzinfo=UTC))


def schedule_of(style=None, partners=(MESSINA, OULU, LIMERICK)):
    network = Network("DI4C", partners, lead=partners[0].name)
    problem = Problem(network, "2019-09-02", "2019-12-20", days=2, calendars=style or CalendarStyle())
    return Schedule.of(problem, [("Messina", "2019-09-05"), ("Oulu", "2019-10-01")])


def only_event(data):
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.events
    assert not event.errors
    return calendar, event


def request(host, partner, style=None):
    schedule = schedule_of(style)
    meeting = next(meeting for meeting in schedule.meetings if meeting.host == host)
    return request_file(schedule, meeting, schedule.problem.network[partner], TOLD)


def cancel(*, whole, style=None):
    schedule = schedule_of()
    told = appointment_of(schedule, schedule.meetings[1])
    return cancel_file(
        "DI4C",
        told,
        TOLD,
        "Messina",
        "lead@messina.example",
        style or CalendarStyle(),
        "di4c@example.org",
        "en",
        whole=whole,
    )


def test_an_invitation_is_one_event_for_one_partner():
    calendar, event = only_event(request("Messina", "Oulu"))
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == meeting_uid("DI4C", "Messina", 1)
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == TOLD.stamp
    assert (str(event.start), str(event.end)) == ("2019-09-05", "2019-09-07")
    assert event["ATTENDEE"] == "mailto:oulu@example.org"
    assert event["ATTENDEE"].params == {
        "CN": "Oulu",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert event["ORGANIZER"] == "mailto:Lead@messina.example"
    assert event["ORGANIZER"].params == {"CN": "DI4C"}


def test_the_host_has_the_chair():
    assert only_event(request("Oulu", "Oulu"))[1]["ATTENDEE"].params["ROLE"] == "CHAIR"


def test_who_invites_has_accepted():
    attendee = only_event(request("Oulu", "Messina"))[1]["ATTENDEE"]
    assert attendee == "mailto:Lead@messina.example"
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("ACCEPTED", "FALSE")
    style = CalendarStyle(organizer="office@di4c.example")
    assert only_event(request("Oulu", "Messina", style))[1]["ATTENDEE"].params["RSVP"] == "TRUE"


def test_the_organizer_of_the_style_comes_before_the_lead():
    style = CalendarStyle(organizer="office@di4c.example", organizer_name="The office")
    organizer = only_event(request("Oulu", "Messina", style))[1]["ORGANIZER"]
    assert organizer == "mailto:office@di4c.example"
    assert organizer.params["CN"] == "The office"


def test_nobody_is_invited_without_an_address_of_both():
    with pytest.raises(ProblemError, match="Limerick cannot be invited; give it an email"):
        request("Oulu", "Limerick")
    alone = schedule_of(partners=(evolve(MESSINA, email=None), OULU))
    assert organizer_of(alone.problem.network, alone.problem.calendars) is None
    with pytest.raises(ProblemError, match="nobody can invite; write organizer"):
        request_file(alone, alone.meetings[0], OULU, TOLD)


def test_a_dropped_meeting_is_cancelled():
    calendar, event = only_event(cancel(whole=True))
    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["UID"] == meeting_uid("DI4C", "Oulu", 1)
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == TOLD.stamp
    assert (str(event.start), str(event.end)) == ("2019-10-01", "2019-10-03")
    assert event["ORGANIZER"] == "mailto:di4c@example.org"
    assert event["ATTENDEE"] == "mailto:lead@messina.example"
    assert event["ATTENDEE"].params == {"CN": "Messina"}


def test_who_is_taken_out_alone_gets_a_cancellation_without_a_status():
    # RFC 5546, 3.2.5: STATUS must not stand there when some attendees are uninvited
    calendar, event = only_event(cancel(whole=False))
    assert calendar["METHOD"] == "CANCEL"
    assert "STATUS" not in event
    assert event["ATTENDEE"] == "mailto:lead@messina.example"


def test_a_message_names_no_other_address():
    data = request("Messina", "Oulu", CalendarStyle(organizer="office@di4c.example"))
    assert data.count(b"@") == 2
