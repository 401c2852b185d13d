"""Rules that a user writes: plain classes, registered nowhere."""

from __future__ import annotations

import pytest

from di4c_schedule import check, solve
from di4c_schedule.dates import DateRange, long_date
from di4c_schedule.errors import InfeasibleError, ProblemError, RuleError
from di4c_schedule.goals import Early
from di4c_schedule.rules import First, FrameRule, ModelRule, TableRule
from di4c_schedule.schedule import Schedule
from di4c_schedule.violation import Violation


class OddDays:
    """Meetings start on odd days of the month."""

    label = "Meetings start on odd days of the month"

    def fill(self, tables):
        tables.forbid_starts(None, [day for day in tables.window if day.day % 2 == 0], because=self)

    def check(self, schedule):
        for meeting in schedule.meetings:
            if meeting.start.day % 2 == 0:
                yield Violation(self, meeting, f"{meeting.host} starts on {long_date(meeting.start)}")


class NotOnOneWeekday:
    """No two meetings start on the same weekday."""

    label = "No two meetings start on the same weekday"

    def post(self, encoding):
        for weekday in range(7):
            days = [day for day in encoding.tables.window if day.weekday() == weekday]
            starts = [literal for day in days for literal in encoding.starts(dates=DateRange(day, day))]
            encoding.model.add(sum(starts) <= 1)

    def check(self, schedule):
        seen = set()
        for meeting in schedule.meetings:
            if meeting.start.weekday() in seen:
                yield Violation(self, meeting, f"{meeting.host} starts on a weekday again")
            seen.add(meeting.start.weekday())


class SecondInOctober:
    """The second meeting starts in October and Oulu hosts it."""

    label = "Oulu hosts the second meeting, in October"

    def post(self, encoding):
        first, last = (encoding.tables.index(day) for day in (october.first, october.last))
        encoding.model.add_linear_constraint(encoding.position_start(2), first, last)
        encoding.model.add_bool_or(encoding.at_position("Oulu", 2))

    def check(self, schedule):
        meeting = schedule.meetings[1]
        if meeting.host != "Oulu" or meeting.start not in october:
            yield Violation(self, meeting, f"{meeting.host} hosts the second meeting on {meeting.start}")


class OuluTwice:
    """Oulu hosts two meetings."""

    label = "Oulu hosts two meetings"

    def turns(self, partner):
        return (2, 2) if partner == "Oulu" else (0, None)

    def check(self, schedule):
        if len(schedule.hosted_by("Oulu")) != 2:
            yield Violation(self, None, "Oulu does not host two meetings")


class SaysMoreThanItTells(OddDays):
    """A rule whose check forbids what its fill leaves open."""

    label = "Nothing is ever right"

    def check(self, schedule):
        yield Violation(self, schedule.meetings[0], "it is not right")


october = DateRange.parse("2019-10")


def test_each_is_of_one_kind():
    kinds = (TableRule, ModelRule, FrameRule)
    rules = (OddDays(), NotOnOneWeekday(), OuluTwice())
    assert [[isinstance(rule, kind) for kind in kinds] for rule in rules] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_table_rule_is_obeyed(two_partners):
    problem = two_partners.adding(OddDays())
    # Tue 3 September, and Thu 5: both odd
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-03"), ("Oulu", "2019-09-05")])


def test_model_rule_is_obeyed(two_partners):
    # five working days always begin with a Monday
    problem = two_partners.replace(days=5, rules=[NotOnOneWeekday()])
    with pytest.raises(InfeasibleError):
        solve(problem).unwrap()
    problem = two_partners.replace(days=4, last="2019-09-13", rules=[NotOnOneWeekday()], goals=[Early()])
    # four days start on Monday or Tuesday: Mon 2 and Tue 10 September, 0 + 8 days, or Tue 3 and Mon 9, 1 + 7 days
    schedule = solve(problem).unwrap()
    assert sorted(meeting.start.weekday() for meeting in schedule.meetings) == [0, 1]
    assert schedule.goal_values == (8,)


def test_model_rule_may_speak_of_places_of_the_rotation(three_partners):
    problem = three_partners.adding(SecondInOctober(), Early())
    schedule = solve(problem).unwrap()
    # Mon 2 September, Tue 1 and Thu 3 October: 0 + 29 + 31 days
    assert schedule.meetings[1].host == "Oulu"
    assert [meeting.start.isoformat() for meeting in schedule.meetings] == ["2019-09-02", "2019-10-01", "2019-10-03"]


def test_model_rule_that_the_tables_alone_satisfy_needs_no_model(two_partners):
    result = solve(two_partners.adding(NotOnOneWeekday()))
    assert result.engine == "sequence engine"
    assert result.unwrap() == Schedule.of(result.schedule.problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-04")])


def test_frame_rule_is_obeyed(two_partners):
    problem = two_partners.replace(default_rules=False, rules=[OuluTwice(), First("Messina")], meetings=3)
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Messina", "Oulu", "Oulu"]


def test_checking_names_the_rule(two_partners):
    rule = OddDays()
    (violation,) = check(
        two_partners.adding(rule), Schedule.of(two_partners, [("Messina", "2019-09-02"), ("Oulu", "2019-09-05")])
    )
    assert violation.rule is rule
    assert violation.kind == "odd_days"
    assert str(violation) == "Messina starts on Mon 2 September 2019 (rule: Meetings start on odd days of the month)"


def test_rule_that_contradicts_itself_is_named(two_partners):
    with pytest.raises(RuleError, match="it is not right .*Nothing is ever right"):
        solve(two_partners.adding(SaysMoreThanItTells()))


def test_what_is_no_rule_is_refused_at_its_place(two_partners):
    with pytest.raises(
        ProblemError, match=r"rules\[2\]: 'Oulu' is no rule: a rule has label, check, and fill \(or post\)"
    ):
        two_partners.replace(rules=[First("Oulu"), "Oulu"])


def test_class_in_place_of_a_rule_is_refused(two_partners):
    with pytest.raises(ProblemError, match=r"rules\[1\]"):
        two_partners.adding(OddDays)
