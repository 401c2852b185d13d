"""What has begun stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from di4c_schedule.arguments import yes_or_no
from di4c_schedule.dates import long_date, parse_date
from di4c_schedule.rules.keep import Keep, moved
from di4c_schedule.slots import PUBLISHED, Slot, published_slots
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Frozen:
    """The published meetings that start before a date stay as they are, and no other meeting starts before it.

    Parameters
    ----------
    before
        The date; a meeting that starts on it is free.
    meetings
        The published schedule: a `Schedule`, or a list of meetings, of pairs of a host and a first day, or of tables
        with the keys ``host`` and ``first``. Those from the date on do not matter.
    keep
        False: the published meetings before the date may be dropped or moved, but no other starts before it.

    Raises
    ------
    ProblemError
        If there is no meeting, or one stands twice.

    Examples
    --------
    >>> Frozen("2019-10-01", [("Oulu", "2019-10-08"), ("Messina", "2019-09-10")]).label
    'The meetings before Tue 1 October 2019 stay as published: Messina on Tue 10 September 2019'
    """

    before: date = field(converter=parse_date)
    meetings: tuple[Slot, ...] = field(converter=published_slots, metadata=PUBLISHED)
    keep: bool = field(default=True, converter=yes_or_no)

    given_by = "past"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        when = f"before {long_date(self.before)}"
        if not self.published:
            return f"No meeting starts {when}"
        these = "; ".join(str(slot) for slot in self.published)
        if self.keep:
            return f"The meetings {when} stay as published: {these}"
        return f"No meeting starts {when} but those published: {these}"

    @property
    def published(self) -> tuple[Slot, ...]:
        """The published meetings that start before the date."""
        return tuple(slot for slot in self.meetings if slot.start < self.before)

    @property
    def kept(self) -> tuple[Slot, ...]:
        """The meetings that must take place."""
        return self.published if self.keep else ()

    def parts(self, names: list[str]) -> list[Keep | Frozen]:  # noqa: ARG002
        """Return one rule for each meeting that stays, and one that nothing else starts before the date."""
        return [*(Keep([slot]) for slot in self.kept), evolve(self, keep=False)] if self.keep else [self]

    def relax(self, tables: Tables) -> bool:
        """Close all other starts before the date, and what would move a meeting."""
        earlier = [day for day in tables.window if day < self.before]
        for name in tables.network.names:
            own = {slot.start for slot in self.published if slot.host == name}
            tables.forbid_starts(name, [day for day in earlier if day not in own], because=self)
        whole = [Keep([slot]).relax(tables) for slot in self.kept]
        return all(whole)

    def post(self, encoding: Encoding) -> None:
        """Ask for the starts of the meetings that stay; the tables hold the rest."""
        for slot in self.kept:
            Keep([slot]).post(encoding)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each meeting that moved, is missing, or is new before the date."""
        yield from moved(schedule, self.kept, self)
        published = self.published
        for meeting in schedule.meetings:
            if meeting.start < self.before and Slot(meeting.host, meeting.start) not in published:
                yield Violation(
                    self,
                    meeting,
                    f"{meeting.host} starts on {long_date(meeting.start)}, before {long_date(self.before)}, "
                    "but was not published so",
                )
