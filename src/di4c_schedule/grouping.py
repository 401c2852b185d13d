"""Partners in groups: those of the same country, those of the same region."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from di4c_schedule.arguments import one_of
from di4c_schedule.partner import Partner

GROUPINGS = ("country", "region")
"""By what partners are grouped."""

BY = {"role": "by"}
"""Metadata of a field that says by what partners are grouped; the user is warned where that groups nobody."""


def grouping(value: object) -> str:
    """Read by what partners are grouped.

    Examples
    --------
    >>> grouping("country")
    'country'
    """
    return one_of(value, GROUPINGS)


def optional_grouping(value: object) -> str | None:
    """Read by what partners are grouped, or None."""
    return None if value is None else grouping(value)


def group_of(partner: Partner, by: str) -> str | None:
    """Return the country or the region of a partner; None if it has no region.

    Examples
    --------
    >>> oulu = Partner("Oulu", "Oulu, FI")
    >>> group_of(oulu, "country"), group_of(oulu, "region")
    ('FI', None)
    """
    return partner.region if by == "region" else partner.country


def same_group(groups: Sequence[Hashable | None]) -> npt.NDArray[np.bool_]:
    """Return for each pair whether both are of the same group; who is of none is in no pair.

    Parameters
    ----------
    groups
        The group of each partner, None: of none.

    Returns
    -------
    boolean array, shape (partners, partners)

    Examples
    --------
    >>> same_group(["IT", "FI", None]).tolist()
    [[True, False, False], [False, True, False], [False, False, False]]
    """
    n = len(groups)
    return np.array([[a is not None and a == b for b in groups] for a in groups], dtype=bool).reshape(n, n)
