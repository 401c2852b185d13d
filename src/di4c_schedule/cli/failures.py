"""Exit codes, and how failures are told: in plain sentences, without a traceback."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

DONE = 0
FAILURE = 1
BAD_INPUT = 2
TIME_LIMIT = 3
VIOLATIONS = 4
INFEASIBLE = 5
INTERRUPTED = 130


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn the library's errors into a message on stderr and an exit code."""
    try:
        yield
    except Exception as error:
        from di4c_schedule.errors import Di4cError, ProblemError

        if not isinstance(error, Di4cError):
            raise
        sys.stderr.write(f"{error}\n")
        sys.exit(BAD_INPUT if isinstance(error, ProblemError) else FAILURE)


@contextmanager
def warnings_told(*, quiet: bool) -> Iterator[None]:
    """Print the library's warnings on stderr, one line each."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for warning in caught:
        if not quiet:
            sys.stderr.write(f"warning: {warning.message}\n")
