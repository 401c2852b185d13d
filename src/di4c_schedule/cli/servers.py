"""Servers that commands speak to, and who signs in there; passwords come from the environment or are asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from di4c_schedule.cli.failures import warnings_told

if TYPE_CHECKING:
    from di4c_schedule.mail import MailServer
    from di4c_schedule.server import Credentials


@frozen
class CalendarServer:
    """A calendar on a CalDAV server.

    Parameters
    ----------
    url
        Address of the calendar.
    user
        Who signs in; None: that of the environment.
    cafile
        Certificate of an authority of one's own.
    insecure
        Whether the password may go through the net unencrypted.
    """

    url: str
    user: str | None = None
    cafile: Path | None = None
    insecure: bool = False

    def credentials(self) -> Credentials:
        """Return who signs in; a password that the environment does not have is asked for."""
        from di4c_schedule.server import find_credentials

        return find_credentials(self.user, _asking())


def mail_server(
    address: str, user: str | None, security: str | None, cafile: Path | None, *, insecure: bool
) -> MailServer:
    """Return a mail server, signed in to by a user whose password the environment has, or who is asked for it.

    Raises
    ------
    ProblemError
        If an argument is wrong, or the password is missing and nobody is there to ask.
    """
    from di4c_schedule.mail import MailServer, find_password

    password = None if user is None else find_password(user, _asking())
    with warnings_told(quiet=False):
        return MailServer(address, security=security, user=user, password=password, cafile=cafile, insecure=insecure)


def _asking() -> Callable[[str], str] | None:
    """Return how to ask for a password; None if nobody sits there."""
    return getpass if sys.stdin is not None and sys.stdin.isatty() else None
