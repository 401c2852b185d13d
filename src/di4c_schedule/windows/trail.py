"""Where prefixes came from, so that the best schedule can be told."""

from __future__ import annotations

import numpy as np
from attrs import define, field, frozen

from di4c_schedule.tables import IntArray
from di4c_schedule.windows.givens import ColumnArray
from di4c_schedule.windows.masks import RowArray

MOST_STEPS = 2_000_000
"""Steps beyond which those that lead nowhere are forgotten: 20 MB."""


@frozen(eq=False)
class Steps:
    """The last step of each prefix of a layer.

    Parameters
    ----------
    last, column
        The last row and its start, shape (prefixes,).
    origin
        Place in the layer before.
    """

    last: RowArray
    column: ColumnArray
    origin: ColumnArray

    def take(self, chosen: ColumnArray | IntArray) -> Steps:
        """Return some of the steps."""
        return Steps(self.last[chosen], self.column[chosen], self.origin[chosen])


@define(eq=False)
class Trail:
    """The steps of all layers.

    Parameters
    ----------
    most
        Steps beyond which those that lead nowhere are forgotten.
    """

    most: int = MOST_STEPS
    _layers: list[Steps] = field(init=False, factory=list)
    _known: int = field(init=False, default=0)

    @property
    def layers(self) -> int:
        """Number of layers."""
        return len(self._layers)

    @property
    def size(self) -> int:
        """Number of steps."""
        return sum(len(steps.last) for steps in self._layers)

    def add(self, steps: Steps) -> None:
        """Add a layer."""
        self._layers.append(steps)
        if self.size > 2 * self._known + self.most:
            self._forget()
            self._known = self.size

    def back_from(self, place: int) -> tuple[tuple[int, int], ...]:
        """Return the starts (row, column), in date order, on the way to a step of the last layer."""
        starts = []
        for steps in reversed(self._layers):
            starts.append((int(steps.last[place]), int(steps.column[place])))
            place = int(steps.origin[place])
        return tuple(reversed(starts))

    def _forget(self) -> None:
        """Forget the steps that no step of the last layer came from."""
        for layer in range(len(self._layers) - 1, 0, -1):
            steps = self._layers[layer]
            used, origin = np.unique(steps.origin, return_inverse=True)
            self._layers[layer] = Steps(steps.last, steps.column, origin.astype(np.int32))
            self._layers[layer - 1] = self._layers[layer - 1].take(used)
