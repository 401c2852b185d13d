"""What a rule closes in the tables is just what its check forbids."""

from __future__ import annotations

from itertools import permutations

import pytest

from di4c_schedule.dates import ONE_DAY
from di4c_schedule.rules import (
    Attendance,
    Avoid,
    Before,
    Busy,
    EndBy,
    First,
    Fixed,
    Frozen,
    HostHolidays,
    InTurn,
    Last,
    MustAttend,
    NotInARow,
    Position,
    SameOrder,
    Spacing,
    StartOn,
    TravelSpacing,
    Unavailable,
    Weekdays,
)
from di4c_schedule.schedule import Schedule
from tests.busy_calendars import busy_calendar

RULES_ON_DAYS = [
    Fixed("Oulu", "2019-12"),
    Fixed("Oulu", "2019-12-11..2019-12-12"),
    Fixed("Oulu", "2019-11-01..2019-11-20"),
    Unavailable("2019-12-10"),
    Unavailable("2019-12-10..2019-12-16", "Oulu"),
    Unavailable("2020-01-20..2020-02-29"),
    HostHolidays(),
    HostHolidays("Botoșani"),
    HostHolidays(bridge_days=True),
    HostHolidays(travel_days=True),
    HostHolidays("Oulu", bridge_days=True, travel_days=True),
    Attendance(1),
    Attendance(2),
    Attendance(1, travel_days=True),
    Attendance(2, travel_days=True),
    MustAttend("Oulu"),
    MustAttend("Botoșani"),
    Busy("Oulu", busy_calendar(("2019-12-10", "2019-12-11"), ("2020-01-20", "2020-01-23"))),
    Avoid("the fair", "2019-12-10..2019-12-16"),
    Frozen("2019-12-10", [("Oulu", "2019-12-03"), ("Oulu", "2019-12-05"), ("Botoșani", "2019-12-10")], keep=False),
    StartOn(["Tue", "Thu"]),
    EndBy("Wed"),
    EndBy("Mon"),
    Weekdays(),
    Weekdays(["Thu", "Fri", "Sat", "Sun"]),
]
RULES_ON_GAPS = [
    Spacing(0),
    Spacing(3),
    Spacing(1, 5),
    Spacing(4, 4),
    TravelSpacing(),
    TravelSpacing(rest=2),
    TravelSpacing(rest=2, straight_on=["Oulu"]),
    TravelSpacing(straight_on=["Messina", "Oulu", "Limerick"]),
    NotInARow(["Messina", "Oulu"]),
    NotInARow(by="country"),
    InTurn([["Limerick", "Oulu"]], 2),
]
RULES_ON_ORDER = [
    First("Oulu"),
    Last("Oulu"),
    Position("Limerick", 2),
    Before("Oulu", "Messina"),
    Before("Limerick", "Messina"),
    SameOrder([("Oulu", "2019-10-01"), ("Messina", "2019-10-08"), ("Limerick", "2019-10-15")]),
    SameOrder([("Oulu", "2019-10-01"), ("Messina", "2019-10-01"), ("Prato", "2019-10-08"), ("Limerick", "2019-10-15")]),
]


@pytest.fixture(scope="module")
def two_with_own_days(partner, problem_of):
    """Oulu and Botoșani from Wed 20 November 2019 to Mon 20 January 2020, holidays all around; no rule holds."""
    oulu = partner("Oulu", add_holidays=["2019-11-19", "2019-12-03", "2020-01-21"], remove_holidays=["2019-12-25"])
    return problem_of(oulu, "Botoșani", first="2019-11-20", last="2020-01-20", default_rules=False)


@pytest.mark.parametrize("days", [1, 2, 3, 8])
@pytest.mark.parametrize("rule", RULES_ON_DAYS, ids=repr)
def test_start_is_open_just_where_a_meeting_alone_keeps_the_rule(two_with_own_days, rule, days):
    problem = two_with_own_days.replace(days=days)
    tables = problem.fill_tables([rule])
    fitting = list(problem.window)[: problem.window.days - days + 1]
    kept = {
        (host, day)
        for host in ("Oulu", "Botoșani")
        for day in fitting
        if not list(rule.check(Schedule.of(problem, [(host, day)])))
    }
    opened = {
        (row.partner, tables.day(column))
        for row, allowed in zip(tables.rows, tables.allowed, strict=True)
        for column in allowed.nonzero()[0].tolist()
    }
    assert opened == kept
    assert len(kept) < 2 * len(fitting), "the rule forbids nothing here"


@pytest.mark.parametrize("rule", RULES_ON_GAPS, ids=repr)
def test_gap_is_open_just_where_two_meetings_keep_the_rule(three_partners, rule):
    problem = three_partners.replace(default_rules=False)
    tables = problem.fill_tables([rule])
    last = problem.first + ONE_DAY
    for host, following in permutations(problem.network.names, 2):
        pair = tables.rows_of(host)[0], tables.rows_of(following)[0]
        opened = [gap for gap in range(1, 40) if tables.gap[pair] <= gap <= tables.gap_most[pair]]
        schedules = {gap: [(host, problem.first), (following, last + gap * ONE_DAY)] for gap in range(1, 40)}
        kept = [gap for gap, starts in schedules.items() if not list(rule.check(Schedule.of(problem, starts)))]
        assert opened == kept, (host, following)


@pytest.mark.parametrize("rule", RULES_ON_ORDER, ids=repr)
def test_order_is_open_just_where_a_rotation_keeps_the_rule(three_partners, rule):
    tables = three_partners.fill_tables([rule])
    days = ["2019-10-01", "2019-10-08", "2019-10-15"]
    for rotation in permutations(three_partners.network.names):
        rows = [three_partners.network.index(host) for host in rotation]
        in_place = all(tables.position[row, place] for place, row in enumerate(rows))
        in_order = not any(tables.before[later, earlier] for n, later in enumerate(rows) for earlier in rows[:n])
        kept = not list(rule.check(Schedule.of(three_partners, zip(rotation, days, strict=True))))
        assert (in_place and in_order) == kept, rotation
