"""A partner travels no more than so much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from di4c_schedule.arguments import PARTNER, measure, optional_name, travel_limit
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

_VERBS = {"km": "travels", "eur": "spends", "co2": "causes", "hours": "is under way for"}
_TAILS = {"km": "in all", "eur": "on travel in all", "co2": "by travel in all", "hours": "in all"}


@frozen
class MaxTravel:
    """A partner's journeys to all meetings and back amount to at most so much.

    All travellers of its delegation count together; nobody travels to an online meeting.

    Parameters
    ----------
    partner
        Name of the partner; None: every partner.
    limit
        The most, in the unit in which people speak of the measure: km, euro, kg of CO2, hours.
    measure
        ``"km"``, ``"eur"`` (fares of the travel), ``"co2"`` or ``"hours"``.

    Examples
    --------
    >>> MaxTravel("Oulu", 12000).label
    'The delegation of Oulu travels at most 12,000 km in all'
    """

    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)
    limit: int = field(default=None, converter=travel_limit)
    measure: str = field(default="km", converter=measure)

    given_by = "nature"

    @property
    def most(self) -> int:
        """The limit in the unit in which journeys are added up."""
        return self.limit * plain_unit(self.measure)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        who = f"The delegation of {self.partner or 'every partner'}"
        return f"{who} {_VERBS[self.measure]} at most {amount(self.measure, self.most)} {_TAILS[self.measure]}"

    def parts(self, names: Sequence[str]) -> Iterator[MaxTravel]:
        """Yield a rule for each partner."""
        yield from [evolve(self, partner=name) for name in names] if self.partner is None else [self]

    def costs(self, tables: Tables) -> dict[str, IntArray]:
        """Return by partner what each meeting adds: shape (rows, days), or (rows, 1) if dates do not matter."""
        names = tables.network.names if self.partner is None else [self.partner]
        return dict(zip(names, RowCosts.of(tables, self.measure, self.partner).one_by_one(), strict=True))

    def relax(self, tables: Tables) -> bool:
        """Close the meetings that surely exceed the limit; return whether it is then kept."""
        kept = [close_too_expensive(tables, cost, self.most, because=self) for cost in self.costs(tables).values()]
        return all(kept)

    def admits(self, tables: Tables) -> Callable[[BoolArray], BoolArray] | None:
        """Return a function that tells which sets of hosts keep the limit; None if dates matter."""
        return within(list(self.costs(tables).values()), self.most)

    def post(self, encoding: Encoding) -> None:
        """Bound the totals."""
        for cost in self.costs(encoding.tables).values():
            encoding.model.add(encoding.cost_of_starts(cost) <= self.most)

    def dials(self, problem: Problem) -> list[Dial]:
        """Return a dial for the limit."""
        totals = [greatest_total(problem.tables, cost.max(axis=1)) for cost in self.costs(problem.tables).values()]
        who, tail = f"the delegation of {self.partner or 'every partner'}", _TAILS[self.measure]
        return limit_dial(self, max(totals), lambda limit, more: f"allow {who} {limit} {tail}, {more}")

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield a violation for each partner that travels more."""
        for name, total in travelled(schedule, self.measure).items():
            if self.partner in (None, name) and total > self.most:
                yield Violation(self, None, self.excess(total, name))

    def excess(self, total: int, partner: str) -> str:
        """Say in a sentence without a full stop that a partner's total exceeds the limit."""
        who = f"The delegation of {partner}"
        more = f"more than the {amount(self.measure, self.most)} allowed"
        return f"{who} {_VERBS[self.measure]} {amount(self.measure, total)} {_TAILS[self.measure]}, {more}"
