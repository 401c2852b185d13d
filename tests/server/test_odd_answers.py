"""Calendar servers that keep fewer of the rules than Radicale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from di4c_schedule.errors import OutputError
from di4c_schedule.server import ServerReport, publish_calendar
from tests.server.calendar_server import CREDENTIALS, calendar, event
from tests.server.odd_server import XML, Answer, Reply, calendar_then, multistatus, odd_server

FolderOf = Callable[..., Path]

OULU = event("oulu", "20191001")


def test_a_list_that_is_cut_short_is_no_list(folder_of: FolderOf) -> None:
    status = "<status>HTTP/1.1 507 Insufficient Storage</status>"
    cut = f'<multistatus xmlns="DAV:"><response><href>/</href>{status}</response></multistatus>'
    with (
        odd_server(calendar_then(lambda *_: Reply(207, XML, cut))) as url,
        pytest.raises(OutputError, match=r"did not send the whole calendar \(HTTP 507\)"),
    ):
        publish_calendar(folder_of(OULU), url, CREDENTIALS)


def publish_over(answer: Answer, folder: Path) -> ServerReport:
    with odd_server(calendar_then(answer)) as url:
        return publish_calendar(folder, url, CREDENTIALS)


@pytest.mark.parametrize("etag", ["", 'W/"1"'])
def test_without_strong_etags_nothing_is_overwritten(folder_of: FolderOf, etag: str) -> None:
    old = calendar(event("oulu", "20190901", sequence=0, stamp="20180101T000000Z"))

    def answer(method: str, *_: object) -> Reply:
        assert method == "REPORT"
        return multistatus(("/oulu.ics", etag, old))

    [conflict] = publish_over(answer, folder_of(OULU)).conflicts
    assert "the server does not tell its versions apart" in str(conflict)


def test_a_server_that_never_takes_a_version_is_given_up(folder_of: FolderOf) -> None:
    asked: list[str] = []

    def answer(method: str, *_: object) -> Reply:
        asked.append(method)
        return Reply(412) if method == "PUT" else multistatus()

    [conflict] = publish_over(answer, folder_of(OULU)).conflicts
    assert "somebody else changes it all the time" in str(conflict)
    assert asked.count("PUT") == 4


def test_what_a_server_stores_that_cannot_be_read_is_left(folder_of: FolderOf) -> None:
    def answer(method: str, *_: object) -> Reply:
        return (
            Reply(201) if method == "PUT" else multistatus(("/a.ics", '"1"', "nothing"), ("/b.ics", '"2"', calendar()))
        )

    assert len(publish_over(answer, folder_of(OULU)).created) == 1


def test_a_server_that_wants_a_digest_gets_one(folder_of: FolderOf) -> None:
    ways: list[str] = []

    def answer(method: str, path: str, headers: object) -> Reply:
        signed = str(dict(headers).get("Authorization", ""))  # type: ignore[call-overload]
        ways.append(signed.split(" ")[0])
        if not signed.startswith("Digest"):
            return Reply(401, {"WWW-Authenticate": 'Digest realm="a", nonce="b", qop="auth"'})
        return calendar_then(lambda *_: Reply(201) if method == "PUT" else multistatus())(method, path, {})

    with odd_server(answer) as url:
        assert len(publish_calendar(folder_of(OULU), url, CREDENTIALS).created) == 1
    assert ways[-1] == "Digest"
    assert ways.count("Basic") == 1


def test_a_colour_that_the_server_does_not_know_is_left_out(folder_of: FolderOf) -> None:
    asked: list[str] = []

    def answer(method: str, *_: object) -> Reply:
        asked.append(method)
        if method == "PROPFIND":
            return Reply(404)
        if method == "MKCALENDAR":
            return Reply(403 if asked.count("MKCALENDAR") == 1 else 201)
        return Reply(201) if method == "PUT" else multistatus()

    with odd_server(answer) as url:
        assert publish_calendar(folder_of(OULU), url, CREDENTIALS, create=True).made
    assert asked.count("MKCALENDAR") == 2
