"""A server has to prove who it is."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from di4c_schedule.errors import OutputError, ProblemError
from di4c_schedule.server import publish_calendar
from tests.server.calendar_server import CREDENTIALS, CalendarServer, event

FolderOf = Callable[..., Path]

OULU = event("oulu", "20191001")


def certificate(folder: Path, name: str) -> None:
    """Make a certificate that is signed by itself, for an address of this machine."""
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=IP:{name}"]
    files = ["-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.pem"]
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    subprocess.run([*command, *subject, *files], check=True, capture_output=True)


@pytest.fixture
def tls_server(tmp_path: Path) -> Iterator[CalendarServer]:
    certificate(tmp_path, "127.0.0.1")
    files = {"certificate": f"{tmp_path}/127.0.0.1.pem", "key": f"{tmp_path}/127.0.0.1.key"}
    server = CalendarServer(tmp_path, {"server": {"ssl": "True", **files}}, "https")
    server.start()
    yield server
    server.kill()


def test_a_certificate_signed_by_itself_is_taken_only_if_it_is_given(
    tls_server: CalendarServer, folder_of: FolderOf, tmp_path: Path
) -> None:
    with pytest.raises(OutputError) as caught:
        publish_calendar(folder_of(OULU), tls_server.url, CREDENTIALS, create=True)
    assert "does not prove who it is: its certificate is signed by nobody that this machine trusts" in str(caught.value)
    assert "Successful login" not in tls_server.log

    report = publish_calendar(
        folder_of(OULU), tls_server.url, CREDENTIALS, create=True, cafile=tmp_path / "127.0.0.1.pem"
    )
    assert len(report.created) == 1

    certificate(tmp_path, "127.0.0.2")
    with pytest.raises(OutputError, match="does not prove who it is"):
        publish_calendar(folder_of(OULU), tls_server.url, CREDENTIALS, cafile=tmp_path / "127.0.0.2.pem")
    # The certificate is not for this name.
    url = tls_server.url.replace("127.0.0.1", "localhost")
    with pytest.raises(OutputError, match="does not prove who it is"):
        publish_calendar(folder_of(OULU), url, CREDENTIALS, cafile=tmp_path / "127.0.0.1.pem")


def test_plain_words_to_a_server_that_speaks_https_are_told(tls_server: CalendarServer, folder_of: FolderOf) -> None:
    with pytest.raises(OutputError, match="the calendar server http://127.0.0.1"):
        publish_calendar(folder_of(OULU), tls_server.url.replace("https", "http"), CREDENTIALS)


def test_a_file_of_certificates_that_is_missing_or_none_is_told(folder_of: FolderOf, tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="there is no file nowhere.pem"):
        publish_calendar(folder_of(OULU), "https://127.0.0.1:1/", CREDENTIALS, cafile="nowhere.pem")
    (tmp_path / "none.pem").write_text("none", "utf-8")
    with pytest.raises(ProblemError, match="holds no certificate"):
        publish_calendar(folder_of(OULU), "https://127.0.0.1:1/", CREDENTIALS, cafile=tmp_path / "none.pem")
