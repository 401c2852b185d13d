"""Calendar files in a folder that remembers what people were told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from di4c_schedule.dates import parse_date
from di4c_schedule.errors import OutputError
from di4c_schedule.files import FolderChange, change_folder, folder_lock, make_folder, real_folder, settle_folder
from di4c_schedule.updates.calendar_update import CalendarUpdate
from di4c_schedule.updates.folder import (
    CalendarFolder,
    changed_files,
    has_content,
    is_as_written,
    is_foreign,
    read_folder,
    written_before,
)
from di4c_schedule.updates.manifest import MANIFEST, manifest_file
from di4c_schedule.updates.planning import plan_update
from di4c_schedule.updates.update import Update

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.schedule import Schedule

_MOST_SENTENCES = 20
"""How many files are named that somebody changed; more would hide the rest of what is said."""


def write_calendars(
    schedule: Schedule,
    folder: str | Path,
    *,
    now: datetime | None = None,
    style: CalendarStyle | None = None,
    frozen_before: date | str | None = None,
) -> CalendarUpdate:
    """Write the calendars and invitations of a schedule, and say what changes for those who know an earlier one.

    The folder gets ``network.ics`` with all meetings, for each partner a file with all meetings and its days of
    travel, and under ``invites/`` for each partner with an e-mail address one file a meeting: an invitation, or one
    that is taken back. The file ``calendars.json`` remembers what people were told.

    Parameters
    ----------
    schedule
        The schedule.
    folder
        Where the files go; it is made if it is not there. Other files in it stay as they are.
    now
        The time that news are stamped with; None: that of the clock.
    style
        Hours, links, who invites, and words; None: those of the problem.
    frozen_before
        First day that is free: of what has begun before, nobody is told that it is off, and nobody is invited to it or
        taken out of it. None: as the rule `Frozen` of the problem says, which `replan` adds.

    Returns
    -------
    CalendarUpdate
        The paths of the files, and what changes, as text and meeting by meeting.

    Raises
    ------
    ProblemError
        If the folder holds the calendars of another network.
    OutputError
        If a file cannot be written, or another program writes there all the time; all files are then as they were.

    Notes
    -----
    All files change at once or none, even if the process is killed: a new folder is made and takes the name of the
    old one. Where a folder cannot be replaced (a mount point, the current folder, one that holds other folders), its
    files change one by one, and the next writing finishes what was cut short.

    A schedule that nobody was told of gives the same bytes on every machine and on every day; the same schedule again
    changes nothing. The calendars have no attendees and no addresses, so that they can be passed on or published; the
    invitations and ``calendars.json`` have.

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
    given, real = Path(folder), real_folder(Path(folder))
    style = style or schedule.problem.calendars
    free = parse_date(frozen_before) if frozen_before is not None else None
    make_folder(real.parent)
    with folder_lock(real):
        settle_folder(real, written_before)
        found = read_folder(real, schedule, style)
        update = plan_update(found.state, schedule, now or datetime.now(UTC), style, free)
        files = {**update.files, MANIFEST: manifest_file(update.state, update.files)}
        change = _change(real, found, files)
        warnings = [*found.faults, *_told_of(real, found, update, change.aside)]
        if change.written or change.removed:
            change_folder(real, change, frozenset({MANIFEST, *found.digests}))
    return CalendarUpdate([given / path for path in update.files], update, warnings)


def _change(folder: Path, found: CalendarFolder, files: Mapping[str, bytes]) -> FolderChange:
    """Return what is to change in a folder for it to hold some files."""
    written = {path: data for path, data in files.items() if not has_content(folder, path, data)}
    for path in written:
        _require_no_folder(folder / path)
    gone = [path for path in found.digests if path not in files and is_as_written(folder, path, found.digests[path])]
    aside = {path: _free(folder, path) for path in written if _gives_way(folder, found, path)}
    return FolderChange(written, gone, aside)


def _gives_way(folder: Path, found: CalendarFolder, path: str) -> bool:
    """Say whether somebody else's file has the name of one that is written; it is kept under another."""
    if path == MANIFEST:
        return (found.state is None and (folder / path).exists()) or (bool(found.faults) and (folder / path).exists())
    return path not in found.digests and is_foreign(folder, path)


def _free(folder: Path, path: str) -> str:
    names = (f"{path}.old" if number == 1 else f"{path}.old{number}" for number in count(1))
    return next(name for name in names if not os.path.lexists(folder / name))


def _told_of(folder: Path, found: CalendarFolder, update: Update, aside: Mapping[str, str]) -> Iterator[str]:
    told = list(changed_files(folder, found.digests, update.files))
    yield from told[:_MOST_SENTENCES]
    if len(told) > _MOST_SENTENCES:
        yield f"{len(told) - _MOST_SENTENCES} more files are missing or were changed; they are treated in the same way"
    for path, name in aside.items():
        yield f"{path} was not written by di4c-schedule, or cannot be read; it is kept as {name}"


def _require_no_folder(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"cannot write {path}: a folder has that name")
