"""A connection to a mail server: what it says to a mail, and nothing hangs."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from attrs import frozen

from di4c_schedule.errors import OutputError
from di4c_schedule.mail.mail_server import STARTTLS, TLS, MailServer
from di4c_schedule.mail.mime import one_line

if TYPE_CHECKING:
    import smtplib

TAKEN, REFUSED, LATER = "taken", "refused", "later"
"""What a server says to a mail: 2yz, 5yz and 4yz (RFC 5321, section 4.2.1)."""

_OWN_NAME = "[127.0.0.1]"
"""Said in greeting: the name of a coordinator's computer is nobody's business, and looking it up may take long."""

_WHOLE_MAIL = 10
"""Times as long as for other answers that a server may take for a whole mail (RFC 5321, section 4.5.3.2.6)."""

_LONGEST_REASON = 300


@frozen
class Answer:
    """What a server says to a mail.

    Parameters
    ----------
    kind
        `TAKEN`, `REFUSED` or `LATER`.
    reason
        Its code and words.
    everyone
        Whether it would say the same to every mail: it refuses the sender.
    on_its_way
        Whether it says so after the text of the mail was announced.
    """

    kind: str
    reason: str = ""
    everyone: bool = False
    on_its_way: bool = False


class DroppedError(Exception):
    """The connection is lost.

    Parameters
    ----------
    reason
        What there is to say of it.
    on_its_way
        Whether the text of the mail was on its way, so that nobody knows whether it arrived.
    """

    def __init__(self, reason: str, *, on_its_way: bool = False) -> None:
        super().__init__(reason)
        self.on_its_way = on_its_way


class MailConnection:
    """An open connection.

    Parameters
    ----------
    server
        The server.

    Raises
    ------
    OutputError
        If the server cannot be reached, cannot show who it is, or does not let the user in.
    """

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._secret = False
        trusted = server.trusted()
        import smtplib
        import ssl

        try:
            if server.security == TLS:
                self._smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, _OWN_NAME, timeout=server.timeout, context=trusted
                )
            else:
                self._smtp = smtplib.SMTP(server.host, server.port, _OWN_NAME, timeout=server.timeout)
            with self._at_most(10 * server.timeout):
                if server.security == STARTTLS:
                    self._smtp.starttls(context=trusted)
                self._secret = trusted is not None
                self._smtp.ehlo_or_helo_if_needed()
                self._sign_in()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.close()
            # Without its cause: a traceback would show what was said while signing in.
            raise OutputError(self._why_not(error, ssl.SSLError, ssl.SSLCertVerificationError)) from None

    def deliver(self, sender: str, recipient: str, mail: bytes, before: Callable[[], None]) -> Answer:
        """Hand over a mail to one recipient.

        Parameters
        ----------
        sender, recipient
            Addresses.
        mail
            The mail, with CRLF at the ends of its lines.
        before
            Called when the server takes the recipient, before the text is on its way.

        Raises
        ------
        DroppedError
            If the connection is lost.
        """
        import smtplib

        on_its_way = False
        try:
            with self._at_most((4 + _WHOLE_MAIL) * self._server.timeout):
                refusal = self._announce(sender, recipient, len(mail))
                if refusal is not None:
                    return refusal
                before()
                on_its_way = True
                return self._hand_over(mail)
        except DroppedError:
            self.close()
            raise
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self.close()
            raise DroppedError(self._cause(error), on_its_way=on_its_way) from None

    def close(self) -> None:
        """Part from the server, whether or not it answers."""
        smtp = getattr(self, "_smtp", None)
        if smtp is not None and smtp.sock is not None:
            with suppress(Exception):
                smtp.sock.settimeout(min(5.0, self._server.timeout))
                smtp.quit()
            smtp.close()

    def _announce(self, sender: str, recipient: str, size: int) -> Answer | None:
        """Tell from whom and for whom a mail is; None: the server takes both."""
        smtp = self._smtp
        code, text = smtp.mail(sender, [f"size={size}"] if smtp.has_extn("size") else [])
        if code != 250:
            # 552: larger than this server takes (RFC 1870, section 6.1); all else is said of the sender.
            return self._refusal(code, text, everyone=500 <= code < 600 and code != 552)
        code, text = smtp.rcpt(recipient)
        return None if code in (250, 251) else self._refusal(code, text)

    def _hand_over(self, mail: bytes) -> Answer:
        import smtplib

        smtp = self._smtp
        if smtp.sock is not None:
            smtp.sock.settimeout(_WHOLE_MAIL * self._server.timeout)
        try:
            code, text = smtp.data(mail)
        except smtplib.SMTPDataError as error:
            code, text = error.smtp_code, _bytes(error.smtp_error)
        if smtp.sock is not None:
            smtp.sock.settimeout(self._server.timeout)
        return Answer(TAKEN) if 200 <= code < 300 else self._refusal(code, text, on_its_way=True)

    def _refusal(self, code: int, text: bytes, *, everyone: bool = False, on_its_way: bool = False) -> Answer:
        import smtplib

        if not 400 <= code < 600:
            raise smtplib.SMTPException(f"it answered what no mail server should: {self._said(code, text)}")
        if code == 421:
            # the server closes the connection (RFC 5321, section 3.8), mostly because it was idle
            self.close()
            if not on_its_way:
                raise DroppedError(self._said(code, text))
        else:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.rset()
        return Answer(REFUSED if code >= 500 else LATER, self._said(code, text), everyone, on_its_way)

    def _sign_in(self) -> None:
        server = self._server
        if server.user is not None and server.password is not None:
            try:
                self._smtp.login(server.user, server.password)
            finally:
                # kept by the package for no other purpose than to answer the server's question
                self._smtp.user = self._smtp.password = ""

    def _why_not(self, error: Exception, tls: type[Exception], untrusted: type[Exception]) -> str:
        import smtplib
        import socket

        server = self._server
        if isinstance(error, smtplib.SMTPAuthenticationError):
            said = self._said(error.smtp_code, _bytes(error.smtp_error))
            return f"{server} does not let {server.user} in: {said}"
        if isinstance(error, smtplib.SMTPNotSupportedError):
            if server.security == STARTTLS and not self._secret:
                return (
                    f"{server} offers no encryption (STARTTLS), so nothing was sent to it; "
                    'if it speaks TLS from the start, as on port 465, use security "tls"'
                )
            return f"{server} takes no user and password; leave them out if it needs none"
        if isinstance(error, smtplib.SMTPResponseException):
            return f"{server} does not take mails: {self._said(error.smtp_code, _bytes(error.smtp_error))}"
        if isinstance(error, untrusted):
            why = getattr(error, "verify_message", "") or "it cannot be verified"
            return (
                f"{server} shows a certificate that is not trusted ({one_line(why)}), so nothing was sent to it; "
                "if it has an authority of its own, give the certificate of that as cafile"
            )
        if isinstance(error, socket.gaierror):
            return f"{server} cannot be found: no such name, or no connection to the net"
        if isinstance(error, tls):
            return f'{server} does not speak TLS as asked; port 465 wants security "tls", port 587 "starttls"'
        return f"{server} cannot be reached: {self._cause(error)}"

    def _cause(self, error: Exception) -> str:
        import smtplib

        # the package tells a time-out as a lost connection, and keeps the cause
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"no answer within {self._server.timeout:g} seconds"
        if isinstance(error, ConnectionRefusedError):
            return "no mail server answers there"
        if isinstance(error, (smtplib.SMTPServerDisconnected, ConnectionError)):
            return "the server broke the connection off"
        if type(error) is smtplib.SMTPException:
            return one_line(str(error))
        if isinstance(error, OSError) and error.strerror:
            return one_line(error.strerror)
        return "the connection is lost"

    def _said(self, code: int, text: bytes) -> str:
        """Return what a server says, on one line, without the password if it repeats it."""
        said = one_line(text.decode("utf-8", "replace"))
        for secret in self._secrets():
            said = said.replace(secret, "…")
        return f"{code} {said}"[:_LONGEST_REASON].rstrip()

    def _secrets(self) -> Iterator[str]:
        server = self._server
        if server.user is not None and server.password is not None:
            # as it is, and as AUTH PLAIN and AUTH LOGIN send it (RFC 4616)
            for told in (f"\0{server.user}\0{server.password}", server.password):
                yield base64.b64encode(told.encode()).decode()
            yield server.password

    @contextmanager
    def _at_most(self, seconds: float) -> Iterator[None]:
        """Break the connection off after some time: a server that says a letter a minute runs into no time-out."""

        def cut() -> None:
            with suppress(Exception):
                sock = self._smtp.sock
                if sock is not None:
                    sock.shutdown(2)

        timer = threading.Timer(seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")
