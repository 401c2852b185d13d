"""How the cost grows with the number of hosts and the length of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.comparison import measure_ours
from benchmarks.effort import Effort
from benchmarks.fit import FITTED_FROM, fit_days, fit_hosts
from benchmarks.peers.answer import OPTIMAL
from benchmarks.progress import tell
from benchmarks.report import filled, microseconds, picture, seconds, table
from benchmarks.sections.section import Section

PICTURE = "benchmark-growth"

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
    factor, spread = fit_hosts(proven(measured["hosts"]))
    slope, _ = fit_days(proven(measured["days"]))
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
            f"Median of several runs of `solve`: random networks, seed 1, 183 days; then {HOSTS} hosts without rest "
            "between journeys, so that short windows have a plan, too. Fitted to what was proven: "
            f"{microseconds(factor)} · n² · 2ⁿ for n hosts, from {FITTED_FROM} on, where the rest of the time is small "
            f"(off by a factor of {spread:.1f} at most); and days to the power of {slope:.2f}."
        ),
    ]


def draw(measured: Any) -> Mapping[str, Any]:
    """Return the chart of both."""
    from benchmarks.charts import growth_chart

    hosts, days = proven(measured["hosts"]), proven(measured["days"])
    factor, _ = fit_hosts(hosts)
    slope, at_one = fit_days(days)
    return {PICTURE: growth_chart(hosts, days, factor, slope, at_one)}


def proven(points: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the points whose plan was proven to be the best."""
    return [point for point in points if point["status"] == OPTIMAL]


def _point(size: int, name: str, effort: Effort) -> dict[str, object]:
    done, _ = measure_ours(name, effort)
    tell(f"{name}: {done.status} {done.seconds:.3f} s")
    return {"size": size, "seconds": done.seconds, "peak_mb": done.peak_mb, "status": done.status}


def _rows(points: Sequence[Mapping[str, Any]]) -> list[list[object]]:
    return [
        [point["size"], seconds(point["seconds"]) if point["status"] == OPTIMAL else "–", f"{point['peak_mb']:.0f}"]
        for point in points
    ]


SECTION = Section("growth", "How the cost grows", measure, show, draw)
