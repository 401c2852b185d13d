"""Hosts keep the order in which they were published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.dates import long_date
from di4c_schedule.slots import PUBLISHED, Slot, published_slots
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Meeting, Schedule
    from di4c_schedule.tables import Tables

_Turn = tuple[str, int]


@frozen
class SameOrder:
    """The hosts of published meetings keep their order: a plan is shifted, not turned round.

    A host's first meeting stands for its first published one, its second for its second, and so on. Hosts may have left
    the network, and those that were not published may host at any place.

    Parameters
    ----------
    meetings
        What was published: a `Schedule`, or a list of meetings, of pairs of a host and a first day, or of tables with
        the keys ``host`` and ``first``. Of two on the same day either may come first.

    Raises
    ------
    ProblemError
        If there is no meeting, or one stands twice.

    Examples
    --------
    >>> SameOrder([("Oulu", "2019-10-08"), ("Messina", "2019-09-10")]).label
    'Messina hosts before Oulu, as published'
    """

    meetings: tuple[Slot, ...] = field(converter=published_slots, metadata=PUBLISHED)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        names = [slot.host for slot in self.meetings]
        if len(names) == 2:
            return f"{names[0]} hosts before {names[1]}, as published"
        return f"The hosts keep the published order: {', '.join(names)}"

    def requirements(self, problem: Problem) -> list[SameOrder]:
        """Return the rule for each two hosts alone, if each was published once."""
        hosts = [slot.host for slot in self.meetings]
        if len(set(hosts)) < len(hosts):
            return [self]
        slots = [slot for slot in self.meetings if slot.host in problem.network]
        return [SameOrder(pair) for pair in combinations(slots, 2) if pair[0].start < pair[1].start]

    def fill(self, tables: Tables) -> None:
        """Put every published turn before those published later."""
        rows = {(row.partner, row.turn): index for index, row in enumerate(tables.rows)}
        for earlier, later in self._pairs():
            if earlier in rows and later in rows:
                tables.before[rows[earlier], rows[later]] = True

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that comes before one that was published earlier, naming the nearest."""
        held = {(meeting.host, schedule.turn(meeting)): meeting for meeting in schedule.meetings}
        overtaken: dict[_Turn, Meeting] = {}
        for earlier, later in self._pairs():
            if earlier in held and later in held and held[later].position < held[earlier].position:
                overtaken[later] = held[earlier]
        for turn, other in overtaken.items():
            meeting = held[turn]
            yield Violation(
                self,
                meeting,
                f"{meeting.host} starts on {long_date(meeting.start)}, before {other.host} on "
                f"{long_date(other.start)}, but was published after it",
            )

    def _pairs(self) -> Iterator[tuple[_Turn, _Turn]]:
        """Yield each two published turns of different days, the earlier one first."""
        counts: dict[str, int] = {}
        turns: list[tuple[Slot, _Turn]] = []
        for slot in self.meetings:
            counts[slot.host] = counts.get(slot.host, 0) + 1
            turns.append((slot, (slot.host, counts[slot.host])))
        for (slot, earlier), (other, later) in combinations(turns, 2):
            if slot.start < other.start:
                yield earlier, later
