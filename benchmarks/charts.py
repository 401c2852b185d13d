"""Charts of the page: drawn on white, so that they read the same in a light and in a dark theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair as alt

from benchmarks.fit import FITTED_FROM
from benchmarks.outcome import Comparison
from benchmarks.report import microseconds
from benchmarks.sections.side_by_side import keys_of, label

WIDTH, HEIGHT = 560, 340

COLOURS = ("#0072b2", "#d55e00", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#7f7f7f", "#000000")
"""Told apart by colour-blind readers, too (M. Okabe and K. Ito, 2002); ours is the first."""

SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "triangle-right", "cross", "stroke")

INK, PALE = "#333333", "#8a8a8a"


def proof_chart(comparisons: Sequence[Comparison], limit: float) -> Any:
    """Draw the seconds to the proof against the number of hosts, a line for each solver that was run.

    Parameters
    ----------
    comparisons
        On networks of different sizes.
    limit
        Seconds: what was not proven stands in a band above them, a row for each solver.
    """
    keys = keys_of(comparisons)
    names = [label(key) for key in keys]
    points = [
        {"hosts": each.hosts, "solver": label(key), **_height(each, key, place, limit)}
        for each in comparisons
        for place, key in enumerate(keys)
        if each[key].answered
    ]
    x = alt.X("hosts:O", title="hosts", axis=alt.Axis(labelAngle=0))
    times = [point["seconds"] for point in points if point["proven"]]
    lowest = min([*times, limit / 10])
    y = alt.Y(
        "seconds:Q",
        title="seconds to the proof",
        scale=alt.Scale(type="log", domain=[lowest / 1.5, limit * _band(len(keys)) * 1.3]),
        axis=alt.Axis(values=[*_decades(lowest, limit / 2), limit], format="~g"),
    )
    colour = alt.Color("solver:N", scale=alt.Scale(domain=names, range=COLOURS[: len(names)]), title=None)
    shape = alt.Shape("solver:N", scale=alt.Scale(domain=names, range=SHAPES[: len(names)]), title=None)
    base = alt.Chart(_data(points))
    proven = base.transform_filter("datum.proven")
    lines = proven.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    dots = proven.mark_point(size=70, filled=True, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
    open_ones = base.transform_filter("!datum.proven")
    hollow = open_ones.mark_point(size=60, filled=False, strokeWidth=1.5, opacity=1).encode(
        x=x, y=y, color=colour, shape=shape
    )
    rule = alt.Chart(_data([{"limit": limit}])).mark_rule(color=PALE, strokeDash=[4, 3]).encode(y="limit:Q")
    heading = alt.Title(
        f"Hollow marks above {limit:g} s: not proven in time",
        fontSize=13,
        fontWeight="normal",
        color=INK,
        anchor="start",
    )
    layers = alt.layer(rule, lines, dots, hollow)
    return _styled(layers.properties(width=WIDTH, height=HEIGHT, title=heading))


def growth_chart(
    hosts: Sequence[Mapping[str, Any]],
    days: Sequence[Mapping[str, Any]],
    factor: float,
    slope: float,
    at_one: float,
) -> Any:
    """Draw seconds against hosts and against days, with the fitted curves.

    Parameters
    ----------
    hosts, days
        Points with ``size`` and ``seconds``.
    factor
        a of seconds = a n^2 2^n.
    slope, at_one
        Of the straight line through the logarithms: its slope, and the seconds at one day.
    """
    sizes = [point["size"] for point in hosts]
    curve = [{"size": n, "seconds": factor * n**2 * 2**n} for n in range(max(FITTED_FROM, min(sizes)), max(sizes) + 1)]
    lengths = sorted(point["size"] for point in days)
    line = [{"size": size, "seconds": at_one * size**slope} for size in (lengths[0], lengths[-1])]
    left = _fitted(
        hosts,
        curve,
        "hosts",
        f"{microseconds(factor)} · n² · 2ⁿ for n hosts",
        alt.Scale(zero=False, nice=False, padding=12),
    )
    right = _fitted(
        days,
        line,
        "days of the window",
        f"as days to the power of {slope:.2f}",
        alt.Scale(type="log", nice=False, padding=12),
        lengths,
    )
    return _styled(alt.hconcat(left, right, spacing=36))


def _fitted(
    points: Sequence[Mapping[str, Any]],
    curve: Sequence[Mapping[str, float]],
    title: str,
    formula: str,
    scale: Any,
    ticks: Sequence[float] | None = None,
) -> Any:
    axis = (
        alt.Axis(labelAngle=0, format="d", tickMinStep=1) if ticks is None else alt.Axis(values=list(ticks), format="d")
    )
    x = alt.X("size:Q", title=title, scale=scale, axis=axis)
    seconds = [point["seconds"] for point in (*points, *curve)]
    y = alt.Y(
        "seconds:Q",
        title="seconds",
        scale=alt.Scale(type="log", domain=[min(seconds) / 1.4, max(seconds) * 1.4], nice=False),
        axis=alt.Axis(values=_decades(min(seconds) / 1.4, max(seconds) * 1.4), format="~g"),
    )
    fit = alt.Chart(_data(curve)).mark_line(color=PALE, strokeDash=[5, 3], strokeWidth=2).encode(x=x, y=y)
    dots = alt.Chart(_data(points)).mark_point(color=COLOURS[0], filled=True, size=70, opacity=1).encode(x=x, y=y)
    heading = alt.Title(formula, fontSize=13, fontWeight="normal", color=INK, anchor="start")
    return alt.layer(fit, dots).properties(width=270, height=250, title=heading)


def _height(comparison: Comparison, key: str, place: int, limit: float) -> dict[str, Any]:
    done = comparison[key]
    if done.proven:
        return {"proven": True, "seconds": done.seconds}
    return {"proven": False, "seconds": limit * _band(place)}


def _band(place: int) -> float:
    """Return the height, over the limit, of a row in the band of what was not proven."""
    return float(1.35 ** (place + 1))


def _decades(lowest: float, highest: float) -> list[float]:
    """Return the powers of ten between two numbers; with a few more values where they are few."""
    decades = [10.0**k for k in range(-4, 6) if lowest <= 10.0**k <= highest]
    if len(decades) >= 2:
        return decades
    return [m * 10.0**k for k in range(-4, 6) for m in (1, 2, 5) if lowest <= m * 10.0**k <= highest]


def _data(values: Sequence[Mapping[str, Any]]) -> Any:
    data: Callable[..., Any] = alt.Data
    return data(values=list(values))


def _styled(chart: Any) -> Any:
    return (
        chart.properties(background="white", padding=14)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=INK, gridColor="#e3e3e3", domainColor=PALE, tickColor=PALE, labelFontSize=12,
            titleFontSize=12, titleFontWeight="normal",
        )
        .configure_legend(labelColor=INK, labelFontSize=12, symbolSize=90, symbolStrokeWidth=2)
    )  # fmt: skip
