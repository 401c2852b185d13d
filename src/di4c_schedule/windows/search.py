"""The search: beams that get wider and wider, until nothing is cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import define, field

from di4c_schedule.sequence.costs import CombinedCosts
from di4c_schedule.tables import IntArray, Tables
from di4c_schedule.windows.answer import Clock, OutOfTimeError, Tick, WindowsAnswer
from di4c_schedule.windows.beam import Engine, Round
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.givens import Givens
from di4c_schedule.windows.narrowing import ImpossibleError
from di4c_schedule.windows.points import Points
from di4c_schedule.windows.profiles import Profiles
from di4c_schedule.windows.relaxation import Completion, relaxed_completion

MOST_LABELS = 1_000_000
"""Labels of one layer, at most; so memory stays under about 400 MB. A set of rows takes as much room as one or two."""

FIRST_WIDTH = 2_000
"""Labels of a layer that the first, narrowest beam keeps."""

WIDER = 10
"""How many times wider the next beam is."""


def search_windows(
    tables: Tables,
    costs: CombinedCosts,
    *,
    upper: int | None = None,
    completion: Sequence[IntArray] | None = None,
    prices: IntArray | None = None,
    deadline: float | None = None,
    tick: Tick = lambda *_: None,
    most_labels: int = MOST_LABELS,
) -> WindowsAnswer:
    """Find the best schedule of many rows whose windows, order and costs leave few ways to begin.

    A label is a set of rows used, the last of them, its start, and the cost so far. Layer by layer, all labels grow by
    one row; what cannot lead to a schedule below the best known total is dropped, and of those that only differ in how
    they got there the best is kept. The first beams keep few labels of each layer, to find good schedules early; wider
    ones follow until nothing is cut: then the search is exact (Zhang, W., 1998, Complete anytime beam search).

    Parameters
    ----------
    tables, costs
        Filled tables, and their costs in 32 or 64 bits.
    upper
        Total of a schedule that is known: only better ones are looked for.
    completion
        Element k - 1, shape (rows, columns): a lower bound on the cost of all that comes after the k-th meeting, by its
        row and its start. None: the search works out a bound itself.
    prices
        To be added to the completion for every row not used yet, shape (rows,): the multipliers of a Lagrangian
        relaxation, for example.
    deadline
        Moment of `time.monotonic` at which the search ends.
    tick
        Called with what is done, the best total and the bound; an exception it raises ends the search.
    most_labels
        Labels of a layer that are kept at most.

    Returns
    -------
    WindowsAnswer
        Not proven if the deadline came, or if a layer had more labels than may be kept.

    Raises
    ------
    ValueError
        If the totals do not fit in 64 bits, if the completion has other shapes, or if there are prices without one.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, goals
    >>> from di4c_schedule.sequence.costs import combine
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> wishes = [goals.Early(), goals.Prefer("2019-09-02", partner="Oulu", level=2)]
    >>> tables = Problem(network, "2019-09-02", "2019-10-31", days=2, goals=wishes).tables
    >>> answer = search_windows(tables, combine(tables))
    >>> answer.starts, answer.proven
    (((1, 0), (0, 2)), True)
    """
    if costs.start.dtype not in (np.int32, np.int64):
        raise ValueError(f"expected totals in 32 or 64 bits, got {costs.start.dtype}")
    if completion is None and prices is not None:
        raise ValueError("prices belong to a completion, and there is none")
    if completion is not None and [table.shape for table in completion] != [tables.allowed.shape] * tables.meetings:
        raise ValueError(f"expected {tables.meetings} tables of shape {tables.allowed.shape} as the completion")
    if not 0 < tables.meetings <= len(tables.rows):
        return WindowsAnswer(None, None, None, proven=True, infeasible=True)
    given = None if completion is None else Completion.of(completion, prices, costs.infinity)
    search = _Search(Givens.of(tables, costs), upper, given, Clock(deadline), tick, most_labels)
    return search.run()


@define(eq=False)
class _Search:
    givens: Givens
    upper: int | None
    completion: Completion | None
    clock: Clock
    tick: Tick
    most_labels: int
    total: int | None = field(init=False, default=None)
    starts: tuple[tuple[int, int], ...] | None = field(init=False, default=None)
    bound: int = field(init=False, default=0)

    @property
    def ceiling(self) -> int:
        """A total that a schedule must stay below to be of interest."""
        known = [total for total in (self.upper, self.total) if total is not None]
        return min([*known, self.givens.infinity])

    def run(self) -> WindowsAnswer:
        try:
            proven = self._widen()
        except ImpossibleError:
            proven = True
        except OutOfTimeError:
            proven = False
        known = self.upper is not None or self.total is not None
        bound = self.ceiling if proven else min(self.bound, self.ceiling)
        return WindowsAnswer(
            self.starts, self.total, bound if known or not proven else None, proven, infeasible=proven and not known
        )

    def _widen(self) -> bool:
        """Search with wider and wider beams, and return whether the last cut nothing."""
        width = min(FIRST_WIDTH, self.most_labels)
        while True:
            frame = Frame.below(self.givens, self.ceiling)
            self._learn(frame.bound)
            search = Round(self._engine(frame), width, self.clock, self._tell)
            try:
                found = search.run()
            finally:
                self._learn(search.bound)
            if found is not None:
                self.total, self.starts = found
            self._tell(f"beam of {width:,} labels searched", search.bound)
            if not search.cut or self.bound >= self.ceiling:
                return True
            if width >= self.most_labels and found is None:
                return False
            width = min(width * WIDER, self.most_labels)

    def _engine(self, frame: Frame) -> Engine:
        if self.completion is None and not frame.only_one_start_costs:
            self.completion = relaxed_completion(frame, self.clock)
        return Points(frame, self.completion) if self.givens.waiting_is_free else Profiles(frame, self.completion)

    def _learn(self, bound: int) -> None:
        self.bound = max(self.bound, bound)

    def _tell(self, done: str, bound: int) -> None:
        self._learn(bound)
        self.tick(done, self.total if self.total is not None else self.upper, min(self.bound, self.ceiling))
