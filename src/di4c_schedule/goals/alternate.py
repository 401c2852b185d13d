"""Hosts of a region or country rarely follow each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import level, weight
from di4c_schedule.grouping import BY, group_of, grouping, same_group

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class Alternate:
    """As few meetings as possible follow one whose host is of the same region or country.

    A host without a region is of none; it counts as no repetition.

    Parameters
    ----------
    by
        ``"region"`` or ``"country"``.
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> Alternate().label
    'As few meetings as possible follow one in the same region'
    """

    by: str = field(default="region", converter=grouping, metadata=BY)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "meetings"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"As few meetings as possible follow one in the same {self.by}"

    def fill(self, tables: Tables) -> None:
        """Charge every succession of two hosts of a group with 1."""
        same = same_group([group_of(partner, self.by) for partner in tables.network])
        tables.charge_succession(self, same.astype(np.int64))

    def measure(self, schedule: Schedule) -> int:
        """Return the number of meetings that follow one of the same group."""
        network = schedule.problem.network
        groups = [group_of(network[meeting.host], self.by) for meeting in schedule.meetings]
        return sum(a is not None and a == b for a, b in pairwise(groups))
