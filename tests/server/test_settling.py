"""Other programs write into the calendar, before and while it is published."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from di4c_schedule.server import ServerReport, publish_calendar
from tests.server.calendar_server import CREDENTIALS, CalendarServer, calendar, event

FolderOf = Callable[..., Path]

OULU, MESSINA = event("oulu", "20191001"), event("messina", "20190905")
MOVED = event("oulu", "20191008", sequence=1, stamp="20190601T120000Z")


def publish(folder: Path, server: CalendarServer, **more: object) -> ServerReport:
    return publish_calendar(folder, server.url, CREDENTIALS, create=True, **more)  # type: ignore[arg-type]


def edit(server: CalendarServer, name: str, old: str, new: str) -> None:
    """Change an event on the server as another program does."""
    text = server.get(name)
    assert old in text
    assert server.put(name, text.replace(old, new)) == 204


def test_a_change_of_others_in_the_same_version_is_kept_and_told(server: CalendarServer, folder_of: FolderOf) -> None:
    folder = folder_of(OULU)
    publish(folder, server)
    edit(server, "oulu.ics", "SUMMARY:Meeting oulu", "SUMMARY:Lunch")
    report = publish(folder, server)
    [conflict] = report.conflicts
    assert str(conflict) == (
        "Meeting oulu (2019-10-01): somebody changed it on the server, and there is no later version here; take the "
        "change over into the plan, or delete the event on the server, and publish again"
    )
    assert str(report) == f"Not touched: {conflict}."
    assert "SUMMARY:Lunch" in server.get("oulu.ics")


def test_a_later_version_of_the_plan_is_written_over_a_change_of_others(
    server: CalendarServer, folder_of: FolderOf
) -> None:
    publish(folder_of(OULU), server)
    edit(server, "oulu.ics", "SUMMARY:Meeting oulu", "SUMMARY:Lunch")
    assert len(publish(folder_of(MOVED), server).updated) == 1
    assert "20191008" in server.get("oulu.ics")


@pytest.mark.parametrize(
    ("old", "new"),
    [("SEQUENCE:0", "SEQUENCE:2"), ("DTSTAMP:20190101T000000Z", "DTSTAMP:20261128T100000Z")],
)
def test_a_later_version_on_the_server_is_never_overwritten(
    server: CalendarServer, folder_of: FolderOf, old: str, new: str
) -> None:
    publish(folder_of(OULU), server)
    edit(server, "oulu.ics", old, new)
    words = event("oulu", "20191001", summary="Treffen")
    report = publish(folder_of(words), server)
    assert [one.reason.split(";")[0] for one in report.conflicts] == ["somebody changed it on the server later"]
    assert new in server.get("oulu.ics")


def test_an_older_plan_does_not_overwrite_a_later_one(server: CalendarServer, folder_of: FolderOf) -> None:
    publish(folder_of(MOVED), server)
    report = publish(folder_of(OULU), server)
    assert [one.reason.split(";")[0] for one in report.conflicts] == ["a later version of it is on the server"]
    assert "SEQUENCE:1" in server.get("oulu.ics")


def test_an_event_that_others_change_between_reading_and_writing_is_looked_at_again(
    server: CalendarServer, folder_of: FolderOf
) -> None:
    publish(folder_of(OULU, MESSINA), server)
    new = (event("messina", "20190906", sequence=1, stamp="20190601T120000Z"), MOVED)

    def interfere(done: int, _: int) -> None:
        # Meanwhile somebody moves the one that is not written yet: in a version later than that of the plan.
        if done == 1:
            rest = "oulu" if "SEQUENCE:1" in server.get("messina.ics") else "messina"
            edit(server, f"{rest}.ics", "SEQUENCE:0", "SEQUENCE:7")

    report = publish(folder_of(*new), server, progress=interfere)
    assert (len(report.updated), len(report.conflicts)) == (1, 1)
    assert [text for text in server.stored().values() if "SEQUENCE:7" in text]
    assert "412 Precondition Failed" in server.log


def test_a_change_of_others_that_is_older_is_overwritten_after_a_second_look(
    server: CalendarServer, folder_of: FolderOf
) -> None:
    publish(folder_of(OULU, MESSINA), server)
    new = (event("messina", "20190906", sequence=1, stamp="20190601T120000Z"), MOVED)

    def interfere(done: int, _: int) -> None:
        if done == 1:
            for name in ("oulu.ics", "messina.ics"):
                if "SEQUENCE:0" in server.get(name):
                    edit(server, name, "TRANSP:OPAQUE", "TRANSP:TRANSPARENT")

    opaque = [one.replace("END:VEVENT", "TRANSP:OPAQUE\r\nEND:VEVENT") for one in (OULU, MESSINA)]
    publish(folder_of(*opaque), server)
    report = publish(folder_of(*new), server, progress=interfere)
    assert (len(report.updated), len(report.conflicts)) == (2, 0)
    assert all("SEQUENCE:1" in text for text in server.stored().values())


def test_an_event_that_others_delete_meanwhile_is_written_again(server: CalendarServer, folder_of: FolderOf) -> None:
    publish(folder_of(OULU, MESSINA), server)
    new = (event("messina", "20190906", sequence=1, stamp="20190601T120000Z"), MOVED)

    def interfere(done: int, _: int) -> None:
        if done == 1:
            for name in ("oulu.ics", "messina.ics"):
                if "SEQUENCE:0" in server.get(name):
                    server.ask("DELETE", server.url + name)

    report = publish(folder_of(*new), server, progress=interfere)
    assert (len(report.updated), len(report.created)) == (1, 1)
    assert len(server.stored()) == 2


def test_an_event_that_others_make_meanwhile_under_another_name_is_found(
    server: CalendarServer, folder_of: FolderOf
) -> None:
    def interfere(done: int, _: int) -> None:
        if done == 1:
            rest = "oulu" if "messina.ics" in server.stored() else "messina"
            date = "20191001" if rest == "oulu" else "20190905"
            other = event(rest, date, summary="From an invitation", stamp="20180101T000000Z")
            assert server.put("another-name.ics", calendar(other)) == 201

    report = publish(folder_of(OULU, MESSINA), server, progress=interfere)
    assert (len(report.created), len(report.updated)) == (1, 1)
    assert len(server.stored()) == 2
    assert "From an invitation" not in server.get("another-name.ics")


def test_a_meeting_that_was_put_there_by_hand_is_the_same_meeting(server: CalendarServer, folder_of: FolderOf) -> None:
    publish(folder_of(MESSINA), server)
    assert server.put("by-hand.ics", calendar(OULU)) == 201
    report = publish(folder_of(MESSINA, OULU), server)
    assert len(report.unchanged) == 2
    report = publish(folder_of(MESSINA, MOVED), server)
    assert len(report.updated) == 1
    assert sorted(server.stored()) == ["by-hand.ics", "messina.ics"]


def test_two_who_publish_at_once_come_to_the_same_end(
    server: CalendarServer, folder_of: FolderOf, tmp_path: Path
) -> None:
    days = [event(f"m{number}", f"201910{number:02}") for number in range(1, 13)]
    folder = folder_of(*days)
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: publish(folder, server), range(2)))
    assert sum(len(report.created) for report in reports) == 12
    assert sum(len(report.unchanged) for report in reports) == 12
    assert not any(report.conflicts for report in reports)
    assert sorted(server.stored()) == sorted(f"m{number}.ics" for number in range(1, 13))


def test_of_two_plans_at_once_the_later_one_stays(server: CalendarServer, folder_of: FolderOf, tmp_path: Path) -> None:
    days = [event(f"m{number}", f"201910{number:02}") for number in range(1, 9)]
    publish(folder_of(*days), server)
    folders = []
    for sequence in (1, 2):
        later = [
            event(f"m{day}", f"201911{day:02}", sequence=sequence, stamp=f"20190{sequence}01T000000Z")
            for day in range(1, 9)
        ]
        folders.append(tmp_path / f"plan{sequence}.ics")
        folders[-1].write_text(calendar(*later), "utf-8")
    with ThreadPoolExecutor(2) as pool:
        older, newer = pool.map(lambda path: publish(path, server), folders)
    assert len(newer.updated) == 8
    assert len(older.updated) + len(older.conflicts) == 8
    assert all("SEQUENCE:2" in text for text in server.stored().values())
