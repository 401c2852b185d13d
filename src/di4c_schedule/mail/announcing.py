"""The mails that a new schedule asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from di4c_schedule.dates import parse_date
from di4c_schedule.errors import Mistake, ProblemError
from di4c_schedule.events import Appointment
from di4c_schedule.mail.letter import Letter
from di4c_schedule.mail.message import message_of
from di4c_schedule.updates import CANCEL, Invitation, State, plan_update, read_state

if TYPE_CHECKING:
    from email.message import EmailMessage

    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.schedule import Schedule


def invitations(
    schedule: Schedule,
    previous: Schedule | str | Path | None = None,
    *,
    now: datetime | None = None,
    style: CalendarStyle | None = None,
    frozen_before: date | str | None = None,
) -> Iterator[EmailMessage]:
    """Yield the mails that tell partners of a schedule: one meeting a mail, each to one partner (RFC 6047).

    New, moved and changed meetings are sent as invitations (REQUEST), dropped ones as cancellations (CANCEL), and so
    are those of partners that are taken out. Nobody is told of what is as it was.

    Parameters
    ----------
    schedule
        The schedule as it is now.
    previous
        What partners were told before: an earlier schedule, or the folder of its calendars as it was before this one
        was written there. None: nothing.
    now
        The time, with a zone: Date of the mails, and stamp of what is new in them. None: that of the clock. The same
        time gives the same bytes.
    style
        Hours, links, who invites, and words; None: those of the problem.
    frozen_before
        First day that is free, as for `write_calendars`.

    Raises
    ------
    ProblemError
        If the folder holds no calendars, those of another network, or an address is none that mails can be sent to.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI", email="oulu@example.org")], lead="Oulu")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> first, later = (Schedule.of(problem, [("Oulu", day)]) for day in ("2019-10-01", "2019-10-08"))
    >>> for mail in invitations(later, previous=first):
    ...     print(mail["To"], "|", mail["Subject"])
    Oulu <oulu@example.org> | New date: DI4C meeting in Oulu, 8–9 October 2019
    """
    style = style or schedule.problem.calendars
    now = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    before = _state(previous, schedule, now, style)
    free = parse_date(frozen_before) if frozen_before is not None else None
    update = plan_update(before, schedule, now, style, free)
    for invitation in update.news:
        known = _known(before, invitation)
        if invitation.method != CANCEL or known is not None:
            letter = Letter(invitation, known, _language(update.state, invitation))
            yield message_of(letter, now, style)


def _state(
    previous: Schedule | str | Path | None, schedule: Schedule, now: datetime, style: CalendarStyle
) -> State | None:
    """Return what partners were told."""
    if previous is None:
        return None
    if not isinstance(previous, (str, Path)):
        # what the earlier schedule said of hours and links stands in its own problem
        said = previous.problem.calendars
        return plan_update(None, previous, now, evolve(said, organizer=said.organizer or style.organizer)).state
    state = read_state(previous)
    if state is None:
        text = "the folder holds no calendars; name the one that the earlier calendars were written to"
        raise ProblemError([Mistake(text, file=str(previous))])
    if state.network != schedule.problem.network.name:
        text = f'the folder holds the calendars of the network "{state.network}"'
        raise ProblemError([Mistake(text, file=str(previous))])
    return state


def _known(before: State | None, invitation: Invitation) -> Appointment | None:
    """Return a meeting as an address was told of it; None: it holds no invitation."""
    known = before.meetings.get(invitation.appointment.uid) if before is not None else None
    if known is None:
        return None
    held = {email.casefold() for email in known.invited.values()}
    return known.appointment if invitation.email.casefold() in held else None


def _language(state: State, invitation: Invitation) -> str:
    for one in state.meetings[invitation.appointment.uid].withdrawn:
        if invitation.method == CANCEL and (one.email, one.partner) == (invitation.email, invitation.partner):
            return one.language
    return state.partners.get(invitation.partner, "en")
