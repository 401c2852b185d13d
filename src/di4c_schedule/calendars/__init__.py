"""Days that are closed: public holidays, bridge days and the closed days of a partner."""

from di4c_schedule.calendars.holidays import (
    check_calendar,
    empty_years_warning,
    is_bridge_day,
    public_holidays,
    subdivision_warning,
)
from di4c_schedule.calendars.partner_days import bridge_days, days_off, holidays_of

__all__ = [
    "bridge_days",
    "check_calendar",
    "days_off",
    "empty_years_warning",
    "holidays_of",
    "is_bridge_day",
    "public_holidays",
    "subdivision_warning",
]
