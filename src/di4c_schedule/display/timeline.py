"""A plan as a timeline: one line a host, its meeting, and the days on which it could not host."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from di4c_schedule.calendars import holidays_of
from di4c_schedule.dates import ONE_DAY, long_date, long_dates, months_of
from di4c_schedule.display.embedded import embeddable, midnight
from di4c_schedule.schedule import Schedule

if TYPE_CHECKING:
    import altair as alt

MEETING = "#1d6fa5"
HOLIDAY = "#d9822b"
BUSY = "#8a8a8a"


def timeline(schedule: Schedule) -> alt.LayerChart:
    """Draw a schedule: a bar for each meeting, a tick for each holiday and each busy day of its host.

    What a host is busy with is not told: the picture may go to others.

    Parameters
    ----------
    schedule
        Any schedule.

    Returns
    -------
    altair.LayerChart
        Shows itself in a notebook; ``chart.save("plan.svg")`` writes a file. Where there is no network, write
        ``altair.renderers.enable("svg")`` once.

    Raises
    ------
    ImportError
        If Altair is not there: install ``di4c-schedule[plot]``.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> timeline(Schedule.of(problem, [("Oulu", "2019-10-01")])).to_dict()["title"]["text"]
    'Two'
    """
    import altair as alt

    data: Callable[..., Any] = alt.Data
    hosts = list(dict.fromkeys(meeting.host for meeting in schedule.meetings))
    order = [embeddable(host) for host in hosts]
    months = months_of(schedule.problem.window)
    window = [midnight(months[0].first), midnight(months[-1].last + ONE_DAY)]
    y = alt.Y("host:N", sort=order, title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False, grid=True))
    x_scale = alt.Scale(domain=window, type="utc")
    x_axis = alt.Axis(format="%b %Y", tickCount="month", labelAlign="left", labelOffset=4, title=None, grid=True)
    x = alt.X("first:T", scale=x_scale, axis=x_axis)
    meetings = alt.Chart(data(values=_meetings(schedule)))
    bars = meetings.mark_bar(color=MEETING, height=16, cornerRadius=3)
    names = meetings.mark_text(align="left", dx=-3, dy=-15, fontSize=11)
    off = _days_off(schedule, hosts)
    ticks = alt.Chart(data(values=off)).mark_tick(thickness=2, height=14)
    chart = alt.layer(
        ticks.encode(x=x, y=y, color=alt.Color("color:N", scale=None), tooltip=["name:N", "day:N"]),
        bars.encode(x=x, x2="end:T", y=y, tooltip=["host:N", "days:N"]),
        names.encode(x=x, y=y, text="short:N"),
    )
    title = alt.Title(
        embeddable(schedule.problem.network.name),
        subtitle="Blue: a meeting and its first day. Orange: a public holiday at the host."
        + (" Grey: a busy day." if any(day["color"] == BUSY for day in off) else ""),
        anchor="start",
        subtitleColor="#555",
    )
    drawn: alt.LayerChart = chart.properties(title=title, width=620, height=38 * max(1, len(hosts))).configure_view(
        stroke=None
    )
    return drawn


def _meetings(schedule: Schedule) -> list[dict[str, Any]]:
    return [
        {
            "host": embeddable(meeting.host),
            "first": midnight(meeting.start),
            "end": midnight(meeting.last + ONE_DAY),
            "days": long_dates(meeting.start, meeting.last),
            "short": " ".join(long_date(meeting.start).split()[:3]),
        }
        for meeting in schedule.meetings
    ]


def _days_off(schedule: Schedule, hosts: list[str]) -> list[dict[str, Any]]:
    """Return the holidays of hosts and their other busy days, those without what they are busy with."""
    problem, marked = schedule.problem, list[dict[str, Any]]()
    for host in hosts:
        holidays = holidays_of(problem.network[host], problem.window)
        for day in problem.absences.days_off(host, problem.window):
            name, color = (embeddable(holidays[day]), HOLIDAY) if day in holidays else ("busy", BUSY)
            where = {"host": embeddable(host), "first": midnight(day), "day": long_date(day)}
            marked.append({**where, "name": name, "color": color})
    return marked
