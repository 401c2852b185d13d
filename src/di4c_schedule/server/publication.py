"""A collection on a server is brought to the meetings of a plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.errors import OutputError
from di4c_schedule.server.connection import SECONDS, connected
from di4c_schedule.server.places import COLOR, find_calendar, make_calendar
from di4c_schedule.server.report import ServerReport
from di4c_schedule.server.settling import settle_all, told
from di4c_schedule.server.sources import source_of

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.server.credentials import Credentials


def publish_calendar(
    what: Schedule | str | Path,
    url: str,
    credentials: Credentials,
    *,
    partner: str | None = None,
    name: str | None = None,
    create: bool = False,
    color: str = COLOR,
    dry_run: bool = False,
    cafile: str | Path | None = None,
    insecure_http: bool = False,
    timeout: float = SECONDS,
    progress: Callable[[int, int], None] | None = None,
) -> ServerReport:
    """Bring a calendar on a CalDAV server to the meetings of a plan: create, update and delete what is of the plan.

    Other events of the calendar are not touched, and events that are right already are not written. What somebody else
    changed on the server is not overwritten unless the plan has a later version of it; the report names it. If the
    work is broken off, the next call does the rest.

    Parameters
    ----------
    what
        A folder that `write_calendars` wrote, one file of it, or a schedule. Only a folder knows which version of each
        meeting was told.
    url
        Address of the calendar; with a name, of anything of the user on the server.
    credentials
        Who signs in; see `find_credentials`.
    partner
        Name of a partner: its calendar, with its days of travel. None: that of the network. Give each a calendar of its
        own on the server; in a common one, what one of them wrote is another's change to the other.
    name
        Name of the calendar as people see it; None: the address is that of the calendar.
    create
        Whether to make the calendar if it is not there.
    color
        Colour of a new calendar, ``#RRGGBB``.
    dry_run
        Read, tell what would change, and write nothing.
    cafile
        Certificate of one's own authority (PEM), for servers with certificates that it signed.
    insecure_http
        Whether the password may go through the net unencrypted; on the own machine it may.
    timeout
        Seconds that one request may take.
    progress
        Called with the numbers of events that are done and of all.

    Raises
    ------
    OutputError
        If the server does not answer or refuses, or there is no such calendar.
    CalendarFileError
        If the folder holds no calendar.
    ProblemError
        If an argument is wrong.

    Examples
    --------
    >>> from di4c_schedule.server import Credentials
    >>> publish_calendar("not written yet", "https://cal.example.org/di4c/", Credentials("lead", "secret"))
    Traceback (most recent call last):
        ...
    di4c_schedule.errors.CalendarFileError: not written yet: there is no such file
    """
    source = source_of(what, partner)
    with connected(url, credentials, cafile=cafile, insecure_http=insecure_http, timeout=timeout) as connection:
        found = find_calendar(connection, name)
        made = found is None
        if found is None:
            if not create:
                place = f'no calendar called "{name}" at' if name else "no calendar at"
                raise OutputError(f"there is {place} {connection.url}; check the address, or ask for it to be made")
            if dry_run:
                events = [told(meeting) for meeting in source.meetings.values()]
                return ServerReport(connection.url, made=True, created=events, dry_run=True)
            found = make_calendar(connection, name, source.calendar, color)
        return settle_all(found, source, made=made, dry_run=dry_run, progress=progress)
