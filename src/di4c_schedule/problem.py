"""What is asked: a network, a window, rules and goals."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from di4c_schedule.apart import each_once, parts_of, requirements_of, without
from di4c_schedule.arguments import (
    a_network,
    a_travel,
    first_day,
    labels,
    last_day,
    meeting_length,
    optional_place,
    yes_or_no,
)
from di4c_schedule.calendar_style import CalendarStyle
from di4c_schedule.calendars import Absences
from di4c_schedule.dates import DateRange, long_date
from di4c_schedule.defaults import default_labels, default_rules, rules_of_partners
from di4c_schedule.errors import Mistake, ProblemError, ProblemWarning, raise_all
from di4c_schedule.forms import Form, Turn, form_of
from di4c_schedule.goals import Goal, ModelGoal, TableGoal
from di4c_schedule.labels import counted
from di4c_schedule.markup import html_table
from di4c_schedule.network import Network
from di4c_schedule.rules import FrameRule, ModelRule, Rule, SolverRule, TableRule
from di4c_schedule.rules.kinds import busy_times_of
from di4c_schedule.tables import Row, Tables
from di4c_schedule.toml_text import problem_toml
from di4c_schedule.travel import Travel
from di4c_schedule.validation import (
    mistakes_in_busy_calendars,
    mistakes_in_calendar_style,
    mistakes_in_calendars,
    mistakes_in_goals,
    mistakes_in_rules,
    mistakes_in_travel,
    mistakes_in_turns,
    mistakes_in_window,
    remarks_on,
    remarks_on_travel,
)


def _rules(value: Iterable[Rule]) -> tuple[Rule, ...]:
    if not isinstance(value, Iterable):
        raise ProblemError([Mistake(f"expected a list of rules, got {value!r:.60}", ("rules",))])
    return tuple(value)


def _goals(value: Iterable[Goal]) -> tuple[Goal, ...]:
    if not isinstance(value, Iterable):
        raise ProblemError([Mistake(f"expected a list of goals, got {value!r:.60}", ("goals",))])
    return tuple(value)


def _calendar_style(value: object) -> CalendarStyle:
    if not isinstance(value, CalendarStyle):
        raise ProblemError([Mistake(f"expected a CalendarStyle, got {value!r:.60}", ("calendars",))])
    return value


def _turns(value: Iterable[Turn]) -> tuple[Turn, ...]:
    turns = tuple(value)
    if not all(isinstance(turn, Turn) for turn in turns):
        raise ProblemError([Mistake(f"expected a list of turns, got {value!r:.60}", ("turns",))])
    return turns


@frozen(repr=False)
class Problem:
    """A network, a window, the rules that must hold and the goals to make as good as possible.

    Parameters
    ----------
    network
        The partners.
    first, last
        The window: every meeting day lies between them, both inclusive.
    days
        Length of a meeting in calendar days, unless `turns` say otherwise.
    rules
        Instances of the classes in `di4c_schedule.rules`, or of classes with the same members.
    goals
        Instances of the classes in `di4c_schedule.goals`, or of classes with the same members.
    meetings
        Number of meetings; None: the number of partners, or the nearest number that the `Hosting` rules allow.
    default_rules
        Whether ``Hosting()``, ``Weekdays()`` and ``HostHolidays()`` hold where no rule of their kind is given.
    dropped
        Labels of default rules, and of partners' busy calendars, that do not hold all the same; `without` puts them
        here.
    travel
        How far apart partners are, and what a journey takes and costs.
    turns
        Meetings of another length or format than usual, or tentative ones.
    calendars
        What calendars and invitations say besides the dates.
    known_remarks
        Warnings that were given already; edits hand them on.

    Raises
    ------
    ProblemError
        With all mistakes at once.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, rules
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, date(2019, 9, 2), date(2019, 10, 31), days=2, rules=[rules.First("Oulu")])
    >>> problem.meetings
    2
    >>> problem.without("Oulu hosts the first meeting").without("Every partner hosts once").rules[-1].label
    "Nobody hosts on the host's public holidays"
    """

    network: Network = field(converter=a_network)
    first: date = field(converter=first_day)
    last: date = field(converter=last_day)
    days: int = field(default=1, converter=meeting_length)
    given_rules: tuple[Rule, ...] = field(default=(), converter=_rules, alias="rules")
    goals: tuple[Goal, ...] = field(default=(), converter=_goals)
    given_meetings: int | None = field(default=None, converter=optional_place, alias="meetings")
    default_rules: bool = field(default=True, converter=yes_or_no)
    dropped: frozenset[str] = field(default=frozenset(), converter=labels, kw_only=True)
    travel: Travel = field(factory=Travel, converter=a_travel)
    turns: tuple[Turn, ...] = field(default=(), converter=_turns)
    calendars: CalendarStyle = field(factory=CalendarStyle, converter=_calendar_style, kw_only=True)
    known_remarks: frozenset[str] = field(default=frozenset(), converter=labels, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        mistakes = list(mistakes_in_window(self.first, self.last, self.days))
        mistakes += mistakes_in_turns(self.network, (self.first, self.last), self.turns)
        mistakes += mistakes_in_calendars(self.network, self.first, self.last)
        if self.first <= self.last:
            mistakes += mistakes_in_rules(self.network, self.window, self.given_rules)
            mistakes += mistakes_in_goals(self.network, self.window, self.goals)
            if not mistakes:
                mistakes += mistakes_in_busy_calendars(self.network, self.window, self.rules)
        mistakes += mistakes_in_travel(self.network.names, self.travel)
        mistakes += mistakes_in_calendar_style(self.network, self.calendars)
        raise_all(mistakes)
        things = [*self.given_rules, *self.goals]
        remarks = [*remarks_on(self.network, self.window, things), *remarks_on_travel(self.travel, self.window, things)]
        for remark in remarks:
            if remark not in self.known_remarks:
                warnings.warn(remark, ProblemWarning, stacklevel=3)
        # an edit of this problem warns of what is new in it only
        object.__setattr__(self, "known_remarks", frozenset(remarks))

    @property
    def window(self) -> DateRange:
        """The window as a range."""
        return DateRange(self.first, self.last)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules that hold: the default ones, those of the partners' busy calendars, then the given ones."""
        given = self.given_rules
        unwritten = default_rules(given, self.network.names, self.dropped) if self.default_rules else []
        return (*unwritten, *rules_of_partners(given, self.network, self.dropped), *given)

    @cached_property
    def parts(self) -> tuple[Rule, ...]:
        """The rules as tables and model take them: one that speaks of every partner may be one for each."""
        return tuple(part for rule in self.rules for part in parts_of(rule, self))

    @cached_property
    def requirements(self) -> tuple[Rule, ...]:
        """The rules taken apart as far as can be, each once: each speaks of one host or two, and of one range."""
        return each_once(atom for part in self.parts for atom in requirements_of(part, self))

    @cached_property
    def absences(self) -> Absences:
        """When partners cannot meet: their holidays, and what the rules know of their busy days."""
        return Absences(self.network, self.window, busy_times_of(self.rules))

    @property
    def solver_rules(self) -> list[SolverRule]:
        """The parts of rules that shape tables and model: all but those on who hosts how often."""
        return [rule for rule in self.parts if isinstance(rule, (TableRule, ModelRule))]

    @cached_property
    def hosting(self) -> dict[str, tuple[int, int | None]]:
        """How often each partner hosts: at least, at most (None: as often as there are meetings)."""
        bounds: dict[str, tuple[int, int | None]] = {}
        frame = [rule for rule in self.rules if isinstance(rule, FrameRule)]
        for name in self.network.names:
            pairs = [rule.turns(name) for rule in frame]
            most = [high for _, high in pairs if high is not None]
            bounds[name] = (max([low for low, _ in pairs], default=0), min(most) if most else None)
        return bounds

    @cached_property
    def meetings(self) -> int:
        """Number of meetings."""
        if self.given_meetings is not None:
            return self.given_meetings
        least = sum(low for low, _ in self.hosting.values())
        highs = [high for _, high in self.hosting.values()]
        most = sum(high for high in highs if high is not None) if None not in highs else None
        wished = max(len(self.network), least)
        return wished if most is None else min(wished, most)

    @cached_property
    def tables(self) -> Tables:
        """The tables, filled by all rules and goals, as far as they can hold them."""
        return self.fill_tables(self.solver_rules, self.goals)

    def fill_tables(self, rules: Iterable[SolverRule], goals: Iterable[Goal] = ()) -> Tables:
        """Return tables filled by some rules and goals only; who hosts how often is always in them."""
        rows = []
        for name, (low, high) in self.hosting.items():
            most = self.meetings if high is None else min(high, self.meetings)
            rows += [Row(name, turn, turn <= low, self.form(name, turn)) for turn in range(1, most + 1)]
        tables = Tables(self.network, self.window, self.meetings, self.travel, tuple(rows), absences=self.absences)
        fill(tables, (*rules, *goals))
        return tables

    def form(self, partner: str, turn: int) -> Form:
        """Return what kind of meeting a partner's turn, counted from 1, is."""
        return form_of(self.turns, partner, turn, Form(self.days))

    def adding(self, *things: Rule | Goal) -> Problem:
        """Return the problem with more rules or goals.

        Raises
        ------
        ProblemError
            If one is neither, or does not fit.
        """
        goals = [thing for thing in things if isinstance(thing, (TableGoal, ModelGoal))]
        rules = [thing for thing in things if not isinstance(thing, (TableGoal, ModelGoal))]
        return evolve(self, rules=(*self.given_rules, *rules), goals=(*self.goals, *goals))

    def without(self, unwanted: Rule | Goal | str) -> Problem:
        """Return the problem without a rule or goal, given itself or by its label.

        Default rules can go, too, and single requirements, such as ``"Oulu does not host on its public holidays"``:
        then the other requirements of the rule stay. A default that the rule replaced does not come back.

        Raises
        ------
        ProblemError
            If the problem has none such.
        """

        def meant(thing: Rule | Goal) -> bool:
            return thing.label == unwanted if isinstance(unwanted, str) else thing == unwanted

        halves = [without(rule, meant, self) for rule in self.rules]
        gone = [rule for _, goes in halves for rule in goes]
        goals = [goal for goal in self.goals if not meant(goal)]
        if not gone and len(goals) == len(self.goals):
            name = unwanted if isinstance(unwanted, str) else unwanted.label
            have = "; ".join(thing.label for thing in (*self.rules, *self.goals))
            raise ProblemError(f'there is no rule or goal "{name}"; there are: {have}')
        given = halves[len(self.rules) - len(self.given_rules) :]
        rules = [rule for stays, _ in given for rule in stays]
        return evolve(self, rules=rules, goals=goals, dropped=[*self.dropped, *default_labels(gone, self.network)])

    def replace(self, **changes: Any) -> Problem:
        """Return the problem with other values of the named arguments.

        Raises
        ------
        ProblemError
            If the result is wrong.

        TypeError
            If there is no such argument.
        """
        return evolve(self, **changes)

    def to_toml(self) -> str:
        """Return the text of a file from which `read_problem` makes an equal problem.

        Raises
        ------
        ProblemError
            If a rule or goal is of a class of your own, which a file cannot name.

        Examples
        --------
        >>> from di4c_schedule import read_problem
        >>> print(read_problem("examples/di4c/network.toml").to_toml().splitlines()[0])
        name = "DI4C"
        """
        return problem_toml(self)

    def __repr__(self) -> str:
        return (
            f"<Problem {self.network.name!r}: {counted(self.meetings, 'meeting')} of {counted(self.days, 'day')}, "
            f"{self.first} to {self.last}, {counted(len(self.rules), 'rule')}, {counted(len(self.goals), 'goal')}>"
        )

    def _repr_html_(self) -> str:
        meetings = f"{counted(self.meetings, 'meeting')} of {counted(self.days, 'day')}"
        caption = f"{self.network.name}: {meetings} between {long_date(self.first)} and {long_date(self.last)}"
        rows = [("rule", rule.label) for rule in self.rules]
        rows += [(f"goal, level {goal.level}", goal.label) for goal in self.goals]
        return html_table(caption, ["kind", "what it says"], rows)


def fill(tables: Tables, things: Iterable[SolverRule | Goal]) -> None:
    """Let rules and goals fill tables; what the tables do not hold wholly is put into `left`."""
    for thing in things:
        if isinstance(thing, (TableRule, TableGoal)):
            thing.fill(tables)
        elif not _relaxed(thing, tables):
            tables.left.append(thing)


def _relaxed(thing: ModelRule | ModelGoal, tables: Tables) -> bool:
    """Let a rule or goal tell the tables what it can; return whether they hold it wholly."""
    relax = getattr(thing, "relax", None)
    return bool(relax(tables)) if relax else False
