"""Exit codes, and how failures are told: in plain sentences, without a traceback."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DONE = 0
FAILURE = 1
BAD_INPUT = 2
TIME_LIMIT = 3
VIOLATIONS = 4
INFEASIBLE = 5
INTERRUPTED = 130


def exit_code_of(command: Callable[[], int]) -> int:
    """Run a command; turn errors, Ctrl-C and a broken stdout into a message on stderr and an exit code."""
    from di4c_schedule.errors import Di4cError, InfeasibleError, ProblemError, TimeLimitError

    try:
        code = command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Files that were written are whole.\n")
        return INTERRUPTED
    except Di4cError as error:
        sys.stderr.write(f"{error}\n")
        kinds = {ProblemError: BAD_INPUT, TimeLimitError: TIME_LIMIT, InfeasibleError: INFEASIBLE}
        return next((code for kind, code in kinds.items() if isinstance(error, kind)), FAILURE)
    except OSError as error:
        # the library's own files raise OutputError; what is left is the output that a shell redirects
        _give_up_stdout()
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"the output cannot be written: {error.strerror}\n")
        return FAILURE
    return code


def _give_up_stdout() -> None:
    """Send what is left in the buffer nowhere, so that leaving does not fail once more."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@contextmanager
def warnings_told(*, quiet: bool) -> Iterator[None]:
    """Print the library's warnings on stderr, one line each."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for warning in caught:
        if not quiet:
            sys.stderr.write(f"warning: {warning.message}\n")
