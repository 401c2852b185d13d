"""``python -m scripts.fuzz_busy --cases 10000`` reads calendars drawn at random, strange and spoilt ones.

Nothing may come of them but days, or an error that tells file and line, within two seconds of work. The first that
fails is made as small as can be and printed; so is one that hangs.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
from collections import Counter
from time import process_time
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.busy.judged import outcome
from tests.busy.spoilt import calendars

ZONES = ("Europe/Bucharest", "Pacific/Kiritimati", "America/Los_Angeles")

SLOW = 2.0
"""Seconds of work after which a calendar counts as slow."""

HANGS = 20
"""Seconds after which reading is broken off."""


class HangsError(Exception):
    """Reading was broken off."""


def main() -> None:
    """Read so many calendars and tell how that went."""
    arguments = _arguments()
    signal.signal(signal.SIGALRM, _break_off)
    ends: Counter[str] = Counter()
    slowest = 0.0

    @seed(arguments.seed)
    @settings(
        max_examples=arguments.cases,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(calendars())
    def reading(data: bytes) -> None:
        nonlocal slowest
        began = process_time()
        signal.alarm(HANGS)
        try:
            ends[outcome(data, random.choice(ZONES))] += 1  # noqa: S311 - nothing here is secret
        finally:
            signal.alarm(0)
            slowest = max(slowest, process_time() - began)
        if process_time() - began > SLOW:
            raise AssertionError(f"{process_time() - began:.1f} seconds")

    random.seed(arguments.seed)
    reading()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    told = ", ".join(f"{number:,} {end}" for end, number in sorted(ends.items()))
    print(f"{sum(ends.values()):,} calendars: {told}; the slowest took {slowest:.2f} s of work; {peak:.0f} MB at most")


def _break_off(_: int, __: FrameType | None) -> None:
    raise HangsError(f"not read after {HANGS} seconds")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz_busy", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="how many calendars (10,000)")
    parser.add_argument("--seed", type=int, default=0, help="others are drawn for another number (0)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
