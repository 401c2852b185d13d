"""As little as possible changes against a published schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import level, some_days, weight
from di4c_schedule.slots import PUBLISHED, Slot, published_slots

if TYPE_CHECKING:
    from datetime import date

    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class FewestChanges:
    """As few published meetings as possible change; then they move by as few days as possible.

    A host's first meeting is compared with its first published one, its second with its second, and so on. A published
    meeting changes if its host does not start on the published day: it moves, another partner takes it, or it is
    dropped.

    Parameters
    ----------
    published
        What people were told: a `Schedule`, or a list of meetings, of pairs of a host and a first day, or of tables
        with the keys ``host`` and ``first``. Hosts may have left the network: their meetings count as changed.
    cap
        Days that one meeting counts at most; a dropped one counts as many.
    level, weight
        Place and factor among the goals.

    Raises
    ------
    ProblemError
        If there is no meeting, or one stands twice.

    Examples
    --------
    >>> FewestChanges([("Oulu", "2019-10-08")]).label
    'As few published meetings as possible change, and those by few days'
    """

    published: tuple[Slot, ...] = field(converter=published_slots, metadata=PUBLISHED)
    cap: int = field(default=30, converter=some_days)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "meetings"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return "As few published meetings as possible change, and those by few days"

    def fill(self, tables: Tables) -> None:
        """Charge what a start differs from the published one.

        A turn on its published day costs nothing, on another day 1 change and its shift; a turn that was not published
        costs 1 and the cap, as it stands in the place of one that was. Where there are more published meetings than
        meetings, or fewer, that difference comes on top, the same for every schedule.
        """
        days = np.arange(tables.n_days)
        shifts = np.full((len(tables.rows), tables.n_days), self.cap, dtype=np.int64)
        turns = self._turns
        for index, row in enumerate(tables.rows):
            start = turns.get((row.partner, row.turn))
            if start is not None:
                shifts[index] = np.minimum(np.abs(days - tables.index(start)), self.cap)
        surplus = len(self.published) - tables.meetings
        tables.charge_rows(self, np.minimum(shifts, 1), part=0)
        tables.charge_always(self, surplus, part=0)
        tables.charge_rows(self, shifts, part=1)
        tables.charge_always(self, surplus * self.cap, part=1)

    def measure(self, schedule: Schedule) -> int:
        """Return the number of published meetings that change."""
        return self.measures(schedule)[0]

    def measures(self, schedule: Schedule) -> tuple[int, int]:
        """Return the number of published meetings that change, and the days by which they do, each up to `cap`."""
        starts: dict[tuple[str, int], date] = {}
        for meeting in schedule.meetings:
            starts[meeting.host, schedule.turn(meeting)] = meeting.start
        shifts = []
        for (host, turn), day in self._turns.items():
            start = starts.get((host, turn))
            shifts.append(self.cap if start is None else min(abs((start - day).days), self.cap))
        return sum(shift > 0 for shift in shifts), sum(shifts)

    @property
    def _turns(self) -> dict[tuple[str, int], date]:
        """The published first day of each host's turn, counted from 1."""
        turns: dict[tuple[str, int], date] = {}
        counts: dict[str, int] = {}
        for slot in self.published:
            counts[slot.host] = counts.get(slot.host, 0) + 1
            turns[slot.host, counts[slot.host]] = slot.start
        return turns
