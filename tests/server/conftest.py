"""Servers for the tests of CalDAV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.calendar_server import CalendarServer, calendar


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    """One server for the tests of a file that do it no harm."""
    server = CalendarServer(tmp_path_factory.mktemp("radicale"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def server(shared_server: CalendarServer) -> CalendarServer:
    """The shared server, without any calendar."""
    shared_server.ask("DELETE", shared_server.url)
    return shared_server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[CalendarServer]:
    """A server that is not started yet, and that a test may harm."""
    own = CalendarServer(tmp_path)
    yield own
    own.kill()


@pytest.fixture
def folder_of(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder with the calendar of a network that has given events."""

    def write(*events: str) -> Path:
        folder = tmp_path / "calendars"
        folder.mkdir(exist_ok=True)
        (folder / "network.ics").write_text(calendar(*events), "utf-8", newline="")
        return folder

    return write
