"""The command ``publish``: calendars in a folder, mails to partners, a calendar on a server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from attrs import frozen

from di4c_schedule.cli.answers import Form
from di4c_schedule.cli.compare import day_of
from di4c_schedule.cli.failures import DONE, FAILURE
from di4c_schedule.cli.schedules import read_files, tell_faults, written_text
from di4c_schedule.cli.servers import CalendarServer
from di4c_schedule.errors import OutputError, ProblemError
from di4c_schedule.files.causes import cause_of
from di4c_schedule.labels import counted
from di4c_schedule.updates import CalendarUpdate, write_calendars

if TYPE_CHECKING:
    from di4c_schedule.mail import MailServer, SendReport
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.server import Credentials, ServerReport


@frozen
class Publication:
    """By what ways people are told.

    Parameters
    ----------
    mail
        The mail server that invitations are sent by.
    per_minute, retry_refused
        How fast they are sent, and whether what was refused is sent again.
    eml
        The folder that mails are saved in.
    everything
        Whether all invitations are saved, not only those that are news.
    caldav
        The calendar on a server.
    create
        Whether to make it.

    Raises
    ------
    ProblemError
        If the ways do not go together.
    """

    mail: MailServer | None = None
    per_minute: float | None = None
    retry_refused: bool = False
    eml: Path | None = None
    everything: bool = False
    caldav: CalendarServer | None = None
    create: bool = False

    def __attrs_post_init__(self) -> None:
        if self.mail is not None and self.eml is not None:
            raise ProblemError("--mail and --eml: mails are sent or saved; choose one of them")
        if self.everything and self.eml is None:
            raise ProblemError("--all belongs to --eml; a mail server is sent what was not sent yet")
        if self.create and self.caldav is None:
            raise ProblemError("--create belongs to --caldav")


@frozen
class Outcome:
    """What was done, or would be."""

    update: CalendarUpdate
    mails: list[EmailMessage] | None
    sent: SendReport | None
    stored: ServerReport | None

    @property
    def exit_code(self) -> int:
        """1 if somebody could not be told, else 0."""
        failed = (self.sent is not None and not self.sent.complete) or (
            self.stored is not None and self.stored.conflicts
        )
        return FAILURE if failed else DONE


def publish_files(
    file: Path,
    schedule_file: Path,
    folder: Path,
    publication: Publication,
    form: Form,
    *,
    frozen_before: str | None,
    dry_run: bool,
) -> int:
    """Tell people of a schedule, or say what they would be told; return the exit code."""
    day = day_of(frozen_before)
    schedule = read_files(file, schedule_file, quiet=form.quiet)
    # asked for before anything is done
    credentials = publication.caldav.credentials() if publication.caldav is not None else None
    with _rehearsal(folder) if dry_run else _the_folder(folder) as stage:
        outcome = _publish(schedule, stage, publication, credentials, day, dry_run=dry_run)
    if not form.quiet:
        tell_faults(schedule, folder, outcome.update)
    form.show(
        lambda: _text(outcome, folder, publication, dry_run=dry_run),
        lambda: _as_dict(outcome, dry_run=dry_run),
        lambda: ((), ()),
    )
    return outcome.exit_code


def _publish(
    schedule: Schedule,
    folder: Path,
    publication: Publication,
    credentials: Credentials | None,
    frozen_before: date | None,
    *,
    dry_run: bool,
) -> Outcome:
    update = write_calendars(schedule, folder, frozen_before=frozen_before)
    mails = None
    if publication.eml is not None:
        from di4c_schedule.mail import save_unsent

        style, everything = schedule.problem.calendars, publication.everything
        mails = save_unsent(folder, publication.eml, style=style, everything=everything, dry_run=dry_run)
    sent = stored = None
    if publication.mail is not None:
        from di4c_schedule.mail import send_invitations

        sent = send_invitations(
            folder,
            publication.mail,
            style=schedule.problem.calendars,
            dry_run=dry_run,
            retry_refused=publication.retry_refused,
            per_minute=publication.per_minute,
        )
    if publication.caldav is not None and credentials is not None:
        stored = _store(folder, publication.caldav, credentials, create=publication.create, dry_run=dry_run)
    return Outcome(update, mails, sent, stored)


def _store(
    folder: Path, server: CalendarServer, credentials: Credentials, *, create: bool, dry_run: bool
) -> ServerReport:
    from di4c_schedule.server import publish_calendar

    return publish_calendar(
        folder,
        server.url,
        credentials,
        create=create,
        dry_run=dry_run,
        cafile=server.cafile,
        insecure_http=server.insecure,
    )


_OURS = ("*.ics", "*.json", "*.jsonl", "invites/*/*.ics")
"""What is read of a folder of calendars; whatever else is in it may be large, or no file at all."""


@contextmanager
def _the_folder(folder: Path) -> Iterator[Path]:
    yield folder


@contextmanager
def _rehearsal(folder: Path) -> Iterator[Path]:
    """Yield a copy of what matters of the folder, so that what would be done can be done to it."""
    with TemporaryDirectory() as away:
        stage = Path(away, folder.name or "calendars")
        if folder.is_dir():
            stage.mkdir()
            try:
                for path in sorted(one for pattern in _OURS for one in folder.glob(pattern) if one.is_file()):
                    copy = stage / path.relative_to(folder)
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, copy)
            except OSError as error:
                raise OutputError(f"cannot read the folder {folder}: {cause_of(error)}") from error
        yield stage


def _text(outcome: Outcome, folder: Path, publication: Publication, *, dry_run: bool) -> str:
    lines = [written_text(outcome.update, folder, dry_run=dry_run)]
    if outcome.mails is not None:
        lines.append(_mails_text(outcome.mails, publication, dry_run=dry_run))
    lines += [str(report) for report in (outcome.sent, outcome.stored) if report is not None]
    if dry_run:
        lines.append("Nothing was written or sent.")
    return "\n".join(lines)


def _mails_text(mails: list[EmailMessage], publication: Publication, *, dry_run: bool) -> str:
    if not mails:
        why = (
            "nobody has an e-mail address, or nobody invites" if publication.everything else "nothing is new to anybody"
        )
        return f"No mails: {why}."
    verb = "would be saved" if dry_run else "saved"
    listed = [f"  {mail['To']}: {mail['Subject']}" for mail in mails]
    return "\n".join([f"{counted(len(mails), 'mail')} {verb} in {publication.eml}:", *listed])


def _as_dict(outcome: Outcome, *, dry_run: bool) -> dict[str, object]:
    answer: dict[str, object] = {"dry_run": dry_run, "calendars": outcome.update.to_dict()}
    if outcome.mails is not None:
        answer["mails"] = [{"to": str(mail["To"]), "subject": str(mail["Subject"])} for mail in outcome.mails]
    if outcome.sent is not None:
        answer["sent"] = outcome.sent.to_dict()
    if outcome.stored is not None:
        answer["server"] = outcome.stored.to_dict()
    return answer
