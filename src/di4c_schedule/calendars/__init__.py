"""Days that are closed: public holidays, bridge days, the closed days of a partner, and its busy ones."""

from di4c_schedule.calendars.absences import Absences, BusyTimes, busy_day, busy_within, in_brackets
from di4c_schedule.calendars.holidays import (
    check_calendar,
    empty_years_warning,
    is_bridge_day,
    public_holidays,
    subdivision_warning,
)
from di4c_schedule.calendars.partner_days import bridge_days, days_off, holidays_of

__all__ = [
    "Absences",
    "BusyTimes",
    "bridge_days",
    "busy_day",
    "busy_within",
    "check_calendar",
    "days_off",
    "empty_years_warning",
    "holidays_of",
    "in_brackets",
    "is_bridge_day",
    "public_holidays",
    "subdivision_warning",
]
