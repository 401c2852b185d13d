"""What calendars and invitations say: hours, links, reminders, languages, and reasons that stay true."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from attrs import evolve

from di4c_schedule.calendar_style import CalendarStyle
from di4c_schedule.events import Revision, appointment_of, calendar_files, cancel_file, first_revision, request_file
from di4c_schedule.events.times import begin_of, end_of
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule

HOURS = CalendarStyle(begin="09:00", end="17:00")
REVISION = Revision(1, datetime(2019, 8, 1, tzinfo=UTC))


def partners(**languages):
    return [
        Partner("Messina", country="IT", lat=38.19394, lon=15.55256, timezone="Europe/Rome",
                email="messina@example.org", language=languages.get("Messina")),
        Partner("Oulu", country="FI", lat=65.01236, lon=25.46816, timezone="Europe/Helsinki",
                email="oulu@example.org", language=languages.get("Oulu")),
        Partner("Botoșani", country="RO", lat=47.75, lon=26.66667, timezone="Europe/Bucharest",
                language=languages.get("Botoșani")),
    ]  # fmt: skip


def schedule_of(style=None, starts=None, form="on site", days=2, **languages):
    network = Network("DI4C", partners(**languages), lead="Messina")
    problem = Problem(network, "2019-09-02", "2020-04-30", days=days, calendars=style or CalendarStyle())
    starts = starts or [("Messina", "2019-09-05"), ("Oulu", "2019-10-01"), ("Botoșani", "2019-11-05")]
    schedule = Schedule.of(problem, starts)
    return evolve(schedule, meetings=[evolve(one, format=form) for one in schedule.meetings])


def events_in(data):
    return [event for event in icalendar.Calendar.from_ical(data).events if "RELATED-TO" not in event]


def event_of(schedule, host, file="network.ics"):
    index = [meeting.host for meeting in schedule.meetings].index(host)
    return events_in(calendar_files(schedule)[file])[index]


def invitation(schedule, host, partner="Oulu"):
    meeting = next(meeting for meeting in schedule.meetings if meeting.host == host)
    return request_file(schedule, meeting, schedule.problem.network[partner], REVISION)


def test_hours_are_those_of_the_clock_at_the_host_on_each_day():
    event = event_of(schedule_of(HOURS), "Oulu")
    assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == "Europe/Helsinki"
    assert event.start == datetime(2019, 10, 1, 6, tzinfo=UTC)
    assert event.end == datetime(2019, 10, 1, 14, tzinfo=UTC)
    assert event["RRULE"] == {"FREQ": ["DAILY"], "COUNT": [2]}


def test_one_day_with_hours_is_not_repeated():
    event = event_of(schedule_of(HOURS, days=1), "Oulu")
    assert "RRULE" not in event
    assert event.end == datetime(2019, 10, 1, 14, tzinfo=UTC)


def test_days_of_travel_stay_whole_days():
    calendar = icalendar.Calendar.from_ical(calendar_files(schedule_of(HOURS))["Messina.ics"])
    ways = [event for event in calendar.events if "RELATED-TO" in event]
    assert [event.start for event in ways[:2]] == [date(2019, 9, 29), date(2019, 10, 3)]
    assert all("RRULE" not in event for event in ways)


def test_days_of_travel_can_be_left_out():
    files = calendar_files(schedule_of(CalendarStyle(travel_days=False)))
    assert all(b"RELATED-TO" not in data for data in files.values())


def at_night(day, begin, end):
    """Return a meeting of one day in Messina, where clocks go forward on 29 March and back on 27 October."""
    schedule = schedule_of(CalendarStyle(begin=begin, end=end), [("Messina", day)], days=1)
    return appointment_of(schedule, schedule.meetings[0])


@pytest.mark.parametrize(
    ("day", "begin", "end", "first", "last"),
    [
        # twice on the clock: the first time is meant, in summer time
        ("2019-10-27", "02:30", "04:00", datetime(2019, 10, 27, 0, 30), datetime(2019, 10, 27, 3, 0)),
        # never on the clock: counted as if it still were winter time, so 3:30 of summer time
        ("2020-03-29", "02:30", "05:00", datetime(2020, 3, 29, 1, 30), datetime(2020, 3, 29, 3, 0)),
        # the end would come before the beginning: it moves by the same hour
        ("2020-03-29", "02:30", "03:15", datetime(2020, 3, 29, 1, 30), datetime(2020, 3, 29, 2, 15)),
    ],
)
def test_hours_of_a_night_on_which_clocks_are_set(day, begin, end, first, last):
    appointment = at_night(day, begin, end)
    assert begin_of(appointment).astimezone(UTC).replace(tzinfo=None) == first
    assert end_of(appointment).astimezone(UTC).replace(tzinfo=None) == last


def test_iceland_keeps_the_name_of_its_zone():
    reykjavik = Partner("Reykjavík", country="IS", lat=64.1, lon=-21.9, timezone="Atlantic/Reykjavik")
    problem = Problem(Network("North", [reykjavik], lead="Reykjavík"), "2019-09-02", "2019-12-20", calendars=HOURS)
    data = calendar_files(Schedule.of(problem, [("Reykjavík", "2019-10-01")]))["network.ics"]
    assert b"DTSTART;TZID=Atlantic/Reykjavik:20191001T090000\r\n" in data
    assert b"TZID:Atlantic/Reykjavik\r\n" in data


def test_reminders_come_so_many_days_before():
    event = event_of(schedule_of(CalendarStyle(alarms=[1, 14, 0])), "Oulu")
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [
        timedelta(days=-14),
        timedelta(days=-1),
        timedelta(0),
    ]
    assert {str(alarm["DESCRIPTION"]) for alarm in event.walk("VALARM")} == {"DI4C meeting in Oulu"}
    assert {alarm["ACTION"] for alarm in event.walk("VALARM")} == {"DISPLAY"}


def test_the_reminder_of_a_repeated_day_rings_once():
    # relative to an event that is repeated, it would ring for the second day, too
    event = event_of(schedule_of(evolve(HOURS, alarms=[14])), "Oulu")
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == datetime(2019, 9, 17, 6, tzinfo=UTC)
    single = event_of(schedule_of(evolve(HOURS, alarms=[14]), days=1), "Oulu")
    assert single.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-14)


LINKED = CalendarStyle(
    url="https://di4c.example",
    link="https://meet.example/all",
    links={"Oulu": "https://meet.example/oulu?a=b,c;d"},
)


def test_an_online_meeting_says_where_to_click():
    event = event_of(schedule_of(LINKED, form="online"), "Oulu")
    assert event["SUMMARY"] == "DI4C online meeting hosted by Oulu"
    assert event["LOCATION"] == "Online"
    assert event["URL"] == event["CONFERENCE"] == "https://meet.example/oulu?a=b,c;d"
    assert event["CONFERENCE"].params == {"VALUE": "URI", "FEATURE": "VIDEO"}
    assert "Join online: https://meet.example/oulu?a=b,c;d" in event["DESCRIPTION"].splitlines()
    assert "https://di4c.example" in event["DESCRIPTION"].splitlines()
    assert event_of(schedule_of(LINKED, form="online"), "Messina")["URL"] == "https://meet.example/all"


def test_a_meeting_on_site_has_the_page_of_the_network_and_no_link():
    data = calendar_files(schedule_of(LINKED))["network.ics"]
    assert b"meet.example" not in data
    assert data.count(b"URL:https://di4c.example\r\n") == 3


def test_each_partner_reads_its_own_language_and_the_network_reads_that_of_the_style():
    files = calendar_files(schedule_of(CalendarStyle(language="it"), Oulu="fi", Botoșani="ro"))
    titles = {name: str(events_in(data)[1]["SUMMARY"]) for name, data in files.items()}
    assert titles == {
        "network.ics": "Riunione DI4C: Oulu",
        "Messina.ics": "Riunione DI4C: Oulu",
        "Oulu.ics": "DI4C: kokous, Oulu",
        "Botosani.ics": "Întâlnire DI4C la Oulu",
    }
    assert events_in(files["Botosani.ics"])[0]["LOCATION"] == "Messina, Italia"
    assert events_in(files["Oulu.ics"])[1]["LOCATION"] == "Oulu, Suomi"


def test_an_invitation_and_its_end_speak_the_language_of_the_partner():
    schedule = schedule_of(Oulu="ro")
    (event,) = events_in(invitation(schedule, "Messina"))
    assert event["SUMMARY"] == "Întâlnire DI4C la Messina"
    assert event["DESCRIPTION"].splitlines() == [
        "Gazdă: Messina.",
        "Nicio sărbătoare legală la gazdă în aceste zile.",
    ]
    told = appointment_of(schedule, schedule.meetings[0])
    data = cancel_file("DI4C", told, REVISION, "Oulu", "o@x.example", CalendarStyle(), "m@x.example", "lv", whole=True)
    assert events_in(data)[0]["SUMMARY"] == "DI4C sanāksme: Messina"
    assert events_in(data)[0]["LOCATION"] == "Messina, Itālija"


def test_words_of_ones_own_are_used_in_every_text():
    words = {"de": {"title": "{network}-Treffen in {city}", "way_out": "Reise nach {city}"}}
    data = calendar_files(schedule_of(CalendarStyle(words=words), Messina="de"))["Messina.ics"].decode()
    assert "SUMMARY:DI4C-Treffen in Oulu\r\n" in data
    assert "SUMMARY:Reise nach Oulu\r\n" in data


def test_a_calendar_says_why_a_meeting_is_when_it_is():
    # the last day of the meeting before is 6 September, the first of the next one 5 November
    assert event_of(schedule_of(), "Oulu")["DESCRIPTION"].splitlines() == [
        "Meeting 2 of 3, hosted by Oulu.",
        "No public holiday at any partner on these days.",
        "Days since the previous meeting (Messina): 25.",
        "Days until the next meeting (Botoșani): 34.",
    ]


def test_a_holiday_somewhere_is_not_denied():
    # 1 November is a holiday in Italy, 6 December in Finland, neither in Romania
    elsewhere = schedule_of(starts=[("Botoșani", "2019-10-31"), ("Oulu", "2019-12-05")])
    assert "No public holiday at the host on these days." in event_of(elsewhere, "Botoșani")["DESCRIPTION"]
    assert "holiday" not in event_of(elsewhere, "Oulu")["DESCRIPTION"]


def test_years_without_holiday_data_are_not_said_to_have_none():
    schedule = schedule_of()
    far = evolve(schedule, meetings=[evolve(schedule.meetings[0], start=date(2400, 1, 3), last=date(2400, 1, 4))])
    assert "holiday" not in event_of(far, "Messina")["DESCRIPTION"]


def test_an_invitation_stays_the_same_when_other_meetings_move():
    # whoever holds it is told nothing of the others, so it must say nothing of them
    before = schedule_of()
    after = schedule_of(starts=[("Botoșani", "2019-09-10"), ("Oulu", "2019-10-01"), ("Messina", "2019-12-10")])
    assert invitation(before, "Oulu", "Messina") == invitation(after, "Oulu", "Messina")


def test_calendars_follow_when_other_meetings_move():
    after = schedule_of(starts=[("Botoșani", "2019-09-10"), ("Oulu", "2019-10-01"), ("Messina", "2019-12-10")])
    assert "Days since the previous meeting (Botoșani): 20." in event_of(after, "Oulu")["DESCRIPTION"]


def test_each_meeting_has_the_version_that_is_told():
    schedule = schedule_of()
    uid = appointment_of(schedule, schedule.meetings[1]).uid
    data = calendar_files(schedule, {uid: Revision(3, datetime(2019, 8, 1, 12, 30, 5, tzinfo=UTC))})["network.ics"]
    assert [event["SEQUENCE"] for event in events_in(data)] == [0, 3, 0]
    assert data.count(b"DTSTAMP:20190801T123005Z\r\nLAST-MODIFIED:20190801T123005Z\r\nSEQUENCE:3\r\n") == 1
    assert first_revision(schedule.problem).stamp == datetime(2018, 1, 1, tzinfo=UTC)


def test_a_cancellation_of_hours_names_them_with_their_zone():
    schedule = schedule_of(HOURS)
    told = appointment_of(schedule, schedule.meetings[1])
    data = cancel_file("DI4C", told, REVISION, "Oulu", "o@x.example", CalendarStyle(), "m@x.example", "en", whole=False)
    (event,) = events_in(data)
    assert event.start == datetime(2019, 10, 1, 6, tzinfo=UTC)
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Helsinki\r\n" in data
    assert told.begin == time(9)


def test_calendars_name_no_address_of_anybody():
    style = evolve(LINKED, organizer="office@example.org", organizer_name="Office")
    for data in calendar_files(schedule_of(style, form="hybrid")).values():
        assert b"@" not in data
        assert b"Office" not in data
