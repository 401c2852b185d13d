"""Calendar files for a network and for each of its partners."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.io.atomic import make_folder, write_bytes
from di4c_schedule.io.calendar_events import meeting_event, set_raw, set_text, travel_events
from di4c_schedule.io.file_names import NETWORK_STEM, file_stems

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.schedule import Schedule

_PRODUCT = "-//di4c-schedule//di4c-schedule//EN"
"""Without a version, so that a new one leaves the files as they are."""

_REFRESH = "P1D"
"""How often a subscriber looks for changes: plans change by the week, clients must not ask by the minute."""

_COLOR = "steelblue"
"""A name of CSS3, as RFC 7986, section 5.9, asks; readable on white and on black."""


def write_calendars(schedule: Schedule, folder: str | Path) -> list[Path]:
    """Write ``network.ics`` with all meetings, and for each partner a file with all meetings and its days of travel.

    Parameters
    ----------
    schedule
        The schedule.
    folder
        Where the files go; it is made if it is not there. Other files in it stay as they are.

    Returns
    -------
    list of Path
        The files: that of the network, then those of the partners in their order, named by `file_stems`.

    Raises
    ------
    OutputError
        If a file cannot be written; each file has then either its old content or the new.

    Notes
    -----
    The same schedule gives the same bytes on every machine and on every day; a file that has them already is not
    touched. The events have no attendees, addresses or reasons, so that a file can be passed on or published.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("Two", [Partner("Botoșani", "Botoșani, RO"), Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> schedule = Schedule.of(problem, [("Oulu", "2019-10-01"), ("Botoșani", "2019-09-10")])
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_calendars(schedule, folder)]
    ['network.ics', 'Botosani.ics', 'Oulu.ics']
    """
    files = {Path(folder, name): data for name, data in calendar_files(schedule).items()}
    make_folder(Path(folder))
    for path, data in files.items():
        write_bytes(path, data)
    return list(files)


def calendar_files(schedule: Schedule) -> dict[str, bytes]:
    """Return what `write_calendars` writes: contents by file names.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> calendar_files(schedule)["Oulu.ics"].decode().splitlines()[3]
    'NAME:DI4C (Oulu)'
    """
    network = schedule.problem.network
    stems = file_stems(network.names)
    meetings = [(meeting, meeting_event(schedule, meeting)) for meeting in schedule.meetings]
    files = {f"{NETWORK_STEM}.ics": _calendar(network.name, (event for _, event in meetings))}
    for partner in network:
        events = []
        for meeting, event in meetings:
            events += [event, *travel_events(schedule, meeting, partner)]
        files[f"{stems[partner.name]}.ics"] = _calendar(f"{network.name} ({partner.name})", events)
    return files


def _calendar(name: str, events: Iterable[Event]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    set_raw(calendar, "VERSION", "2.0")
    set_raw(calendar, "PRODID", _PRODUCT)
    set_text(calendar, "NAME", name)
    set_text(calendar, "X-WR-CALNAME", name)
    set_raw(calendar, "REFRESH-INTERVAL", _REFRESH, VALUE="DURATION")
    set_raw(calendar, "COLOR", _COLOR)
    for event in events:
        calendar.add_component(event)
    # Sorted, the order of properties would follow the version of the package.
    data: bytes = calendar.to_ical(sorted=False)
    return data
