"""The commands that plan and answer, and their arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from di4c_schedule.cli.failures import exit_code_of
from di4c_schedule.cli.options import (
    AsCsv,
    AsJson,
    Former,
    FrozenBefore,
    OptionalTimeLimit,
    ProblemFile,
    Quiet,
    ScheduleFile,
    TimeLimit,
    app,
)


def _version(wanted: bool) -> None:
    if wanted:
        from di4c_schedule import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Hold what belongs to every command."""


@app.command()
def plan(
    file: ProblemFile,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the plan and its calendars.")],
    time_limit: OptionalTimeLimit = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find the best schedule; write schedule.csv, schedule.json and calendars/ into DIR."""

    def run() -> int:
        from di4c_schedule.cli.plan import plan_file

        return plan_file(file, out, time_limit, as_json=as_json, quiet=quiet)

    raise typer.Exit(exit_code_of(run))


@app.command()
def check(file: ProblemFile, schedule: ScheduleFile, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Say which rules a schedule breaks, be it made by hand or by the program."""

    def run() -> int:
        from di4c_schedule.cli.schedules import check_file

        return check_file(file, schedule, as_json=as_json, quiet=quiet)

    raise typer.Exit(exit_code_of(run))


@app.command()
def explain(
    file: ProblemFile,
    conflicts: Annotated[int, typer.Option("--conflicts", metavar="N", min=1, help="How many conflicts to tell.")] = 1,
    fixed: Annotated[
        list[str] | None, typer.Option("--fixed", metavar="RULE", help="A rule or kind that repairs leave alone.")
    ] = None,
    whole_rules: Annotated[
        bool, typer.Option("--whole-rules", help="Name rules as they are written, not the cases that matter.")
    ] = False,
    time_limit: TimeLimit = 10.0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Say which rules clash when there is no schedule, and what would help."""

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.explain import explain_file

        return explain_file(
            file, conflicts, fixed or [], time_limit, Form(as_json, as_csv, quiet), whole_rules=whole_rules
        )

    raise typer.Exit(exit_code_of(run))


@app.command(name="why-not")
def why_not(
    file: ProblemFile,
    host: Annotated[str, typer.Argument(metavar="HOST", help="Name of a partner.")],
    dates: Annotated[
        str, typer.Argument(metavar="DATES", help="A first day, or a range: 2019-10-08, 2020-02, 2020-W06.")
    ],
    time_limit: TimeLimit = 10.0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Say what it would break, or cost, that a partner hosts at some time, and the plan that results."""

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.explain import why_not_file

        return why_not_file(file, host, dates, time_limit, Form(as_json, as_csv, quiet))

    raise typer.Exit(exit_code_of(run))


@app.command()
def replan(
    file: ProblemFile,
    published: Annotated[Path, typer.Argument(metavar="PUBLISHED.csv", help="The plan that people were told.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the new plan and its calendars.")],
    frozen_before: FrozenBefore = None,
    order: Annotated[str, typer.Option("--order", help="keep: hosts keep their order; free: they may not.")] = "free",
    former: Former = None,
    time_limit: OptionalTimeLimit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Plan again so that as little as possible of a published plan changes; say what does, for an e-mail."""

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.replan import replan_file

        form = Form(as_json, as_csv, quiet)
        return replan_file(file, published, out, frozen_before, order, former or [], time_limit, form)

    raise typer.Exit(exit_code_of(run))


@app.command()
def compare(
    file: ProblemFile,
    before: Annotated[Path, typer.Argument(metavar="BEFORE.csv", help="The earlier schedule.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER.csv", help="The later schedule.")],
    frozen_before: FrozenBefore = None,
    former: Former = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Say what changes from one schedule to another: meeting by meeting, goal by goal."""

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.compare import compare_files

        return compare_files(file, before, after, frozen_before, former or [], Form(as_json, as_csv, quiet))

    raise typer.Exit(exit_code_of(run))


@app.command(name="regret")
def regret_command(
    file: ProblemFile,
    level: Annotated[
        int | None, typer.Option("--level", metavar="N", help="Level of the goals; else the first.")
    ] = None,
    time_limit: OptionalTimeLimit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Say for every partner and day what it costs if the partner starts a meeting then."""

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.regret import regret_file

        return regret_file(file, level, time_limit, Form(as_json, as_csv, quiet))

    raise typer.Exit(exit_code_of(run))


@app.command(name="alternatives")
def alternatives_command(
    file: ProblemFile,
    n: Annotated[int, typer.Option("-n", metavar="N", min=1, help="How many plans, the best included.")] = 5,
    within: Annotated[
        str, typer.Option("--within", metavar="W", help="How much worse a level may be: 3, or by level: 2=5,3=100.")
    ] = "0",
    differ_by: Annotated[
        int, typer.Option("--differ-by", metavar="D", min=1, help="Days that some meeting is moved at least.")
    ] = 1,
    time_limit: OptionalTimeLimit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Tell the best plan, and others that are nearly as good and really differ."""

    def run() -> int:
        from di4c_schedule.cli.alternatives import alternatives_file
        from di4c_schedule.cli.answers import Form

        return alternatives_file(file, n, within, differ_by, time_limit, Form(as_json, as_csv, quiet))

    raise typer.Exit(exit_code_of(run))
