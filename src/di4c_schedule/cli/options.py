"""The application, and the arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HELP = """
Plans meetings that the partners of a network host in rotation.

Exit codes: 0 done, 1 something outside the input failed, 2 the input is wrong, 3 the time limit came first,
4 the schedule breaks rules, 5 there is no schedule.
"""

app = typer.Typer(help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

ProblemFile = Annotated[Path, typer.Argument(metavar="FILE.toml", help="The network, its rules and goals.")]
ScheduleFile = Annotated[Path, typer.Argument(metavar="SCHEDULE.csv", help="Columns host and first, at least.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")]
FrozenBefore = Annotated[
    str | None, typer.Option("--frozen-before", metavar="DATE", help="First day that is free; what started stays.")
]
Former = Annotated[list[str] | None, typer.Option("--former", metavar="NAME", help="A partner that has left.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print the answer as CSV.")]
_SECONDS = typer.Option("--time-limit", metavar="S", min=0.001, help="Seconds to search at most.")
TimeLimit = Annotated[float, _SECONDS]
OptionalTimeLimit = Annotated[float | None, _SECONDS]
