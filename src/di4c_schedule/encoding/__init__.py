"""The constraint model: the same tables, and whatever no table can hold, for CP-SAT."""

from __future__ import annotations

from di4c_schedule.encoding.model import Encoding
from di4c_schedule.encoding.search import Answer, LevelAnswer, Start, search

__all__ = ["Answer", "Encoding", "LevelAnswer", "Start", "search"]
