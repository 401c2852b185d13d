"""The folder of calendars tells which meetings were cancelled, and in which version."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from di4c_schedule.events import meeting_uid
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.server import publish_calendar
from di4c_schedule.updates import write_calendars
from tests.server.calendar_server import CREDENTIALS, CalendarServer


def titles(events: tuple[object, ...]) -> list[str]:
    return [str(one) for one in events]


def plan(problem: Problem, *meetings: tuple[str, str]) -> Schedule:
    return Schedule.of(problem, list(meetings))


def test_a_meeting_that_the_folder_knows_as_cancelled_is_deleted_even_if_somebody_changed_it(
    server: CalendarServer, tmp_path: Path, problem_of: Callable[..., Problem]
) -> None:
    three = problem_of("Messina", "Oulu", "Limerick")
    write_calendars(
        plan(three, ("Messina", "2019-09-05"), ("Oulu", "2019-10-01"), ("Limerick", "2019-11-19")),
        tmp_path,
        now=datetime(2019, 6, 1, tzinfo=UTC),
    )
    publish_calendar(tmp_path, server.url, CREDENTIALS, create=True)
    name = f"{meeting_uid('Test', 'Limerick', 1)}.ics"
    mark = re.compile("X-DI4C-SCHEDULE:.*\r\n")
    # Some servers do not keep what they do not know.
    assert server.put(name, mark.sub("", server.get(name)).replace("in Limerick", "in Cork")) == 204
    write_calendars(
        plan(three, ("Messina", "2019-09-05"), ("Oulu", "2019-10-01")),
        tmp_path,
        now=datetime(2019, 7, 1, tzinfo=UTC),
    )
    report = publish_calendar(tmp_path, server.url, CREDENTIALS)
    assert titles(report.deleted) == ["Test meeting in Cork (2019-11-19)"]
    assert name not in server.stored()


def test_a_cancelled_meeting_that_somebody_changed_later_is_told(
    server: CalendarServer, tmp_path: Path, problem_of: Callable[..., Problem]
) -> None:
    two = problem_of("Messina", "Oulu")
    write_calendars(plan(two, ("Messina", "2019-09-05"), ("Oulu", "2019-10-01")), tmp_path)
    publish_calendar(tmp_path, server.url, CREDENTIALS, create=True)
    name = f"{meeting_uid('Test', 'Oulu', 1)}.ics"
    assert server.put(name, server.get(name).replace("SEQUENCE:0", "SEQUENCE:9")) == 204
    write_calendars(plan(two, ("Messina", "2019-09-05")), tmp_path)
    report = publish_calendar(tmp_path, server.url, CREDENTIALS)
    assert titles(report.conflicts) == [
        "Test meeting in Oulu (2019-10-01): it is not in the plan any more, but somebody changed it on the server; "
        "delete it there"
    ]
    assert name in server.stored()


def test_days_of_travel_that_fall_away_are_deleted(
    server: CalendarServer, tmp_path: Path, problem_of: Callable[..., Problem]
) -> None:
    two = problem_of("Messina", "Oulu")
    write_calendars(plan(two, ("Messina", "2019-09-05"), ("Oulu", "2019-10-01")), tmp_path)
    publish_calendar(tmp_path, server.url, CREDENTIALS, partner="Messina", create=True)
    mark = re.compile("X-DI4C-SCHEDULE:.*\r\n")
    for name in server.stored():
        assert server.put(name, mark.sub("", server.get(name))) == 204
    write_calendars(plan(two, ("Messina", "2019-09-05")), tmp_path)
    report = publish_calendar(tmp_path / "Messina.ics", server.url, CREDENTIALS)
    assert titles(report.deleted) == [
        "Travel to Oulu (2019-09-29)",
        "Test meeting in Oulu (2019-10-01)",
        "Travel home from Oulu (2019-10-03)",
    ]
