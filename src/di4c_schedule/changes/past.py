"""What has been held cannot be changed: rules that it breaks hold from now on only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from di4c_schedule.apart import requirements_of
from di4c_schedule.arguments import RULE
from di4c_schedule.bare import bare
from di4c_schedule.dates import ONE_DAY, long_date
from di4c_schedule.problem import Problem
from di4c_schedule.result import Status
from di4c_schedule.rules import (
    AtLeast,
    AtMost,
    Attendance,
    Avoid,
    Before,
    Busy,
    EndBy,
    First,
    Fixed,
    FrameRule,
    Frozen,
    HostHolidays,
    Keep,
    Last,
    MustAttend,
    Near,
    NotInARow,
    Position,
    Rule,
    SameOrder,
    Spacing,
    StartOn,
    TableRule,
    TravelSpacing,
    Unavailable,
    Weekdays,
)
from di4c_schedule.rules.kinds import asks_who_is_away, busy_times_of, given_by
from di4c_schedule.schedule import Meeting, Schedule
from di4c_schedule.solver import solve_without_reasons
from di4c_schedule.tables import Closure
from di4c_schedule.violation import Violation

if TYPE_CHECKING:
    from di4c_schedule.calendars import BusyTimes
    from di4c_schedule.tables import Tables

_ON_DAYS = (HostHolidays, Busy, Fixed, Unavailable, StartOn, EndBy, Weekdays, Attendance, MustAttend, Avoid)
_ON_GAPS = (Spacing, TravelSpacing, NotInARow)
_ON_ORDER = (First, Last, Position, Before, SameOrder)


@frozen
class FromNowOn:
    """A rule on days or gaps from which the meetings are exempt that have been held.

    Parameters
    ----------
    rule
        The rule.
    before
        The first day that is free.
    held
        The meetings that started before it, in date order.
    """

    rule: TableRule = field(metadata=RULE)
    before: date
    held: tuple[Meeting, ...]

    @property
    def label(self) -> str:
        """One sentence for a coordinator."""
        return f"{self.rule.label} (from {long_date(self.before)} on)"

    @property
    def given_by(self) -> str:
        """Who gave the rule."""
        return given_by(self.rule)

    @property
    def asks_who_is_away(self) -> bool:
        """Whether the rule asks who is away."""
        return asks_who_is_away(self.rule)

    @property
    def busy_times(self) -> BusyTimes | None:
        """What the rule tells of when a partner cannot come: the same as before, whoever hosts."""
        return next(iter(busy_times_of([self.rule])), None)

    def parts(self, names: list[str]) -> list[FromNowOn]:
        """Return one for each part of the rule."""
        apart = getattr(self.rule, "parts", None)
        return [evolve(self, rule=part) for part in apart(names)] if apart else [self]

    def requirements(self, problem: Problem) -> list[FromNowOn]:
        """Return one for each requirement of the rule."""
        atoms = requirements_of(self.rule, problem)
        return [evolve(self, rule=atom) for atom in atoms if isinstance(atom, TableRule)]

    def fill(self, tables: Tables) -> None:
        """Fill as the rule does, but for the starts and gaps of what was held."""
        allowed, gap, gap_most = tables.allowed.copy(), tables.gap.copy(), tables.gap_most.copy()
        known, rules = len(tables.closures), len(tables.gap_rules)
        self.rule.fill(tables)
        held = self._starts(tables)
        tables.allowed[:] = allowed
        for index, closure in enumerate(tables.closures[known:], known):
            starts = closure.starts.copy()
            if closure.row in held:
                starts[held[closure.row]] = False
            tables.closures[index] = Closure(self, closure.row, starts)
            tables.allowed[closure.row] &= ~starts
        tables.gap_rules[rules:] = [self for _ in tables.gap_rules[rules:]]
        for one in held:
            for other in held:
                tables.gap[one, other], tables.gap_most[one, other] = gap[one, other], gap_most[one, other]

    def check(self, schedule: Schedule) -> Iterator[Violation]:
        """Yield the violations of the rule by what is free."""
        for violation in self.rule.check(schedule):
            if violation.meeting is None or violation.meeting.start >= self.before:
                yield evolve(violation, rule=self)

    def _starts(self, tables: Tables) -> dict[int, int]:
        """Return by row the column on which what was held began."""
        rows = {(row.partner, row.turn): index for index, row in enumerate(tables.rows)}
        turns = _turns(self.held)
        return {rows[turn]: tables.index(meeting.start) for turn, meeting in turns.items() if turn in rows}


@frozen
class _Away:
    """A calendar as others ask for it: it says when its partner cannot come, and closes nothing to it as a host."""

    busy_times: BusyTimes

    label = "A partner is busy at times"

    def fill(self, tables: Tables) -> None:
        """Close nothing."""

    def check(self, schedule: Schedule) -> Iterator[Violation]:  # noqa: ARG002
        """Yield nothing."""
        yield from ()


def _turns(held: Sequence[Meeting]) -> dict[tuple[str, int], Meeting]:
    """Return meetings in date order by host and turn, counted from 1."""
    counts: dict[str, int] = {}
    turns: dict[tuple[str, int], Meeting] = {}
    for meeting in held:
        counts[meeting.host] = counts.get(meeting.host, 0) + 1
        turns[meeting.host, counts[meeting.host]] = meeting
    return turns


@frozen(eq=False)
class Past:
    """The meetings that have been held, and what they leave of the rules.

    Parameters
    ----------
    problem
        A problem in which they are frozen.
    rule
        The rule that freezes them.
    held
        The meetings, in date order; their hosts are in the network.
    deadline
        Value of ``time.monotonic()`` after which nothing is looked for any more; None: never.
    """

    problem: Problem
    rule: Frozen
    held: tuple[Meeting, ...]
    deadline: float | None

    def loosened(self) -> tuple[Problem, tuple[Violation, ...]]:
        """Return the problem with rules that hold from now on only, where the past breaks them; and how it does.

        A rule is broken by the past if it could be kept, had nothing been held, and cannot be now, be the other rules
        what they may; a rule on days only if that is for a meeting that was held. What the past leaves no room for in
        what is free is not touched: that is a conflict to be told. Where what was held contradicts itself, nothing is.
        """
        problem, violations = self.problem, list[Violation]()
        if not self._possible((self._kept,)):
            return problem, ()
        for rule in problem.rules:
            if isinstance(rule, FrameRule) or rule == self.rule:
                continue
            for broken, looser in self._broken(rule):
                if not any(broken == other for other in (*problem.rules, *problem.parts, *problem.requirements)):
                    continue  # it stood there twice
                rest = problem.without(broken)
                problem = rest.adding(looser) if looser is not None else rest
                violations += self._violations(broken)
        return problem, tuple(violations)

    @property
    def _kept(self) -> Keep:
        """The rule that what was held was held; other meetings may be added to the past."""
        return Keep(self.held)

    def _broken(self, rule: Rule) -> list[tuple[Rule, Rule | None]]:
        """Return what of a rule the past breaks, the whole rule or requirements, and what holds in its place."""
        if isinstance(rule, (*_ON_DAYS, *_ON_GAPS)):
            looser = FromNowOn(rule, self.rule.before, self.held)
            return [(rule, looser)] if self._breaks(rule) and self._possible((self.rule, looser)) else []
        if not isinstance(rule, AtLeast) and not self._breaks(rule):
            return []
        atoms = requirements_of(rule, self.problem)
        return [(atom, self._looser(atom)) for atom in atoms if self._breaks(atom)]

    def _breaks(self, rule: Rule) -> bool:
        """Whether a rule could be kept, had nothing been held, and cannot be now."""
        past = self.rule if isinstance(rule, (*_ON_DAYS, *_ON_GAPS, *_ON_ORDER)) or self._is_over(rule) else self._kept
        return not self._possible((past, rule)) and self._possible((rule,))

    def _is_over(self, rule: Rule) -> bool:
        """Whether a rule asks for meetings on days that are over."""
        if not isinstance(rule, (AtLeast, Near)) or isinstance(rule.dates, str):
            return False
        return rule.dates.last + getattr(rule, "within", 0) * ONE_DAY < self.rule.before

    def _looser(self, rule: Rule) -> Rule | None:
        """Return what holds in place of a rule that the past breaks; None if nothing does."""
        if isinstance(rule, AtMost) and not isinstance(rule.dates, str):
            return evolve(rule, count=sum(meeting.start in rule.dates for meeting in self.held))
        return None

    def _possible(self, rules: Sequence[Rule]) -> bool:
        """Whether some schedule keeps some rules, and those on who hosts how often; True if there is no time to say."""
        left = None if self.deadline is None else self.deadline - monotonic()
        if left is not None and left <= 0:
            return True
        away = [_Away(times) for times in self.problem.absences.busy] if any(map(asks_who_is_away, rules)) else []
        return solve_without_reasons(bare(self.problem, [*rules, *away]), left).status is not Status.INFEASIBLE

    def _violations(self, rule: Rule) -> list[Violation]:
        """Return how the past alone breaks a rule."""
        found = [
            violation
            for violation in rule.check(Schedule(self.problem, self.held))
            if isinstance(rule, (*_ON_DAYS, *_ON_GAPS)) and violation.meeting is not None
        ]
        ruled_out = f"the meetings before {long_date(self.rule.before)} rule it out"
        return found or [Violation(rule, None, ruled_out)]
