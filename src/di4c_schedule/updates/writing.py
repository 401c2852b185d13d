"""Calendar files in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.events import calendar_files
from di4c_schedule.files import make_folder, write_bytes

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule


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
