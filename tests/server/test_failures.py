"""Servers that fail, refuse or answer what they should not."""

from __future__ import annotations

import gzip
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from di4c_schedule.errors import OutputError, ProblemError
from di4c_schedule.server import Credentials, publish_calendar, read_busy_collection
from di4c_schedule.server.failures import breakdown
from tests.server.calendar_server import CREDENTIALS, USER, CalendarServer, calendar, event
from tests.server.odd_server import XML, Reply, calendar_then, multistatus, odd_server

FolderOf = Callable[..., Path]

OULU = event("oulu", "20191001")
MANY = [event(f"m{day}", f"201910{day:02}") for day in range(1, 9)]


def refused(folder: Path, url: str, credentials: Credentials = CREDENTIALS, **more: object) -> str:
    """Publish where it cannot work; return the one line that says why."""
    with pytest.raises(OutputError) as caught:
        publish_calendar(folder, url, credentials, **more)  # type: ignore[arg-type]
    text = str(caught.value)
    assert "\n" not in text
    assert caught.value.__cause__ is None
    return text


def test_a_server_that_is_killed_in_the_middle_is_brought_to_the_plan_by_the_next_call(
    own_server: CalendarServer, folder_of: FolderOf
) -> None:
    own_server.start()
    folder = folder_of(*MANY)

    def kill(done: int, _: int) -> None:
        if done == 3:
            own_server.kill()

    text = refused(folder, own_server.url, create=True, progress=kill)
    assert text == (
        f"the calendar server http://127.0.0.1:{own_server.port} cannot be reached; check the address and the net, "
        "and try again"
    )
    own_server.start()
    assert len(own_server.stored()) == 3
    report = publish_calendar(folder, own_server.url, CREDENTIALS)
    assert (len(report.created), len(report.unchanged)) == (5, 3)
    assert len(own_server.stored()) == 8


def test_a_server_killed_while_it_writes_loses_no_meeting(own_server: CalendarServer, folder_of: FolderOf) -> None:
    own_server.start()
    publish_calendar(folder_of(*MANY), own_server.url, CREDENTIALS, create=True)
    later = [event(f"m{day}", f"201911{day:02}", sequence=1, stamp="20190601T000000Z") for day in range(1, 9)]
    folder = folder_of(*later)
    killer = threading.Timer(0.05, own_server.kill)
    killer.start()
    with suppress(OutputError):
        publish_calendar(folder, own_server.url, CREDENTIALS)
    killer.join()
    own_server.start()
    report = publish_calendar(folder, own_server.url, CREDENTIALS)
    assert len(report.updated) + len(report.unchanged) == 8
    assert all("SEQUENCE:1" in text for text in own_server.stored().values())


def test_a_full_disk_is_told_and_the_rest_is_written_when_there_is_room(
    own_server: CalendarServer, folder_of: FolderOf
) -> None:
    # The file of the collection's own properties and its cache are two.
    own_server.room = 5
    own_server.start()
    folder = folder_of(*MANY)
    text = refused(folder, own_server.url, create=True)
    assert "has no room left: writing a meeting; make room there" in text
    written = len(own_server.stored())
    assert 0 < written < 8
    own_server.kill()
    own_server.room = 100
    own_server.start()
    assert len(publish_calendar(folder, own_server.url, CREDENTIALS).created) == 8 - written


def test_a_server_that_takes_only_small_events_says_so(own_server: CalendarServer, folder_of: FolderOf) -> None:
    own_server.options = {"server": {"max_content_length": "700"}}
    own_server.start()
    long = event("oulu", "20191001", DESCRIPTION="word " * 200)
    text = refused(folder_of(long), own_server.url, create=True)
    assert re.search("413|400", text)


def test_a_user_who_may_only_read_is_told(own_server: CalendarServer, folder_of: FolderOf) -> None:
    own_server.start()
    publish_calendar(folder_of(), own_server.url, CREDENTIALS, create=True)
    own_server.kill()
    rights = own_server.folder / "rights"
    rights.write_text(f"[all]\nuser: {USER}\ncollection: .*\npermissions: Rr\n", "utf-8")
    own_server.options = {"rights": {"type": "from_file", "file": str(rights)}}
    own_server.start()
    text = refused(folder_of(OULU), own_server.url)
    assert "forbids it: writing a meeting; ask those who run it for the right to write there (HTTP 403)" in text


def test_a_wrong_password_is_told(server: CalendarServer, folder_of: FolderOf) -> None:
    text = refused(folder_of(OULU), server.url, Credentials(USER, "wrong"))
    assert text == (
        f"the calendar server http://127.0.0.1:{server.port} does not take the user or the password; check both, and "
        "whether it wants a password for programs alone"
    )


def test_what_is_not_there_or_no_calendar_is_told(server: CalendarServer, folder_of: FolderOf) -> None:
    assert "there is no calendar at" in refused(folder_of(OULU), server.url)
    assert "is no calendar but a folder" in refused(folder_of(OULU), server.root)
    assert "forbids it: making the calendar" in refused(folder_of(OULU), server.root + "a/b/", create=True)
    with pytest.raises(OutputError, match="there is no calendar at"):
        read_busy_collection(server.url, CREDENTIALS, "2019-10")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (
            Reply(200, {"Content-Type": "text/html"}, "<html><title>Welcome</title></html>"),
            "no calendar server (CalDAV)",
        ),
        (Reply(207, {"Content-Type": "text/html"}, "<html/>"), "no calendar server (CalDAV)"),
        (Reply(200, XML), "no calendar server (CalDAV)"),
        (Reply(207, XML, "<multistatus"), "XML that is broken"),
        (Reply(207, XML, '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "defines entities"),
        (Reply(207, XML, "<a xmlns='x'/>"), "is no calendar but"),
        (Reply(207, XML | {"Content-Encoding": "gzip"}, b"no gzip"), "broke off in the middle"),
        (Reply(207, XML | {"Content-Length": "1000"}, "<a/>"), "broke off in the middle"),
        (Reply(302, {"Location": "https://other.example.org/lead/"}), "sends on to https://other.example.org"),
        (Reply(302, {"Location": "/again"}), "from address to address without end"),
        (Reply(302), "HTTP 302"),
        (Reply(401), "does not take the user or the password"),
        (Reply(403), "forbids it"),
        (Reply(413, {}), "takes nothing of this size"),
        (Reply(429, {"Retry-After": "5"}), "too many requests"),
        (Reply(500, {"Content-Type": "text/html"}, "<h1>Traceback</h1>"), "failed: looking at the calendar"),
        (Reply(503, {"Retry-After": "5"}), "is not available"),
        (Reply(507), "has no room left"),
        (Reply(599), "failed: looking at the calendar"),
        (Reply(418), "does not understand the request"),
    ],
)
def test_answers_of_other_servers_are_told_in_a_sentence(folder_of: FolderOf, reply: Reply, message: str) -> None:
    with odd_server(lambda *_: reply) as url:
        assert message in refused(folder_of(OULU), url)


def test_an_answer_without_end_is_cut_off(folder_of: FolderOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("di4c_schedule.server.session.LARGEST_ANSWER", 1_000_000)
    bomb = gzip.compress(b"<a>" + b" " * 3_000_000)
    with odd_server(lambda *_: Reply(207, XML | {"Content-Encoding": "gzip"}, bomb)) as url:
        assert "sends more than 1 MB at once" in refused(folder_of(OULU), url)


def slow(pieces: int) -> Iterator[bytes]:
    for _ in range(pieces):
        yield b" "
        time.sleep(0.1)


def test_a_server_that_sends_a_byte_now_and_then_is_left(folder_of: FolderOf) -> None:
    with odd_server(lambda *_: Reply(207, XML, slow(50))) as url:
        assert "did not answer within 0.5 seconds" in refused(folder_of(OULU), url, timeout=0.5)


def test_a_server_that_says_nothing_is_left(folder_of: FolderOf) -> None:
    def silent(*_: object) -> Reply:
        time.sleep(2)
        return Reply(200)

    with odd_server(silent) as url:
        assert "did not answer within 0.5 seconds" in refused(folder_of(OULU), url, timeout=0.5)


def test_no_password_goes_to_a_server_that_another_one_names(folder_of: FolderOf) -> None:
    asked: list[str] = []

    def listen(method: str, path: str, headers: object) -> Reply:
        asked.append(path)
        return Reply(200)

    with odd_server(listen) as other:
        for answer in (
            lambda *_: Reply(307, {"Location": f"{other}lead/"}),
            calendar_then(
                lambda *_: multistatus(
                    (f"{other}oulu.ics", '"1"', calendar(event("oulu", "20190101", stamp="20180101T000000Z")))
                )
            ),
        ):
            with odd_server(answer) as url:
                assert "the password is for the first alone" in refused(folder_of(OULU), url)
    assert not asked


def test_a_redirect_on_the_same_server_is_followed(folder_of: FolderOf) -> None:
    def moved(method: str, path: str, headers: object) -> Reply:
        if not path.startswith("/new/"):
            return Reply(308, {"Location": f"/new{path}"})
        return calendar_then(lambda *_: multistatus())(method, path, {}) if method != "PUT" else Reply(201)

    with odd_server(moved) as url:
        assert len(publish_calendar(folder_of(OULU), url, CREDENTIALS).created) == 1


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (TimeoutError(), "did not answer in time"),
        (type("ProxyError", (OSError,), {})(), "through the proxy; check the variables HTTPS_PROXY"),
        (AttributeError("secret"), r"answers what cannot be understood \(AttributeError\)"),
    ],
)
def test_a_breakdown_is_told_without_the_words_of_the_machine(fault: Exception, message: str) -> None:
    text = breakdown(fault, "https://cal.example.org/lead/")
    assert re.search(message, text)
    assert "secret" not in text


def test_a_place_where_no_calendar_can_be_made_is_told(folder_of: FolderOf) -> None:
    def answer(method: str, *_: object) -> Reply:
        return Reply(404 if method == "PROPFIND" else 409)

    with odd_server(answer) as url:
        assert "has a conflict: making the calendar" in refused(folder_of(OULU), url, create=True)


def test_a_server_that_sends_on_to_what_is_no_address_is_told(folder_of: FolderOf) -> None:
    with odd_server(lambda *_: Reply(302, {"Location": "http://[broken/"})) as url:
        assert "the calendar server http://127.0.0.1" in refused(folder_of(OULU), url)


def test_a_time_out_that_is_none_is_refused(folder_of: FolderOf) -> None:
    with pytest.raises(ProblemError, match="the time-out must be some seconds"):
        publish_calendar(folder_of(OULU), "http://127.0.0.1:1/", CREDENTIALS, timeout=0)


def test_without_the_package_the_message_says_how_to_install_it(
    folder_of: FolderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "caldav.davclient", None)
    text = refused(folder_of(OULU), "http://127.0.0.1:1/")
    assert "pip install 'di4c-schedule[caldav]'" in text
