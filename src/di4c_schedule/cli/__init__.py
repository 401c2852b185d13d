"""The command line. Only what a command needs is imported, and only when it runs."""

from __future__ import annotations

from di4c_schedule.cli.start import main

__all__ = ["main"]
