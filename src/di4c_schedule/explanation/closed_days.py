"""Which days are closed to a host, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
from attrs import frozen

from di4c_schedule.dates import ONE_DAY, long_date
from di4c_schedule.errors import ProblemError, nearest
from di4c_schedule.explanation.atoms import atoms_of
from di4c_schedule.labels import Labelled
from di4c_schedule.names import clean_name
from di4c_schedule.problem import Problem
from di4c_schedule.tables import BoolArray, Tables


@frozen
class Blame:
    """What closes a first day to a host.

    Parameters
    ----------
    requirement
        The requirement that closes it.
    days
        Days of the meeting that it keeps free, with what is known of them: the name of a holiday, the reason of a
        break. Empty if the requirement closes the day as such.
    """

    requirement: Labelled
    days: tuple[tuple[date, str], ...] = ()

    def __str__(self) -> str:
        if not self.days:
            return self.requirement.label
        return f"{self.requirement.label}: {'; '.join(f'{long_date(day)} is {why}' for day, why in self.days)}"


def closed_days(problem: Problem, partner: str) -> dict[date, tuple[Blame, ...]]:
    """Return the days on which no meeting of a partner can start, with everything that closes each.

    Parameters
    ----------
    problem
        The problem.
    partner
        Name of the host; of its turns, the first counts.

    Returns
    -------
    dict
        From first days, in order, to what closes them. Days too near to the window's end for a whole meeting are in it
        with nothing to blame.

    Raises
    ------
    ProblemError
        If there is no such partner.

    Examples
    --------
    >>> from datetime import date
    >>> from di4c_schedule import Network, Partner, Problem
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-12-02", "2019-12-20", days=2)
    >>> for blame in closed_days(problem, "Oulu")[date(2019, 12, 6)]:
    ...     print(blame)
    Meetings of Oulu take place only on Mon, Tue, Wed, Thu and Fri
    Oulu does not host on its public holidays: Fri 6 December 2019 is Independence Day
    """
    partner = clean_name(partner)
    if partner not in problem.network:
        raise ProblemError(f'unknown partner "{partner}", {nearest(partner, problem.network.names)}')
    requirements = [rule for rule in atoms_of(problem) if not getattr(rule, "between", None)]
    tables = problem.fill_tables(requirements)
    rows = tables.rows_of(partner)
    if not rows:
        return {}
    return {
        tables.day(int(column)): tuple(_blames(problem, tables, rows[0], int(column)))
        for column in np.flatnonzero(~tables.allowed[rows[0]])
    }


def _blames(problem: Problem, tables: Tables, row: int, column: int) -> Iterable[Blame]:
    first, length = tables.day(column), int(tables.lengths[row])
    for closure in tables.closed_by(row):
        if closure.starts[column]:
            off = days_off(problem, closure.because, tables.rows[row].partner)
            meeting = [first + n * ONE_DAY for n in range(length)]
            # people travel the day before and the day after: such a rule may close a meeting that it does not touch
            days = [day for day in meeting if day in off] or [first - ONE_DAY, first + length * ONE_DAY]
            yield Blame(closure.because, tuple((day, off[day]) for day in days if day in off))


def days_off(problem: Problem, requirement: Labelled, partner: str) -> Mapping[date, str]:
    """Return the days of the window that a requirement keeps free of a host's meetings, each with its reason.

    A rule that knows names for the days it closes has a method ``days_off(problem, partner)`` that returns them.
    """
    named = getattr(requirement, "days_off", None)
    return dict(named(problem, partner)) if named else {}


def closed_only_by(tables: Tables, row: int, because: Labelled) -> BoolArray:
    """Return the starts of a row that nothing but one requirement closes, shape (days,)."""
    mine = np.zeros(tables.n_days, dtype=bool)
    others = np.arange(tables.n_days) > tables.n_days - tables.lengths[row]
    for closure in tables.closed_by(row):
        if closure.because is because:
            mine |= closure.starts
        else:
            others |= closure.starts
    only: BoolArray = mine & ~others
    return only
