"""How far apart consecutive meetings are, and the days on which each place of the rotation may start at all."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from di4c_schedule.tables import BoolArray, IntArray, Tables

Span = tuple[int, int]
"""First column, and the column after the last."""


@frozen(eq=False)
class Room:
    """Where a rotation has room in the window, whoever hosts.

    Parameters
    ----------
    least, most
        Bounds on the days from start to start of a row and the next, shape (rows, rows).
    follows
        Whether a row may come right after another, shape (rows, rows).
    shortest, longest
        The least and the most days from start to start of any such pair.
    spans
        For each place of the rotation the columns between which it may start; None if there is no schedule.
    """

    least: IntArray
    most: IntArray
    follows: BoolArray
    shortest: int
    longest: int
    spans: tuple[Span, ...] | None

    @classmethod
    def of(cls, tables: Tables) -> Room:
        """Read tables.

        Examples
        --------
        Meetings of two days from Monday 2 to Friday 13 September, none at the weekend, three days from one to the next:

        >>> from di4c_schedule import Network, Partner, Problem, rules
        >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Oulu")
        >>> problem = Problem(network, "2019-09-02", "2019-09-13", days=2, rules=[rules.Spacing(3)])
        >>> Room.of(problem.tables).spans
        ((0, 4), (7, 11))
        """
        last = tables.n_days - 1
        least = np.minimum(tables.least_distance, tables.n_days)
        most = np.minimum(tables.most_distance, last)
        np.fill_diagonal(least, tables.n_days)
        follows = least <= most
        shortest = int(least[follows].min(initial=last))
        longest = int(most[follows].max(initial=0))
        spans = _spans(tables, shortest, longest) if tables.meetings == 1 or follows.any() else None
        return cls(least, most, follows, shortest, longest, spans)


def _spans(tables: Tables, shortest: int, longest: int) -> tuple[Span, ...] | None:
    """Return the columns of each place: open, and near and far enough from those before and after."""
    n_days = tables.n_days
    opened = (tables.position.T @ tables.allowed) & tables.place_days
    columns = np.arange(n_days)
    later = np.minimum.accumulate(np.where(opened, columns, n_days)[:, ::-1], axis=1)[:, ::-1].tolist()
    earlier = np.maximum.accumulate(np.where(opened, columns, -1), axis=1).tolist()
    firsts, lasts = [later[0][0]], [earlier[0][-1]]
    for place in range(1, tables.meetings):
        soonest = firsts[-1] + shortest
        firsts.append(later[place][soonest] if soonest < n_days else n_days)
        lasts.append(earlier[place][min(lasts[-1] + longest, n_days - 1)])
    for place in range(tables.meetings - 2, -1, -1):
        latest = lasts[place + 1] - shortest
        lasts[place] = min(lasts[place], earlier[place][latest] if latest >= 0 else -1)
        soonest = max(0, firsts[place + 1] - longest)
        firsts[place] = max(firsts[place], later[place][soonest] if soonest < n_days else n_days)
    if any(first > last for first, last in zip(firsts, lasts, strict=True)):
        return None
    return tuple((first, last + 1) for first, last in zip(firsts, lasts, strict=True))
