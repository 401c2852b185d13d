"""The set of least weight that meets every one of some sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic

from attrs import define, field

_TICK = 256
"""Steps between two looks at the clock."""


class OutOfTimeError(Exception):
    """The deadline came."""


@define(eq=False)
class HittingSets:
    """Finds sets of least weight that meet all given sets, by branch and bound; sets are bit masks inside.

    Parameters
    ----------
    weights
        Weight of each element, at least 1; None: the element must not be taken.
    """

    weights: Sequence[int | None]
    _sets: list[int] = field(init=False, factory=list)
    _blocked: list[int] = field(init=False, factory=list)
    _least: int = field(init=False, default=0)
    _steps: int = field(init=False, default=0)
    _free: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        if any(weight is not None and weight < 1 for weight in self.weights):
            raise ValueError("weights must be at least 1")
        self._free = sum(1 << element for element, weight in enumerate(self.weights) if weight is not None)

    def must_meet(self, elements: Iterable[int]) -> None:
        """Ask for at least one of some elements."""
        new = _mask(elements) & self._free
        if not any(old & ~new == 0 for old in self._sets):
            self._sets = [old for old in self._sets if new & ~old] + [new]

    def block(self, elements: Iterable[int]) -> None:
        """Forbid to take all of some elements together."""
        self._blocked.append(_mask(elements))

    def weight(self, elements: Iterable[int]) -> int:
        """Return the weight of a set."""
        return sum(self.weights[element] or 0 for element in elements)

    def best(self, deadline: float | None = None) -> frozenset[int] | None:
        """Return a set of least weight that meets all; None if none may. Always the same for the same sets.

        Raises
        ------
        OutOfTimeError
            If the deadline, a value of ``time.monotonic()``, comes first.
        """
        self._steps = 0
        # weights only rise from one question to the next
        ceiling = sum(weight or 0 for weight in self.weights) + 1
        found = self._search(_Node(0, 0, 0, tuple(self._sets)), ceiling, deadline)
        if found is None:
            return None
        self._least = max(self._least, self.weight(_elements(found)))
        return frozenset(_elements(found))

    def _search(self, root: _Node, ceiling: int, deadline: float | None) -> int | None:
        best: int | None = None
        open_nodes = [root]
        while open_nodes:
            self._watch(deadline)
            node = open_nodes.pop()
            if any(blocked & ~node.taken == 0 for blocked in self._blocked):
                continue
            if not node.unmet:
                if node.weight < ceiling:
                    best, ceiling = node.taken, node.weight
                    if ceiling <= self._least:
                        break
                continue
            if node.weight + self._bound(node) >= ceiling:
                continue
            open_nodes += reversed(list(self._children(node)))
        return best

    def _children(self, node: _Node) -> Iterator[_Node]:
        """Yield a node for each element of the set that leaves least choice; those tried before are not tried again."""
        chosen = min(node.unmet, key=lambda one: ((one & ~node.refused).bit_count(), one))
        refused = node.refused
        often = {e: sum(one >> e & 1 for one in node.unmet) for e in _elements(chosen & ~refused)}
        for element in sorted(often, key=lambda e: ((self.weights[e] or 0) / often[e], e)):
            bit = 1 << element
            unmet = tuple(one for one in node.unmet if not one & bit)
            yield _Node(node.taken | bit, refused, node.weight + (self.weights[element] or 0), unmet)
            refused |= bit

    def _bound(self, node: _Node) -> int:
        """Return a weight that meeting the unmet sets costs at least: that of sets without a common element."""
        total, used = 0, node.refused
        for one in sorted(node.unmet, key=int.bit_count):
            if not one & used & ~node.refused:
                open_elements = one & ~node.refused
                if not open_elements:
                    return 1 << 60
                total += min(self.weights[element] or 0 for element in _elements(open_elements))
                used |= one
        return total

    def _watch(self, deadline: float | None) -> None:
        self._steps += 1
        if self._steps % _TICK == 1 and deadline is not None and monotonic() >= deadline:
            raise OutOfTimeError


@define(eq=False)
class _Node:
    taken: int
    refused: int
    weight: int
    unmet: tuple[int, ...]


def _mask(elements: Iterable[int]) -> int:
    mask = 0
    for element in elements:
        mask |= 1 << element
    return mask


def _elements(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit
