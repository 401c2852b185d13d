"""Published meetings that must not move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.dates import ONE_DAY, DateRange, long_date
from di4c_schedule.labels import listed
from di4c_schedule.rules.places import at_any_place
from di4c_schedule.slots import PUBLISHED, Slot, published_slots
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.branch import Branch
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.labels import Labelled
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Keep:
    """Meetings of a published schedule do not move: the same host starts on the same day.

    Parameters
    ----------
    meetings
        The meetings: a `Schedule`, or a list of meetings, of pairs of a host and a first day, or of tables with the
        keys ``host`` and ``first``.

    Raises
    ------
    ProblemError
        If there is no meeting, or one stands twice.

    Examples
    --------
    >>> Keep([("Oulu", "2019-10-08")]).label
    "Oulu's meeting on Tue 8 October 2019 does not move"
    >>> Keep([("Oulu", "2019-10-08"), ("Messina", "2019-09-10")]).label
    'Meetings do not move: Messina on Tue 10 September 2019 and Oulu on Tue 8 October 2019'
    """

    meetings: tuple[Slot, ...] = field(converter=published_slots, metadata=PUBLISHED)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        if len(self.meetings) == 1:
            slot = self.meetings[0]
            return f"{slot.host}'s meeting on {long_date(slot.start)} does not move"
        return f"Meetings do not move: {listed([str(slot) for slot in self.meetings])}"

    @property
    def kept(self) -> tuple[Slot, ...]:
        """The meetings that must take place."""
        return self.meetings

    def parts(self, names: list[str]) -> list[Keep]:  # noqa: ARG002
        """Return the rule for each meeting alone."""
        return [Keep([slot]) for slot in self.meetings] if len(self.meetings) > 1 else [self]

    def relax(self, tables: Tables) -> bool:
        """Close what would move or overlap a meeting; that is all where its host has one turn only."""
        whole = [_keep(tables, slot, self) for slot in self.meetings]
        return all(whole)

    def post(self, encoding: Encoding) -> None:
        """Ask for a start of the host on the day."""
        for slot in self.meetings:
            encoding.model.add_bool_or(encoding.starts(slot.host, DateRange(slot.start, slot.start)))

    def branches(self, schedule: Schedule) -> Iterator[Branch]:
        """Yield the places that the first meeting that moved may have."""
        for slot in self.meetings:
            if any(moved(schedule, (slot,), self)):
                yield from at_any_place(schedule, [slot.host], DateRange(slot.start, slot.start))
                return

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that moved or is missing."""
        return moved(schedule, self.meetings, self)


def _keep(tables: Tables, slot: Slot, because: Labelled) -> bool:
    tables.require(slot.host, 1, because=because)
    rows = tables.rows_of(slot.host)
    shortest = min((int(tables.lengths[row]) for row in rows), default=1)
    dates = DateRange(slot.start, slot.start + (shortest - 1) * ONE_DAY)
    for name in tables.network.names:
        if name != slot.host:
            tables.forbid_days(name, dates, because=because)
    if len(rows) > 1:
        return False
    tables.forbid_starts(slot.host, [day for day in tables.window if day != slot.start], because=because)
    return True


def moved(schedule: Schedule, slots: tuple[Slot, ...], rule: Labelled) -> Iterator[Violation]:
    """Yield a violation of a rule for each slot at which its host does not start.

    Parameters
    ----------
    schedule
        Any schedule.
    slots
        Hosts and first days.
    rule
        The rule that asks for them.
    """
    for slot in slots:
        hosted = schedule.hosted_by(slot.host)
        if any(meeting.start == slot.start for meeting in hosted):
            continue
        meeting = hosted[0] if len(hosted) == 1 else None
        instead = f"it starts on {listed([long_date(m.start) for m in hosted])}" if hosted else "it hosts no meeting"
        yield Violation(rule, meeting, f"{slot.host} does not start on {long_date(slot.start)}: {instead}")
