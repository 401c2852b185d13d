"""The mails of a folder of calendars as files: what did not go yet, once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.files import real_folder
from di4c_schedule.mail.parcels import Parcel, parcels_of
from di4c_schedule.mail.records import SENT, record_of
from di4c_schedule.mail.saving import save_invitations
from di4c_schedule.mail.sending import alone, held_by, journal_of, mails_of
from di4c_schedule.updates import REQUEST

if TYPE_CHECKING:
    from email.message import EmailMessage

    from di4c_schedule.calendar_style import CalendarStyle


def save_unsent(
    folder: str | Path,
    out: str | Path,
    *,
    style: CalendarStyle | None = None,
    everything: bool = False,
    dry_run: bool = False,
) -> list[EmailMessage]:
    """Save the invitations and cancellations that a folder of calendars holds and that were not sent or saved yet.

    The folder remembers them as sent: whoever saves mails is about to send them.

    Parameters
    ----------
    folder
        The folder that `write_calendars` has written.
    out
        Where the files go.
    style
        Texts of one's own; None: those of the library.
    everything
        Whether to save invitations, too, that were sent or saved before.
    dry_run
        Whether to return only what would be saved.

    Raises
    ------
    ProblemError
        If the folder holds no calendars, or a file in it is missing or was changed; nothing was saved then.
    OutputError
        If a file cannot be written, or another program sends from the folder.
    """
    real = real_folder(Path(folder))
    journal = journal_of(real, dry_run=dry_run)
    with alone(real, dry_run=dry_run):
        held = held_by(real, folder, dry_run=dry_run)
        history, _ = journal.read(repair=not dry_run)
        # what a server refused is saved for a person who knows better
        parcels = [
            one for one in parcels_of(held, history, retry_refused=True) if one.goes or (everything and _stands(one))
        ]
        mails = mails_of(parcels, history, style)
        if mails and not dry_run:
            save_invitations(mails.values(), out)
            at = datetime.now(UTC).replace(microsecond=0)
            journal.add(
                *(
                    record_of(one.letter, SENT, at, str(mails[one.letter.key]["Message-ID"]))
                    for one in parcels
                    if one.goes
                )
            )
    return list(mails.values())


def _stands(parcel: Parcel) -> bool:
    return parcel.letter.invitation.method == REQUEST
