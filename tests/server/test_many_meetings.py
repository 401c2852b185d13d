"""500 meetings on one server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from di4c_schedule.server import publish_calendar
from di4c_schedule.server.meetings import meetings_in
from tests.server.calendar_server import CREDENTIALS, CalendarServer, calendar, event

FolderOf = Callable[..., Path]


def meetings(sequence: int = 0, shift: int = 0) -> list[str]:
    """Return 500 meetings; every tenth is later by some days in a later version."""
    events = []
    for number in range(500):
        moved = shift and number % 10 == 0
        start = date(2020, 1, 1) + timedelta(days=3 * number + (shift if moved else 0))
        later = {"sequence": sequence, "stamp": "20190601T000000Z"} if moved else {}
        events.append(event(f"meeting-{number}", f"{start:%Y%m%d}", **later))  # type: ignore[arg-type]
    return events


def test_of_500_meetings_only_what_changed_is_written_with_one_request_each(
    server: CalendarServer, folder_of: FolderOf
) -> None:
    everything = meetings()
    publish_calendar(folder_of(), server.url, CREDENTIALS, create=True)
    # Radicale reads its whole folder for every new event; so most are put there as if they had been sent before.
    _, stored = meetings_in(calendar(*everything[:480]), "before")
    for uid, meeting in stored.items():
        (server.storage / f"{uid}.ics").write_text(meeting.resource("DI4C"), "utf-8", newline="")
    report = publish_calendar(folder_of(*everything), server.url, CREDENTIALS)
    assert (len(report.created), len(report.unchanged)) == (20, 480)

    assert server.put("birthday.ics", calendar(event("birthday", "20200101"))) == 201
    before = server.log.count("request for")
    report = publish_calendar(folder_of(*meetings(1, 1)[:480]), server.url, CREDENTIALS)
    assert (len(report.updated), len(report.deleted), len(report.unchanged)) == (48, 20, 432)
    # What is there is seen by two requests.
    assert server.log.count("request for") - before == 48 + 20 + 2
    assert len(server.stored()) == 481
    assert str(report).splitlines()[0].endswith("and 36 more.")
