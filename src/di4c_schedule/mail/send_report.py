"""What became of mails, told in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field, frozen

from di4c_schedule.dates import long_dates
from di4c_schedule.labels import counted
from di4c_schedule.mail.letter import CHANGED, DROPPED, INVITED, MOVED, TAKEN_OUT, Letter
from di4c_schedule.markup import html_list, html_paragraph

SENT, ALREADY, REFUSED, LEFT, NEEDLESS = "sent", "already sent", "refused", "left", "not needed"
"""Gone now; gone before; the server will never take it; not gone yet; nobody waits for it."""

_WHAT = {
    INVITED: "invitation",
    MOVED: "new date",
    CHANGED: "change",
    DROPPED: "cancellation",
    TAKEN_OUT: "invitation withdrawn",
}


@frozen
class Delivery:
    """What became of one mail.

    Parameters
    ----------
    partner, email
        Whom it is for.
    method
        ``"REQUEST"`` or ``"CANCEL"``.
    text
        What it says, such as ``"invitation: Oulu, Tue 1 to Wed 2 October 2019"``.
    outcome
        ``"sent"``, ``"already sent"``, ``"refused"``, ``"left"`` or ``"not needed"``.
    repeated
        Whether it may have arrived before: an earlier try ended after the text was on its way.
    reason
        What the server said, or why it was not sent.
    """

    partner: str
    email: str
    method: str
    text: str
    outcome: str
    repeated: bool = False
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the delivery as JSON holds it."""
        return {
            "partner": self.partner,
            "email": self.email,
            "method": self.method,
            "text": self.text,
            "outcome": self.outcome,
            "repeated": self.repeated,
            "reason": self.reason,
        }

    def __str__(self) -> str:
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.partner} <{self.email}>: {self.text}{why}"


def delivery_of(letter: Letter, outcome: str, *, repeated: bool = False, reason: str = "") -> Delivery:
    """Return what became of a letter."""
    one = letter.invitation
    host = one.appointment.host if one.appointment.turn == 1 else f"{one.appointment.host} ({one.appointment.turn})"
    text = f"{_WHAT[letter.kind]}: {host}, {long_dates(one.appointment.first, one.appointment.last)}"
    return Delivery(one.partner, one.email, one.method, text, outcome, repeated, reason)


def _deliveries(value: Iterable[Delivery]) -> tuple[Delivery, ...]:
    return tuple(value)


def _sentences(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(repr=False)
class SendReport:
    """What became of the mails of a folder of calendars.

    Parameters
    ----------
    server
        The mail server.
    deliveries
        What became of each mail, partner by partner.
    failure
        Why sending stopped before its end; empty if it did not.
    notes
        What else there is to say, one sentence each.
    dry_run
        Whether nothing was sent, only told what would be.

    Examples
    --------
    >>> oulu = Delivery("Oulu", "oulu@example.org", "REQUEST", "invitation: Oulu, Tue 1 October 2019", "sent")
    >>> print(SendReport("mail.example.org:587", [oulu]))
    1 mail was sent by mail.example.org:587:
      Oulu <oulu@example.org>: invitation: Oulu, Tue 1 October 2019
    """

    server: str
    deliveries: tuple[Delivery, ...] = field(converter=_deliveries)
    failure: str = ""
    notes: tuple[str, ...] = field(default=(), converter=_sentences)
    dry_run: bool = False

    @property
    def sent(self) -> tuple[Delivery, ...]:
        """The mails that the server has taken now; in a dry run those that would be sent."""
        return self._with(SENT)

    @property
    def already_sent(self) -> tuple[Delivery, ...]:
        """The mails that were sent before."""
        return self._with(ALREADY)

    @property
    def repeated(self) -> tuple[Delivery, ...]:
        """Those of the mails sent now that may have arrived before."""
        return tuple(one for one in self.sent if one.repeated)

    @property
    def refused(self) -> tuple[Delivery, ...]:
        """The mails that the server will not take, now or before."""
        return self._with(REFUSED)

    @property
    def left(self) -> tuple[Delivery, ...]:
        """The mails that are still to be sent."""
        return self._with(LEFT)

    @property
    def not_needed(self) -> tuple[Delivery, ...]:
        """The mails that were not sent because nobody waits for them."""
        return self._with(NEEDLESS)

    @property
    def complete(self) -> bool:
        """Whether every partner was sent what it must hold."""
        return not (self.failure or self.refused or self.left)

    @property
    def exit_code(self) -> int:
        """0, or 1 if something could not be sent."""
        return 0 if self.complete else 1

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON holds it."""
        return {
            "server": self.server,
            "dry_run": self.dry_run,
            "complete": self.complete,
            "failure": self.failure or None,
            "notes": list(self.notes),
            "mails": [one.to_dict() for one in self.deliveries],
        }

    def _with(self, outcome: str) -> tuple[Delivery, ...]:
        return tuple(one for one in self.deliveries if one.outcome == outcome)

    def _blocks(self) -> Iterator[tuple[str, tuple[Delivery, ...]]]:
        """Yield each sentence with the mails that it is about."""
        if self.sent:
            verb = "would be" if self.dry_run else "was" if len(self.sent) == 1 else "were"
            yield f"{_mails(self.sent)} {verb} sent by {self.server}", self.sent
        elif not self.left:
            yield "Nothing is to be sent." if self.dry_run else "Nothing was to be sent.", ()
        if self.repeated:
            verb = "would be sent" if self.dry_run else "was sent" if len(self.repeated) == 1 else "were sent"
            yield (
                f"{len(self.repeated)} of these {verb} once more, as it is not known whether the first try arrived "
                "(the connection was lost, or the program stopped, before the server had answered); calendars take "
                "the second for the same",
                self.repeated,
            )
        if self.already_sent:
            yield f"{_mails(self.already_sent)} had been sent before.", ()
        if self.refused:
            yield (
                f"{_mails(self.refused)} {_were(self.refused)} refused by the server; look at the address. They "
                "will not be tried again unless that is asked for",
                self.refused,
            )
        if self.left:
            yield f"{_mails(self.left)} {_were(self.left)} not sent yet; send again later", self.left
        if self.not_needed:
            yield f"{_mails(self.not_needed)} {_were(self.not_needed)} not needed", self.not_needed
        if self.failure:
            yield f"Sending stopped: {self.failure}.", ()
        for note in self.notes:
            yield f"Note: {note}.", ()

    def __str__(self) -> str:
        lines = []
        for sentence, mails in self._blocks():
            lines += [f"{sentence}:" if mails else sentence, *(f"  {one}" for one in mails)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<SendReport of {_mails(self.deliveries)}>\n{self}"

    def _repr_html_(self) -> str:
        return "".join(
            html_paragraph(f"{sentence}:" if mails else sentence) + html_list(str(one) for one in mails)
            for sentence, mails in self._blocks()
        )


def _mails(mails: tuple[Delivery, ...]) -> str:
    return counted(len(mails), "mail")


def _were(mails: tuple[Delivery, ...]) -> str:
    return "was" if len(mails) == 1 else "were"
