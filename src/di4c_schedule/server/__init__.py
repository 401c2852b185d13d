"""Calendars on a CalDAV server (RFC 4791)."""

from __future__ import annotations

from di4c_schedule.server.busy_collection import read_busy_collection
from di4c_schedule.server.credentials import Credentials, find_credentials
from di4c_schedule.server.publication import publish_calendar
from di4c_schedule.server.report import ServerEvent, ServerReport

__all__ = [
    "Credentials",
    "ServerEvent",
    "ServerReport",
    "find_credentials",
    "publish_calendar",
    "read_busy_collection",
]
