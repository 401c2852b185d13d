"""What an event says of a meeting in sentences: who hosts, its place in the rotation, and why it is then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from di4c_schedule.calendars import holidays_of
from di4c_schedule.errors import CalendarError

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle, Words
    from di4c_schedule.partner import Partner
    from di4c_schedule.schedule import Meeting, Schedule


def description_lines(
    schedule: Schedule, meeting: Meeting, style: CalendarStyle, words: Words, *, lasting: bool
) -> list[str]:
    """Return the lines of an event's description: what is known to everybody, no busy day of anybody.

    Parameters
    ----------
    schedule
        The schedule; it knows the other meetings.
    meeting
        One of its meetings.
    style
        Links.
    words
        Words of a language.
    lasting
        Whether to say only what stays true until the meeting itself changes: an invitation is sent once, while a
        calendar is read again and again, and follows when other meetings move.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> style = schedule.problem.calendars
    >>> description_lines(schedule, schedule.meetings[0], style, style.words_in("en"), lasting=True)
    ['Hosted by Oulu.', 'No public holiday at the host on these days.']
    """
    place = words["hosted"].format(host=meeting.host)
    if not lasting:
        place = words["place"].format(position=meeting.position, count=len(schedule.meetings), host=meeting.host)
    lines = [place, *_reasons(schedule, meeting, words, lasting=lasting)]
    if meeting.format == "hybrid":
        lines.append(words["both_ways"])
    link = None if meeting.format == "on site" else style.link_of(meeting.host)
    if link is not None:
        lines.append(words["join"].format(link=link))
        # its own property holds the link
        lines += [style.url] if style.url else []
    if meeting.state == "tentative":
        lines.append(words["tentative"])
    return lines


def _reasons(schedule: Schedule, meeting: Meeting, words: Words, *, lasting: bool) -> Iterator[str]:
    """Yield what speaks for the date: holidays, and the time from the meeting before and to the one after."""
    network = schedule.problem.network
    if not lasting and len(network) > 1 and all(_works(partner, meeting) for partner in network):
        yield words["no_holiday_anywhere"]
    elif _works(network[meeting.host], meeting):
        yield words["no_holiday_at_host"]
    if lasting:
        return
    index = meeting.position - 1
    if index > 0:
        before = schedule.meetings[index - 1]
        if before.last < meeting.start:
            yield words["days_since"].format(days=(meeting.start - before.last).days, host=before.host)
    if index + 1 < len(schedule.meetings):
        after = schedule.meetings[index + 1]
        if meeting.last < after.start:
            yield words["days_until"].format(days=(after.start - meeting.last).days, host=after.host)


def _works(partner: Partner, meeting: Meeting) -> bool:
    """Whether a partner has no holiday on the days of a meeting, as far as is known."""
    try:
        return not holidays_of(partner, meeting.dates)
    except CalendarError:
        return False
