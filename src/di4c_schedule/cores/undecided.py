"""What may still be claimed of an answer where an oracle could not judge some candidates."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from di4c_schedule.cores.hitting_sets import HittingSets


@define(eq=False)
class Undecided:
    """Candidates that no one could judge, set aside so that the search goes on with the next lightest.

    Parameters
    ----------
    hitting
        Gives the candidates, the lightest first.
    """

    hitting: HittingSets
    _aside: list[frozenset[int]] = field(init=False, factory=list)

    def set_aside(self, candidate: frozenset[int]) -> None:
        """Go on without a candidate of least weight: sets within it are lighter, so it alone is lost."""
        self._aside.append(candidate)
        self.hitting.must_meet(frozenset(range(len(self.hitting.weights))) - candidate)

    def none_within(self, members: Iterable[int]) -> bool:
        """Say whether no smaller part of a set was set aside: if the set was found, it is then irreducible."""
        found = frozenset(members)
        return not any(one < found for one in self._aside)

    def none_lighter(self, members: Iterable[int]) -> bool:
        """Say whether nothing lighter than a set was set aside: if it was found next, it is then the lightest."""
        weight = self.hitting.weight(members)
        return all(self.hitting.weight(one) >= weight for one in self._aside)
