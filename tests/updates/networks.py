"""Networks and schedules for the tests of updates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from di4c_schedule import CalendarStyle, Network, Partner, Problem, Schedule
from tests.conftest import PLACES

JULY = datetime(2019, 7, 1, 12, tzinfo=UTC)
AUGUST = datetime(2019, 8, 1, 12, tzinfo=UTC)
FIRST = datetime(2018, 1, 1, tzinfo=UTC)
"""Stamp of what nobody was told of: a year before the window of 2019."""

EMAILS = {"Messina": "m@example.org", "Oulu": "o@example.org", "Limerick": None}


def schedule_of(
    *starts: tuple[str, str], emails: dict[str, str | None] = EMAILS, name: str = "Test", **changes: Any
) -> Schedule:
    """Return a schedule of partners with e-mail addresses, two-day meetings; the first partner leads."""
    partners = [Partner(one, **PLACES[one], email=email) for one, email in emails.items()]
    style = changes.pop("calendars", CalendarStyle(organizer="lead@example.org"))
    problem = Problem(
        Network(name, partners, lead=partners[0].name), "2019-09-02", "2019-12-20", days=2, calendars=style, **changes
    )
    return Schedule.of(problem, starts)
