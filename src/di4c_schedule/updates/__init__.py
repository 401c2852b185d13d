"""The folder of calendars as the state: what people were told, and what they must be told now."""

from __future__ import annotations

from di4c_schedule.updates.writing import write_calendars

__all__ = ["write_calendars"]
