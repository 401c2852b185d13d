"""All that was read: who said what, and what was not applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.dates import long_dates
from di4c_schedule.labels import counted, listed
from di4c_schedule.markup import html_list, html_paragraph, html_table
from di4c_schedule.replies.answers import (
    ACCEPTED,
    DECLINED,
    DELEGATED,
    NO_ANSWER,
    PROPOSES,
    STATUSES,
    TENTATIVE,
    Answer,
)
from di4c_schedule.replies.offers import Offer, offers_of
from di4c_schedule.replies.reports import Report
from di4c_schedule.replies.texts import one_line

if TYPE_CHECKING:
    import pandas as pd

    from di4c_schedule.problem import Problem
    from di4c_schedule.rules import Rule
    from di4c_schedule.schedule import Schedule

COLUMNS = (
    "host", "turn", "first", "last", "day", "partner", "answer", "new_first", "new_last", "hours", "delegate",
    "delegate_answer", "comment", "sent_by", "given", "file", "sentence",
)  # fmt: skip
"""Columns of the answers as a table."""

_COUNTED = {
    ACCEPTED: ("accepts", "accept"),
    TENTATIVE: ("may come", "may come"),
    DECLINED: ("declines", "decline"),
    DELEGATED: ("sends somebody else", "send somebody else"),
    PROPOSES: ("proposes other dates", "propose other dates"),
    NO_ANSWER: ("has not answered", "have not answered"),
}

MOST_REPORTS = 20
"""Reports that are shown; all are in `Replies.reports`."""


def _answers(value: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(value)


def _reports(value: Iterable[Report]) -> tuple[Report, ...]:
    return tuple(value)


@frozen(repr=False)
class Replies:
    """What partners answered to invitations.

    Parameters
    ----------
    answers
        One for each meeting and each partner that was invited to it, in date order; besides, one for each answer that
        is for a single day.
    reports
        What was read and not applied, and why.
    """

    answers: tuple[Answer, ...] = field(converter=_answers)
    reports: tuple[Report, ...] = field(default=(), converter=_reports)

    def of(self, partner: str | None = None, host: str | None = None, status: str | None = None) -> tuple[Answer, ...]:
        """Return the answers of a partner, for a host's meetings, or of a status; None: of any."""
        return tuple(
            answer
            for answer in self.answers
            if partner in (None, answer.partner) and host in (None, answer.host) and status in (None, answer.status)
        )

    def offers(self, plan: Schedule | Problem) -> tuple[Offer, ...]:
        """Return what could be added to a problem so that a new plan meets the answers; nothing is imposed.

        Parameters
        ----------
        plan
            The problem, or a schedule of it.
        """
        return offers_of(self.answers, plan)

    def rules(self, plan: Schedule | Problem) -> list[Rule]:
        """Return the rules of all offers, to plan again with: ``replan(problem.adding(*replies.rules(problem)), …)``.

        Parameters
        ----------
        plan
            The problem, or a schedule of it.
        """
        return [rule for offer in self.offers(plan) for rule in offer.rules]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was answered, one sentence for each answer that was given."""
        return tuple(answer.sentence for answer in self.answers if answer.status != NO_ANSWER or answer.comment)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one row an answer, with the keys `COLUMNS`; None where there is nothing to say."""
        return [_row(answer) for answer in self.answers]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row an answer; days are ``datetime64``."""
        import pandas as pd

        frame = pd.DataFrame(self.to_rows(), columns=list(COLUMNS))
        days = dict.fromkeys(("first", "last", "day", "new_first", "new_last"), "datetime64[s]")
        return frame.astype({**days, "turn": "int64", "given": "datetime64[s, UTC]"})

    def to_dict(self) -> dict[str, object]:
        """Return the replies as JSON holds them: dates in ISO form."""
        rows = [{key: _plain(value) for key, value in row.items()} for row in self.to_rows()]
        reports = [
            {"kind": report.kind, "message": one_line(report.message, 1000), "file": report.file, "line": report.line}
            for report in self.reports
        ]
        return {"answers": rows, "reports": reports}

    def __str__(self) -> str:
        lines = []
        for _, group in groupby(self.answers, key=lambda answer: (answer.dates, answer.host, answer.turn)):
            lines += _table(list(group))
        if not self.answers:
            lines.append("Nobody was invited to a meeting.")
        return "\n".join([*lines, *_told(self.reports)])

    def __repr__(self) -> str:
        numbers = [f"{len(self.of(status=status))} {status}" for status in STATUSES if self.of(status=status)]
        return f"<Replies: {', '.join(numbers) or 'nobody was invited'}>\n{self}"

    def _repr_html_(self) -> str:
        rows = [
            (f"{answer.host}, {answer.when}", answer.partner, answer.words, one_line(answer.comment))
            for answer in self.answers
        ]
        text = html_table("Replies", ["meeting", "partner", "answer", "comment"], rows)
        told = _told(self.reports)
        return text + (html_paragraph(told[0]) + html_list(line.strip() for line in told[1:]) if told else "")


def _table(answers: Sequence[Answer]) -> list[str]:
    """Return the lines of one meeting: what was said, then who is silent."""
    first = answers[0]
    whole = [answer for answer in answers if answer.day is None]
    said = [answer for answer in answers if answer.status != NO_ANSWER or answer.comment]
    title = f"{first.host}, {long_dates(first.dates.first, first.dates.last)}"
    if not said:
        return [f"{title}: nobody has answered."]
    counts = {status: sum(answer.status == status for answer in whole) for status in STATUSES}
    summary = [f"{number} {_COUNTED[status][number > 1]}" for status, number in counts.items() if number]
    lines = [f"{title}: {listed(summary)}."]
    width = max(len(answer.partner) for answer in said)
    for answer in said:
        day = f" for {answer.when} only" if answer.day else ""
        comment = f': "{one_line(answer.comment)}"' if answer.comment else ""
        lines.append(f"  {answer.partner:<{width}}  {answer.words}{day}{comment}")
    silent = [answer.partner for answer in whole if answer not in said]
    if silent:
        lines.append(f"  No answer yet from {listed(silent)}.")
    return lines


def _told(reports: Sequence[Report]) -> list[str]:
    if not reports:
        return []
    lines = [f"Not applied, {counted(len(reports), 'message')}:"]
    lines += [f"  {one_line(str(report), 400)}" for report in reports[:MOST_REPORTS]]
    more = len(reports) - MOST_REPORTS
    return [*lines, f"  and {more:,} more."] if more > 0 else lines


def _row(answer: Answer) -> dict[str, object]:
    proposal = answer.proposal
    return {
        "host": answer.host,
        "turn": answer.turn,
        "first": answer.dates.first,
        "last": answer.dates.last,
        "day": answer.day,
        "partner": answer.partner,
        "answer": answer.status,
        "new_first": proposal.dates.first if proposal else None,
        "new_last": proposal.dates.last if proposal else None,
        "hours": (proposal.hours or None) if proposal else None,
        "delegate": one_line(answer.delegate) if answer.delegate else None,
        "delegate_answer": answer.delegate_status,
        "comment": one_line(answer.comment, 1000) or None,
        "sent_by": one_line(answer.sent_by) if answer.sent_by else None,
        "given": answer.stamp,
        "file": answer.file,
        "sentence": answer.sentence,
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, int)) else str(value)
