"""Sets of requirements with what is proven of them."""

from __future__ import annotations

from attrs import frozen


@frozen
class Core:
    """Requirements that cannot hold together.

    Parameters
    ----------
    members
        Their numbers, ascending.
    irreducible
        Whether it was proven that without any one of them the others can hold.
    smallest
        Whether it was proven that no lighter set clashes, but for those that hold one told before.
    """

    members: tuple[int, ...]
    irreducible: bool
    smallest: bool


@frozen
class Correction:
    """Requirements without which all others can hold together.

    Parameters
    ----------
    members
        Their numbers, ascending.
    irreducible
        Whether it was proven that none of them could be kept.
    smallest
        Whether it was proven that no lighter set would do, but for those that hold one told before.
    """

    members: tuple[int, ...]
    irreducible: bool
    smallest: bool
