"""Progress of a search on stderr, for anything that takes over a second."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from di4c_schedule.result import Progress

PATIENCE = 1.0
"""Seconds before anything is shown."""

_SECONDS_BETWEEN_LINES = 5.0


class ProgressLine:
    """Shows how far a search is: a line that renews itself in a terminal, a line now and then elsewhere.

    Parameters
    ----------
    quiet
        Show nothing.
    """

    def __init__(self, *, quiet: bool) -> None:
        from rich.console import Console

        self._console = Console(file=sys.stderr, markup=False, highlight=False)
        self._status = self._console.status("") if self._console.is_terminal and not quiet else None
        self._quiet = quiet
        self._shown_at = PATIENCE - _SECONDS_BETWEEN_LINES
        self._running = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None and self._running:
            self._status.stop()

    def __call__(self, progress: Progress) -> None:
        """Show where the search is; `solve` calls this."""
        if self._quiet or progress.seconds < PATIENCE:
            return
        if self._status is not None:
            self._status.update(_sentence(progress))
            if not self._running:
                self._status.start()
                self._running = True
        elif progress.seconds >= self._shown_at + _SECONDS_BETWEEN_LINES:
            self._shown_at = progress.seconds
            self._console.print(_sentence(progress))


def _sentence(progress: Progress) -> str:
    values = ""
    if progress.incumbent is not None:
        values = f", best so far {progress.incumbent}"
        if progress.bound is not None:
            values += f", nothing below {max(0, progress.bound)} is possible"
    return f"{progress.seconds:.0f} s: {progress.engine}, {progress.done}{values}"
