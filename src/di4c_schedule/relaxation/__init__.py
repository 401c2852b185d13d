"""Lower bounds for rotations that are too long to be solved exactly: what no schedule can stay below.

The state of the exact dynamic program, the set of rows used, is relaxed to their number and to what a walk through
the places of the rotation still remembers (Christofides, N., Mingozzi, A. and Toth, P. (1981), State-space relaxation
procedures for the computation of bounds to routing problems). So a row may be used twice, far apart. Three things work
against that in turn: prices of the rows (`prices`), which punish rows that are used twice and reward those that are
not used; memory (`memory`, `refine`), which grows where cheap walks still repeat a row; and the best schedule known,
as what cannot lead to a better one is taken away (`refine`). All costs, prices and bounds are whole numbers, so bounds
are exact.

Before columns and order are looked at together, each is looked at alone (`halves`).
"""

from di4c_schedule.relaxation.levels import alone, first_level
from di4c_schedule.relaxation.relax import relax
from di4c_schedule.relaxation.result import PlaceBounds, Relaxation
from di4c_schedule.relaxation.watch import Tick

__all__ = ["PlaceBounds", "Relaxation", "Tick", "alone", "first_level", "relax"]
