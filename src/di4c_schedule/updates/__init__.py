"""The folder of calendars as the state: what people were told, and what they must be told now."""

from __future__ import annotations

from di4c_schedule.updates.calendar_update import CalendarUpdate
from di4c_schedule.updates.folder import read_state
from di4c_schedule.updates.planning import plan_update
from di4c_schedule.updates.state import (
    CANCEL,
    CHANGED,
    DROPPED,
    MOVED,
    NEW,
    REQUEST,
    SAME,
    Invitation,
    Known,
    MeetingChange,
    State,
    Withdrawal,
)
from di4c_schedule.updates.update import Update
from di4c_schedule.updates.writing import write_calendars

__all__ = [
    "CANCEL",
    "CHANGED",
    "DROPPED",
    "MOVED",
    "NEW",
    "REQUEST",
    "SAME",
    "CalendarUpdate",
    "Invitation",
    "Known",
    "MeetingChange",
    "State",
    "Update",
    "Withdrawal",
    "plan_update",
    "read_state",
    "write_calendars",
]
