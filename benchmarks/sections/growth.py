"""How the cost grows with the number of hosts and the length of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from benchmarks.comparison import measure_ours
from benchmarks.effort import Effort
from benchmarks.progress import tell
from benchmarks.report import filled, picture, seconds, table
from benchmarks.sections.section import Section

PICTURE = "benchmark-growth"

FITTED_FROM = 9
"""Hosts below which the time is mostly overhead: they are drawn, but not fitted."""

HOSTS = 10
"""Hosts of the windows of different lengths."""


def measure(effort: Effort) -> Any:
    """Time networks of different sizes, then windows of different lengths."""
    return {
        "hosts": [_point(n, f"{n} hosts, seed 1", effort) for n in effort.sizes],
        "days": [_point(days, f"{HOSTS} hosts, seed 1, {days} days", effort) for days in effort.windows],
    }


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    factor, spread = fit_hosts(measured["hosts"])
    slope, _ = fit_days(measured["days"])
    return [
        filled(
            "One more host doubles the time and a little more; a window twice as long takes "
            f"{2**slope:.1f} times as long."
        ),
        picture(
            PICTURE, "Seconds against the number of hosts and against the days of the window, with the fitted curves"
        ),
        table(["hosts", "seconds", "MB"], _rows(measured["hosts"])),
        table(["days", "seconds", "MB"], _rows(measured["days"])),
        filled(
            f"Median of several runs of `solve`, all proven: random networks, seed 1, 183 days; then {HOSTS} hosts "
            f"without rest between journeys, so that short windows have a plan, too. Fitted: seconds = {factor:.2g} · "
            f"n² · 2ⁿ for n hosts, from {FITTED_FROM} on (off by a factor of {spread:.1f} at most); seconds ∝ "
            f"days^{slope:.2f}."
        ),
    ]


def draw(measured: Any) -> Mapping[str, Any]:
    """Return the chart of both."""
    from benchmarks.charts import growth_chart

    factor, _ = fit_hosts(measured["hosts"])
    slope, at_one = fit_days(measured["days"])
    return {PICTURE: growth_chart(measured["hosts"], measured["days"], factor, slope, at_one)}


def fit_hosts(points: Sequence[Mapping[str, float]]) -> tuple[float, float]:
    """Return the factor a of seconds = a n^2 2^n that fits best, and by which factor it is off at most.

    Examples
    --------
    >>> fit_hosts([{"size": 10, "seconds": 2.0 * 100 * 1024}, {"size": 11, "seconds": 2.0 * 121 * 2048}])
    (2.0, 1.0)
    """
    used = [point for point in points if point["size"] >= FITTED_FROM] or points
    factors = np.array([point["seconds"] / (point["size"] ** 2 * 2.0 ** point["size"]) for point in used])
    factor = float(np.exp(np.log(factors).mean()))
    return round(factor, 15), round(float(np.exp(np.abs(np.log(factors / factor)).max())), 6)


def fit_days(points: Sequence[Mapping[str, float]]) -> tuple[float, float]:
    """Return slope and seconds at one day of the straight line through the logarithms.

    Examples
    --------
    >>> slope, at_one = fit_days([{"size": 10, "seconds": 3.0}, {"size": 100, "seconds": 30.0}])
    >>> round(slope, 6), round(at_one, 6)
    (1.0, 0.3)
    """
    slope, start = np.polyfit(np.log([p["size"] for p in points]), np.log([p["seconds"] for p in points]), 1)
    return float(slope), float(np.exp(start))


def _point(size: int, name: str, effort: Effort) -> dict[str, object]:
    done, _ = measure_ours(name, effort)
    tell(f"{name}: {done.status} {done.seconds:.3f} s")
    return {"size": size, "seconds": done.seconds, "peak_mb": done.peak_mb, "status": done.status}


def _rows(points: Sequence[Mapping[str, Any]]) -> list[list[object]]:
    return [[point["size"], seconds(point["seconds"]), f"{point['peak_mb']:.0f}"] for point in points]


SECTION = Section("growth", "How the cost grows", measure, show, draw)
