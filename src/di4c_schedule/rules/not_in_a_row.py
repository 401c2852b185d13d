"""Hosts of one group never follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import PARTNERS, optional_names
from di4c_schedule.dates import long_date
from di4c_schedule.errors import ProblemError
from di4c_schedule.grouping import BY, group_of, optional_grouping, same_group
from di4c_schedule.labels import listed
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.partner import Partner
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class NotInARow:
    """Two hosts of a group never follow each other; nor does a partner of the group follow itself.

    Parameters
    ----------
    partners
        Names of the partners of the group.
    by
        ``"country"`` or ``"region"`` instead: the partners of each country, or of each region, are a group. A partner
        without a region is in no group.

    Raises
    ------
    ProblemError
        If neither or both are given, or `partners` is empty.

    Examples
    --------
    >>> NotInARow(["Messina", "Prato"]).label
    'No two of Messina and Prato host one right after the other'
    >>> NotInARow(by="region").label
    'No two hosts of the same region follow each other'
    """

    partners: tuple[str, ...] | None = field(default=None, converter=optional_names, metadata=PARTNERS)
    by: str | None = field(default=None, converter=optional_grouping, metadata=BY)

    k = 2
    """Two meetings of a group are at least so many places of the rotation apart."""

    def __attrs_post_init__(self) -> None:
        if (self.partners is None) == (self.by is None):
            raise ProblemError('give either partners = ["Messina", "Prato"], or by = "country", or by = "region"')
        if self.partners == ():
            raise ProblemError('give the partners of the group: partners = ["Messina", "Prato"]')

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        if self.partners is None:
            return f"No two hosts of the same {self.by} follow each other"
        if len(self.partners) == 1:
            return f"{self.partners[0]} never hosts twice in a row"
        return f"No two of {listed(list(self.partners))} host one right after the other"

    def group(self, partner: Partner) -> str | None:
        """Return the group of a partner; None: of none, such hosts may follow each other."""
        if self.by is not None:
            return group_of(partner, self.by)
        return "the group" if partner.name in (self.partners or ()) else None

    def requirements(self, problem: Problem) -> list[NotInARow]:
        """Return the rule for each two partners of a group, or for one that is a group by itself."""
        groups: dict[str, list[str]] = {}
        for partner in problem.network:
            group = self.group(partner)
            if group is not None:
                groups.setdefault(group, []).append(partner.name)
        pairs = [pair for names in groups.values() for pair in combinations(names, min(2, len(names)))]
        return [NotInARow(pair) for pair in pairs]

    def fill(self, tables: Tables) -> None:
        """Forbid the succession of two partners of a group."""
        tables.forbid_successions(same_group([self.group(partner) for partner in tables.network]), because=self)

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each two meetings in a row with hosts of a group."""
        network = schedule.problem.network
        for earlier, later in schedule.consecutive():
            groups = self.group(network[earlier.host]), self.group(network[later.host])
            if groups[0] is not None and groups[0] == groups[1]:
                why = f": both are of the {self.by} {groups[0]}" if self.by and earlier.host != later.host else ""
                again = "again, " if earlier.host == later.host else ""
                yield Violation(
                    self,
                    later,
                    f"{later.host} hosts on {long_date(later.start)}, {again}right after {earlier.host} on "
                    f"{long_date(earlier.start)}{why}",
                )
