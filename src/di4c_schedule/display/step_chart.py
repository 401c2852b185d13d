"""What the numbers of rules are worth, as step curves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from di4c_schedule.display.embedded import embeddable
from di4c_schedule.result import Status
from di4c_schedule.what_if import Curve, Sensitivity

if TYPE_CHECKING:
    import altair as alt

WORTH = "#1d6fa5"
IMPOSSIBLE = "#c44536"


def step_chart(sensitivity: Sensitivity) -> alt.VConcatChart:
    """Draw a step curve for each number of a rule: what the plan gains or loses as it is turned.

    A curve shows the goal level that changes most often, and the loosest setting that is impossible. Numbers that
    change nothing are left out.

    Parameters
    ----------
    sensitivity
        The answer of `sensitivity`.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; ``chart.save("steps.svg")`` writes a file. Where there is no network, write
        ``altair.renderers.enable("svg")`` once.

    Raises
    ------
    ImportError
        If Altair is not there: install ``di4c-schedule[plot]``.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, goals, rules, sensitivity
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> own = {"rules": [rules.Spacing(3)], "goals": [goals.Early()]}
    >>> chart = step_chart(sensitivity(Problem(network, "2019-09-02", "2019-09-06", **own), ["spacing"]))
    >>> chart.to_dict()["vconcat"][0]["title"]["text"]
    'At least 3 days from the end of a meeting to the start of the next'
    """
    import altair as alt

    return alt.vconcat(*(_curve(curve, sensitivity) for curve in sensitivity.curves if _points(curve, sensitivity)))


def _curve(curve: Curve, sensitivity: Sensitivity) -> Any:
    import altair as alt

    data: Callable[..., Any] = alt.Data
    place = _level(curve)
    points = alt.Chart(data(values=_points(curve, sensitivity)))
    x = alt.X("step:Q", title=f"← tighter ({curve.unit}) looser →", axis=alt.Axis(tickMinStep=1, grid=False))
    y = alt.Y("change:Q", title=f"level {sensitivity.levels[place]}, change", axis=alt.Axis(tickMinStep=1, format="d"))
    tooltip = ["value:N", "outcome:N"]
    possible = points.transform_filter("datum.change !== null")
    line = possible.mark_line(color=WORTH, interpolate="step-before")
    dots = possible.mark_circle(color=WORTH, size=40, opacity=1)
    crosses = points.transform_filter("datum.change === null").mark_point(color=IMPOSSIBLE, shape="cross", angle=45)
    title = alt.Title(
        embeddable(curve.rule),
        subtitle=f"{curve.argument}, now {embeddable(curve.now.value)}."
        " Blue: change of the total; less is better. Red: impossible",
        anchor="start",
        subtitleColor="#555",
    )
    layers: Any = alt.layer(
        line.encode(x=x, y=y),
        dots.encode(x=x, y=y, tooltip=tooltip),
        crosses.encode(x=x, y=alt.value(0), tooltip=tooltip),
    )
    return layers.properties(title=title, width=560, height=110)


def _level(curve: Curve) -> int:
    """Return the place of the level with most different totals; the first one of several."""
    totals = [setting.totals for setting in curve.settings if setting.totals]
    numbers = [len(set(values)) for values in zip(*totals, strict=True)]
    return numbers.index(max(numbers)) if numbers else 0


def _points(curve: Curve, sensitivity: Sensitivity) -> list[dict[str, Any]]:
    """Return the settings that are settled, of the impossible ones the loosest; none if nothing changes."""
    settled = [one for one in curve.settings if one.status in (Status.OPTIMAL, Status.INFEASIBLE)]
    if not sensitivity.levels or len({(one.status, one.totals) for one in settled}) < 2:
        return []
    place, before = _level(curve), curve.now.totals
    edge = max((one.step for one in settled if not one.totals), default=0)
    return [
        {
            "step": one.step,
            "value": embeddable(one.value),
            "change": one.totals[place] - (before[place] if before else 0) if one.totals else None,
            "outcome": str(one.totals[place]) if one.totals else "impossible",
        }
        for one in settled
        if one.totals or one.step == edge
    ]
