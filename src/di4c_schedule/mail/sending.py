"""Invitations sent by a mail server: none twice, none lost, and it can be stopped at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.errors import Mistake, OutputError, ProblemError, raise_all
from di4c_schedule.files import folder_lock, real_folder
from di4c_schedule.files.causes import cause_of
from di4c_schedule.mail.held import Held, held_in
from di4c_schedule.mail.history import History
from di4c_schedule.mail.journal import Journal
from di4c_schedule.mail.mail_server import MailServer
from di4c_schedule.mail.message import message_of
from di4c_schedule.mail.parcels import Parcel, parcels_of
from di4c_schedule.mail.postman import Mail, Postman, StoppedError
from di4c_schedule.mail.records import REFUSED as WAS_REFUSED
from di4c_schedule.mail.records import SENT as WAS_SENT
from di4c_schedule.mail.send_report import ALREADY, LEFT, NEEDLESS, REFUSED, SENT, Delivery, SendReport, delivery_of
from di4c_schedule.updates import read_state

if TYPE_CHECKING:
    from email.message import EmailMessage

    from di4c_schedule.calendar_style import CalendarStyle


def send_invitations(
    folder: str | Path,
    server: MailServer,
    *,
    style: CalendarStyle | None = None,
    dry_run: bool = False,
    retry_refused: bool = False,
    per_minute: float | None = None,
    progress: Callable[[Delivery], None] | None = None,
) -> SendReport:
    """Send the invitations and cancellations that a folder of calendars holds and that were not sent yet.

    Parameters
    ----------
    folder
        The folder that `write_calendars` has written.
    server
        The mail server.
    style
        Texts of one's own; None: those of the library.
    dry_run
        Whether to tell only what would be sent: nothing is connected to, nothing is written.
    retry_refused
        Whether to try again what the server has refused for good before.
    per_minute
        The most mails a minute, for servers that ask for it; None: as fast as it goes.
    progress
        Told of each mail that the server was asked to take.

    Returns
    -------
    SendReport
        What became of each mail.

    Raises
    ------
    ProblemError
        If the folder holds no calendars, or a file in it is missing or was changed; nothing was sent then.
    OutputError
        If the server cannot be reached or does not let the user in, or another program sends from the folder; nothing
        was sent then.

    Notes
    -----
    The file ``sent.jsonl`` in the folder remembers what was sent. A line is on the disk before the text of a mail goes
    out, and another when the server has taken it. So a mail is sent twice only if the program or the connection broke
    off between the two: nobody can know then whether it arrived, and it goes once more, the same byte for byte, with
    the same Message-ID. The report names those mails.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from di4c_schedule import Network, Partner, Problem, Schedule, write_calendars
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI", email="oulu@example.org")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> with TemporaryDirectory() as folder:
    ...     files = write_calendars(schedule, folder)
    ...     print(send_invitations(folder, MailServer("mail.example.org"), dry_run=True))
    1 mail would be sent by mail.example.org:587:
      Oulu <oulu@example.org>: invitation: Oulu, Tue 1 to Wed 2 October 2019
    """
    pause = _pause(per_minute)
    real = real_folder(Path(folder))

    journal = journal_of(real, dry_run=dry_run)
    with alone(real, dry_run=dry_run):
        held = held_by(real, folder, dry_run=dry_run)
        history, notes = journal.read(repair=not dry_run)
        parcels = list(parcels_of(held, history, retry_refused=retry_refused))
        mails = {
            key: _posted(mail) for key, mail in mails_of((one for one in parcels if one.goes), history, style).items()
        }
        if dry_run:
            return SendReport(str(server), [_told(one, SENT) for one in parcels], notes=notes, dry_run=True)
        return _sent(parcels, mails, Postman(server, journal, history, pause), notes, progress)


def _sent(
    parcels: list[Parcel],
    mails: dict[str, Mail],
    postman: Postman,
    notes: list[str],
    progress: Callable[[Delivery], None] | None,
) -> SendReport:
    deliveries: list[Delivery] = []
    failure = ""
    with postman:
        for parcel in parcels:
            if not parcel.goes or failure:
                deliveries.append(_told(parcel, LEFT))
                continue
            try:
                delivery = postman.bring(parcel, mails[parcel.letter.key])
            except StoppedError as error:
                failure = str(error)
                delivery = error.delivery
            deliveries.append(delivery)
            if progress is not None:
                progress(delivery)
    return SendReport(str(postman.server), deliveries, failure, notes)


def _told(parcel: Parcel, outcome: str) -> Delivery:
    """Return what becomes of a parcel that the server is not asked to take now."""
    if parcel.goes:
        return delivery_of(parcel.letter, outcome, repeated=parcel.again)
    kinds = {WAS_SENT: ALREADY, WAS_REFUSED: REFUSED}
    return delivery_of(parcel.letter, kinds.get(parcel.was, NEEDLESS), reason=parcel.reason)


def mails_of(parcels: Iterable[Parcel], history: History, style: CalendarStyle | None) -> dict[str, EmailMessage]:
    """Return mails by keys of their letters; a mistake in any shows before the first is sent."""
    now = datetime.now(UTC).replace(microsecond=0)
    mails: dict[str, EmailMessage] = {}
    mistakes: list[Mistake] = []
    for parcel in parcels:
        written = history.written(parcel.letter.key) or now
        try:
            mails[parcel.letter.key] = message_of(parcel.letter, written, style)
        except ProblemError as error:
            mistakes += error.mistakes
    raise_all(mistakes)
    return mails


def held_by(real: Path, given: str | Path, *, dry_run: bool) -> list[Held]:
    """Return what partners must hold by a folder; `given` is what the user calls it."""
    with _locked(real, dry_run=dry_run):
        state = read_state(real)
        if state is None:
            text = "the folder holds no calendars; write them first, or name the folder that holds them"
            raise ProblemError([Mistake(text, file=str(given))])
        return held_in(real, state)


def journal_of(folder: Path, *, dry_run: bool) -> Journal:
    """Return the journal of a folder."""
    return Journal(folder, lambda: _locked(folder, dry_run=dry_run))


def alone(folder: Path, *, dry_run: bool) -> AbstractContextManager[None]:
    """Keep others from sending out of the same folder at the same time."""
    return nullcontext() if dry_run else _alone(folder)


def _locked(folder: Path, *, dry_run: bool) -> AbstractContextManager[None]:
    return nullcontext() if dry_run else folder_lock(folder)


def _posted(message: EmailMessage) -> Mail:
    sender = message["From"].addresses[0].addr_spec
    written = message["Date"].datetime.astimezone(UTC)
    return Mail(sender, str(message["Message-ID"]), message.as_bytes(), written)


def _pause(per_minute: object) -> float:
    if per_minute is None:
        return 0.0
    if isinstance(per_minute, (int, float)) and not isinstance(per_minute, bool) and per_minute > 0:
        return 60 / per_minute
    raise ProblemError([Mistake("expected a number of mails, more than 0", ("per_minute",))])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(folder.parent / f".{folder.name}.sending.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise OutputError(
            f"another program is sending invitations out of {folder}; nothing was sent by this one"
        ) from None
    except OSError as error:
        raise OutputError(f"cannot write into the folder {folder.parent}: {cause_of(error)}") from error
    try:
        yield
    finally:
        lock.release()
