"""The timeline holds every meeting and every holiday of a host, on the right day."""

import pytest

from di4c_schedule import Network, Problem, Schedule
from di4c_schedule.display import timeline
from di4c_schedule.rules import Busy
from tests.busy_calendars import busy_calendar
from tests.problems import PARTNERS

DAY = 86_400_000


@pytest.fixture
def drawn():
    problem = Problem(Network("<b>Tiny</b>", PARTNERS, lead="Messina"), "2019-11-25", "2019-12-15", days=2)
    return timeline(Schedule.of(problem, [("Oulu", "2019-12-10"), ("Messina", "2019-11-26")])).to_dict()


def test_a_meeting_begins_at_midnight_and_ends_after_its_last_day(drawn):
    values = drawn["layer"][1]["data"]["values"]
    oulu = next(value for value in values if value["host"] == "Oulu")
    assert oulu["first"] == 18_240 * DAY  # 10 December 2019 is day 18,240 since 1 January 1970
    assert oulu["end"] - oulu["first"] == 2 * DAY


def test_the_holidays_of_the_hosts_are_marked_and_nobody_elses(drawn):
    values = drawn["layer"][0]["data"]["values"]
    assert ("Oulu", "Independence Day") in [(value["host"], value["name"]) for value in values]
    assert {value["host"] for value in values} <= {"Messina", "Oulu"}


def test_busy_days_of_the_hosts_are_marked_without_what_they_are_busy_with():
    # Independence Day, Fri 6 December 2019, is both a holiday and busy: it is a holiday
    calendar = busy_calendar(("2019-12-05", "2019-12-06", "Surgery"))
    rules = [Busy("Oulu", calendar), Busy("Botoșani", calendar)]
    problem = Problem(Network("Tiny", PARTNERS, lead="Messina"), "2019-11-25", "2019-12-15", rules=rules)
    drawn = timeline(Schedule.of(problem, [("Oulu", "2019-12-10")])).to_dict()
    assert [(day["day"], day["name"]) for day in drawn["layer"][0]["data"]["values"]] == [
        ("Thu 5 December 2019", "busy"),
        ("Fri 6 December 2019", "Independence Day"),
    ]
    assert drawn["title"]["subtitle"].endswith("Grey: a busy day.")
    assert "Surgery" not in str(drawn)


def test_hosts_stand_in_the_order_of_their_meetings(drawn):
    assert drawn["layer"][1]["encoding"]["y"]["sort"] == ["Messina", "Oulu"]


def test_the_picture_is_drawn_without_a_network(tmp_path):
    problem = Problem(Network("Tiny", PARTNERS, lead="Messina"), "2019-11-25", "2019-12-15", days=2)
    timeline(Schedule.of(problem, [("Oulu", "2019-12-10")])).save(str(tmp_path / "plan.svg"))
    assert "Oulu" in (tmp_path / "plan.svg").read_text()
