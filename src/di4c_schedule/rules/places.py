"""Ways to keep a rule that wants a meeting of some hosts within some dates, whatever its place in the rotation."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from di4c_schedule.branch import Branch
from di4c_schedule.dates import DateRange

if TYPE_CHECKING:
    from di4c_schedule.schedule import Schedule


def at_any_place(schedule: Schedule, hosts: Collection[str], dates: DateRange) -> Iterator[Branch]:
    """Yield for each place of the rotation that one of some hosts starts there within some dates.

    Parameters
    ----------
    schedule
        A schedule with as many meetings as those that are looked for.
    hosts
        Names of partners.
    dates
        First days.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31", days=2)
    >>> schedule = Schedule.of(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-10-01")])
    >>> for branch in at_any_place(schedule, ["Oulu"], DateRange.parse("2019-10-08")):
    ...     print(branch.starts[0][0], branch.elsewhere)
    1 (('Messina', 1),)
    2 (('Messina', 2),)
    """
    others = [name for name in schedule.problem.network.names if name not in hosts]
    for place in range(1, len(schedule.meetings) + 1):
        yield Branch([(place, dates)], [(name, place) for name in others])
