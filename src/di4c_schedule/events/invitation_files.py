"""Messages about one meeting to one partner: the invitation, and that it is taken back (RFC 5546)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from di4c_schedule.errors import ProblemError
from di4c_schedule.events.appointments import Appointment, Revision, appointment_of
from di4c_schedule.events.frames import calendar_bytes, written
from di4c_schedule.events.meeting_events import cancelled_event, meeting_event
from di4c_schedule.events.people import organizer_name, organizer_of, set_guest, set_organizer, set_removed
from di4c_schedule.events.zones import zones_of

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.partner import Partner
    from di4c_schedule.schedule import Meeting, Schedule


def request_file(
    schedule: Schedule, meeting: Meeting, partner: Partner, revision: Revision, style: CalendarStyle | None = None
) -> bytes:
    """Return the invitation of a partner to a meeting: METHOD:REQUEST with one event and one attendee.

    Outlook reads only the first event of a message, and partners need not know each other's addresses: so there is a
    message for each.

    Parameters
    ----------
    schedule
        The schedule; it knows the network.
    meeting
        One of its meetings.
    partner
        Who is invited; it has an e-mail address.
    revision
        Which version of the meeting this is.
    style
        What the invitation says besides the dates; None: as the problem has it.

    Notes
    -----
    It depends on the meeting itself alone, not on the others: while the meeting stays as it is, so does every byte.

    Raises
    ------
    ProblemError
        If the partner has no e-mail address, or nobody's address is known to invite.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> from di4c_schedule.events import first_revision
    >>> oulu = Partner("Oulu", "Oulu, FI", email="oulu@example.org")
    >>> problem = Problem(Network("DI4C", [oulu], lead="Oulu"), "2019-09-02", "2019-10-31", days=2)
    >>> schedule = Schedule.of(problem, [("Oulu", "2019-10-01")])
    >>> data = request_file(schedule, schedule.meetings[0], oulu, first_revision(problem))
    >>> [line for line in data.decode().splitlines() if line.startswith(("METHOD", "ORGANIZER"))]
    ['METHOD:REQUEST', 'ORGANIZER;CN=DI4C:mailto:oulu@example.org']
    """
    style = style or schedule.problem.calendars
    network = schedule.problem.network
    organizer = organizer_of(network, style)
    if organizer is None:
        raise ProblemError(
            'nobody can invite; write organizer = "name@example.org" under [calendars], '
            "or give the lead partner an email"
        )
    if partner.email is None:
        raise ProblemError(f'{partner.name} cannot be invited; give it an email such as "name@example.org"')
    event = meeting_event(schedule, meeting, revision, style, partner.language, lasting=True)
    set_organizer(event, organizer, organizer_name(network.name, style))
    invites = partner.email.casefold() == organizer.casefold()
    set_guest(event, partner.email, partner.name, hosts=partner.name == meeting.host, invites=invites)
    zones = zones_of([appointment_of(schedule, meeting, style)])
    return calendar_bytes([written(event)], map(written, zones), method="REQUEST")


def cancel_file(
    network: str,
    appointment: Appointment,
    revision: Revision,
    partner_name: str,
    email: str,
    style: CalendarStyle,
    organizer: str,
    language: str,
    *,
    whole: bool,
) -> bytes:
    """Return the message that takes an invitation back: METHOD:CANCEL with one event and one attendee.

    It needs no schedule: the host, the partner or the meeting may be in none any more.

    Parameters
    ----------
    network
        Name of the network.
    appointment
        The meeting as it was told last.
    revision
        The version of this message: its sequence is higher than that of the invitation.
    partner_name, email
        Who was invited, and at which address.
    style
        Name of who invites.
    organizer
        Address of who invited.
    language
        Language of the partner.
    whole
        Whether the meeting is dropped; else only this partner is taken out.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from di4c_schedule import CalendarStyle, Network, Partner, Problem, Schedule
    >>> from di4c_schedule.events import Revision, appointment_of
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> data = cancel_file(
    ...     "DI4C", appointment_of(schedule, schedule.meetings[0]), Revision(1, datetime(2019, 8, 1, tzinfo=UTC)),
    ...     "Oulu", "oulu@example.org", CalendarStyle(), "di4c@example.org", "en", whole=True,
    ... )
    >>> [line for line in data.decode().splitlines() if line.startswith(("METHOD", "STATUS", "SEQUENCE"))]
    ['METHOD:CANCEL', 'SEQUENCE:1', 'STATUS:CANCELLED']

    Notes
    -----
    RFC 5546, section 3.2.5: STATUS is CANCELLED where the whole event is cancelled, and must not stand there where only
    some attendees are taken out.
    """
    event = cancelled_event(network, appointment, revision, style.words_in(language), language, whole=whole)
    set_organizer(event, organizer, organizer_name(network, style))
    set_removed(event, email, partner_name)
    return calendar_bytes([written(event)], map(written, zones_of([appointment])), method="CANCEL")
