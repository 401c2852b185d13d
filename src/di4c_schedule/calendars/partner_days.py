"""The days on which a partner is closed: its country's holidays, corrected by its own list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from di4c_schedule.calendars.holidays import is_bridge_day, public_holidays
from di4c_schedule.dates import ONE_DAY, DateRange
from di4c_schedule.errors import CalendarError

if TYPE_CHECKING:
    from di4c_schedule.partner import Partner


@lru_cache(maxsize=4096)
def holidays_of(partner: Partner, dates: DateRange) -> Mapping[date, str]:
    """Return a partner's holidays with their names: national, of its subdivision, added ones, less removed ones.

    Raises
    ------
    CalendarError
        If there is no holiday data for the country, subdivision or years.

    Examples
    --------
    >>> from di4c_schedule.partner import Partner
    >>> holidays_of(Partner("Oulu", "Oulu, FI"), DateRange.parse("2019-12-06"))[date(2019, 12, 6)]
    'Independence Day'
    """
    days = dict(public_holidays(partner.country, partner.subdivision, dates.first, dates.last))
    days |= {day: "a closed day of its own" for day in partner.add_holidays if day in dates and day not in days}
    for day in partner.remove_holidays:
        days.pop(day, None)
    return MappingProxyType(dict(sorted(days.items())))


def days_off(partner: Partner, dates: DateRange) -> frozenset[date]:
    """Return the days within `dates` on which a partner should not be asked to meet.

    Examples
    --------
    >>> from di4c_schedule.partner import Partner
    >>> sorted(days_off(Partner("Oulu", "Oulu, FI"), DateRange.parse("2019-12-01..2019-12-24")))
    [datetime.date(2019, 12, 6), datetime.date(2019, 12, 24)]
    """
    return frozenset(holidays_of(partner, dates))


def bridge_days(partner: Partner, dates: DateRange) -> frozenset[date]:
    """Return the bridge days of a partner within `dates`.

    A bridge day is a working day between a holiday and a weekend, or between two holidays. The days just before and
    after `dates` are looked at, too, but for those beyond the years of the holiday data.

    Examples
    --------
    >>> from di4c_schedule.partner import Partner
    >>> sorted(bridge_days(Partner("Messina", "Messina, IT"), DateRange.parse("2024-04")))
    [datetime.date(2024, 4, 26)]
    """
    try:
        around = holidays_of(partner, DateRange(dates.first - ONE_DAY, dates.last + ONE_DAY))
    except CalendarError:
        around = holidays_of(partner, dates)
    return frozenset(day for day in dates if is_bridge_day(day, around.keys()))
