"""Reads what partners answered to invitations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve

from di4c_schedule.errors import CalendarFileError, Mistake, ProblemError
from di4c_schedule.partner import optional_email
from di4c_schedule.replies.answered import Replies
from di4c_schedule.replies.itip import NoCalendarError, Statement, statements_in
from di4c_schedule.replies.latest import latest_answers
from di4c_schedule.replies.mails import Letter, NoAnswerError, decoded, letters_in
from di4c_schedule.replies.matching import Delegate, Matcher, Said, Voice
from di4c_schedule.replies.reports import UNREADABLE, Report
from di4c_schedule.replies.sources import Source, sources_of
from di4c_schedule.replies.texts import address_of, one_line
from di4c_schedule.updates.state import State


def read_replies(
    paths: str | Path | Iterable[str | Path], told: State | str | Path, *, trusted: Iterable[str] = ()
) -> Replies:
    """Read what partners answered to invitations.

    Nothing is kept: what is given is read each time anew, in any order and as often as it comes.

    Parameters
    ----------
    paths
        Calendar files (``.ics``), mails (``.eml``), mailboxes (``.mbox``), and folders of them.
    told
        The folder of calendars, which knows what people were told, or its `State`.
    trusted
        E-mail addresses that may answer for anybody, such as those of colleagues that forward replies.

    Returns
    -------
    Replies
        An answer for each partner that was invited to each meeting, and reports on all that was not applied: to an
        old version, of somebody else, sent by somebody else than it says, or what cannot be read.

    Raises
    ------
    CalendarFileError
        If there is no such file, or no calendars were written to the folder.

    Notes
    -----
    Answers are matched and ordered as RFC 5546, sections 2.1.4, 2.1.5, 3.2.3 and 3.2.7, has it. A mail counts if it
    was sent by the address that answers, by one that the answer names as SENT-BY, or by one that is trusted. Whether
    a mail truly comes from where it says is up to the mail server; look at what it says of DKIM.

    Examples
    --------
    >>> from datetime import UTC, date, datetime
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from di4c_schedule.events import Appointment, Revision
    >>> from di4c_schedule.updates.state import Known
    >>> meeting = Appointment(
    ...     "1", "Oulu", 1, date(2019, 10, 8), date(2019, 10, 9), None, None, "Europe/Helsinki", "Oulu", "FI",
    ...     "on site", None, "confirmed",
    ... )
    >>> told = Known(meeting, Revision(0, datetime(2019, 1, 1, tzinfo=UTC)), {"Limerick": "eu@limerick.example"})
    >>> reply = '''BEGIN:VCALENDAR
    ... METHOD:REPLY
    ... BEGIN:VEVENT
    ... UID:1
    ... ATTENDEE;PARTSTAT=DECLINED:MAILTO:EU@limerick.example
    ... COMMENT:We have an audit.
    ... END:VEVENT
    ... END:VCALENDAR'''
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "reply.ics")
    ...     _ = path.write_text(reply)
    ...     print(read_replies(path, State("DI4C", {"1": told})))
    Oulu, Tue 8 to Wed 9 October 2019: 1 declines.
      Limerick  declined: "We have an audit."
    """
    state = told if isinstance(told, State) else _state_of(Path(told))
    matcher = Matcher(
        state, frozenset(address_of(one) for one in (*_listed(trusted), *filter(None, [state.organizer])))
    )
    voices, delegates, reports = list[Voice](), list[Delegate](), list[Report]()
    for found in _sayings(paths):
        for result in [found] if isinstance(found, Report) else matcher.match(found):
            if isinstance(result, Voice):
                voices.append(result)
            elif isinstance(result, Delegate):
                delegates.append(result)
            else:
                reports.append(result)
    answers, replaced = latest_answers(state, voices, delegates)
    unique = {(report.kind, report.message, report.file, report.line): report for report in (*reports, *replaced)}
    return Replies(answers, sorted(unique.values(), key=lambda report: (report.file, report.line or 0)))


def _sayings(paths: str | Path | Iterable[str | Path]) -> Iterator[Said | Report]:
    for source in sources_of(paths):
        if isinstance(source, Report):
            yield source
            continue
        try:
            letters = letters_in(source.data) if source.is_mail else [Letter(decoded(source.data))]
        except NoAnswerError as fault:
            yield Report(UNREADABLE, str(fault), source.file, source.line)
            continue
        for letter in letters:
            yield from _of_letter(letter, source)


def _of_letter(letter: Letter, source: Source) -> Iterator[Said | Report]:
    what = "its calendar " if source.is_mail else ""
    try:
        statements = statements_in(letter.text)
    except NoCalendarError as fault:
        yield Report(UNREADABLE, f"{what}{fault}", source.file, source.line)
        return
    for said in statements:
        line = source.line if source.is_mail else said.line
        if letter.method and said.method and letter.method != said.method:
            # RFC 6047, section 2.4: the two are the same
            text = f"the mail says {one_line(letter.method, 40)}, its calendar {one_line(said.method, 40)}"
            yield Report(UNREADABLE, f"{text}; nobody knows what is meant", source.file, line)
        else:
            yield Said(_with_method(said, letter.method), source.file, line, letter.senders, letter.sent)


def _with_method(said: Statement, method: str) -> Statement:
    return said if said.method else evolve(said, method=method)


def _listed(addresses: Iterable[str]) -> list[str]:
    found = [addresses] if isinstance(addresses, str) else list(addresses)
    for one in found:
        if optional_email(one) is None:
            raise ProblemError("expected an e-mail address that is trusted, got None")
    return found


def _state_of(folder: Path) -> State:
    from di4c_schedule.updates import read_state

    state = read_state(folder)
    if state is None:
        text = "no calendars were written to this folder, so that nobody was invited"
        raise CalendarFileError([Mistake(text, error=CalendarFileError, file=str(folder))])
    return state
