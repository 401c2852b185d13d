"""The tables that rules and goals fill and that the engines read."""

from __future__ import annotations

from di4c_schedule.tables.parts import NEVER, BoolArray, Closure, IntArray, LevelCosts, LevelKey, Row
from di4c_schedule.tables.tables import Tables

__all__ = ["NEVER", "BoolArray", "Closure", "IntArray", "LevelCosts", "LevelKey", "Row", "Tables"]
