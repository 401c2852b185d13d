"""Meetings and journeys as iCalendar (RFC 5545): what a calendar file holds."""

from __future__ import annotations

from di4c_schedule.events.appointments import CANCELLED, Appointment, Revision, appointment_of, first_revision
from di4c_schedule.events.invitation_files import cancel_file, request_file
from di4c_schedule.events.people import organizer_name, organizer_of
from di4c_schedule.events.uids import meeting_uid, travel_uid
from di4c_schedule.events.whole_calendars import calendar_files

__all__ = [
    "CANCELLED",
    "Appointment",
    "Revision",
    "appointment_of",
    "calendar_files",
    "cancel_file",
    "first_revision",
    "meeting_uid",
    "organizer_name",
    "organizer_of",
    "request_file",
    "travel_uid",
]
