"""How calendars and invitations look: who invites, at what hours, in which language."""

from __future__ import annotations

from di4c_schedule.calendar_style.style import CalendarStyle

__all__ = ["CalendarStyle"]
