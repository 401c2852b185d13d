"""Which mails are to go, which have gone, and which need not go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from di4c_schedule.events import Appointment
from di4c_schedule.mail.held import Held
from di4c_schedule.mail.history import History
from di4c_schedule.mail.letter import Letter
from di4c_schedule.mail.records import INTENT, REFUSED, SENT
from di4c_schedule.updates import CANCEL, REQUEST

NEVER_INVITED = "this address never got the invitation from here, so there is nothing to cancel"
OUTDATED = "a later mail about this meeting was sent before: the folder is older than that"


@frozen
class Parcel:
    """A letter, and whether it must go.

    Parameters
    ----------
    letter
        The letter.
    goes
        Whether it must be sent.
    again
        Whether it may have arrived already: it was on its way when the connection was lost, or the program killed.
    was
        What happened to it before: `SENT`, `REFUSED`, or nothing.
    reason
        What the server said to it before, or why it need not go.
    """

    letter: Letter
    goes: bool
    again: bool = False
    was: str = ""
    reason: str = ""


def parcels_of(held: Iterable[Held], history: History, *, retry_refused: bool = False) -> Iterator[Parcel]:
    """Yield the letters of a folder, and which of them must be sent.

    What an address holds, it is not sent again. Where a meeting changed several times since the last mail, only the
    last version goes; a cancellation goes only to whom an invitation went.

    Parameters
    ----------
    held
        What partners must hold.
    history
        What happened to mails so far.
    retry_refused
        Whether to try again what a server has refused for good.
    """
    first: dict[str, str] = {}
    for one in held:
        parcel = _parcel(one, history, retry_refused=retry_refused)
        partner = one.invitation.partner
        shared_with = first.setdefault(parcel.letter.key, partner)
        if parcel.goes and shared_with != partner:
            parcel = Parcel(parcel.letter, goes=False, reason=f"{shared_with} has the same address, and gets this mail")
        yield parcel


def _parcel(held: Held, history: History, *, retry_refused: bool) -> Parcel:
    invitation = held.invitation
    uid, email = invitation.appointment.uid, invitation.email
    letter = Letter(invitation, _known(history, uid, email), held.language)
    last = history.last(letter.key)
    if last is not None and last.event == SENT:
        return Parcel(letter, goes=False, was=SENT)
    perhaps = [record for record in history.perhaps(uid, email) if record.key != letter.key]
    if any(record.revision > invitation.revision for record in perhaps):
        return Parcel(letter, goes=False, reason=OUTDATED)
    if invitation.method == CANCEL and not (last or _invited(history, uid, email)):
        return Parcel(letter, goes=False, reason=NEVER_INVITED)
    if last is not None and last.event == REFUSED and not retry_refused:
        return Parcel(letter, goes=False, was=REFUSED, reason=last.reason)
    return Parcel(letter, goes=True, again=last is not None and last.event == INTENT)


def _known(history: History, uid: str, email: str) -> Appointment | None:
    """Return a meeting as an address knows it; None: it was never invited, or the meeting is off for it."""
    last = history.received(uid, email)
    return last.appointment if last is not None and last.method == REQUEST else None


def _invited(history: History, uid: str, email: str) -> bool:
    """Say whether an address has an invitation, or has one perhaps."""
    latest = history.perhaps(uid, email)
    return bool(latest) and latest[0].method == REQUEST
