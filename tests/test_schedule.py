from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from di4c_schedule.dates import DateRange
from di4c_schedule.errors import ProblemError, ScheduleError
from di4c_schedule.forms import Turn
from di4c_schedule.goals import Early, Late
from di4c_schedule.network import Network
from di4c_schedule.schedule import Meeting, Schedule

from .pages import Page


@pytest.fixture
def schedule(two_partners):
    """Messina in September, Oulu across the end of September and in October."""
    problem = two_partners.adding(Early(), Late(level=2))
    return Schedule.of(problem, [("Oulu", "2019-10-15"), ("Messina", "2019-09-10"), ("Oulu", date(2019, 9, 30))])


def test_meetings_are_sorted_by_date_and_numbered_from_one(schedule):
    assert [(meeting.position, meeting.host, meeting.start.isoformat()) for meeting in schedule.meetings] == [
        (1, "Messina", "2019-09-10"),
        (2, "Oulu", "2019-09-30"),
        (3, "Oulu", "2019-10-15"),
    ]


def test_meetings_take_as_many_days_as_the_problem_says(schedule, two_partners):
    assert schedule.meetings[1].dates == DateRange("2019-09-30", "2019-10-01")
    assert Schedule.of(two_partners.replace(days=1), [("Oulu", "2019-10-01")]).meetings[0].last == date(2019, 10, 1)


def test_meetings_are_found_by_host_and_by_first_day(schedule):
    assert [meeting.position for meeting in schedule.hosted_by("Oulu")] == [2, 3]
    assert schedule.hosted_by(None) == list(schedule.meetings)
    assert [meeting.position for meeting in schedule.starting_in(DateRange.parse("2019-10"))] == [3]
    assert [meeting.position for meeting in schedule.starting_in(DateRange.parse("2019-09"))] == [1, 2]


def test_turns_of_a_host_are_counted_from_one(schedule):
    assert [schedule.turn(meeting) for meeting in schedule.meetings] == [1, 1, 2]


def test_each_meeting_comes_with_the_next(schedule):
    assert [(one.position, other.position) for one, other in schedule.consecutive()] == [(1, 2), (2, 3)]


def test_goals_are_measured_in_their_order(schedule):
    # 8, 28 and 43 days after Mon 2 September; Fri 20 December is the day 109
    assert schedule.goal_values == (8 + 28 + 43, 3 * 109 - 79)


def test_schedules_of_the_same_meetings_are_equal(two_partners):
    one = Schedule.of(two_partners, [("Oulu", "2019-10-15"), ("Messina", "2019-09-10")])
    assert one == Schedule.of(two_partners, [("Messina", "2019-09-10"), ("Oulu", "2019-10-15")])
    assert one != Schedule.of(two_partners, [("Messina", "2019-09-10"), ("Oulu", "2019-10-16")])


@pytest.mark.parametrize(
    ("start", "last", "text"),
    [
        ("2019-10-01", "2019-10-02", "Oulu, Tue 1 to Wed 2 October 2019"),
        ("2019-10-01", "2019-10-01", "Oulu, Tue 1 October 2019"),
        ("2019-09-30", "2019-10-01", "Oulu, Mon 30 September to Tue 1 October 2019"),
        ("2019-12-31", "2020-01-01", "Oulu, Tue 31 December 2019 to Wed 1 January 2020"),
        ("2019-12-31", "2020-12-31", "Oulu, Tue 31 December 2019 to Thu 31 December 2020"),
    ],
)
def test_meeting_reads_as_a_person_writes_it(start, last, text):
    assert str(Meeting("Oulu", start, last)) == text


def test_schedule_reads_as_a_list(schedule):
    lines = [
        "1. Messina, Tue 10 to Wed 11 September 2019",
        "2. Oulu, Mon 30 September to Tue 1 October 2019",
        "3. Oulu, Tue 15 to Wed 16 October 2019",
    ]
    assert str(schedule).splitlines() == lines
    assert repr(schedule).splitlines() == ["<Schedule of 3 meetings for 'Test'>", *lines]


def test_rows_have_city_and_country(schedule):
    assert schedule.to_rows()[1] == {
        "position": 2,
        "host": "Oulu",
        "city": "Oulu",
        "country": "FI",
        "first": date(2019, 9, 30),
        "last": date(2019, 10, 1),
        "format": "on site",
        "state": "confirmed",
    }


def test_frame_has_a_row_for_each_meeting(schedule):
    frame = schedule.to_frame()
    assert frame["host"].tolist() == ["Messina", "Oulu", "Oulu"]
    assert frame["first"].tolist() == [pd.Timestamp(text) for text in ("2019-09-10", "2019-09-30", "2019-10-15")]
    assert frame["last"].dt.day.tolist() == [11, 1, 16]
    assert str(frame["position"].dtype) == "int64"


def test_frame_of_no_meetings_has_the_same_columns(schedule, two_partners):
    empty = Schedule.of(two_partners, []).to_frame()
    assert len(empty) == 0
    assert list(empty.columns) == list(schedule.to_frame().columns)
    assert empty.dtypes["first"] == schedule.to_frame().dtypes["first"]


def test_html_escapes_names(two_partners, partner):
    network = Network("<b>", [partner("Messina"), partner("Oulu")], lead="Oulu")
    html = Schedule.of(two_partners.replace(network=network), [("Oulu", "2019-10-01")])._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "Tue 1 October 2019" in html


def test_every_unknown_host_is_told_the_nearest(two_partners):
    with pytest.raises(ScheduleError) as caught:
        Schedule.of(two_partners, [("Mesina", "2019-09-10"), ("Oulu", "2019-09-30"), ("Olu", "2019-10-15")])
    assert [(mistake.key, mistake.message) for mistake in caught.value.mistakes] == [
        ("meetings[1].host", 'unknown partner "Mesina", did you mean "Messina"?'),
        ("meetings[3].host", 'unknown partner "Olu", did you mean "Oulu"?'),
    ]


def test_day_that_is_none_is_told_what_to_write(two_partners):
    with pytest.raises(ProblemError, match="expected a day such as 2020-02-11, got '1 October'"):
        Schedule.of(two_partners, [("Oulu", "1 October")])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"last": "2019-09-30"}, "Oulu: the last day, 2019-09-30, comes before the first, 2019-10-01"),
        ({"format": "onsite"}, 'Oulu: unknown word "onsite", did you mean "on site"?'),
        ({"state": "cancelled"}, 'Oulu: unknown word "cancelled", expected one of: confirmed, tentative'),
    ],
)
def test_wrong_meeting_is_told_what_to_write(arguments, message):
    with pytest.raises(ScheduleError) as caught:
        Meeting(**({"host": "Oulu", "start": "2019-10-01", "last": "2019-10-02"} | arguments))
    assert str(caught.value) == message


def test_a_notebook_tells_remarks_only_where_there_are_some(two_partners):
    starts = [("Messina", "2019-09-10"), ("Oulu", "2019-10-01")]
    assert Page(Schedule.of(two_partners, starts)._repr_html_()).rows == [
        ["", "host", "first day", "last day"],
        ["1", "Messina", "Tue 10 September 2019", "Wed 11 September 2019"],
        ["2", "Oulu", "Tue 1 October 2019", "Wed 2 October 2019"],
    ]
    online = two_partners.replace(turns=[Turn("Oulu", format="online", state="tentative")])
    rows = Page(Schedule.of(online, starts)._repr_html_()).rows
    assert [row[-1] for row in rows] == ["remark", "", "online, tentative"]
