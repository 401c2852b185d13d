"""Hosts are spread evenly over regions or countries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import level, one_of, weight
from di4c_schedule.errors import Mistake
from di4c_schedule.labels import listed

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from di4c_schedule.encoding import Encoding
    from di4c_schedule.network import Network
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import BoolArray, IntArray, Tables

_GROUPS = {"region": "regions", "country": "countries"}


def _group(value: object) -> str:
    return one_of(value, tuple(_GROUPS))


@frozen
class Balance:
    """No region hosts many more meetings than another.

    The value is the largest number of meetings that a region hosts, less the smallest. Regions count in which some
    partner may host. Where each partner hosts once, every plan has the same value.

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

    by: str = field(default="region", converter=_group)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "meetings"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"Meetings are spread evenly over the {_GROUPS[self.by]}"

    def mistakes(self, network: Network) -> Iterator[Mistake]:
        """Yield a mistake if partners have no region."""
        without = [partner.name for partner in network if not getattr(partner, self.by)]
        if without:
            have = "has no region" if len(without) == 1 else "have no region"
            yield Mistake(f'{listed(without)} {have}; give each partner its region, or write by = "country"', ("by",))

    def measure(self, schedule: Schedule) -> int:
        """Return by how many meetings the region that hosts most exceeds the one that hosts fewest."""
        problem = schedule.problem
        hosting = [name for name, (_, most) in problem.hosting.items() if most != 0]
        hosts = [meeting.host for meeting in schedule.meetings]
        counts = dict.fromkeys(self._groups(problem.network, [*hosting, *hosts]), 0)
        for group in self._groups(problem.network, hosts):
            counts[group] += 1
        return max(counts.values(), default=0) - min(counts.values(), default=0)

    def relax(self, tables: Tables) -> bool:
        """Charge the value if who hosts is fixed."""
        if tables.fixed_rows is None:
            return False
        groups = self._groups(tables.network, [row.partner for row in tables.rows])
        hosting = [groups[row] for row in tables.fixed_rows]
        counts = [hosting.count(group) for group in dict.fromkeys(groups)]
        tables.charge_always(self, max(counts, default=0) - min(counts, default=0))
        return True

    def weighs(self, tables: Tables) -> tuple[Callable[[BoolArray], IntArray], list[int]]:
        """Return a function that gives the value for sets of hosts, and the most of it."""
        groups = self._groups(tables.network, [row.partner for row in tables.rows])
        member = np.array([[group == other for other in dict.fromkeys(groups)] for group in groups], dtype=np.int64)

        def spread(used: BoolArray) -> IntArray:
            counts = used.astype(np.int64) @ member
            values: IntArray = (counts.max(axis=1) - counts.min(axis=1))[:, None]
            return values

        return spread, [tables.meetings]

    def post(self, encoding: Encoding) -> LinearExprT:
        """Return the most meetings of a region less the fewest."""
        network, model = encoding.tables.network, encoding.model
        taken: dict[str, list[LinearExprT]] = {}
        for name in network.names:
            for _, literal in encoding.used(name):
                taken.setdefault(self._groups(network, [name])[0], []).append(literal)
        most, fewest = (model.new_int_var(0, encoding.tables.meetings, "") for _ in range(2))
        counts = [sum(literals) for literals in taken.values()]
        model.add_max_equality(most, counts)
        model.add_min_equality(fewest, counts)
        return most - fewest

    def _groups(self, network: Network, names: list[str]) -> list[str]:
        return [str(getattr(network[name], self.by)) for name in names]
