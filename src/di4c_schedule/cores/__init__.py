"""Smallest sets of requirements that clash, and smallest sets to give up, for any oracle."""

from __future__ import annotations

from di4c_schedule.cores.corrections import corrections
from di4c_schedule.cores.sets import Core, Correction
from di4c_schedule.cores.shrink import shrink
from di4c_schedule.cores.smallest import all_cores, smallest_core
from di4c_schedule.cores.verdict import Oracle, Verdict

__all__ = ["Core", "Correction", "Oracle", "Verdict", "all_cores", "corrections", "shrink", "smallest_core"]
