"""The way from host to host is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.arguments import level, weight

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables


@frozen
class ShortestTour:
    """The kilometres from each host to the next are few: what a team pays that travels from host to host.

    The way to an online meeting, and from it to the next, is not counted.

    Parameters
    ----------
    level, weight
        Place and factor among the goals.

    Examples
    --------
    >>> ShortestTour(level=3).unit
    'km'
    """

    level: int = field(default=1, converter=level, kw_only=True)
    weight: int = field(default=1, converter=weight, kw_only=True)
    unit = "km"

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return "The way from host to host is as short as possible"

    def fill(self, tables: Tables) -> None:
        """Charge every succession of two hosts with its kilometres."""
        both = tables.travelled[:, None] & tables.travelled[None, :]
        tables.charge_succession_by_row(self, tables.by_row(tables.travel.matrix_km(tables.network.partners)) * both)

    def measure(self, schedule: Schedule) -> int:
        """Return the kilometres from the first host to the last, each leg rounded."""
        network, travel = schedule.problem.network, schedule.problem.travel
        pairs = [(a, b) for a, b in schedule.consecutive() if a.travelled and b.travelled]
        return sum(travel.km(network[a.host], network[b.host]) for a, b in pairs)
