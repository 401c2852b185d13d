"""A password is shown nowhere, whatever goes wrong."""

from __future__ import annotations

import base64
import logging
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from traceback import TracebackException
from urllib.parse import quote

import pytest

from di4c_schedule.errors import Di4cError, ProblemError
from di4c_schedule.server import Credentials, find_credentials, publish_calendar, read_busy_collection
from tests.server.calendar_server import CREDENTIALS, PASSWORD, USER, CalendarServer, event
from tests.server.odd_server import XML, Answer, Reply, calendar_then, multistatus, odd_server

FolderOf = Callable[..., Path]

OULU = event("oulu", "20191001")
SECRETS = (
    PASSWORD,
    quote(PASSWORD),
    base64.b64encode(PASSWORD.encode()).decode(),
    base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode(),
)


def shown(fault: BaseException) -> str:
    """Return all that a crash reporter could show of an error: with what led to it, and the values in its frames."""
    chain: list[BaseException] = [fault]
    while following := chain[-1].__cause__ or chain[-1].__context__:
        chain.append(following)
    reports = (TracebackException.from_exception(one, capture_locals=True) for one in chain)
    return "".join(line for report in reports for line in report.format()) + "".join(map(repr, chain))


def silent(*_: object) -> Reply:
    time.sleep(1)
    return Reply(200)


ODD: list[Answer] = [
    lambda *_: Reply(401, {"WWW-Authenticate": "Basic"}),
    lambda *_: Reply(401, {"WWW-Authenticate": 'Digest realm="a", nonce="b", qop="auth"'}),
    lambda *_: Reply(403, XML, '<error xmlns="DAV:"><need-privileges/></error>'),
    lambda *_: Reply(302, {"Location": f"http://{USER}:{quote(PASSWORD, safe='')}@other.example.org/"}),
    lambda *_: Reply(500),
    lambda *_: Reply(429),
    lambda *_: Reply(207, XML, "<multistatus"),
    lambda *_: Reply(207, {"Content-Type": "text/html"}, f"<p>{PASSWORD}</p>"),
    lambda *_: Reply(207, XML | {"Content-Encoding": "gzip"}, b"no gzip"),
    lambda *_: Reply(207, XML | {"Content-Length": "99"}, b"<"),
    silent,
    # Of what a server sends nothing is told but what a calendar holds.
    lambda _, __, headers: Reply(400, {"X-Echo": str(headers)}, str(headers)),
    calendar_then(lambda method, *_: Reply(507) if method == "PUT" else multistatus()),
]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Listen to all that is logged, at the lowest level."""
    for name in (None, "caldav", "niquests", "urllib3", "urllib3_future", "asyncio"):
        caplog.set_level(logging.DEBUG, name)
    return caplog


@pytest.mark.parametrize("answer", ODD, ids=range(len(ODD)))
def test_no_error_and_no_log_shows_the_password(
    folder_of: FolderOf, told: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], answer: Answer
) -> None:
    folder = folder_of(OULU)
    with odd_server(answer) as url, pytest.raises(Di4cError) as caught:
        publish_calendar(folder, url, CREDENTIALS, timeout=0.5)
    texts = [shown(caught.value), told.text, *capfd.readouterr()]
    texts += [path.read_text("utf-8") for path in folder.parent.rglob("*") if path.is_file()]
    assert "Traceback" in texts[0]
    assert not [secret for secret in SECRETS for text in texts if secret in text]


def test_no_log_of_what_works_shows_the_password(
    server: CalendarServer, folder_of: FolderOf, told: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    report = publish_calendar(folder_of(OULU), server.url, CREDENTIALS, create=True)
    busy = read_busy_collection(server.url, CREDENTIALS, "2019-10")
    assert "sending request - method=PUT" in told.text
    texts = [told.text, str(report), repr(report), busy.decode(), *capfd.readouterr()]
    assert not [secret for secret in SECRETS for text in texts if secret in text]


def test_no_error_of_the_machine_shows_the_password(folder_of: FolderOf, told: pytest.LogCaptureFixture) -> None:
    for url in ("http://127.0.0.1:1/", "https://127.0.0.1:1/", f"https://{USER}:{PASSWORD}@127.0.0.1:1/"):
        with pytest.raises(Di4cError) as caught:
            publish_calendar(folder_of(OULU), url, CREDENTIALS)
        locals_of_this_test = [line for line in shown(caught.value).splitlines() if "url = " not in line]
        assert not [secret for secret in SECRETS if secret in str(caught.value) or secret in told.text]
        if USER + ":" not in url:
            assert not [secret for secret in SECRETS if secret in "\n".join(locals_of_this_test)]


def test_the_value_does_not_show_its_password() -> None:
    assert repr(CREDENTIALS) == str(CREDENTIALS) == f"Credentials(user='{USER}')"
    assert Credentials(USER, PASSWORD) == CREDENTIALS != Credentials(USER, "another")
    assert pickle.loads(pickle.dumps(CREDENTIALS)) == CREDENTIALS  # noqa: S301


@pytest.mark.parametrize(("user", "password"), [("", "a"), ("a:b", "a"), ("a\nb", "a"), (None, "a")])
def test_a_user_that_cannot_sign_in_is_refused(user: str, password: str) -> None:
    with pytest.raises(ProblemError, match="one line of text without a colon"):
        Credentials(user, password)


@pytest.mark.parametrize("password", ["", "secret\n", b"secret", None])
def test_a_password_that_is_none_is_refused_without_showing_it(password: str) -> None:
    with pytest.raises(ProblemError) as caught:
        Credentials("lead", password)
    assert "secret" not in str(caught.value)


def test_user_and_password_come_from_the_environment_or_from_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DI4C_CALDAV_USER", raising=False)
    monkeypatch.delenv("DI4C_CALDAV_PASSWORD", raising=False)
    with pytest.raises(ProblemError, match="set DI4C_CALDAV_USER"):
        find_credentials()
    with pytest.raises(ProblemError, match="password of lead .* is missing; set DI4C_CALDAV_PASSWORD"):
        find_credentials("lead")
    asked: list[str] = []
    assert find_credentials("lead", lambda question: asked.append(question) or "b") == Credentials("lead", "b")  # type: ignore[func-returns-value]
    assert asked == ["Password of lead on the calendar server: "]
    monkeypatch.setenv("DI4C_CALDAV_USER", "other")
    monkeypatch.setenv("DI4C_CALDAV_PASSWORD", "c")
    assert find_credentials() == Credentials("other", "c")
    assert find_credentials("lead", lambda _: "b") == Credentials("lead", "c")
