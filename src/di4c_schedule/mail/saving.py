"""Mails as files, for those who send them by their own mail program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.errors import ProblemError
from di4c_schedule.files import (
    FolderChange,
    change_folder,
    file_stems,
    folder_lock,
    make_folder,
    real_folder,
    settle_folder,
)

if TYPE_CHECKING:
    from email.message import EmailMessage


def save_invitations(messages: Iterable[EmailMessage], folder: str | Path) -> list[Path]:
    """Write mails as files ``.eml``, which mail programs open.

    Parameters
    ----------
    messages
        The mails, such as those of `invitations`.
    folder
        Where the files go; it is made if it is not there. Other files in it stay as they are.

    Returns
    -------
    list of Path
        The files in the order of the mails, named by partner and subject.

    Raises
    ------
    ProblemError
        If a mail names nobody or has no Message-ID.
    OutputError
        If a file cannot be written; none is then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from di4c_schedule import Network, Partner, Problem, Schedule, invitations
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI", email="oulu@example.org")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in save_invitations(invitations(schedule), folder)]
    ['Oulu - Invitation DI4C meeting in Oulu 1-2 October 2019.eml']
    """
    given, real = Path(folder), real_folder(Path(folder))
    mails = list(messages)
    names = _names(mails)
    stems = file_stems(names)
    files = {f"{stems[name]}.eml": mail.as_bytes() for name, mail in zip(names, mails, strict=True)}
    make_folder(real.parent)
    with folder_lock(real):
        settle_folder(real, lambda _: frozenset())
        change_folder(real, FolderChange(files), frozenset(files))
    return [given / f"{stems[name]}.eml" for name in names]


def _names(mails: Sequence[EmailMessage]) -> list[str]:
    """Return what tells each mail from the others: partner and subject, and its Message-ID where these are the same."""
    names = [_name(mail) for mail in mails]
    often = Counter(names)
    return [
        name if often[name] == 1 else f"{mail['Message-ID'][1:13]} {name}"
        for name, mail in zip(names, mails, strict=True)
    ]


def _name(mail: EmailMessage) -> str:
    people = getattr(mail["To"], "addresses", ())
    if not people or not mail["Message-ID"]:
        raise ProblemError("expected mails as invitations() returns them, with To and Message-ID")
    subject = " ".join(str(mail["Subject"]).replace(":", " ").replace(",", " ").split())
    return f"{people[0].display_name or people[0].addr_spec} - {subject}"
