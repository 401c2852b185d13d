"""All partners together travel little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import level, measure, weight
from di4c_schedule.travel import MEASURES
from di4c_schedule.travel.totals import RowCosts, travelled

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables

_LABELS = {
    "km": "All partners together travel as few kilometres as possible",
    "eur": "All partners together spend as little on travel as possible",
    "co2": "The journeys of all partners cause as little CO2 as possible",
    "hours": "All partners together are under way for as few hours as possible",
}


@frozen
class LeastTravel:
    """The journeys of all partners to all meetings and back amount to little.

    Each partner's journey counts once for every traveller of its delegation; nobody travels to an online meeting. Where
    each partner hosts once, every plan has the same value: the goal matters when hosts are chosen, when some host more
    often, or when fares change within the window.

    Parameters
    ----------
    measure
        ``"km"``, ``"eur"`` (fares of the travel), ``"co2"`` or ``"hours"``.
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> LeastTravel("eur").label, LeastTravel("eur").unit
    ('All partners together spend as little on travel as possible', 'euro cents')
    """

    by: str = field(default="km", converter=measure, alias="measure")
    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return _LABELS[self.by]

    @property
    def unit(self) -> str:
        """What is counted: km, euro cents, grams of CO2 or hours."""
        return MEASURES[self.by]

    def fill(self, tables: Tables) -> None:
        """Charge every start with the journeys of all partners."""
        tables.charge_rows(self, RowCosts.of(tables, self.by).together())

    def measure(self, schedule: Schedule) -> int:
        """Return what all journeys amount to, in the goal's unit."""
        return sum(travelled(schedule, self.by).values())
