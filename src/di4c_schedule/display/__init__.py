"""Pictures of schedules; they need the extra ``plot``."""

from __future__ import annotations

from di4c_schedule.display.cost_map import cost_map
from di4c_schedule.display.step_chart import step_chart
from di4c_schedule.display.timeline import timeline

__all__ = ["cost_map", "step_chart", "timeline"]
