"""The three kinds of rules. A class that has these members is a rule; nothing is registered.

Every rule may have some members besides, for those who look for them:

``parts(names) -> list[Rule]``
    Rules that together say the same, which fill the tables and the model in its place: one for each partner, or for
    each meeting. `names` are those of all partners.
``requirements(problem) -> list[Rule]``
    The atomic rules that together say the same, so that an explanation can name just the two that clash: each speaks
    of one host, or of two that follow each other, and of one range. They are asked of the parts.
``dials(problem) -> list[Dial]``
    One dial for each number, and for each end of a range, that can be turned: see `di4c_schedule.dial.Dial`.
``label_in(problem) -> str``
    The label with what only the problem knows, such as the days of a journey.
``given_by``
    Who gave the rule, see `given_by`.
``days_off(problem, partner) -> Mapping[date, str]``
    The days that it keeps free of a host's meetings, where it has names for them, such as those of holidays.
``busy_times``
    What tells when a partner cannot come, see `BusyTimes`: the problem gathers them in `problem.absences`.
``asks_who_is_away``
    True if what it closes depends on ``tables.absences``, and what it finds on ``problem.absences``: then other rules
    have a part in it, namely those with `busy_times`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from di4c_schedule.calendars import BusyTimes
    from di4c_schedule.encoding import Encoding
    from di4c_schedule.schedule import Schedule
    from di4c_schedule.tables import Tables
    from di4c_schedule.violation import Violation


@runtime_checkable
class TableRule(Protocol):
    """A rule that closes entries of the tables: days, places in the rotation, successions."""

    @property
    def label(self) -> str:
        """One sentence with names and dates that a coordinator understands."""
        ...

    def fill(self, tables: Tables) -> None:
        """Close what the rule forbids."""
        ...

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield every way in which a schedule breaks the rule, from its dates alone."""
        ...


@runtime_checkable
class ModelRule(Protocol):
    """A rule that no table can hold: it is posted to the constraint model.

    It may have a method ``relax(tables) -> bool`` besides, which closes in the tables what the rule surely forbids,
    and returns whether the tables now hold the rule wholly; then no model is needed for it. And it may have a method
    ``branches(schedule) -> Iterable[Branch]``, which says of a schedule that breaks the rule how it could be kept:
    every schedule that keeps the rule keeps one of the branches; then small problems need no model either.
    """

    @property
    def label(self) -> str:
        """One sentence with names and dates that a coordinator understands."""
        ...

    def post(self, encoding: Encoding) -> None:
        """Add constraints to the model."""
        ...

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield every way in which a schedule breaks the rule, from its dates alone."""
        ...


@runtime_checkable
class FrameRule(Protocol):
    """A rule on who hosts how often: it shapes the tables before they are filled."""

    @property
    def label(self) -> str:
        """One sentence with names that a coordinator understands."""
        ...

    def turns(self, partner: str) -> tuple[int, int | None]:
        """Return how often a partner hosts: at least, at most (None: as often as there are meetings)."""
        ...

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield every way in which a schedule breaks the rule."""
        ...


def given_by(rule: object) -> str:
    """Return who gave a rule: its class says so in an attribute of that name.

    Returns
    -------
    str
        ``"wish"``: somebody wants it so, and may give it up. ``"law"``: calendars do, such as public holidays.
        ``"nature"``: distances do. ``"past"``: it has happened.

    Examples
    --------
    >>> class NoFridays:
    ...     label = "No meeting on a Friday"
    >>> class NoElections:
    ...     label = "No meeting on the day of an election"
    ...     given_by = "law"
    >>> given_by(NoFridays()), given_by(NoElections())
    ('wish', 'law')
    """
    return str(getattr(rule, "given_by", "wish"))


def busy_times_of(rules: Iterable[object]) -> tuple[BusyTimes, ...]:
    """Return what some rules tell of when partners cannot come."""
    return tuple(times for rule in rules if (times := getattr(rule, "busy_times", None)) is not None)


def asks_who_is_away(rule: object) -> bool:
    """Whether what a rule forbids depends on the busy calendars of partners."""
    return bool(getattr(rule, "asks_who_is_away", False))


SolverRule = TableRule | ModelRule
"""A rule that shapes tables or model: all but those on who hosts how often."""

Rule = TableRule | ModelRule | FrameRule
