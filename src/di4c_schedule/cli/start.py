"""How the program starts."""

from __future__ import annotations

import sys
from io import StringIO

from di4c_schedule.cli import app as planning_commands
from di4c_schedule.cli import calendar_commands
from di4c_schedule.cli.options import app

COMMANDS = (planning_commands, calendar_commands)
"""The modules whose commands there are, in the order in which the help lists them."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    # a console that cannot show every name is no reason to fail
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell
            setattr(sys, name, StringIO())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
