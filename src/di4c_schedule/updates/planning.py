"""What must be told now, given what people were told and a schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from di4c_schedule.events import (
    Appointment,
    Revision,
    appointment_of,
    calendar_files,
    cancel_file,
    first_revision,
    organizer_of,
)
from di4c_schedule.updates.invitation_paths import InvitationPaths
from di4c_schedule.updates.invitees import told
from di4c_schedule.updates.past import as_it_was, frozen_day, guests_of, is_past
from di4c_schedule.updates.requests import Requests
from di4c_schedule.updates.revisions import change_of, dropped
from di4c_schedule.updates.state import CANCEL, REQUEST, Invitation, Known, MeetingChange, State, Withdrawal
from di4c_schedule.updates.update import Update
from di4c_schedule.updates.wording import address_notes, partner_notes, summary_of

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.schedule import Meeting, Schedule


def plan_update(
    state: State | None,
    schedule: Schedule,
    now: datetime,
    style: CalendarStyle | None = None,
    frozen_before: date | None = None,
) -> Update:
    """Find out what must be told of a schedule to people who know an earlier one.

    Parameters
    ----------
    state
        What they were told; None: nothing.
    schedule
        The schedule as it is now.
    now
        The time, with a zone; seconds are whole.
    style
        Hours, links and who invites; None: those of the problem.
    frozen_before
        First day that is free: of what people were told to begin before, nobody is told that it is off, and nobody is
        invited to it or taken out of it. None: as the rule `Frozen` of the problem says.

    Notes
    -----
    A meeting's sequence rises where its days, hours, place, format, link or status changed, and only then its
    stamp changes (RFC 5546, section 2.1.4). A plan that nobody was told of has the same stamps on every day. A partner
    that leaves, or changes its address, is taken out by a message to that address alone, which has a sequence of its
    own (section 3.2.5).

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("Two", [Partner("Botoșani", "Botoșani, RO"), Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> now = datetime(2019, 7, 1, tzinfo=UTC)
    >>> first = plan_update(None, Schedule.of(problem, [("Oulu", "2019-10-01"), ("Botoșani", "2019-09-10")]), now)
    >>> later = Schedule.of(problem, [("Oulu", "2019-10-08"), ("Botoșani", "2019-09-10")])
    >>> print(plan_update(first.state, later, now))
    Moved: Oulu, Tue 8 to Wed 9 October 2019 instead of Tue 1 to Wed 2 October 2019
    Unchanged: 1 meeting
    No invitations: no partner has an e-mail address
    """
    style = style or schedule.problem.calendars
    frozen_before = frozen_before or frozen_day(schedule.problem)
    network = schedule.problem.network
    now = now.astimezone(UTC).replace(microsecond=0)
    organizer = organizer_of(network, style)
    addresses = {one.name: one.email for one in network if one.email} if organizer else {}
    before = state or State(network.name)
    first = Revision(0, now) if state else first_revision(schedule.problem)

    appointments = [appointment_of(schedule, meeting, style) for meeting in schedule.meetings]
    meetings = {one.uid: meeting for one, meeting in zip(appointments, schedule.meetings, strict=True)}
    changes = _changes(before, appointments, first, now, frozen_before)
    known_now = _known(before, changes, addresses, now, frozen_before)
    languages = {one.name: one.language or style.language for one in network}
    state_now = State(network.name, known_now, languages, organizer)

    invitations = tuple(_invitations(state_now, schedule, meetings, style))
    revisions = {uid: known.revision for uid, known in known_now.items()}
    files = calendar_files(schedule, revisions, style) | {one.path: one.data for one in invitations}
    missing = [one.name for one in network if not one.email]
    notes = (*partner_notes(state, state_now), *address_notes(network.names, missing, organizer))
    return Update(
        state_now,
        tuple(changes.values()),
        invitations,
        tuple(_news(invitations, before)),
        files,
        notes,
        summary_of(list(changes.values()), notes),
    )


def _changes(
    before: State, appointments: Iterable[Appointment], first: Revision, now: datetime, frozen_before: date | None
) -> dict[str, MeetingChange]:
    """Return what becomes of each meeting, by UID: of those that are to take place, then of those that are dropped."""
    changes = {one.uid: change_of(before.meetings.get(one.uid), one, first, now) for one in appointments}
    off = {
        uid: dropped(known, now)
        for uid, known in before.meetings.items()
        if known.stands and uid not in changes and not is_past(known, frozen_before)
    }
    return changes | off


def _known(
    before: State,
    changes: Mapping[str, MeetingChange],
    addresses: Mapping[str, str],
    now: datetime,
    frozen_before: date | None,
) -> dict[str, Known]:
    """Return what is known of each meeting when everybody was told."""
    # what was held by partners that have left is history, and no part of the calendars any more
    known_now = {uid: known for uid, known in before.meetings.items() if uid in changes or not known.stands}
    for uid, change in changes.items():
        was = before.meetings.get(uid)
        if was is not None and was.stands and is_past(was, frozen_before):
            known_now[uid] = as_it_was(change, was, guests_of(was, addresses))
        else:
            known_now[uid] = told(change, was, before, addresses, now)
    return known_now


def _invitations(
    state: State, schedule: Schedule, meetings: Mapping[str, Meeting], style: CalendarStyle
) -> Iterator[Invitation]:
    """Yield what partners must hold, in the order of the partners, then what those that left must hold."""
    network = schedule.problem.network
    paths, requests = InvitationPaths(_names(state)), Requests(schedule, style)
    standing = [(known, meetings[uid]) for uid, known in state.meetings.items() if uid in meetings]
    standing.sort(key=lambda pair: pair[1].position)
    for partner in network:
        for known, meeting in standing:
            if partner.name in known.invited:
                email, appointment = known.invited[partner.name], known.appointment
                revision = known.revision_for(email)
                path = paths.of(partner.name, appointment.host, appointment.turn)
                data = requests.of(meeting, partner, revision)
                yield Invitation(partner.name, email, REQUEST, appointment, revision, path, data)
    for known in state.meetings.values():
        for one in known.withdrawn:
            yield _cancellation(state, known, one, paths, style)


def _cancellation(
    state: State, known: Known, one: Withdrawal, paths: InvitationPaths, style: CalendarStyle
) -> Invitation:
    data = cancel_file(
        state.network,
        one.appointment,
        one.revision,
        one.partner,
        one.email,
        style,
        one.organizer,
        one.language,
        whole=one.whole,
    )
    # One file a partner and meeting tells how things are; what other addresses must know lies beside it.
    last = next(other for other in reversed(known.withdrawn) if other.partner == one.partner)
    if one.partner in known.invited or last is not one:
        path = paths.of_old_address(one.partner, one.appointment, one.email)
    else:
        path = paths.of(one.partner, one.appointment.host, one.appointment.turn)
    return Invitation(one.partner, one.email, CANCEL, one.appointment, one.revision, path, data)


def _names(state: State) -> Iterator[str]:
    yield from state.partners
    for known in state.meetings.values():
        yield known.appointment.host
        yield from (one.partner for one in known.withdrawn)


def _news(invitations: tuple[Invitation, ...], before: State) -> Iterator[Invitation]:
    held = set()
    for known in before.meetings.values():
        for name, email in known.invited.items():
            held.add((REQUEST, name, email.casefold(), known.appointment.uid, known.revision_for(email)))
        for one in known.withdrawn:
            held.add((CANCEL, one.partner, one.email.casefold(), one.appointment.uid, one.revision))
    for invitation in invitations:
        email = invitation.email.casefold()
        key = (invitation.method, invitation.partner, email, invitation.appointment.uid, invitation.revision)
        if key not in held:
            yield invitation
