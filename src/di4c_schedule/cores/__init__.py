"""Smallest sets of requirements that clash, and smallest sets to give up, for any oracle."""

from __future__ import annotations

from di4c_schedule.cores.stub import Core, Correction, all_cores, corrections, shrink, smallest_core
from di4c_schedule.cores.verdict import Oracle, Verdict

__all__ = ["Oracle", "Verdict"]
