"""What an oracle says of a set of requirements."""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen


@frozen
class Verdict:
    """Whether some requirements can hold together.

    Parameters
    ----------
    possible
        True, False, or None where there was no time to find out.
    kept
        If possible: all requirements that the solution found keeps, those that were not asked for included.
    """

    possible: bool | None
    kept: frozenset[int] = field(default=frozenset())


Oracle = Callable[[frozenset[int]], Verdict]
"""Asked about a set of requirements, by number from 0 on: can they hold together?"""
