"""One round of the search: layer by layer, of each layer the best prefixes only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from attrs import define, field

from di4c_schedule.tables import IntArray
from di4c_schedule.windows.answer import Clock
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.masks import agree
from di4c_schedule.windows.prefixes import Layer, Prefixes
from di4c_schedule.windows.verdict import Verdict

LEAST_PENDING = 1 << 18
"""New labels are pruned when there are so many, or as many as a few layers hold."""


class Engine(Protocol):
    """What tells a round how prefixes grow."""

    @property
    def frame(self) -> Frame:
        """What is known of the rows."""
        ...

    def entries(self, prefixes: Prefixes) -> int:
        """Return the number of labels."""
        ...

    def open(self, row: int) -> Prefixes:
        """Return the prefixes that only have one row."""
        ...

    def extend(self, layer: Layer, chosen: IntArray, row: int) -> Prefixes:
        """Return chosen prefixes of a layer with a row added."""
        ...

    def judge(self, layer: Layer, place: int) -> Verdict:
        """Bound the totals of what may come of each prefix, and drop those of which nothing can."""
        ...

    def finish(self, layer: Layer) -> Layer:
        """Keep a layer for the way back."""
        ...

    def best(self, layer: Layer) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Return the least total and its starts."""
        ...


@define(eq=False)
class Round:
    """A beam search, exact if nothing is cut.

    Parameters
    ----------
    engine
        What tells how prefixes grow.
    width
        Labels of a layer that are kept.
    clock
        The deadline.
    tell
        Called after each layer with what is done and the bound so far: no schedule below the ceiling has a lower total,
        as far as the round knows by then.
    """

    engine: Engine
    width: int
    clock: Clock
    tell: Callable[[str, int], None]
    bound: int = field(init=False)
    _least_cut: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.bound = self.engine.frame.bound
        self._least_cut = self.engine.frame.ceiling

    @property
    def cut(self) -> bool:
        """Whether any prefix was cut for want of room."""
        return self._least_cut < self.engine.frame.ceiling

    def run(self) -> tuple[int, tuple[tuple[int, int], ...]] | None:
        """Search, and return the best total below the ceiling with its starts, or None.

        Raises
        ------
        OutOfTimeError
            If the deadline comes.
        """
        meetings = self.engine.frame.givens.meetings
        layer = Layer.of(Prefixes.none(len(self.engine.frame.needed)))
        for place in range(1, meetings + 1):
            layer = self._next(layer, place)
            if not layer.prefixes.size:
                self.bound = max(self.bound, self._least_cut)
                return None
            self.tell(f"place {place} of {meetings}: {layer.prefixes.size:,} beginnings kept", self.bound)
        total, starts = self.engine.best(layer)
        self.bound = max(self.bound, min(total, self._least_cut))
        return total, starts

    def _next(self, layer: Layer, place: int) -> Layer:
        """Return the layer of a place, from that before."""
        pending: list[Prefixes] = []
        size, room = 0, max(2 * self.width, LEAST_PENDING)
        for row in range(self.engine.frame.givens.n):
            self.clock.check()
            grown = self._grown(layer, row, place)
            if grown is None or not grown.size:
                continue
            pending.append(grown)
            size += self.engine.entries(grown)
            if size > room:
                settled = self._settle(pending, place)[0]
                pending, size = [settled.prefixes], self.engine.entries(settled.prefixes)
        if not pending:
            return Layer.of(Prefixes.none(len(self.engine.frame.needed)))
        settled, least = self._settle(pending, place)
        self.bound = max(self.bound, min(least, self._least_cut))
        return self.engine.finish(settled)

    def _grown(self, layer: Layer, row: int, place: int) -> Prefixes | None:
        """Return all prefixes of the layer before that a row may join, with the row; None if there are none."""
        frame = self.engine.frame
        if not frame.may_take(row, place):
            return None
        if place == 1:
            return None if frame.needed[:, row].any() else self.engine.open(row)
        joins = agree(layer.sets, frame.tested[:, row], frame.needed[:, row])
        chosen = np.flatnonzero(joins[layer.group])
        return self.engine.extend(layer, chosen, row) if chosen.size else None

    def _settle(self, pending: list[Prefixes], place: int) -> tuple[Layer, int]:
        """Return the best of some prefixes as a layer, and the least bound among them."""
        self.clock.check()
        verdict = self.engine.judge(Layer.of(Prefixes.joined(pending)), place)
        prefixes, bound = verdict.prefixes, verdict.bound
        most = max(1, self.width // verdict.labels)
        if prefixes.size > most:
            order = np.lexsort((-verdict.spare, bound))
            self._least_cut = min(self._least_cut, int(bound[order[most]]))
            kept = np.sort(order[:most])
            prefixes, bound = prefixes.take(kept), bound[kept]
        return Layer.of(prefixes), int(bound.min(initial=self.engine.frame.ceiling))
