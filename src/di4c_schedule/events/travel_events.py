"""Days of travel as events of iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from di4c_schedule.calendar_style import local_days
from di4c_schedule.dates import ONE_DAY
from di4c_schedule.events.appointments import Revision, appointment_of
from di4c_schedule.events.meeting_events import set_identity, title_of
from di4c_schedule.events.properties import set_raw, set_text
from di4c_schedule.events.times import set_whole_days
from di4c_schedule.events.uids import travel_uid

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.partner import Partner
    from di4c_schedule.schedule import Meeting, Schedule


def travel_events(
    schedule: Schedule, meeting: Meeting, traveller: Partner, revision: Revision, style: CalendarStyle | None = None
) -> Iterator[Event]:
    """Yield a partner's days of travel to a meeting and home from it; none for the host and for short ways.

    Where meetings follow too closely upon each other, the events overlap: the calendar shows what the plan asks for.

    Parameters
    ----------
    schedule
        The schedule; its problem knows how long a journey takes.
    meeting
        One of its meetings; nobody travels to one that is online.
    traveller
        A partner of the network.
    revision
        Which version of the meeting this is.
    style
        Whether days of travel are wanted, and words; None: as the problem has it.

    Examples
    --------
    >>> from di4c_schedule.events.appointments import first_revision
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> messina, oulu = Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")
    >>> problem = Problem(Network("DI4C", [messina, oulu], lead="Messina"), "2019-09-02", "2019-10-31", days=2)
    >>> schedule = Schedule.of(problem, [("Oulu", "2019-10-01"), ("Messina", "2019-09-10")])
    >>> for event in travel_events(schedule, schedule.meetings[1], messina, first_revision(problem)):
    ...     print(event["SUMMARY"], event.start, event.end)
    Travel to Oulu 2019-09-29 2019-10-01
    Travel home from Oulu 2019-10-03 2019-10-05
    """
    from icalendar import Event

    style = style or schedule.problem.calendars
    network, travel = schedule.problem.network, schedule.problem.travel
    host = network[meeting.host]
    days = travel.days(traveller, host) * ONE_DAY
    if not days or not meeting.travelled or not style.travel_days:
        return
    words = style.words_in(traveller.language)
    appointment = appointment_of(schedule, meeting, style)
    note = words["journey"].format(
        title=title_of(network.name, appointment, words), dates=local_days(meeting.start, meeting.last, words)
    )
    ways = (
        ("out", "way_out", meeting.start - days, meeting.start - ONE_DAY),
        ("home", "way_home", meeting.last + ONE_DAY, meeting.last + days),
    )
    for way, key, first, last in ways:
        event = Event()
        set_identity(event, travel_uid(appointment.uid, traveller.name, way), revision, meeting.state)
        set_whole_days(event, first, last)
        set_text(event, "SUMMARY", words[key].format(city=host.city, host=host.name))
        set_text(event, "DESCRIPTION", note)
        set_raw(event, "RELATED-TO", appointment.uid)
        yield event
