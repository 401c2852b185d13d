"""Travel is shared fairly: the worst-off partner travels as little as possible, then the second, and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from di4c_schedule.arguments import PARTNERS_WITH_NUMBERS, level, measure, weight, whole_number
from di4c_schedule.errors import ProblemError
from di4c_schedule.names import clean_name
from di4c_schedule.travel import MEASURES
from di4c_schedule.travel.totals import RowCosts, travelled

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from di4c_schedule.encoding import Encoding
    from di4c_schedule.network import Network
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import BoolArray, IntArray, Tables

MOST_BEFORE = 1_000_000_000_000
"""Largest total of the past."""

_LABELS = {"km": "few kilometres", "eur": "little cost", "co2": "little CO2", "hours": "few hours"}


def _history(value: object) -> tuple[tuple[str, int], ...]:
    pairs = list(value.items()) if isinstance(value, Mapping) else [] if value is None else value
    if not isinstance(pairs, (list, tuple)) or not all(
        isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in pairs
    ):
        raise ProblemError(f"expected past totals such as {{Oulu = 12400, Messina = 8100}}, got {value!r:.60}")
    read = tuple((clean_name(name), whole_number(total, 0, MOST_BEFORE)) for name, total in pairs)
    if len({name for name, _ in read}) < len(read):
        raise ProblemError("a partner stands twice in the history")
    return read


@frozen
class FairTravel:
    """The partner with most travel has as little as possible; then the second; and so on (leximin).

    What is compared is each partner's total over all meetings, there and back, all travellers of its delegation
    together: what the organisation pays or emits, as `LeastTravel` adds it up. With a history, the totals of past
    phases are added; partners that are not in it are newcomers and begin at the rounded mean of those that are.

    The goal has a part for each partner: the totals from the largest down.

    Parameters
    ----------
    measure
        ``"km"``, ``"eur"``, ``"co2"`` or ``"hours"``.
    history
        Past totals by partner, in the goal's unit.
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> FairTravel().label
    'Travel is shared fairly: as few kilometres as possible for the delegation with most, then for the next'
    """

    by: str = field(default="km", converter=measure, alias="measure")
    history: tuple[tuple[str, int], ...] = field(default=(), converter=_history, metadata=PARTNERS_WITH_NUMBERS)
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        past = " (with past travel)" if self.history else ""
        what = f"as {_LABELS[self.by]} as possible"
        return f"Travel is shared fairly{past}: {what} for the delegation with most, then for the next"

    @property
    def unit(self) -> str:
        """What is counted: km, euro cents, grams of CO2 or hours."""
        return MEASURES[self.by]

    def measure(self, schedule: Schedule) -> int:
        """Return the total of the partner with most travel, in the goal's unit."""
        return self.measures(schedule)[0]

    def measures(self, schedule: Schedule) -> tuple[int, ...]:
        """Return the totals of all partners from the largest down, in the goal's unit."""
        before = self.before(schedule.problem.network)
        totals = travelled(schedule, self.by)
        return tuple(sorted((before[name] + total for name, total in totals.items()), reverse=True))

    def before(self, network: Network) -> dict[str, int]:
        """Return what each partner begins with: its past total, or the mean of the others', halves rounded up."""
        known = dict(self.history)
        mean = (2 * sum(known.values()) + len(known)) // (2 * len(known)) if known else 0
        return {name: known.get(name, mean) for name in network.names}

    def relax(self, tables: Tables) -> bool:
        """Charge the totals if they are known: who hosts is fixed, and no cost depends on the date."""
        costs = RowCosts.of(tables, self.by)
        hosting = tables.fixed_rows
        if costs.dated or hosting is None:
            return False
        begin = self.before(tables.network)
        own = [int(cost[hosting].sum()) for cost in costs.one_by_one()]
        totals = [before + more for before, more in zip(begin.values(), own, strict=True)]
        for part, total in enumerate(sorted(totals, reverse=True)):
            tables.charge_always(self, total, part=part)
        return True

    def weighs(self, tables: Tables) -> tuple[Callable[[BoolArray], IntArray], list[int]] | None:
        """Return a function that gives the totals for sets of hosts, and the most of each; None if dates matter."""
        costs = RowCosts.of(tables, self.by)
        if costs.dated:
            return None
        begin = np.array(list(self.before(tables.network).values()), dtype=np.int64)
        own = np.stack([cost[:, 0] for cost in costs.one_by_one()], axis=1)

        def totals(used: BoolArray) -> IntArray:
            ranked: IntArray = -np.sort(-(begin + used.astype(np.int64) @ own), axis=1)
            return ranked

        everywhere: list[int] = totals(np.ones((1, len(tables.rows)), dtype=bool))[0].tolist()
        return totals, everywhere

    def post(self, encoding: Encoding) -> list[LinearExprT]:
        """Return a variable for each rank that is the total at that rank once all ranks before are minimal.

        The k largest totals add up to the least of ``k * r + sum(max(0, total - r))`` over all r (Ogryczak and Tamir,
        Minimizing the sum of the k largest functions in linear time, 2003); the r that gives it is the k-th largest.
        """
        costs = RowCosts.of(encoding.tables, self.by)
        begin = self.before(encoding.tables.network)
        more = map(encoding.cost_of_starts, costs.one_by_one())
        totals = [before + total for before, total in zip(begin.values(), more, strict=True)]
        most = max(begin.values()) + encoding.tables.meetings * int(costs.by_piece.max(initial=0))
        model = encoding.model
        ranked = [model.new_int_var(0, most, "") for _ in totals]
        for rank, least in enumerate(ranked):
            above = [model.new_int_var(0, most, "") for _ in totals]
            for excess, total in zip(above, totals, strict=True):
                model.add(excess + least >= total)
            model.add(sum(ranked[: rank + 1]) == (rank + 1) * least + sum(above))
            if rank:
                model.add(least <= ranked[rank - 1])
        model.add(sum(ranked) == sum(totals))
        return list(ranked)
