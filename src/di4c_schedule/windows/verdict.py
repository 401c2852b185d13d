"""What an engine thinks of the prefixes of a layer."""

from __future__ import annotations

from attrs import frozen

from di4c_schedule.tables import IntArray
from di4c_schedule.windows.prefixes import Prefixes


@frozen(eq=False)
class Verdict:
    """The prefixes from which a schedule below the ceiling may still come.

    Parameters
    ----------
    prefixes
        The prefixes, sorted as before.
    bound
        The least total of a schedule that begins like this, shape (prefixes,).
    spare
        Days or starts to spare: of equally good prefixes, the beam keeps those with more; shape (prefixes,).
    labels
        The room that one prefix takes.
    """

    prefixes: Prefixes
    bound: IntArray
    spare: IntArray
    labels: int
