"""What a partner's meeting costs in every week, as a map of numbers and shades."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from di4c_schedule.dates import MONTHS, ONE_DAY, long_dates
from di4c_schedule.display.embedded import embeddable, midnight

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

FREE = "#eaf3f9"
DEAR = "#1d6fa5"
IMPOSSIBLE = "#f1f1f1"
INK = "#222"

_WEEK = timedelta(days=7)

_EDGES = ("first:T", "middle:T")
_WHITE_FROM = 0.85
"""From this share of the dearest on, white numbers are easier to read than dark ones."""


def cost_map(
    costs: pd.DataFrame, title: str = "What a meeting costs, by the week in which it starts"
) -> alt.LayerChart:
    """Draw what `regret` returns: a line for each partner, a cell for each week, the number of its cheapest day.

    Parameters
    ----------
    costs
        The answer of `regret`: partners, and the days of the window; NaN where no meeting can start.
    title
        Stands above it; say what the numbers count.

    Returns
    -------
    altair.LayerChart
        Shows itself in a notebook; ``chart.save("costs.svg")`` writes a file. Where there is no network, write
        ``altair.renderers.enable("svg")`` once.

    Raises
    ------
    ImportError
        If Altair is not there: install ``di4c-schedule[plot]``.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, goals, regret, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-09-13", goals=[goals.Early()])
    >>> cells = cost_map(regret(problem)).to_dict()["layer"][0]["data"]["values"]
    >>> [(cell["host"], cell["week"], cell["text"]) for cell in cells][:2]
    [('Messina', 'Mon 2 to Sun 8 September 2019', '0'), ('Messina', 'Mon 9 to Sun 15 September 2019', '6')]
    """
    import altair as alt

    data: Callable[..., Any] = alt.Data
    cells = _cells(costs)
    weeks = list({cell["first"]: cell for cell in cells}.values())
    width = max([22, *(7 * len(cell["text"]) + 6 for cell in cells)])
    span = [weeks[0]["first"], weeks[-1]["end"]] if weeks else [0, 1]
    left, middle = (alt.X(key, scale=alt.Scale(domain=span, type="utc", nice=False), axis=None) for key in _EDGES)
    y_axis = alt.Axis(labelLimit=260, ticks=False, domain=False)
    y = alt.Y("host:N", sort=list(dict.fromkeys(cell["host"] for cell in cells)), title=None, axis=y_axis)
    shades = alt.Scale(domain=[0, max([1, *(cell["cost"] or 0 for cell in cells)])], range=[FREE, DEAR], clamp=True)
    shade = alt.Color("cost:Q", scale=shades, legend=None)
    ink = alt.condition("datum.dark", alt.value("white"), alt.value(INK))
    box: Any = {"stroke": "white", "strokeWidth": 2}
    chart, above = alt.Chart(data(values=cells)), alt.Chart(data(values=weeks))
    possible = chart.transform_filter("datum.cost !== null")
    where: Any = {"x": left, "x2": "end:T", "y": y, "tooltip": ["host:N", "week:N", "text:N"]}
    layers = alt.layer(
        chart.mark_rect(color=IMPOSSIBLE, **box).encode(**where),
        possible.mark_rect(**box).encode(color=shade, **where),
        possible.mark_text(fontSize=11).encode(x=middle, y=y, text="text:N", color=ink),
        above.mark_text(fontSize=11, color=INK).encode(x=middle, y=alt.value(-10), text="day:N"),
        above.mark_text(fontSize=11, color=INK, align="left").encode(x=left, y=alt.value(-26), text="month:N"),
    )
    head = alt.Title(
        embeddable(title),
        subtitle="0: some plan as good has it. Darker: costs more. Grey: no plan is possible.",
        anchor="start",
        offset=10,
        subtitleColor="#555",
    )
    drawn: alt.LayerChart = layers.properties(
        title=head, width=width * max(1, len(weeks)), height=26 * max(1, len(costs.index))
    ).configure_view(stroke=None)
    return drawn


def _cells(costs: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a cell for each partner and week that shares a day with the window."""
    import pandas as pd

    days: list[date] = pd.DatetimeIndex(costs.columns).date.tolist()
    worst = max((cost for row in costs.to_numpy().tolist() for cost in row if not math.isnan(cost)), default=0)
    cells = []
    for host, row in zip(costs.index, costs.to_numpy().tolist(), strict=True):
        weeks: dict[date, list[float]] = {}
        for day, cost in zip(days, row, strict=True):
            known = weeks.setdefault(day - day.weekday() * ONE_DAY, [])
            known += [] if math.isnan(cost) else [cost]
        for monday, known in weeks.items():
            # in the first week only if the next month's name is three weeks away
            named = monday.day <= (14 if monday < days[0] + ONE_DAY else 7)
            cells.append(_cell(str(host), monday, min(known, default=None), worst, named=named))
    return cells


def _cell(host: str, monday: date, cost: float | None, worst: float, *, named: bool) -> dict[str, Any]:
    first = midnight(monday)
    end = midnight(monday + _WEEK)
    return {
        "host": embeddable(host),
        "week": long_dates(monday, monday + _WEEK - ONE_DAY),
        "first": first,
        "middle": (first + end) // 2,
        "end": end,
        "day": str(monday.day),
        "month": f"{MONTHS[monday.month - 1]} {monday.year}" if named else "",
        "cost": cost,
        "text": "" if cost is None else f"{cost:.0f}",
        "dark": cost is not None and cost > _WHITE_FROM * worst,
    }
