"""Who holds an invitation to a meeting, and from whom it is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from di4c_schedule.events import Revision
from di4c_schedule.updates.revisions import stamp_after
from di4c_schedule.updates.state import DROPPED, Known, MeetingChange, State, Withdrawal


def told(
    change: MeetingChange, known: Known | None, state: State, addresses: Mapping[str, str], now: datetime
) -> Known:
    """Return what is known of a meeting when everybody was told.

    Parameters
    ----------
    change
        What becomes of it.
    known
        What was told before; None: nothing.
    state
        Languages and the address that had invited.
    addresses
        E-mail addresses of those that are to come, by names of partners.
    now
        The time, in UTC and whole seconds.
    """
    invited = {} if change.kind == DROPPED else addresses
    wanted = {email.casefold() for email in invited.values()}
    old = () if known is None else known.withdrawn
    renewed = {email: version for email, version in _renewed(change.revision, known, now).items() if email in wanted}
    taken_back = () if known is None else _taken_back(change, known, state, now)
    withdrawn = [one for one in (*old, *taken_back) if one.email.casefold() not in wanted]
    return Known(change.after, change.revision, invited, renewed, withdrawn)


def _taken_back(change: MeetingChange, known: Known, state: State, now: datetime) -> Iterator[Withdrawal]:
    """Yield what those must be told that held an invitation and are not to come.

    RFC 5546, section 3.2.5: who alone is taken out gets a CANCEL without a status and with a higher sequence. All
    others hear nothing, and keep theirs.
    """
    whole = change.kind == DROPPED
    appointment = change.after if whole else known.appointment
    for name, email in known.invited.items():
        revision = change.revision
        if change.revision == known.revision:
            revision = Revision(known.revision_for(email).sequence + 1, stamp_after(known, now))
        language = state.partners.get(name, "en")
        yield Withdrawal(name, email, language, state.organizer or email, appointment, revision, whole)


def _renewed(revision: Revision, known: Known | None, now: datetime) -> dict[str, Revision]:
    """Return the versions of invitations that must be later than that of the meeting."""
    if known is None or revision.sequence > known.revision.sequence:
        return {}
    stamp = stamp_after(known, now)
    again = {
        one.email.casefold(): Revision(max(revision.sequence, one.revision.sequence + 1), stamp)
        for one in known.withdrawn
    }
    return {**known.renewed, **again}
