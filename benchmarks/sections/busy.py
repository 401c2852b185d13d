"""Calendars of people, good and hostile: time, memory and answers, beside the two packages used plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from benchmarks.effort import Effort
from benchmarks.measure import CommandError, TooMuchError, run_task
from benchmarks.report import filled, seconds, table, times
from benchmarks.sections.section import Section

LIMIT = 20
"""Seconds after which a reader is ended."""


def measure(effort: Effort) -> Any:
    """Read every calendar by both, each in a process of its own."""
    names = run_task("calendar_names").answer
    kept = list(names["kept"].items())[: effort.calendars]
    return {
        "kept": [_case(name) | {"expected": expected} for name, expected in kept],
        "made": [_case(name) for name in names["made"][: effort.calendars]],
    }


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    kept, made = measured["kept"], measured["made"]
    return [
        filled(
            f"People send calendars that are cut off, are a web page, or repeat every second. {len(kept)} small "
            f"calendars, good and hostile, and {len(made)} that are made to harm a reader or are large, are read for "
            f"the busy days from September to March: by this library, and by icalendar and recurring-ical-events, on "
            "which it stands, as the first pages of their documentation show. Each reader runs in a process of its "
            f"own, which is ended after {LIMIT} seconds; importing packages does not count. Seconds are those of work, "
            "so that other work on the machine does not show in them."
        ),
        table(
            ["", "this library", "the two packages"],
            [
                ["calendars of the collection, read as expected", *_shares(kept)],
                ["slowest of the collection (s)", *_most(kept, "seconds")],
                ["slowest of those made here (s)", *_most(made, "seconds")],
                ["most memory of the process (MB)", *_most([*kept, *made], "peak_mb")],
                ["ended after 20 seconds, or for want of memory", *_ended([*kept, *made])],
            ],
            right=True,
        ),
        filled(
            "As expected: the same days, or any error where the days cannot be known, such as 31 September. The "
            "collection and the days, which independent readers and the standard agree on, are in "
            "`tests/data/ics_busy`. The two packages on what they do not read as expected: " + _differing(kept) + "."
        ),
        table(
            ["made here", "MB", "this library (s)", "MB", "", "the two packages (s)", "MB", "", "ratio"],
            [_row(case) for case in made],
        ),
        filled(
            "The MB of a reader is the memory of its whole process, the calendar included; one that only imports the "
            "packages takes about 60. Left out: events that cannot be read or followed, each told with its line. "
            "Refused: the file, told with the line."
        ),
    ]  # fmt: skip


def _case(name: str) -> dict[str, Any]:
    return {"name": name, "ours": _read("calendar_ours", name), "plain": _read("calendar_plain", name)}


def _read(task: str, name: str) -> dict[str, Any]:
    try:
        done = run_task(task, name, limit=LIMIT)
    except TooMuchError as error:
        return {"seconds": float(LIMIT), "end": "ended", "days": None, "peak_mb": 0.0, "octets": 0, "why": str(error)}
    except CommandError as error:
        return {"seconds": 0.0, "end": "crashed", "days": None, "peak_mb": 0.0, "octets": 0, "why": str(error)[-300:]}
    return {**done.answer, "peak_mb": done.peak_mb}


def _as_expected(answer: Mapping[str, Any], expected: str) -> bool:
    if expected.startswith("error"):
        return answer["days"] is None and answer["end"] not in ("ended", "crashed")
    return answer["days"] is not None and answer["days"] == _days(expected)


def _days(ranges: str) -> list[str]:
    """Read ranges whose ends are exclusive."""
    days = []
    for text in ranges.split("; "):
        day, end = map(date.fromisoformat, text.split("/"))
        while day < end:
            days.append(str(day))
            day += timedelta(days=1)
    return days


def _shares(kept: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        f"{sum(_as_expected(case[reader], case['expected']) for case in kept)} of {len(kept)}"
        for reader in ("ours", "plain")
    ]


def _most(cases: Sequence[Mapping[str, Any]], what: str) -> list[str]:
    found = []
    for reader in ("ours", "plain"):
        most = max(case[reader][what] for case in cases)
        ended = what == "seconds" and any(case[reader]["end"] == "ended" for case in cases)
        found.append(f"{'> ' * ended}{seconds(most) if what == 'seconds' else f'{most:.0f}'}")
    return found


def _ended(cases: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(sum(case[reader]["end"] in ("ended", "crashed") for case in cases)) for reader in ("ours", "plain")]


def _differing(kept: Sequence[Mapping[str, Any]]) -> str:
    names = [case["name"] for case in kept if not _as_expected(case["plain"], case["expected"])]
    return ", ".join(f"`{name}`" for name in names) or "nothing"


def _row(case: Mapping[str, Any]) -> list[object]:
    ours, plain = case["ours"], case["plain"]
    ended = plain["end"] == "ended"
    return [
        case["name"], f"{ours['octets'] / 1e6:.1f}",
        seconds(ours["seconds"]), f"{ours['peak_mb']:.0f}", ours["end"],
        f"{'> ' * ended}{seconds(plain['seconds'])}", "–" if ended else f"{plain['peak_mb']:.0f}", plain["end"],
        f"{'> ' * ended}{times(plain['seconds'] / ours['seconds'])}",
    ]  # fmt: skip


SECTION = Section("busy", "Calendars of people", measure, show)
