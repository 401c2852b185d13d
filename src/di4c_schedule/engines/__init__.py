"""The engines behind `solve`, and the choice among them."""

from __future__ import annotations

from di4c_schedule.engines.choice import by_tables
from di4c_schedule.engines.constraint_model import by_model
from di4c_schedule.engines.question import Answer, Question, Starts

__all__ = ["Answer", "Question", "Starts", "by_model", "by_tables"]
