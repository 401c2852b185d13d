"""The hosts take turns by groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import GROUPS, names, whole_number
from di4c_schedule.dates import long_date
from di4c_schedule.errors import Mistake, ProblemError, nearest, raise_all
from di4c_schedule.grouping import GROUPINGS, group_of, same_group
from di4c_schedule.labels import counted, listed
from di4c_schedule.rules.turning import number_dial
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.network import Network
    from di4c_schedule.partner import Partner
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


def _groups(value: object) -> tuple[tuple[str, ...], ...] | str:
    if isinstance(value, str):
        if value in GROUPINGS:
            return value
        raise ProblemError(f'unknown word "{value[:40]}", {nearest(value, GROUPINGS)}; or list the groups')
    if not isinstance(value, (list, tuple)):
        raise ProblemError(f'expected "country", "region" or lists of partners\' names, got {value!r:.60}')
    if not value:
        raise ProblemError('there is no group; give "country", "region" or lists of partners\' names')
    groups = tuple(_group(index, names) for index, names in enumerate(value))
    counts = Counter(name for group in groups for name in group)
    raise_all([Mistake(f'"{name}" stands in the groups twice; leave it in one') for name, n in counts.items() if n > 1])
    return groups


def _group(index: int, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or value in ([], ()):
        raise ProblemError([Mistake(f"expected a list of partners' names, got {value!r:.60}", (index,))])
    try:
        return names(value)
    except ProblemError as error:
        raise ProblemError([mistake.inside(index) for mistake in error.mistakes]) from None


def _k(value: object) -> int:
    return whole_number(value, 2, 1000)


@frozen
class InTurn:
    """Any `k` consecutive meetings have hosts of `k` different groups.

    Where there are fewer meetings than `k`, the rule says nothing.

    Parameters
    ----------
    groups
        Lists of partners' names, or ``"country"`` or ``"region"``. A partner in no group is a group of its own.
    k
        Number of meetings, from 2 on.

    Raises
    ------
    ProblemError
        If a group is empty, or a partner stands in two.

    Examples
    --------
    >>> InTurn("country", 3).label
    'Any 3 meetings in a row have hosts of 3 countries'
    >>> InTurn([["Messina", "Prato"], ["Oulu"]], 2).label
    'Any 2 meetings in a row have hosts of 2 groups (Messina and Prato; Oulu; any other by itself)'
    """

    groups: tuple[tuple[str, ...], ...] | str = field(converter=_groups, metadata=GROUPS)
    k: int = field(converter=_k)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        if isinstance(self.groups, str):
            of = "countries" if self.groups == "country" else "regions"
        else:
            of = f"groups ({'; '.join(listed(list(group)) for group in self.groups)}; any other by itself)"
        return f"Any {self.k} meetings in a row have hosts of {self.k} {of}"

    def group(self, partner: Partner) -> tuple[str, ...]:
        """Return the group of a partner."""
        if isinstance(self.groups, str):
            name = group_of(partner, self.groups)
            # two words for a partner by itself, so that no country or region has the same
            return (name,) if name is not None else ("by itself", partner.name)
        return next((group for group in self.groups if partner.name in group), (partner.name,))

    def requirements(self, problem: Problem) -> list[InTurn]:
        """Return the rule for each group alone; the partners in it are groups of their own elsewhere."""
        groups = [group for group in self._members(problem.network).values() if len(group) > 1]
        return [InTurn([group], self.k) for group in groups]

    def relax(self, tables: Tables) -> bool:
        """Forbid the succession of two hosts of a group; that is all if `k` is 2, or each group hosts once at most."""
        if tables.meetings < self.k:
            return True
        network = tables.network
        tables.forbid_successions(same_group([self.group(partner) for partner in network]), because=self)
        groups = [self.group(network[row.partner]) for row in tables.rows]
        return self.k == 2 or len(set(groups)) == len(groups)

    def post(self, encoding: Encoding) -> None:
        """Let every group host one of any `k` meetings in a row at most."""
        for group in self._members(encoding.tables.network).values():
            for first in range(1, encoding.tables.meetings - self.k + 2):
                places = range(first, first + self.k)
                encoding.model.add_at_most_one(
                    [literal for name in group for place in places for literal in encoding.at_position(name, place)]
                )

    def dials(self, problem: Problem) -> list[Dial]:
        """Return a dial for the number of meetings, if there are so many."""
        if self.k > problem.meetings:
            return []
        of = self.groups if isinstance(self.groups, str) else "group"
        return number_dial(
            self,
            "k",
            "meeting",
            loosens=-1,
            within=(2, problem.meetings),
            advice=lambda k, _: f"let a {of} host again after {counted(k - 1, 'other meeting')}, not {self.k - 1}",
        )

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each two meetings of a group that are too close in the rotation."""
        network, meetings = schedule.problem.network, schedule.meetings
        if len(meetings) < self.k:
            return
        for earlier, later in combinations(meetings, 2):
            near = later.position - earlier.position < self.k
            if near and self.group(network[earlier.host]) == self.group(network[later.host]):
                yield Violation(
                    self,
                    later,
                    f"{later.host} on {long_date(later.start)} and {earlier.host} on {long_date(earlier.start)} are of "
                    f"one group, {_apart(later.position - earlier.position)}, not {self.k} or more",
                )

    def _members(self, network: Network) -> dict[tuple[str, ...], list[str]]:
        members: dict[tuple[str, ...], list[str]] = {}
        for partner in network:
            members.setdefault(self.group(partner), []).append(partner.name)
        return members


def _apart(places: int) -> str:
    return "one right after the other" if places == 1 else f"{places} places apart"
