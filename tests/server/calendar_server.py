"""A real CalDAV server (Radicale) on a free port of this machine, and calendars to publish on it."""

from __future__ import annotations

import base64
import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from attrs import define, field

from di4c_schedule.server import Credentials

USER, PASSWORD = "lead", "s3cret-Pässword/42"
CREDENTIALS = Credentials(USER, PASSWORD)

_SERVER = """
import os, sys
from radicale import config, log, server
from radicale.storage.multifilesystem.upload import CollectionPartUpload

upload = CollectionPartUpload.upload

def upload_if_there_is_room(self, href, item):
    if len(os.listdir(self._filesystem_path)) >= int(sys.argv[2]):
        # What Radicale makes of a full disk.
        raise ValueError("Failed to store item: [Errno 28] No space left on device")
    return upload(self, href, item)

CollectionPartUpload.upload = upload_if_there_is_room

log.setup()
configuration = config.load([(sys.argv[1], False)])
# On the disk of a test nothing is lost that must last.
configuration.update({"storage": {"_filesystem_fsync": "False"}}, "test", privileged=True)
log.set_level("info", False)
server.serve(configuration)
"""


@define
class CalendarServer:
    """Radicale in a process of its own, with its storage and its log in a folder, and room for some files."""

    folder: Path
    options: Mapping[str, Mapping[str, str]] = field(factory=dict)
    scheme: str = "http"
    port: int = 0
    room: int = 1_000_000
    process: subprocess.Popen[bytes] | None = None

    @property
    def root(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/{USER}/"

    @property
    def url(self) -> str:
        return f"{self.root}meetings/"

    @property
    def storage(self) -> Path:
        return self.folder / "data" / "collection-root" / USER / "meetings"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8")

    def start(self) -> None:
        self.port = self.port or _free_port()
        (self.folder / "users").write_text(f"{USER}:{PASSWORD}\n", "utf-8")
        (self.folder / "conf").write_text(self._configuration(), "utf-8")
        with (self.folder / "log").open("ab") as log:
            command = [sys.executable, "-c", _SERVER, str(self.folder / "conf"), str(self.room)]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        for _ in range(600):
            if self.process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        pytest.fail(f"Radicale does not start; pip install 'di4c-schedule[test]'.\n{self.log}")

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=10)
            self.process = None

    def ask(self, method: str, url: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """Send a request as another program would; return status, body and ETag."""
        parts = urlsplit(url)
        signed = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sent = {
                "Authorization": f"Basic {signed}",
                **{name.replace("_", "-"): text for name, text in headers.items()},
            }
            connection.request(method, parts.path, body.encode(), sent)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.getheader("ETag", "")
        finally:
            connection.close()

    def put(self, name: str, text: str, **headers: str) -> int:
        return self.ask("PUT", self.url + name, text, Content_Type="text/calendar", **headers)[0]

    def get(self, name: str) -> str:
        return self.ask("GET", self.url + name)[1]

    def stored(self) -> dict[str, str]:
        """Return what lies in the storage of the server, by names of files."""
        return {path.name: path.read_text("utf-8") for path in self.storage.glob("*.ics")}

    def _configuration(self) -> str:
        options: dict[str, dict[str, str]] = {
            "server": {"hosts": f"127.0.0.1:{self.port}", "delay_on_error": "0"},
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(self.folder / "users"),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": str(self.folder / "data")},
            "web": {"type": "none"},
        }
        for section, values in self.options.items():
            options.setdefault(section, {}).update(values)
        lines = [
            [f"[{name}]", *(f"{key} = {text}" for key, text in values.items())] for name, values in options.items()
        ]
        return "\n".join(line for section in lines for line in section) + "\n"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def event(
    uid: str, start: str, *, sequence: int = 0, stamp: str = "20190101T000000Z", summary: str = "", **more: str
) -> str:
    """Return a two-day event as calendar files have it."""
    end = date.fromisoformat(start) + timedelta(days=2)
    properties = {
        "UID": uid,
        "DTSTAMP": stamp,
        "LAST-MODIFIED": stamp,
        "SEQUENCE": str(sequence),
        "DTSTART;VALUE=DATE": start,
        "DTEND;VALUE=DATE": f"{end:%Y%m%d}",
        "STATUS": "CONFIRMED",
        "SUMMARY": summary or f"Meeting {uid}",
        **more,
    }
    return "\r\n".join(["BEGIN:VEVENT", *(f"{name}:{text}" for name, text in properties.items()), "END:VEVENT"])


def calendar(*events: str, name: str = "DI4C") -> str:
    """Return a calendar file of events."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", f"NAME:{name}", *events, "END:VCALENDAR", ""])
