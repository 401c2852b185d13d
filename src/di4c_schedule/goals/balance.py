"""Hosts are spread evenly over regions or countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import level, weight
from di4c_schedule.grouping import BY, group_of, grouping

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from di4c_schedule.encoding import Encoding
    from di4c_schedule.network import Network
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import BoolArray, IntArray, Tables

_PLURALS = {"region": "regions", "country": "countries"}


@frozen
class Balance:
    """No region hosts many more meetings than another.

    The value is the largest number of meetings that a region hosts, less the smallest. Regions count in which some
    partner may host; a host without a region counts for none. Where each partner hosts once, every plan has the same
    value.

    Parameters
    ----------
    by
        ``"region"``, as the partners have it, or ``"country"``.
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> Balance(by="country").label
    'Meetings are spread evenly over the countries'
    """

    by: str = field(default="region", converter=grouping, metadata=BY)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "meetings"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Meetings are spread evenly over the {_PLURALS[self.by]}"

    def measure(self, schedule: Schedule) -> int:
        """Return by how many meetings the region that hosts most exceeds the one that hosts fewest."""
        problem = schedule.problem
        hosting = [name for name, (_, most) in problem.hosting.items() if most != 0]
        hosts = [meeting.host for meeting in schedule.meetings]
        return self._spread(problem.network, [*hosting, *hosts], hosts)

    def relax(self, tables: Tables) -> bool:
        """Charge the value if who hosts is fixed."""
        if tables.fixed_rows is None:
            return False
        names = [row.partner for row in tables.rows]
        tables.charge_always(self, self._spread(tables.network, names, [names[row] for row in tables.fixed_rows]))
        return True

    def weighs(self, tables: Tables) -> tuple[Callable[[BoolArray], IntArray], list[int]]:
        """Return a function that gives the value for sets of hosts, and the most of it."""
        groups = [group_of(tables.network[row.partner], self.by) for row in tables.rows]
        known = [group for group in dict.fromkeys(groups) if group is not None] or [""]
        member = np.array([[group == other for other in known] for group in groups], dtype=np.int64)

        def spread(used: BoolArray) -> IntArray:
            counts: IntArray = used.astype(np.int64) @ member
            values: IntArray = (counts.max(axis=1) - counts.min(axis=1))[:, None]
            return values

        return spread, [tables.meetings]

    def post(self, encoding: Encoding) -> LinearExprT:
        """Return the most meetings of a region less the fewest."""
        network, model = encoding.tables.network, encoding.model
        taken: dict[str, list[LinearExprT]] = {}
        for partner in network:
            group = group_of(partner, self.by)
            for _, literal in encoding.used(partner.name):
                if group is not None:
                    taken.setdefault(group, []).append(literal)
        if not taken:
            return model.new_constant(0)
        most, fewest = (model.new_int_var(0, encoding.tables.meetings, "") for _ in range(2))
        counts = [sum(literals) for literals in taken.values()]
        model.add_max_equality(most, counts)
        model.add_min_equality(fewest, counts)
        return most - fewest

    def _spread(self, network: Network, counted: Iterable[str], hosts: Iterable[str]) -> int:
        """Return the most meetings of a group less the fewest; the groups are those of some partners."""
        groups = [group_of(network[name], self.by) for name in hosts]
        known = dict.fromkeys(group_of(network[name], self.by) for name in counted)
        numbers = [groups.count(group) for group in known if group is not None]
        return max(numbers, default=0) - min(numbers, default=0)
