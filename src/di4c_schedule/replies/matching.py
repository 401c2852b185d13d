"""Whose answer a message is, and whether it may count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from attrs import field, frozen

from di4c_schedule.dates import DateRange, long_dates
from di4c_schedule.events import Appointment
from di4c_schedule.replies.answers import DELEGATED, NO_ANSWER, OF_PARTSTAT, Answer
from di4c_schedule.replies.itip import Person, Statement
from di4c_schedule.replies.local_dates import Proposal, UnclearTimeError, day_meant, proposal_of
from di4c_schedule.replies.mails import NOBODY
from di4c_schedule.replies.reports import (
    IMPOSSIBLE,
    NO_REPLY,
    NOT_INVITED,
    NOT_THE_SENDER,
    STALE,
    UNKNOWN,
    UNREADABLE,
    Report,
)
from di4c_schedule.replies.texts import address_of, one_line
from di4c_schedule.updates.state import Known, State

REPLY, COUNTER = "REPLY", "COUNTER"

_OTHER_METHODS = {
    "REQUEST": "is an invitation, not an answer",
    "CANCEL": "calls a meeting off, which only the organizer can do",
    "PUBLISH": "publishes a meeting, which is no answer",
    "ADD": "adds to a meeting, which only the organizer can do",
    "REFRESH": "asks for the invitation once more; send it again",
    "DECLINECOUNTER": "turns a proposal down, which only the organizer can do",
    "": "has no METHOD, so that it is no answer",
}


@frozen
class Said:
    """A statement, where it stands and how it came.

    Parameters
    ----------
    statement
        What it says.
    file, line
        Where it stands.
    senders
        Who sent the mails that it came in, the outermost first; empty for a file.
    sent
        When the mail was sent.
    """

    statement: Statement
    file: str
    line: int | None
    senders: tuple[str, ...] = ()
    sent: datetime | None = None

    def report(self, kind: str, message: str) -> Report:
        """Return a report on it."""
        return Report(kind, message, self.file, self.line)


@frozen
class Voice:
    """An answer that may count, if no later one replaces it.

    Parameters
    ----------
    uid, answer
        Of which event it is, and what it says.
    is_counter
        Whether it is a counter-proposal.
    """

    uid: str
    answer: Answer
    is_counter: bool


@frozen
class Delegate:
    """What somebody says who comes in place of another."""

    uid: str
    partner: str
    address: str
    day: date | None
    status: str
    said: Said = field(repr=False)


@frozen
class Matcher:
    """Finds whose answers messages are.

    Parameters
    ----------
    state
        What people were told.
    trusted
        Addresses that may answer for anybody.
    """

    state: State
    trusted: frozenset[str] = frozenset()

    def match(self, said: Said) -> Iterator[Voice | Delegate | Report]:
        """Yield what a message comes to: an answer for each partner that it speaks for, or why it does not count."""
        statement = said.statement
        known = self.state.meetings.get(statement.uid)
        problem = _no_answer(statement) or self._outdated(statement, known)
        if problem is not None:
            yield said.report(*problem)
        elif known is not None:
            yield from self._of_people(said, known)

    def _outdated(self, statement: Statement, known: Known | None) -> tuple[str, str] | None:
        who = _named(statement.people)
        if known is None:
            uid = one_line(statement.uid, 60)
            return UNKNOWN, f"{who} answers for a meeting that nobody was told of (UID {uid})"
        meeting, version = _meeting(known), _version(known, statement.people)
        if not known.stands:
            return UNKNOWN, f"{who} answers for {meeting}, which was called off"
        if statement.sequence < version:
            text = f"{who} answers version {statement.sequence} of {meeting}, but version {version} was told since"
            return STALE, f"{text}; ask once more"
        if statement.sequence > version:
            text = f"{who} answers version {statement.sequence} of {meeting}, but only version {version} was ever told"
            return IMPOSSIBLE, text
        return None

    def _of_people(self, said: Said, known: Known) -> Iterator[Voice | Delegate | Report]:
        people = said.statement.people
        by_address: dict[str, list[str]] = {}
        for partner, email in known.invited.items():
            by_address.setdefault(address_of(email), []).append(partner)
        answering = [person for person in people if self._may_be_from(person, said.senders)]
        if not answering and people:
            yield said.report(NOT_THE_SENDER, _not_from(people, said.senders, _meeting(known)))
            return
        if not said.senders and len(answering) > 1:
            # a file tells nobody's address but these; RFC 5546, section 3.2.3, allows just one
            answering = [person for person in answering if any(one in by_address for one in _all_of(person))]
            if len(answering) > 1:
                names = _named(answering)
                yield said.report(NOT_THE_SENDER, f"one answer for several: {names}; only its sender could be believed")
                return
        others = [person for person in people if person not in answering]
        if others:
            yield said.report(NOT_THE_SENDER, f"also names {_named(others)}, for whom the sender cannot answer")
        for person in answering or people:
            yield from _answers(said, known, person, by_address)

    def _may_be_from(self, person: Person, senders: Sequence[str]) -> bool:
        own = {*_all_of(person), *self.trusted}
        return all(sender != NOBODY and sender in own for sender in senders)


def _version(known: Known, people: Sequence[Person]) -> int:
    """Return the version that those who answer hold: who was taken out and invited again holds a later one."""
    emails = {address_of(email): email for email in known.invited.values()}
    held = [emails[one] for person in people for one in person.addresses if one in emails]
    return (known.revision_for(held[0]) if held else known.revision).sequence


def _answers(
    said: Said, known: Known, person: Person, by_address: Mapping[str, Sequence[str]]
) -> Iterator[Voice | Delegate | Report]:
    """Yield the answer of one person, for each partner that has this address."""
    statement, appointment = said.statement, known.appointment
    status = OF_PARTSTAT.get(person.answer, NO_ANSWER)
    try:
        day = day_meant(statement, appointment)
        proposal = _proposal(statement, appointment) if statement.method == COUNTER else None
    except UnclearTimeError as fault:
        yield said.report(UNREADABLE, f"{_named([person])} answers for {_meeting(known)}: {fault}")
        return
    address = next((one for one in _all_of(person) if one in by_address), None)
    if address is None:
        bosses = [name for one in person.delegators for name in by_address.get(one, ())]
        if not bosses:
            text = f"{_named([person])} answers for {_meeting(known)}, but was not invited to it"
            yield said.report(NOT_INVITED, text)
        for partner in bosses:
            yield Delegate(statement.uid, partner, person.address, day, status, said)
        return
    for partner in by_address[address]:
        answer = Answer(
            partner,
            appointment.host,
            appointment.turn,
            DateRange(appointment.first, appointment.last),
            status,
            day,
            person.delegates[0] if status == DELEGATED and person.delegates else None,
            proposal=proposal,
            comment=statement.comment or person.comment,
            sent_by=_somebody_else(person, address, said.senders),
            stamp=statement.stamp or said.sent,
            file=said.file,
            line=said.line,
        )
        yield Voice(statement.uid, answer, statement.method == COUNTER)


def _proposal(statement: Statement, appointment: Appointment) -> Proposal | None:
    """Return what a counter-proposal would change; None if it has the days and hours that were told."""
    proposal = proposal_of(statement, appointment)
    same_days = proposal.dates == DateRange(appointment.first, appointment.last)
    same_hours = proposal.begin is None or (proposal.begin, proposal.end) == (appointment.begin, appointment.end)
    return None if same_days and same_hours else proposal


def _somebody_else(person: Person, invited: str, senders: Sequence[str]) -> str | None:
    """Return who answers, if it is not the mailbox that was invited."""
    return next((one for one in (*senders, person.sent_by) if one and one != invited), None)


def _no_answer(statement: Statement) -> tuple[str, str] | None:
    """Return why a statement answers nothing, whatever it is about."""
    who = f" (of {_named(statement.people)})" if statement.people else ""
    if statement.method not in (REPLY, COUNTER):
        text = _OTHER_METHODS.get(statement.method, f"has the method {one_line(statement.method, 40)}, which is none")
        return NO_REPLY, f"{text}{who if len(statement.people) == 1 else ''}"
    if statement.fault:
        return UNREADABLE, statement.fault
    if not statement.uid:
        return UNREADABLE, f"an answer without a UID{who}, so that nobody knows for which meeting"
    if not statement.people:
        return UNREADABLE, "an answer without an ATTENDEE line, so that nobody knows whose"
    return None


def _not_from(people: Sequence[Person], senders: Sequence[str], meeting: str) -> str:
    strangers = [sender for sender in senders if not any(sender in _all_of(person) for person in people)]
    named = ", ".join(one_line(sender) for sender in strangers if sender != NOBODY) or "nobody that can be told"
    word = OF_PARTSTAT.get(people[0].answer, NO_ANSWER)
    return f"answers for {_named(people)} ({word}, {meeting}), but was sent by {named}; ask whether it is right"


def _all_of(person: Person) -> tuple[str, ...]:
    return (*person.addresses, *filter(None, [person.sent_by]))


def _named(people: Sequence[Person]) -> str:
    shown = [one_line(person.address, 80) or "somebody without an address" for person in people[:3]]
    return ", ".join(shown) + (", …" if len(people) > 3 else "") if people else "somebody"


def _meeting(known: Known) -> str:
    appointment = known.appointment
    return f"{appointment.host}'s meeting on {long_dates(appointment.first, appointment.last)}"
