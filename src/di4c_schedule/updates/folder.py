"""What a folder of calendars holds: what people were told, and what became of its files since."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.errors import Mistake, OutputError, ProblemError
from di4c_schedule.files import real_folder
from di4c_schedule.frozen_table import FrozenTable
from di4c_schedule.updates.invitation_paths import INVITES
from di4c_schedule.updates.manifest import MANIFEST, DamagedError, Manifest, NewerSchemaError, digest_of, read_manifest
from di4c_schedule.updates.recovery import NETWORK_FILE, recovered, recovered_for
from di4c_schedule.updates.state import State
from di4c_schedule.updates.traces import Traces, traces_in

if TYPE_CHECKING:
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.schedule import Schedule

_LARGEST = 50_000_000
"""Bytes of a file that is read; the memory of 200 partners and meetings has 20 million."""


@frozen
class CalendarFolder:
    """What a folder of calendars holds.

    Parameters
    ----------
    state
        What people were told; None: nothing.
    digests
        SHA-256 of each file of the library as it was written, by its path in the folder.
    faults
        What is wrong with the memory of the folder, one sentence each.
    remembers
        Whether the file that remembers what people were told is there and whole.
    """

    state: State | None
    digests: Mapping[str, str] = field(factory=FrozenTable[str], converter=FrozenTable[str])
    faults: tuple[str, ...] = ()
    remembers: bool = False


def read_state(folder: str | Path) -> State | None:
    """Return what people were told by the calendars of a folder; None if it holds none.

    Parameters
    ----------
    folder
        The folder that `write_calendars` has written.

    Raises
    ------
    ProblemError
        If a later version of the library has written it.
    OutputError
        If it cannot be read.

    Notes
    -----
    Where the file ``calendars.json`` is lost or damaged, the calendars themselves are read. They tell versions, dates,
    hours, status and who is invited; of cities and links only what stands in them.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from di4c_schedule import Network, Partner, Problem, Schedule, write_calendars
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI")], lead="Oulu")
    >>> schedule = Schedule.of(Problem(network, "2019-09-02", "2019-10-31", days=2), [("Oulu", "2019-10-01")])
    >>> with TemporaryDirectory() as folder:
    ...     files = write_calendars(schedule, folder)
    ...     [str(known.appointment.first) for known in read_state(folder).meetings.values()]
    ['2019-10-01']
    """
    real = real_folder(Path(folder))
    manifest, _ = _manifest(real)
    return manifest.state if manifest is not None else recovered(_traces(real))


def read_folder(folder: Path, schedule: Schedule, style: CalendarStyle) -> CalendarFolder:
    """Return what a folder holds of the network of a schedule.

    Parameters
    ----------
    folder
        The folder.
    schedule
        The schedule that is to be told now; where files must be read, it says what they do not tell.
    style
        Hours and links.

    Raises
    ------
    ProblemError
        If it holds the calendars of another network, or a later version of the library has written it.
    OutputError
        If it cannot be read.
    """
    name = schedule.problem.network.name
    manifest, fault = _manifest(folder)
    if manifest is not None:
        _same_network(manifest.state.network, name, folder / MANIFEST)
        return CalendarFolder(manifest.state, manifest.digests, remembers=True)
    files = _traces(folder)
    state = recovered_for(schedule, files, style)
    digests = {path: digest_of(_read(folder / path) or b"") for path in files}
    if state is None:
        if NETWORK_FILE in files:
            _same_network(files[NETWORK_FILE].name, name, folder / NETWORK_FILE)
        return CalendarFolder(None, digests, (fault,) if fault else ())
    found = fault or f"{MANIFEST} is missing"
    return CalendarFolder(state, digests, (f"{found}: what people were told was read from the calendars instead",))


def changed_files(folder: Path, digests: Mapping[str, str], written: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what happened to files since they were written, and what is done about it, one sentence each.

    Parameters
    ----------
    folder
        The folder.
    digests
        SHA-256 of each file as it was written, by its path.
    written
        The files that the folder is to hold now.
    """
    for path, digest in digests.items():
        data = _read(folder / path)
        if data is None and path in written:
            yield f"{path} is missing; it is written anew"
        elif data is not None and digest_of(data) != digest and written.get(path) != data:
            whole = data.rstrip().endswith(b"END:VCALENDAR")
            cause = "was changed by somebody else" if whole else "is cut off or damaged"
            what = "it is written anew" if path in written else "it is not needed any more, and stays"
            yield f"{path} {cause}; {what}"


def is_as_written(folder: Path, path: str, digest: str) -> bool:
    """Say whether a file is there and holds what it was written with."""
    data = _read(folder / path)
    return data is not None and digest_of(data) == digest


def is_foreign(folder: Path, path: str) -> bool:
    """Say whether a file is there that the library has not written."""
    data = _read(folder / path)
    return data is not None and traces_in(path, data) is None


def written_before(folder: Path) -> frozenset[str]:
    """Return the paths of the files of a folder that the library had written."""
    with suppress(ProblemError, OutputError):
        manifest, _ = _manifest(folder)
        paths = _traces(folder) if manifest is None else manifest.digests
        return frozenset({MANIFEST, *paths})
    return frozenset({MANIFEST})


def has_content(folder: Path, path: str, data: bytes) -> bool:
    """Say whether a file is there and has a content."""
    return _read(folder / path) == data


def _manifest(folder: Path) -> tuple[Manifest | None, str]:
    """Return what the folder remembers, else a sentence that says why it does not; empty if it never did."""
    data = _read(folder / MANIFEST)
    if data is None:
        return None, ""
    try:
        return read_manifest(data), ""
    except NewerSchemaError:
        message = "a later version of di4c-schedule has written this folder; bring di4c-schedule up to date"
        raise ProblemError([Mistake(message, file=str(folder / MANIFEST))]) from None
    except DamagedError:
        return None, f"{MANIFEST} is damaged"


def _same_network(found: str, name: str, file: Path) -> None:
    if found != name:
        message = (
            f'the folder holds the calendars of the network "{found}", not of "{name}"; name another folder for these'
        )
        raise ProblemError([Mistake(message, file=str(file))])


def _traces(folder: Path) -> dict[str, Traces]:
    """Return what the calendars of a folder tell, those that the library has written and that are whole."""
    found = {}
    for pattern in ("*.ics", f"{INVITES}/*/*.ics"):
        for path in sorted(folder.glob(pattern)):
            name = path.relative_to(folder).as_posix()
            data = _read(path)
            traces = None if data is None else traces_in(name, data)
            if traces is not None:
                found[name] = traces
    return found


def _read(path: Path) -> bytes | None:
    """Return the content of a file; None if there is none. What is too large to be ours is cut off."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise OutputError(f"cannot read {path}: {error.strerror or os.strerror(error.errno or 0)}") from error
