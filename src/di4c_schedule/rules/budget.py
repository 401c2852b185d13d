"""All journeys together amount to no more than so much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import measure, travel_limit
from di4c_schedule.rules.limits import close_too_expensive, greatest_total, limit_dial, within
from di4c_schedule.travel import amount, plain_unit
from di4c_schedule.travel.totals import RowCosts, travelled
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.dial import Dial
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.problem import Problem
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import BoolArray, IntArray, Tables

_VERBS = {"km": "cover", "eur": "cost", "co2": "cause", "hours": "take"}


@frozen
class Budget:
    """The journeys of all partners to all meetings and back amount to at most so much.

    Every traveller of every delegation counts; nobody travels to an online meeting.

    Parameters
    ----------
    limit
        The most, in the unit in which people speak of the measure: euro, km, kg of CO2, hours.
    measure
        ``"eur"`` (fares of the travel), ``"km"``, ``"co2"`` or ``"hours"``.

    Examples
    --------
    >>> Budget(50000).label
    'All journeys together cost at most 50,000 euro'
    """

    limit: int = field(converter=travel_limit)
    measure: str = field(default="eur", converter=measure)

    @property
    def most(self) -> int:
        """The limit in the unit in which journeys are added up."""
        return self.limit * plain_unit(self.measure)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"All journeys together {_VERBS[self.measure]} at most {amount(self.measure, self.most)}"

    def costs(self, tables: Tables) -> IntArray:
        """Return what each meeting adds: shape (rows, days), or (rows, 1) if dates do not matter."""
        return RowCosts.of(tables, self.measure).together()

    def relax(self, tables: Tables) -> bool:
        """Close the meetings that surely exceed the limit; return whether it is then kept."""
        return close_too_expensive(tables, self.costs(tables), self.most, because=self)

    def admits(self, tables: Tables) -> Callable[[BoolArray], BoolArray] | None:
        """Return a function that tells which sets of hosts keep the limit; None if dates matter."""
        return within([self.costs(tables)], self.most)

    def post(self, encoding: Encoding) -> None:
        """Bound the total."""
        encoding.model.add(encoding.cost_of_starts(self.costs(encoding.tables)) <= self.most)

    def dials(self, problem: Problem) -> list[Dial]:
        """Return a dial for the limit."""
        greatest = greatest_total(problem.tables, self.costs(problem.tables).max(axis=1))
        return limit_dial(self, greatest, lambda limit, more: f"allow {limit} for all journeys together, {more}")

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation if the total is more."""
        total = sum(travelled(schedule, self.measure).values())
        if total > self.most:
            yield Violation(self, None, self.excess(total))

    def excess(self, total: int) -> str:
        """Say in a sentence without a full stop that a total exceeds the limit."""
        more = f"more than the {amount(self.measure, self.most)} allowed"
        return f"All journeys together {_VERBS[self.measure]} {amount(self.measure, total)}, {more}"
