"""What writing calendars has done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, overload

from attrs import field, frozen

from di4c_schedule.updates.state import Invitation, MeetingChange
from di4c_schedule.updates.update import Update


def _paths(value: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(value)


def _sentences(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(eq=False, repr=False)
class CalendarUpdate(Sequence[Path]):
    """The files of a folder of calendars, and what changed for people since they were told before.

    It is a sequence of paths: the network's calendar, those of the partners in their order, the invitations. As text
    it tells in words what changes.

    Parameters
    ----------
    paths
        The files.
    update
        What must be told.
    warnings
        What was wrong in the folder, and what was done about it, one sentence each.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from di4c_schedule import Network, Partner, Problem, Schedule, write_calendars
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI", email="oulu@example.org")], lead="Oulu")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> with TemporaryDirectory() as folder:
    ...     first = write_calendars(Schedule.of(problem, [("Oulu", "2019-10-01")]), folder)
    ...     print(write_calendars(Schedule.of(problem, [("Oulu", "2019-10-08")]), folder))
    Moved: Oulu, Tue 8 to Wed 9 October 2019 instead of Tue 1 to Wed 2 October 2019
    >>> [path.relative_to(folder).as_posix() for path in first]
    ['network.ics', 'Oulu.ics', 'invites/Oulu/Oulu.ics']
    """

    paths: tuple[Path, ...] = field(converter=_paths)
    update: Update
    warnings: tuple[str, ...] = field(default=(), converter=_sentences)

    @property
    def changes(self) -> tuple[MeetingChange, ...]:
        """What becomes of each meeting."""
        return self.update.changes

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """What partners must hold: all invitations that stand, and those that were taken back."""
        return self.update.invitations

    @property
    def news(self) -> tuple[Invitation, ...]:
        """Those of the invitations that partners were not told before."""
        return self.update.news

    @property
    def summary(self) -> str:
        """What changes, in words that fit an e-mail."""
        return self.update.summary

    def to_dict(self) -> dict[str, Any]:
        """Return what changes as JSON holds it."""
        return {
            "summary": self.summary.splitlines(),
            "changes": [change.to_dict() for change in self.changes],
            "warnings": list(self.warnings),
            "files": [path.as_posix() for path in self.paths],
        }

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, index: int) -> Path: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Path, ...]: ...

    def __getitem__(self, index: int | slice) -> Path | tuple[Path, ...]:
        return self.paths[index]

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        return f"<CalendarUpdate of {len(self)} files>\n{self.summary}"
