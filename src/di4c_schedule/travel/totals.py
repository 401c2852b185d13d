"""What the journeys of a schedule amount to, and what each possible meeting adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from attrs import frozen

from di4c_schedule.travel.measures import journey

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables

IntArray = npt.NDArray[np.int64]


def travelled(schedule: Schedule, measure: str) -> dict[str, int]:
    """Return what each partner's journeys to all meetings and back amount to, its whole delegation counted.

    Parameters
    ----------
    schedule
        The schedule; nobody travels to its online meetings.
    measure
        ``"km"``, ``"eur"``, ``"co2"`` or ``"hours"``.

    Returns
    -------
    dict
        From the partners' names, in their order, to km, euro cents, grams or hours.
    """
    network, travel = schedule.problem.network, schedule.problem.travel
    meetings = [meeting for meeting in schedule.meetings if meeting.travelled]
    return {
        partner.name: sum(journey(travel, measure, partner, network[one.host], one.start) for one in meetings)
        for partner in network
    }


@frozen(eq=False)
class RowCosts:
    """What the journey of each of some partners to each possible meeting amounts to.

    Parameters
    ----------
    by_piece
        Shape (partners, rows, pieces); a piece is a part of the window in which the fares are the same.
    piece
        Shape (days,): the piece of each day of the window.
    """

    by_piece: IntArray
    piece: IntArray

    @classmethod
    def of(cls, tables: Tables, measure: str, partner: str | None = None) -> RowCosts:
        """Work out the costs of every row of the tables.

        Parameters
        ----------
        tables
            Tables, filled or not; rows of online meetings cost nothing.
        measure
            ``"km"``, ``"eur"``, ``"co2"`` or ``"hours"``.
        partner
            Name of the only partner to look at; None: all.
        """
        travel, network = tables.travel, tables.network
        travellers = [one for one in network if partner in (None, one.name)]
        periods = np.array([travel.fares.period(day) if measure == "eur" else 0 for day in tables.window])
        _, firsts, piece = np.unique(periods, return_index=True, return_inverse=True)
        days = [tables.day(int(first)) for first in firsts]
        by_host = np.array(
            [[[journey(travel, measure, a, b, day) for day in days] for b in network] for a in travellers],
            dtype=np.int64,
        )
        hosts = np.array([network.index(row.partner) for row in tables.rows], dtype=np.int64)
        by_piece = by_host[:, hosts, :] * tables.travelled[None, :, None]
        if (by_piece == by_piece[:, :, :1]).all():
            return cls(by_piece[:, :, :1], np.zeros(len(periods), dtype=np.int64))
        return cls(by_piece, piece.astype(np.int64))

    @property
    def dated(self) -> bool:
        """Whether a cost depends on the date."""
        return bool(self.by_piece.shape[2] > 1)

    def one_by_one(self) -> list[IntArray]:
        """Return the costs of each partner, shape (rows, days); (rows, 1) if not dated."""
        return [self._over_days(costs) for costs in self.by_piece]

    def together(self) -> IntArray:
        """Return the costs of all partners added up, shape (rows, days); (rows, 1) if not dated."""
        return self._over_days(self.by_piece.sum(axis=0))

    def _over_days(self, costs: IntArray) -> IntArray:
        return costs[:, self.piece] if self.dated else costs
