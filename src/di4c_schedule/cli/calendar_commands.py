"""The commands on calendars and invitations, and their arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from di4c_schedule.cli.failures import exit_code_of
from di4c_schedule.cli.options import AsCsv, AsJson, FrozenBefore, ProblemFile, Quiet, ScheduleFile, app

CaldavUser = Annotated[
    str | None, typer.Option("--caldav-user", metavar="NAME", help="Who signs in to the CalDAV server.")
]
Cafile = Annotated[
    Path | None, typer.Option("--cafile", metavar="FILE", help="Certificate (PEM) of an authority of your own.")
]
Insecure = Annotated[bool, typer.Option("--insecure", help="Let passwords and mails go through the net unencrypted.")]


@app.command()
def calendars(
    file: ProblemFile,
    schedule: ScheduleFile,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the calendars.")],
    quiet: Quiet = False,
) -> None:
    """Write calendar files of a schedule: one for the network and one for each partner."""

    def run() -> int:
        from di4c_schedule.cli.schedules import calendars_of_file

        return calendars_of_file(file, schedule, out, quiet=quiet)

    raise typer.Exit(exit_code_of(run))


@app.command()
def publish(
    file: ProblemFile,
    schedule: ScheduleFile,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of calendars that people are told from.")],
    mail: Annotated[
        str | None, typer.Option("--mail", metavar="HOST[:PORT]", help="Send invitations by this mail server.")
    ] = None,
    mail_user: Annotated[
        str | None, typer.Option("--mail-user", metavar="NAME", help="Who signs in to the mail server.")
    ] = None,
    security: Annotated[
        str | None, typer.Option("--security", metavar="HOW", help="starttls, tls or none; else by the port.")
    ] = None,
    per_minute: Annotated[
        float | None, typer.Option("--per-minute", metavar="N", help="Send so many mails a minute at most.")
    ] = None,
    retry_refused: Annotated[
        bool, typer.Option("--retry-refused", help="Send again what the mail server refused before.")
    ] = False,
    eml: Annotated[
        Path | None, typer.Option("--eml", metavar="DIR", help="Save the mails as files instead of sending them.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With --eml: save all invitations, also those that were sent or saved.")
    ] = False,
    caldav: Annotated[
        str | None, typer.Option("--caldav", metavar="URL", help="Bring this calendar on a CalDAV server up to date.")
    ] = None,
    caldav_user: CaldavUser = None,
    create: Annotated[
        bool, typer.Option("--create", help="Make the calendar on the server if it is not there.")
    ] = False,
    cafile: Cafile = None,
    insecure: Insecure = False,
    frozen_before: FrozenBefore = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written and sent, and do nothing.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Tell people of a schedule: calendars in DIR, mails to partners, a calendar on a server.

    Passwords come from the variables DI4C_SMTP_PASSWORD and DI4C_CALDAV_PASSWORD, or are asked for.
    """

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.publish import Publication, publish_files
        from di4c_schedule.cli.servers import CalendarServer, mail_server

        publication = Publication(
            mail=mail_server(mail, mail_user, security, cafile, insecure=insecure) if mail else None,
            per_minute=per_minute,
            retry_refused=retry_refused,
            eml=eml,
            everything=everything,
            caldav=CalendarServer(caldav, caldav_user, cafile, insecure) if caldav else None,
            create=create,
        )
        form = Form(as_json, False, quiet)
        return publish_files(file, schedule, folder, publication, form, frozen_before=frozen_before, dry_run=dry_run)

    raise typer.Exit(exit_code_of(run))


@app.command(name="replies")
def replies_command(
    file: ProblemFile,
    folder: Annotated[Path, typer.Argument(metavar="CALENDARS", help="The folder of calendars that people were sent.")],
    replies: Annotated[
        list[Path], typer.Argument(metavar="REPLY...", help="Calendars, mails, mailboxes, or folders of them.")
    ],
    trust: Annotated[
        list[str] | None, typer.Option("--trust", metavar="ADDRESS", help="Who may answer or forward for anybody.")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Print only the lines to add to FILE.toml.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Say who accepts, declines or proposes other dates, and what could be added to the problem for it."""

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.replies import replies_of_files

        return replies_of_files(file, folder, replies, trust or [], Form(as_json, as_csv, quiet), rules=rules)

    raise typer.Exit(exit_code_of(run))


@app.command()
def busy(
    calendar: Annotated[
        str, typer.Argument(metavar="FILE.ics|URL", help="The calendar of a person: a file, or on a CalDAV server.")
    ],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day to look at.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day to look at.")],
    timezone: Annotated[
        str, typer.Option("--timezone", metavar="ZONE", help="Whose days are meant, such as Europe/Bucharest.")
    ],
    tentative: Annotated[
        bool, typer.Option("--tentative/--no-tentative", help="Whether entries that are not sure yet count.")
    ] = True,
    hours: Annotated[
        float, typer.Option("--hours", metavar="H", min=0, max=24, help="Hours of a day that must be taken; 0: any.")
    ] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.ics", help="Keep what the server sends in a file.")
    ] = None,
    user: CaldavUser = None,
    cafile: Cafile = None,
    insecure: Insecure = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    quiet: Quiet = False,
) -> None:
    """Say on which days a calendar makes its owner busy, and which of its events cannot be read."""

    def run() -> int:
        from di4c_schedule.cli.answers import Form
        from di4c_schedule.cli.busy import BusyQuestion, busy_of
        from di4c_schedule.cli.servers import CalendarServer

        question = BusyQuestion.of(first, last, timezone, tentative=tentative, hours=hours)
        server = CalendarServer(calendar, user, cafile, insecure) if "://" in calendar else None
        return busy_of(server or Path(calendar), question, out, Form(as_json, as_csv, quiet))

    raise typer.Exit(exit_code_of(run))
