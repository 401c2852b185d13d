"""When people are busy, as their calendars tell."""

from __future__ import annotations

from di4c_schedule.busy.entries import BusyEntry
from di4c_schedule.busy.given import busy_calendar, mistakes_in_entries
from di4c_schedule.busy.people import BusyCalendar, read_busy

__all__ = ["BusyCalendar", "BusyEntry", "busy_calendar", "mistakes_in_entries", "read_busy"]
