"""Schedules meetings that the partners of a network host in rotation.

>>> import di4c_schedule as ds
>>> partners = [ds.Partner("Messina", "Messina, IT"), ds.Partner("Oulu", "Oulu, FI")]
>>> problem = ds.Problem(ds.Network("Two", partners, lead="Messina"), first="2019-09-02", last="2019-10-31", days=2)
>>> print(ds.solve(problem).unwrap())
1. Messina, Mon 2 to Tue 3 September 2019
2. Oulu, Wed 4 to Thu 5 September 2019
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from di4c_schedule import goals, rules
    from di4c_schedule.busy import BusyCalendar, BusyEntry, read_busy
    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.changes import Change, Comparison, GoalChange, Replan, compare, replan
    from di4c_schedule.checking import check
    from di4c_schedule.conflict import Conflict
    from di4c_schedule.dates import DateRange
    from di4c_schedule.departures import withdrawing, without_partner
    from di4c_schedule.dial import Dial
    from di4c_schedule.errors import (
        CalendarError,
        CalendarFileError,
        Di4cError,
        InfeasibleError,
        Mistake,
        OutputError,
        PlaceError,
        ProblemError,
        ProblemWarning,
        ScheduleError,
        TimeLimitError,
    )
    from di4c_schedule.explanation import Edit, Repair, Repairs, conflicts, explain, repairs
    from di4c_schedule.explanation.closed_days import Blame, closed_days
    from di4c_schedule.forms import Turn
    from di4c_schedule.io import read_partners, read_problem, read_schedule, write_plan
    from di4c_schedule.mail import Delivery, MailServer, SendReport, invitations, save_invitations, send_invitations
    from di4c_schedule.network import Network
    from di4c_schedule.partner import Partner
    from di4c_schedule.problem import Problem
    from di4c_schedule.replies import Answer, Offer, Proposal, Replies, Report, read_replies
    from di4c_schedule.result import GoalValue, Progress, Result, Status
    from di4c_schedule.schedule import Meeting, Schedule
    from di4c_schedule.server import (
        Credentials,
        ServerReport,
        find_credentials,
        publish_calendar,
        read_busy_collection,
    )
    from di4c_schedule.solver import solve
    from di4c_schedule.travel import Travel
    from di4c_schedule.updates import write_calendars
    from di4c_schedule.violation import Violation
    from di4c_schedule.what_if import (
        Alternatives,
        Curve,
        Leeway,
        Loss,
        PossibleStart,
        Robustness,
        Sensitivity,
        Setting,
        WhyNot,
        alternatives,
        regret,
        robustness,
        sensitivity,
        why_not,
    )

__version__ = "0.1.0"

_HOMES = {
    "Alternatives": "what_if",
    "Answer": "replies",
    "Blame": "explanation",
    "BusyCalendar": "busy",
    "BusyEntry": "busy",
    "CalendarError": "errors",
    "CalendarFileError": "errors",
    "CalendarStyle": "calendar_style",
    "Change": "changes",
    "Comparison": "changes",
    "Conflict": "conflict",
    "Credentials": "server",
    "Curve": "what_if",
    "DateRange": "dates",
    "Delivery": "mail",
    "Di4cError": "errors",
    "Dial": "dial",
    "Edit": "explanation",
    "GoalChange": "changes",
    "GoalValue": "result",
    "InfeasibleError": "errors",
    "Leeway": "what_if",
    "Loss": "what_if",
    "MailServer": "mail",
    "Meeting": "schedule",
    "Mistake": "errors",
    "Network": "network",
    "Offer": "replies",
    "OutputError": "errors",
    "Partner": "partner",
    "PlaceError": "errors",
    "PossibleStart": "what_if",
    "Problem": "problem",
    "ProblemError": "errors",
    "ProblemWarning": "errors",
    "Progress": "result",
    "Proposal": "replies",
    "Repair": "explanation",
    "Repairs": "explanation",
    "Replan": "changes",
    "Replies": "replies",
    "Report": "replies",
    "Result": "result",
    "Robustness": "what_if",
    "Schedule": "schedule",
    "ScheduleError": "errors",
    "SendReport": "mail",
    "Sensitivity": "what_if",
    "ServerReport": "server",
    "Setting": "what_if",
    "Status": "result",
    "TimeLimitError": "errors",
    "Travel": "travel",
    "Turn": "forms",
    "Violation": "violation",
    "WhyNot": "what_if",
    "alternatives": "what_if",
    "check": "checking",
    "closed_days": "explanation",
    "compare": "changes",
    "conflicts": "explanation",
    "explain": "explanation",
    "find_credentials": "server",
    "invitations": "mail",
    "publish_calendar": "server",
    "read_busy": "busy",
    "read_busy_collection": "server",
    "read_partners": "io",
    "read_problem": "io",
    "read_replies": "replies",
    "read_schedule": "io",
    "regret": "what_if",
    "repairs": "explanation",
    "replan": "changes",
    "robustness": "what_if",
    "save_invitations": "mail",
    "send_invitations": "mail",
    "sensitivity": "what_if",
    "solve": "solver",
    "why_not": "what_if",
    "withdrawing": "departures",
    "without_partner": "departures",
    "write_calendars": "updates",
    "write_plan": "io",
}
_MODULES = ("goals", "rules")

__all__ = [
    "Alternatives",
    "Answer",
    "Blame",
    "BusyCalendar",
    "BusyEntry",
    "CalendarError",
    "CalendarFileError",
    "CalendarStyle",
    "Change",
    "Comparison",
    "Conflict",
    "Credentials",
    "Curve",
    "DateRange",
    "Delivery",
    "Di4cError",
    "Dial",
    "Edit",
    "GoalChange",
    "GoalValue",
    "InfeasibleError",
    "Leeway",
    "Loss",
    "MailServer",
    "Meeting",
    "Mistake",
    "Network",
    "Offer",
    "OutputError",
    "Partner",
    "PlaceError",
    "PossibleStart",
    "Problem",
    "ProblemError",
    "ProblemWarning",
    "Progress",
    "Proposal",
    "Repair",
    "Repairs",
    "Replan",
    "Replies",
    "Report",
    "Result",
    "Robustness",
    "Schedule",
    "ScheduleError",
    "SendReport",
    "Sensitivity",
    "ServerReport",
    "Setting",
    "Status",
    "TimeLimitError",
    "Travel",
    "Turn",
    "Violation",
    "WhyNot",
    "alternatives",
    "check",
    "closed_days",
    "compare",
    "conflicts",
    "explain",
    "find_credentials",
    "goals",
    "invitations",
    "publish_calendar",
    "read_busy",
    "read_busy_collection",
    "read_partners",
    "read_problem",
    "read_replies",
    "read_schedule",
    "regret",
    "repairs",
    "replan",
    "robustness",
    "rules",
    "save_invitations",
    "send_invitations",
    "sensitivity",
    "solve",
    "why_not",
    "withdrawing",
    "without_partner",
    "write_calendars",
    "write_plan",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that the import of the package stays light."""
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__version__"]
