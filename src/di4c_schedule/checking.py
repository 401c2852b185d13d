"""Whether a schedule keeps the rules, found without any solver."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from di4c_schedule.dates import long_date
from di4c_schedule.labels import counted
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule
from di4c_schedule.violation import Violation


@frozen
class Frame:
    """What every schedule keeps without a rule: the window, the length and number of meetings, no overlap.

    Parameters
    ----------
    label
        One sentence for a coordinator.
    """

    label: str


def check(problem: Problem, schedule: Schedule) -> list[Violation]:
    """Return every way in which a schedule breaks the rules of a problem.

    Parameters
    ----------
    problem
        The problem whose rules count, whatever problem the schedule was made for.
    schedule
        Any schedule for the same partners, also one made by hand.

    Returns
    -------
    list of Violation
        Empty if the schedule keeps all rules.

    Raises
    ------
    ScheduleError
        If a host is no partner of the problem's network.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-12-20", days=2)
    >>> for violation in check(problem, Schedule.of(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-12-05")])):
    ...     print(violation.message)
    Oulu meets 5 to 6 December 2019, but Fri 6 December 2019 is Independence Day there
    """
    if schedule.problem is not problem:
        schedule = evolve(schedule, problem=problem)
    violations = list(_frame_violations(schedule))
    for rule in problem.rules:
        violations += rule.check(schedule)
    return violations


def _frame_violations(schedule: Schedule) -> Iterator[Violation]:
    problem = schedule.problem
    if len(schedule.meetings) != problem.meetings:
        number = Frame(f"There are {counted(problem.meetings, 'meeting')}")
        yield Violation(number, None, f"the schedule has {counted(len(schedule.meetings), 'meeting')}")
    inside = Frame(f"Every meeting day lies within {problem.window}")
    apart = Frame("Meetings do not overlap")
    for meeting in schedule.meetings:
        if not problem.window.covers(meeting.dates):
            yield Violation(inside, meeting, f"{meeting.host} meets {meeting.dates}, outside the window")
        form = problem.form(meeting.host, schedule.turn(meeting))
        if meeting.dates.days != form.days:
            length = Frame(f"The meeting of {meeting.host} takes {counted(form.days, 'day')}")
            yield Violation(length, meeting, f"{meeting.host} meets for {counted(meeting.dates.days, 'day')}")
        if meeting.format != form.format:
            planned = Frame(f"The meeting of {meeting.host} is {form.format}")
            yield Violation(planned, meeting, f"the schedule has the meeting of {meeting.host} {meeting.format}")
    for earlier, later in schedule.consecutive():
        if later.start <= earlier.last:
            yield Violation(
                apart, later, f"{later.host} starts on {long_date(later.start)}, before {earlier.host} ends"
            )
