"""How calendars and invitations look: who invites, at what hours, in which language."""

from __future__ import annotations

from di4c_schedule.calendar_style.countries import country_in
from di4c_schedule.calendar_style.local_dates import local_dates, local_days
from di4c_schedule.calendar_style.style import CalendarStyle
from di4c_schedule.calendar_style.words import Words, has_words, shipped_languages, words_of

__all__ = [
    "CalendarStyle",
    "Words",
    "country_in",
    "has_words",
    "local_dates",
    "local_days",
    "shipped_languages",
    "words_of",
]
