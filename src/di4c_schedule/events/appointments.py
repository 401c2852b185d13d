"""A host's turn as calendars know it, and the number of its version."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from di4c_schedule.events.uids import meeting_uid

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Meeting, Schedule

CANCELLED = "cancelled"
"""Status of a meeting that was dropped; the others are the states of a meeting."""


@frozen(order=True)
class Revision:
    """Which version of an event is the later: that of the higher sequence, then of the later stamp (RFC 5546, 2.1.5).

    Parameters
    ----------
    sequence
        SEQUENCE: how often time, place or status changed.
    stamp
        DTSTAMP and LAST-MODIFIED: when that was, in UTC and whole seconds.
    """

    sequence: int
    stamp: datetime


@frozen
class Appointment:
    """What calendars must be told anew when it changes: time, place and status of a host's turn.

    Parameters
    ----------
    uid
        The same for a host's turn, whatever its date.
    host, turn
        Name of the host, and which of its meetings it is, from 1.
    first, last
        First and last day, both inclusive.
    begin, end
        Hours of each day at the host; None: whole days.
    timezone
        IANA name of the host's zone.
    city, country
        Where it is: name and ISO 3166 code.
    format
        ``"on site"``, ``"online"`` or ``"hybrid"``.
    link
        Where people join who do not travel.
    status
        ``"confirmed"``, ``"tentative"`` or ``"cancelled"``.
    """

    uid: str
    host: str
    turn: int
    first: date
    last: date
    begin: time | None
    end: time | None
    timezone: str
    city: str
    country: str
    format: str
    link: str | None
    status: str

    def to_dict(self) -> dict[str, Any]:
        """Return the appointment as JSON holds it: days in ISO form, hours as HH:MM."""
        values = {key: value for key, value in asdict(self).items() if key not in ("first", "last", "begin", "end")}
        hours = {key: f"{at:%H:%M}" if at else None for key, at in (("begin", self.begin), ("end", self.end))}
        return values | {"first": str(self.first), "last": str(self.last)} | hours


def appointment_of(schedule: Schedule, meeting: Meeting, style: CalendarStyle | None = None) -> Appointment:
    """Return a meeting of a schedule as calendars know it.

    Parameters
    ----------
    schedule
        The schedule; it knows the network.
    meeting
        One of its meetings.
    style
        Hours and links; None: those of the problem.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> appointment = appointment_of(schedule, schedule.meetings[0])
    >>> appointment.host, appointment.turn, str(appointment.last), appointment.city, appointment.status
    ('Oulu', 1, '2019-10-02', 'Oulu', 'confirmed')
    """
    style = style or schedule.problem.calendars
    network = schedule.problem.network
    host, turn = network[meeting.host], schedule.turn(meeting)
    return Appointment(
        uid=meeting_uid(network.name, host.name, turn),
        host=host.name,
        turn=turn,
        first=meeting.start,
        last=meeting.last,
        begin=style.begin,
        end=style.end,
        timezone=host.timezone,
        city=host.city,
        country=host.country,
        format=meeting.format,
        link=None if meeting.format == "on site" else style.link_of(host.name),
        status=meeting.state,
    )


def first_revision(problem: Problem) -> Revision:
    """Return the version of meetings that nobody was told of before: midnight UTC of 1 January before the window.

    The clock would make every writing of the same plan another, for calendars and for version control; a constant of
    the plan is before the first meeting and never moves.
    """
    return Revision(0, datetime(problem.first.year - 1, 1, 1, tzinfo=UTC))
