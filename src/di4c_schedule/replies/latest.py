"""Which of several answers counts: the latest of each partner to each meeting (RFC 5546, section 2.1.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from attrs import evolve

from di4c_schedule.dates import DateRange
from di4c_schedule.replies.answers import ACCEPTED, DECLINED, DELEGATED, NO_ANSWER, PROPOSES, TENTATIVE, Answer
from di4c_schedule.replies.matching import Delegate, Voice
from di4c_schedule.replies.reports import EARLIER, NOT_INVITED, Report
from di4c_schedule.replies.texts import one_line
from di4c_schedule.updates.state import State

Key = tuple[str, str, date | None]
"""UID, partner, and the day that is meant; None: the whole meeting."""

_CAREFUL = (NO_ANSWER, ACCEPTED, TENTATIVE, DELEGATED, DECLINED, PROPOSES)
"""If it cannot be told which answer is later, the one that would do more harm if it were overlooked counts."""

_NEVER = datetime.min.replace(tzinfo=UTC)


def latest_answers(
    state: State, voices: Iterable[Voice], delegates: Iterable[Delegate]
) -> tuple[list[Answer], list[Report]]:
    """Return what each partner says about each meeting that it was told of, and what was replaced.

    The order of the voices does not matter.

    Parameters
    ----------
    state
        What people were told; who has said nothing has an answer, too.
    voices
        All answers that may count.
    delegates
        What people say who come in place of others.
    """
    heard: dict[Key, list[Voice]] = {}
    for voice in voices:
        heard.setdefault((voice.uid, voice.answer.partner, voice.answer.day), []).append(voice)
    reports: list[Report] = []
    found: dict[Key, Answer] = {}
    for key, several in heard.items():
        found[key], replaced = _settled(several)
        reports += replaced
    reports += _settle_delegates(found, delegates)
    return list(_in_order(state, found)), reports


def _settled(voices: Sequence[Voice]) -> tuple[Answer, list[Report]]:
    """Return the answer that counts, and reports on those that it replaces."""
    ordered = sorted(voices, key=_place)
    last = ordered[-1]
    proposal = _standing_proposal(ordered)
    replaced = list(_replaced([voice for voice in ordered[:-1] if voice is not proposal], last))
    if proposal is None:
        return last.answer, replaced
    comment = last.answer.comment or proposal.answer.comment
    return evolve(last.answer, status=PROPOSES, proposal=proposal.answer.proposal, comment=comment), replaced


def _standing_proposal(ordered: Sequence[Voice]) -> Voice | None:
    """Return the latest proposal, unless a later answer agrees to what was told.

    Some programs send a plain answer beside a proposal, in any order: it takes nothing back.
    """
    for voice in reversed(ordered):
        if voice.answer.proposal is not None:
            return voice
        if voice.answer.status in (ACCEPTED, DELEGATED):
            return None
    return None


def _place(voice: Voice) -> tuple[datetime, int, str, str, int]:
    answer = voice.answer
    careful = PROPOSES if voice.is_counter else answer.status
    # file and line only make the choice between answers that say the same the same on every day
    place = (answer.file or "", answer.line or 0)
    return answer.stamp or _NEVER, _CAREFUL.index(careful), answer.comment, *place


def _replaced(earlier: Sequence[Voice], last: Voice) -> Iterator[Report]:
    for voice in earlier:
        answer, later = voice.answer, last.answer
        if (voice.is_counter, _content(answer)) == (last.is_counter, _content(later)):
            continue  # the same once more, as mails hold it twice
        if answer.stamp and later.stamp and answer.stamp != later.stamp:
            why = f"replaced by a later one ({later.words})"
        else:
            why = f"it cannot be told whether it came before another one ({later.words}), which was taken"
        text = f"an answer of {answer.partner} ({answer.words}) for {answer.host}'s meeting on {answer.when}: {why}"
        yield Report(EARLIER, text, answer.file or "", answer.line)


def _content(answer: Answer) -> Answer:
    return evolve(answer, file=None, line=None, stamp=None)


def _settle_delegates(found: dict[Key, Answer], delegates: Iterable[Delegate]) -> Iterator[Report]:
    """Add to answers what those say that partners send; yield reports on those that nobody sends."""
    for one in sorted(delegates, key=lambda one: (one.said.statement.stamp or one.said.sent or _NEVER, one.status)):
        key = (one.uid, one.partner, one.day)
        answer = found.get(key) or found.get((one.uid, one.partner, None))
        if answer is not None and answer.status == DELEGATED and answer.delegate == one.address:
            key = (one.uid, one.partner, answer.day)
            found[key] = evolve(answer, delegate_status=one.status)
        else:
            text = f"{one_line(one.address)} ({one.status}) says that {one.partner} sends it, which {one.partner} "
            yield one.said.report(NOT_INVITED, f"{text}does not say")


def _in_order(state: State, found: dict[Key, Answer]) -> Iterator[Answer]:
    """Yield the answers by date of the meeting, then by the partners' order; days after the whole meeting."""
    standing = [(uid, known) for uid, known in state.meetings.items() if known.stands]
    for uid, known in sorted(standing, key=lambda pair: (pair[1].appointment.first, pair[1].appointment.host)):
        appointment = known.appointment
        dates = DateRange(appointment.first, appointment.last)
        for partner in known.invited:
            nothing = Answer(partner, appointment.host, appointment.turn, dates, NO_ANSWER)
            yield found.get((uid, partner, None), nothing)
            for day in dates:
                if (uid, partner, day) in found:
                    yield found[uid, partner, day]
