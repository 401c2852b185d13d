"""A server that takes mails for others: where it is, how the line is kept secret, who signs in."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.errors import Mistake, ProblemError, ProblemWarning, nearest, raise_all
from di4c_schedule.own_machine import is_own_machine

if TYPE_CHECKING:
    import ssl

PASSWORD_VARIABLE = "DI4C_SMTP_PASSWORD"  # noqa: S105
"""Name of the variable of the environment that holds the password."""

STARTTLS, TLS, NONE = "starttls", "tls", "none"
_PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}
"""RFC 6409, section 3.1; RFC 8314, section 7.3; RFC 5321, section 4.5.4.2."""

_LONGEST_WAIT = 3600.0


@frozen(init=False)
class MailServer:
    """A mail server, and who signs in there; the password is in no text that this value shows.

    Parameters
    ----------
    address
        ``HOST`` or ``HOST:PORT``, such as ``"mail.example.org:587"``. Without a port it is 587, with ``"tls"`` 465,
        with ``"none"`` 25.
    security
        ``"starttls"``: the connection turns secret before anything is said; ``"tls"``: it is so from the start;
        ``"none"``: it never is. None: ``"tls"`` on port 465, else ``"starttls"``.
    user
        Name of the user; None: nobody signs in.
    password
        Its password, or better one made for this program alone ("app password"), which can be withdrawn.
    cafile
        A file with the certificate (PEM) of the authority to trust, for servers with one of their own; None: those
        that the system trusts.
    timeout
        Seconds to wait for an answer; ten times as long for the one to a whole mail, which servers look through
        (RFC 5321, section 4.5.3.2.6).
    insecure
        Whether mails and password may go to another machine unencrypted.

    Raises
    ------
    ProblemError
        If an argument is wrong, or mails would go through the net unencrypted and that was not asked for.

    Warns
    -----
    ProblemWarning
        If they do, as was asked.

    Examples
    --------
    >>> server = MailServer("mail.example.org", user="di4c@example.org", password="secret")
    >>> server
    MailServer(host='mail.example.org', port=587, security='starttls', user='di4c@example.org')
    >>> print(MailServer("[::1]:465"))
    [::1]:465
    """

    host: str
    port: int
    security: str
    user: str | None
    password: str | None = field(repr=False)
    cafile: Path | None = field(repr=False)
    timeout: float = field(repr=False)

    def __init__(
        self,
        address: str,
        *,
        security: str | None = None,
        user: str | None = None,
        password: str | None = None,
        cafile: str | Path | None = None,
        timeout: float = 60.0,
        insecure: bool = False,
    ) -> None:
        host, port = _host_and_port(address)
        security = _security(security, port)
        if (_line("user", user) is None) != (_line("password", password) is None):
            raise ProblemError(
                "who signs in to the mail server has both a user and a password; "
                f"the command takes the password from {PASSWORD_VARIABLE} or asks for it"
            )
        if security == NONE and not is_own_machine(host):
            _must_be_asked_for(host, insecure=insecure)
        self.__attrs_init__(host, port or _PORTS[security], security, user, password, _path(cafile), _seconds(timeout))

    def trusted(self) -> ssl.SSLContext | None:
        """Return whose certificates to trust; None: the connection is not encrypted.

        Raises
        ------
        ProblemError
            If the file of the authority is none.
        """
        import ssl

        if self.security == NONE:
            return None
        try:
            return ssl.create_default_context(cafile=self.cafile)
        except (OSError, ValueError) as error:
            cause = "there is no such file" if isinstance(error, FileNotFoundError) else "holds no certificate (PEM)"
            raise ProblemError([Mistake(cause, file=str(self.cafile))]) from None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def find_password(user: str, ask: Callable[[str], str] | None = None) -> str:
    """Take the password from the variable ``DI4C_SMTP_PASSWORD`` of the environment, or ask for it.

    There is no argument for it on a command line, which is kept in a history and shown to all who list the processes.

    Parameters
    ----------
    user
        Name of the user.
    ask
        Asked with a question where the variable is not set; `getpass.getpass` does.

    Raises
    ------
    ProblemError
        If there is none.

    Examples
    --------
    >>> find_password("office", lambda question: "secret")
    'secret'
    """
    password = os.environ.get(PASSWORD_VARIABLE)
    if not password and ask is not None:
        password = ask(f"Password of {user} on the mail server: ")
    if not password:
        raise ProblemError(f"the password of {user} on the mail server is missing; set {PASSWORD_VARIABLE}")
    return password


def _host_and_port(address: object) -> tuple[str, int | None]:
    text = address if isinstance(address, str) and len(address) <= 300 else ""
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9][A-Za-z0-9.-]*))(?::([0-9]{1,5}))?", text)
    port = int(found[3]) if found and found[3] else None
    if found is None or port == 0 or (port or 0) > 65535:
        # What cannot be read is not repeated: it may hold a password.
        raise ProblemError(
            "the address of the mail server is none; write one such as mail.example.org or mail.example.org:587, "
            "without a user or a password in it"
        )
    return found[1] or found[2], port


def _security(value: str | None, port: int | None) -> str:
    if value is None:
        return TLS if port == _PORTS[TLS] else STARTTLS
    if value not in _PORTS:
        raise_all([Mistake(f'unknown word "{value!s:.40}", {nearest(str(value), _PORTS)}', ("security",))])
    return value


def _line(key: str, value: object) -> str | None:
    if value is None or (isinstance(value, str) and value and value.isprintable()):
        return value
    # The value is not repeated: it may be the password, or that with a slip of the keyboard in it.
    raise ProblemError([Mistake("expected one line of text", (key,))])


def _path(value: object) -> Path | None:
    if value is None or isinstance(value, Path):
        return value
    if isinstance(value, str) and value and "\0" not in value:
        return Path(value)
    raise ProblemError([Mistake("expected the path of a file with certificates (PEM)", ("cafile",))])


def _seconds(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= _LONGEST_WAIT:
        return float(value)
    raise ProblemError([Mistake(f"expected seconds, more than 0 and at most {_LONGEST_WAIT:.0f}", ("timeout",))])


def _must_be_asked_for(host: str, *, insecure: bool) -> None:
    if insecure is not True:
        raise ProblemError(
            f'security "none" would send mails and password to {host} for everybody on the way to read; '
            'use "starttls" or "tls", or ask for insecure (--insecure) if the net is your own'
        )
    warnings.warn(
        f"mails and password are sent unencrypted to {host}: everybody on the way can read them",
        ProblemWarning,
        stacklevel=3,
    )
