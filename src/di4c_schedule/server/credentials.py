"""Who signs in to a calendar server: a password that no text ever shows."""

from __future__ import annotations

import os
from collections.abc import Callable

from attrs import field, frozen

from di4c_schedule.errors import ProblemError

USER_VARIABLE, PASSWORD_VARIABLE = "DI4C_CALDAV_USER", "DI4C_CALDAV_PASSWORD"
"""Names of the variables of the environment that hold the user and the password."""


def _user(value: object) -> str:
    if not isinstance(value, str) or not value or not value.isprintable() or ":" in value:
        raise ProblemError("the user of the calendar server must be one line of text without a colon (RFC 7617)")
    return value


def _password(value: object) -> str:
    # The value is not repeated: it may be the password with a slip of the keyboard in it.
    if not isinstance(value, str) or not value or not value.isprintable():
        raise ProblemError("the password of the calendar server must be one line of text")
    return value


@frozen
class Credentials:
    """User and password of a calendar server; the password is in no text that this value shows.

    Parameters
    ----------
    user
        Name of the user.
    password
        Its password, or better one made for this program alone ("app password"), which can be withdrawn.

    Examples
    --------
    >>> Credentials("lead", "secret")
    Credentials(user='lead')
    """

    user: str = field(converter=_user)
    password: str = field(converter=_password, repr=False)


def find_credentials(user: str | None = None, ask: Callable[[str], str] | None = None) -> Credentials:
    """Take the user as given or from the environment, and the password from the environment or by asking.

    There is no argument for a password: what stands on a command line is kept in its history and shown to everybody
    who may list the processes.

    Parameters
    ----------
    user
        Name of the user; None: that of the variable ``DI4C_CALDAV_USER``.
    ask
        Asked with a question where the variable ``DI4C_CALDAV_PASSWORD`` is not set; `getpass.getpass` does.

    Raises
    ------
    ProblemError
        If either is missing.

    Examples
    --------
    >>> find_credentials("lead", lambda question: "secret")
    Credentials(user='lead')
    """
    user = user or os.environ.get(USER_VARIABLE)
    if not user:
        raise ProblemError(f"who signs in to the calendar server? Give the user, or set {USER_VARIABLE}")
    password = os.environ.get(PASSWORD_VARIABLE)
    if not password and ask is not None:
        password = ask(f"Password of {user} on the calendar server: ")
    if not password:
        raise ProblemError(f"the password of {user} on the calendar server is missing; set {PASSWORD_VARIABLE}")
    return Credentials(user, password)
