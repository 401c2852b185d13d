"""Published meetings, in every form in which they are given."""

from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import Meeting, Schedule
from di4c_schedule.errors import ProblemError
from di4c_schedule.slots import Slot, published_slots

OULU, MESSINA = Slot("Oulu", date(2019, 10, 8)), Slot("Messina", date(2019, 9, 10))


@pytest.mark.parametrize(
    "meetings",
    [
        [OULU, MESSINA],
        [("Oulu", "2019-10-08"), ["Messina", date(2019, 9, 10)]],
        [{"host": "Oulu", "first": date(2019, 10, 8)}, {"first": "2019-09-10", "host": " Messina "}],
        [Meeting("Oulu", "2019-10-08", "2019-10-09"), Meeting("Messina", "2019-09-10", "2019-09-13")],
        (("Messina", "2019-09-10"), OULU),
        iter([OULU, MESSINA]),
    ],
)
def test_meetings_in_many_forms_are_slots_in_date_order(meetings):
    assert published_slots(meetings) == (MESSINA, OULU)


def test_a_schedule_is_its_meetings(two_partners):
    schedule = Schedule.of(two_partners, [("Oulu", "2019-10-08"), ("Messina", "2019-09-10")])
    assert published_slots(schedule) == (MESSINA, OULU)


def test_meetings_on_one_day_come_in_the_order_of_their_names():
    assert published_slots([("Oulu", "2019-10-08"), ("Messina", "2019-10-08")])[0].host == "Messina"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], r'there is no meeting; give a schedule, or meetings such as \{host = "Oulu", first = 2019-10-08\}'),
        (7, "expected a schedule, or meetings such as .*, got 7"),
        (None, "expected a schedule"),
        ({"host": "Oulu", "first": "2019-10-08"}, "expected a schedule"),
        ("published.csv", "got 'published.csv'; only a problem file may name a file here"),
        ([("Oulu",)], r"\[1\]: expected a host and a first day, got \('Oulu',\)"),
        ([OULU, "Messina"], r"\[2\]: expected a host and a first day, got 'Messina'"),
        ([OULU, OULU], "Oulu on Tue 8 October 2019 stands twice; leave one out"),
        (
            [{"host": "Oulu", "first": "2019-10-08", "frist": 1}],
            r'\[1\].frist: unknown key "frist", did you mean "first"',
        ),
        ([{"host": "Oulu"}], r"\[1\].first: missing; write first = …"),
    ],
)
def test_what_is_no_meeting_is_told(value, message):
    with pytest.raises(ProblemError, match=message):
        published_slots(value)


def test_all_mistakes_are_told_at_once():
    with pytest.raises(ProblemError) as caught:
        published_slots([("", "2019-10-32"), OULU, {"first": "2019-09-10", "hosts": "Messina"}])
    assert [mistake.key for mistake in caught.value.mistakes] == ["[1].host", "[1].first", "[3].hosts", "[3].host"]


def test_a_slot_is_written_as_a_file_has_it():
    assert OULU.as_toml() == {"host": "Oulu", "first": date(2019, 10, 8)}
