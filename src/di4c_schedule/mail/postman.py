"""Brings mails to a server, one after the other, and writes down what becomes of each before it goes on."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from types import TracebackType

from attrs import frozen

from di4c_schedule.errors import OutputError
from di4c_schedule.mail.connection import LATER, TAKEN, Answer, DroppedError, MailConnection
from di4c_schedule.mail.history import History
from di4c_schedule.mail.journal import Journal
from di4c_schedule.mail.mail_server import MailServer
from di4c_schedule.mail.parcels import Parcel
from di4c_schedule.mail.records import INTENT, record_of
from di4c_schedule.mail.records import LATER as NOT_NOW
from di4c_schedule.mail.records import REFUSED as NEVER
from di4c_schedule.mail.records import SENT as DONE
from di4c_schedule.mail.send_report import LEFT, REFUSED, SENT, Delivery, delivery_of

_TRIES = 2
"""A mail is tried once more when the connection is lost; many servers close one that they find idle."""

_MOST_LOST = 2
"""Mails in a row whose connection is lost at every try: the fault is not with one of them."""


@frozen
class Mail:
    """A mail as it goes out.

    Parameters
    ----------
    sender
        Address that it comes from, and that the server tells when it cannot be delivered.
    message_id
        By what it is known again.
    data
        The mail.
    written
        When it was written.
    """

    sender: str
    message_id: str
    data: bytes
    written: datetime


class StoppedError(Exception):
    """No more mails can be sent.

    Parameters
    ----------
    reason
        Why.
    delivery
        What became of the mail that was to be sent.
    """

    def __init__(self, reason: str, delivery: Delivery) -> None:
        super().__init__(reason)
        self.delivery = delivery


class Postman:
    """Brings mails to a server over one connection, which is made anew when it is lost.

    Parameters
    ----------
    server
        The server.
    journal
        Where it is written down.
    history
        What happened so far.
    pause
        Seconds between two mails.
    """

    def __init__(self, server: MailServer, journal: Journal, history: History, pause: float) -> None:
        self.server = server
        self._journal = journal
        self._history = history
        self._pause = pause
        self._connection: MailConnection | None = None
        self._began = False
        self._lost = 0

    def __enter__(self) -> Postman:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    def bring(self, parcel: Parcel, mail: Mail) -> Delivery:
        """Bring a mail to the server.

        Raises
        ------
        OutputError
            If the server cannot be reached for the first mail.
        StoppedError
            If no more mails can be sent.
        """
        if self._began and self._pause:
            time.sleep(self._pause)
        doubtful, reason = parcel.again, ""
        for _ in range(_TRIES):
            try:
                answer = self._connected().deliver(
                    mail.sender, parcel.letter.invitation.email, mail.data, lambda: self._write(parcel, mail, INTENT)
                )
                self._lost = 0
                return self._answered(parcel, mail, answer, doubtful=doubtful)
            except DroppedError as error:
                self._connection = None
                doubtful, reason = doubtful or error.on_its_way, str(error)
            except OutputError as error:
                if not self._began:
                    raise
                raise StoppedError(str(error), self._left(parcel, doubtful=doubtful)) from error
        self._lost += 1
        delivery = self._left(parcel, reason, doubtful=doubtful)
        if self._lost >= _MOST_LOST:
            raise StoppedError(f"{self.server} cannot be talked to: {reason}", delivery)
        return delivery

    def _connected(self) -> MailConnection:
        if self._connection is None:
            self._connection = MailConnection(self.server)
            self._began = True
        return self._connection

    def _answered(self, parcel: Parcel, mail: Mail, answer: Answer, *, doubtful: bool) -> Delivery:
        if answer.kind == TAKEN:
            self._write(parcel, mail, DONE)
            return delivery_of(parcel.letter, SENT, repeated=doubtful)
        if answer.everyone:
            reason = f"{self.server} takes no mails from {mail.sender}: {answer.reason}"
            raise StoppedError(reason, self._left(parcel, doubtful=doubtful))
        if answer.kind == LATER:
            # What may have arrived at an earlier try stays in doubt.
            if not doubtful and answer.on_its_way:
                self._write(parcel, mail, NOT_NOW, answer.reason)
            return self._left(parcel, answer.reason, doubtful=doubtful)
        self._write(parcel, mail, NEVER, answer.reason)
        return delivery_of(parcel.letter, REFUSED, reason=answer.reason)

    def _write(self, parcel: Parcel, mail: Mail, event: str, reason: str = "") -> None:
        # An intent bears the time of the mail itself: sent once more, it must be the same.
        at = mail.written if event == INTENT else datetime.now(UTC).replace(microsecond=0)
        record = record_of(parcel.letter, event, at, mail.message_id, reason)
        self._journal.add(record)
        self._history.add(record)

    def _left(self, parcel: Parcel, reason: str = "", *, doubtful: bool) -> Delivery:
        why = [reason] if reason else []
        if doubtful:
            why.append("it may have arrived")
        return delivery_of(parcel.letter, LEFT, repeated=doubtful, reason="; ".join(why))
