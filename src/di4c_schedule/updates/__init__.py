"""The folder of calendars as the state: what people were told, and what they must be told now."""

from __future__ import annotations

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
    "Invitation",
    "Known",
    "MeetingChange",
    "State",
    "Update",
    "Withdrawal",
    "plan_update",
    "write_calendars",
]
