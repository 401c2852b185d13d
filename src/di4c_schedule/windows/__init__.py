"""Exact search for many hosts whose windows, order and costs leave few ways to begin a rotation."""

from __future__ import annotations

from di4c_schedule.windows.answer import Tick, WindowsAnswer
from di4c_schedule.windows.search import MOST_LABELS, search_windows

__all__ = ["MOST_LABELS", "Tick", "WindowsAnswer", "search_windows"]
