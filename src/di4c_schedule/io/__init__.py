"""Files in and out: problems from TOML, schedules as CSV and JSON, calendars."""

from __future__ import annotations

from di4c_schedule.io.partners import read_partners
from di4c_schedule.io.plan_files import result_dict, result_json, write_plan
from di4c_schedule.io.problem_file import read_problem
from di4c_schedule.io.schedule_file import read_published, read_schedule, schedule_csv

__all__ = [
    "read_partners",
    "read_problem",
    "read_published",
    "read_schedule",
    "result_dict",
    "result_json",
    "schedule_csv",
    "write_plan",
]
