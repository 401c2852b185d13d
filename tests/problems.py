"""Tiny problems at random, and their answers by trying everything."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from di4c_schedule import Network, Partner, Problem, Schedule, Travel, Turn, check, goals, rules
from di4c_schedule.busy import BusyCalendar

from .busy_calendars import Entry, busy_calendar, name_for

PARTNERS = (
    Partner("Messina", country="IT", lat=38.194, lon=15.553, timezone="Europe/Rome", region="South", delegation=2),
    Partner("Oulu", country="FI", lat=65.012, lon=25.468, timezone="Europe/Helsinki"),
    Partner("Botoșani", country="RO", lat=47.75, lon=26.667, timezone="Europe/Bucharest", region="South"),
)
FIRST_DAYS = (date(2019, 10, 28), date(2019, 11, 29), date(2019, 12, 23))
"""Around All Saints in Italy, St Andrew's and Independence Day in Romania and Finland, Christmas everywhere."""

names = st.sampled_from([partner.name for partner in PARTNERS])
measures = st.sampled_from(["km", "eur", "co2", "hours"])

NEW_FARES = [
    {"first": day, "bands": [[0, euro], [1500, 2 * euro]]}
    for day, euro in (("2019-11-01", 90), ("2019-12-03", 50), ("2019-12-27", 300))
]
"""Fares that change within each of the windows."""


@st.composite
def ranges(draw: st.DrawFn, first: date, days: int) -> tuple[date, date]:
    """Draw a range of days within a window."""
    a, b = sorted((draw(st.integers(0, days - 1)), draw(st.integers(0, days - 1))))
    return first + timedelta(a), first + timedelta(b)


@st.composite
def slots(draw: st.DrawFn, first: date, days: int, hosts: st.SearchStrategy[str]) -> list[tuple[str, date]]:
    """Draw one to three published meetings within a window."""
    slot = st.tuples(hosts, st.integers(0, days - 1).map(lambda day: first + timedelta(day)))
    return draw(st.lists(slot, min_size=1, max_size=3, unique=True))


@st.composite
def busy_calendars(draw: st.DrawFn, first: date, days: int) -> BusyCalendar:
    """Draw a calendar with up to three entries within a window, some of them tentative, some of a few hours."""
    about = st.tuples(st.booleans(), st.sampled_from([None, 8, 13]))
    drawn = draw(st.lists(st.tuples(ranges(first, days), about), max_size=3))
    entries = [
        Entry(first, last if hours is None else None, "busy", tentative, hours)
        for (first, last), (tentative, hours) in drawn
    ]
    return busy_calendar(*entries, name=name_for(entries))


@st.composite
def some_rules(draw: st.DrawFn, first: date, days: int, n: int) -> list[Any]:
    """Draw up to three rules of any kind; the partners drawn are in the network."""
    one = st.sampled_from([partner.name for partner in PARTNERS[:n]])
    several = st.lists(one, min_size=1, max_size=3, unique=True)
    two = st.none() | st.tuples(one, one)
    by = st.sampled_from(["country", "region"])
    dates = ranges(first, days)
    published = slots(first, days, one)
    weekdays = st.lists(st.sampled_from(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]), min_size=3, max_size=7)
    kinds = [
        st.builds(rules.Fixed, one, dates),
        st.builds(rules.Unavailable, dates, st.none() | one),
        st.builds(rules.HostHolidays, st.none() | one, bridge_days=st.booleans(), travel_days=st.booleans()),
        st.builds(rules.Busy, one, busy_calendars(first, days), st.booleans(), st.sampled_from([0, 12])),
        st.builds(rules.StartOn, weekdays, st.none() | one),
        st.builds(rules.Attendance, st.integers(1, n), st.booleans()),
        st.builds(rules.MustAttend, one),
        st.builds(rules.Avoid, st.just("the fair"), dates, st.none() | one),
        st.builds(rules.Near, st.just("the fair"), dates, st.integers(0, 2), st.none() | one),
        st.builds(rules.NotInARow, several),
        st.builds(rules.NotInARow, by=by),
        st.builds(rules.InTurn, by | several.map(lambda group: [group]), st.integers(2, 4)),
        st.builds(rules.Keep, published),
        st.builds(rules.Frozen, dates.map(min), published, st.booleans()),
        st.builds(rules.EndBy, st.sampled_from(["Wed", "Thu", "Fri", "Sat"]), st.none() | one),
        st.builds(rules.Weekdays, weekdays, st.none() | one),
        st.builds(lambda a, b, two: rules.Spacing(a, a + b, two), st.integers(0, 3), st.integers(1, 4), two),
        st.builds(rules.Spacing, st.integers(0, 4), between=two),
        st.builds(rules.TravelSpacing, st.integers(0, 1), between=two),
        st.builds(rules.TravelSpacing, st.just(0), straight_on=st.lists(one, max_size=2)),
        st.builds(rules.First, one),
        st.builds(rules.Last, one),
        st.builds(rules.Position, one, st.integers(1, 3)),
        st.permutations(PARTNERS).map(lambda order: rules.Before(order[0].name, order[1].name)),
        st.builds(rules.SameOrder, slots(first, days, names)),
        st.builds(rules.AtMost, st.integers(0, 2), dates | st.just("each month")),
        st.builds(rules.AtLeast, st.integers(0, 2), dates),
        st.builds(rules.MaxTravel, st.none() | one, st.integers(0, 12_000)),
        st.builds(rules.MaxTravel, st.none() | one, st.integers(0, 2000), measures),
        st.builds(rules.Budget, st.integers(0, 6000), measures),
        st.builds(lambda p, low, more: rules.Hosting(p, low, low + more), one, st.integers(0, 2), st.integers(0, 1)),
    ]
    drawn = draw(st.lists(st.sampled_from(range(len(kinds))).flatmap(kinds.__getitem__), max_size=3))
    known = {partner.name for partner in PARTNERS[:n]}
    return [rule for rule in drawn if not isinstance(rule, rules.Before) or {rule.partner, rule.other} <= known]


@st.composite
def some_goals(draw: st.DrawFn, first: date, days: int, n: int) -> list[Any]:
    """Draw up to three goals on up to three levels, some with weights that make 64 bits too few."""
    one = st.sampled_from([partner.name for partner in PARTNERS[:n]])
    where = {"level": st.integers(1, 3), "weight": st.sampled_from([1, 2, 1_000_000])}
    kinds = [
        st.builds(goals.EvenRhythm, st.none() | st.integers(1, 6), **where),
        st.builds(goals.FewestHolidayClashes, st.booleans(), **where),
        st.builds(goals.ShortestTour, **where),
        st.builds(goals.Alternate, st.sampled_from(["country", "region"]), **where),
        st.builds(goals.FewestChanges, slots(first, days, names), st.integers(1, 4), **where),
        st.builds(goals.Early, **where),
        st.builds(goals.Late, **where),
        st.builds(goals.Prefer, ranges(first, days), partner=st.none() | one, **where),
        st.builds(goals.Prefer, weekdays=st.just(["Tue", "Thu"]), **where),
        st.builds(goals.LeastTravel, measures, **where),
        st.builds(goals.FairTravel, measures, st.dictionaries(one, st.integers(0, 9000), max_size=2), **where),
        st.builds(goals.Balance, st.sampled_from(["region", "country"]), **where),
    ]
    return draw(st.lists(st.sampled_from(range(len(kinds))).flatmap(kinds.__getitem__), max_size=3))


@st.composite
def some_turns(draw: st.DrawFn, n: int) -> list[Turn]:
    """Draw up to two turns that differ in length or format from the others."""
    one = st.none() | st.sampled_from([partner.name for partner in PARTNERS[:n]])
    turn = st.builds(
        Turn, one, st.none() | st.integers(1, 2), st.none() | st.integers(1, 3), st.sampled_from([None, "online"])
    )
    return draw(st.lists(turn, max_size=2))


@st.composite
def some_travel(draw: st.DrawFn, n: int) -> Travel:
    """Draw distances and fares: the usual, or fares that change within the window, or distances of one's own."""
    own = {
        (a.name, b.name): 900 + 700 * i - 60 * j
        for i, a in enumerate(PARTNERS[:n])
        for j, b in enumerate(PARTNERS[:n])
        if a != b
    }
    return Travel(
        ((2000, 0),),
        beyond=1,
        fares=draw(st.sampled_from(["standard", NEW_FARES])),
        km=draw(st.sampled_from([None, own])),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw a problem of at most three partners and nine days."""
    n, length = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    days = draw(st.integers(max(3, n * length), 9))
    first = draw(st.sampled_from(FIRST_DAYS))
    network = Network("Tiny", PARTNERS[:n], lead=PARTNERS[0].name)
    return Problem(
        network,
        first,
        first + timedelta(days - 1),
        days=length,
        rules=draw(some_rules(first, days, n)),
        goals=draw(some_goals(first, days, n)),
        meetings=draw(st.none() | st.integers(1, 3)),
        default_rules=draw(st.booleans()),
        travel=draw(some_travel(n)),
        turns=draw(some_turns(n)),
    )


@st.composite
def busy_problems(draw: st.DrawFn) -> Problem:
    """Draw a problem whose partners have calendars, as a key or as rules, and where others ask who can come."""
    n, first, days = draw(st.integers(2, 3)), draw(st.sampled_from(FIRST_DAYS)), draw(st.integers(5, 8))
    around = busy_calendars(first - timedelta(1), days + 2)
    own = st.lists(around, max_size=2)
    partners = [evolve(partner, busy=draw(own)) for partner in PARTNERS[:n]]
    one = st.sampled_from([partner.name for partner in partners])
    kinds: list[st.SearchStrategy[rules.Rule]] = [
        st.builds(rules.Busy, one, around, st.booleans(), st.sampled_from([0, 12])),
        st.builds(rules.Attendance, st.integers(1, n), st.booleans()),
        st.builds(rules.MustAttend, one),
    ]
    return Problem(
        Network("Busy", partners, lead=partners[0].name),
        first,
        first + timedelta(days - 1),
        days=draw(st.integers(1, 2)),
        rules=draw(st.lists(st.one_of(kinds), max_size=3)),
        goals=draw(st.lists(st.builds(goals.FewestHolidayClashes, st.booleans()), max_size=1)),
        meetings=draw(st.none() | st.just(2)),
        default_rules=draw(st.booleans()),
        turns=draw(some_turns(n)),
    )


def all_schedules(problem: Problem) -> list[Schedule]:
    """Return every schedule without a violation, found by trying all hosts on all days."""
    if not problem.meetings:
        return []  # nothing to plan is no plan
    found = []
    days = list(problem.window)
    for starts in combinations(days, problem.meetings):
        for hosts in product(problem.network.names, repeat=problem.meetings):
            schedule = Schedule.of(problem, zip(hosts, starts, strict=True))
            if not check(problem, schedule):
                found.append(schedule)
    return found


@st.composite
def capped_problems(draw: st.DrawFn) -> Problem:
    """Draw a problem that asks for an even pace, of whatever days are open, and has a cap that no table may hold."""
    n, first = draw(st.integers(2, 3)), draw(st.sampled_from(FIRST_DAYS))
    days = draw(st.integers(6, 8))
    cap = rules.AtMost(1, draw(ranges(first, days)))
    away = rules.Unavailable(
        draw(ranges(first, days)), draw(st.sampled_from([partner.name for partner in PARTNERS[:n]]))
    )
    return Problem(
        Network("Capped", PARTNERS[:n], lead=PARTNERS[0].name),
        first,
        first + timedelta(days - 1),
        days=draw(st.integers(1, 2)),
        rules=[
            cap,
            *draw(st.sampled_from([[], [away]])),
            *[rules.Hosting(partner.name, 1, 1) for partner in PARTNERS[:n]],
        ],
        goals=[goals.EvenRhythm()],
        default_rules=False,
    )


def measured_by(problem: Problem, schedule: Schedule) -> tuple[int, ...]:
    """Return `level_values` of a schedule by the goals of a problem, whatever problem it was made for."""
    return level_values(evolve(schedule, problem=problem))


def level_values(schedule: Schedule) -> tuple[int, ...]:
    """Return the weighted sum of the goals' own measures for each part of each level, in order."""
    levels: dict[tuple[int, int], int] = {}
    for goal in schedule.problem.goals:
        for part, value in enumerate(goals.measures(goal, schedule)):
            levels[goal.level, part] = levels.get((goal.level, part), 0) + goal.weight * value
    return tuple(value for _, value in sorted(levels.items()))
