"""Conflicts with busy calendars, worked out by hand and by trying everything; and ways out of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from di4c_schedule import Network, Problem, closed_days, explain, repairs, solve, why_not
from di4c_schedule.rules import Attendance, Busy, Fixed, Hosting, MustAttend
from tests.busy_calendars import Entry, busy_calendar, name_for
from tests.problems import PARTNERS


def busy(partner, *entries):
    return Busy(partner, busy_calendar(*entries, name=f"{partner.lower()}.ics"))


@pytest.fixture
def host_busy(two_partners):
    """Oulu hosts in a week of which Tuesday to Thursday are taken: neither Monday nor Thursday can begin a meeting."""
    session = busy("Oulu", ("2019-10-08", "2019-10-10", "Budget session"))
    return two_partners.adding(session, Fixed("Oulu", "2019-10-07..2019-10-11"))


@pytest.fixture
def lead_busy(two_partners):
    """Oulu hosts on two days on the second of which Messina, which must attend, meets its board."""
    board = busy("Messina", ("2019-10-09", "2019-10-09", "Board meeting"))
    return two_partners.adding(board, Fixed("Oulu", "2019-10-08..2019-10-09"), MustAttend("Messina"))


@pytest.fixture
def quorum_lost(three_partners):
    """Two of three are busy on the only day on which Limerick can host, and two must be free."""
    calendars = (
        busy("Messina", ("2019-10-09", "2019-10-09", "Board meeting")),
        busy("Oulu", ("2019-10-07", "2019-10-11")),
    )
    return three_partners.adding(*calendars, Fixed("Limerick", "2019-10-08..2019-10-09"), Attendance(2))


def test_a_host_that_is_busy_on_all_its_open_days(host_busy):
    assert str(explain(host_busy)).splitlines() == [
        "Oulu has no day left on which a meeting of 2 days could start.",
        "  A meeting takes 2 days.",
        "  For Oulu, every day from Tue 8 to Thu 10 October 2019 is a busy day (Budget session).",
        "Rules involved; no smaller set of them clashes:",
        "  - Oulu is busy as oulu.ics says",
        "  - Oulu hosts within 7 to 11 October 2019",
    ]


def test_a_lead_that_must_attend_and_is_busy(lead_busy):
    assert str(explain(lead_busy)).splitlines() == [
        "Oulu has no day left on which a meeting of 2 days could start.",
        "  A meeting takes 2 days.",
        "  For Oulu, Wed 9 October 2019 is a busy day (Board meeting) for Messina.",
        "Rules involved; no smaller set of them clashes:",
        "  - Messina is busy as messina.ics says",
        "  - Oulu hosts within 8 to 9 October 2019",
        "  - Messina can attend every meeting",
    ]
    assert set(solve(lead_busy).conflict.requirements) == set(lead_busy.given_rules)


def test_a_quorum_that_is_lost_to_two_calendars_names_both(quorum_lost):
    conflict = explain(quorum_lost)
    assert set(conflict.requirements) == set(quorum_lost.given_rules)
    assert conflict.smallest
    # only Limerick has no day left: of the days of others nothing is said
    assert conflict.facts[1:] == (
        "For Limerick, Wed 9 October 2019 is a day off for Messina (Board meeting) and Oulu.",
    )


def test_a_calendar_may_give_way_and_what_then_happens_is_told(lead_busy):
    said = [str(way) for way in repairs(lead_busy, n=6)]
    entry = "Wed 9 October 2019 is a busy day (Board meeting) for Messina, which must attend"
    assert f"drop: Messina is busy as messina.ics says (Oulu meets 8 to 9 October 2019, but {entry})" in said
    assert f"drop: Messina can attend every meeting (Oulu meets 8 to 9 October 2019, but {entry})" in said
    assert "let Oulu host from 7 October 2019, 1 day earlier" in said


def test_either_of_two_calendars_may_give_way(quorum_lost):
    said = [way.edits[0].label for way in repairs(quorum_lost, n=8) if way.edits[0].kind == "busy"]
    assert said == ["Messina is busy as messina.ics says", "Oulu is busy as oulu.ics says"]


def test_every_repair_is_needed_whole(quorum_lost, host_busy, lead_busy):
    for problem in (quorum_lost, host_busy, lead_busy):
        for way in repairs(problem, n=8):
            assert len(way.edits) == 1
            assert solve(way.problem).schedule is not None


def test_days_with_short_entries_may_be_asked_for(two_partners):
    hours = [Entry(date(2019, 10, day), summary="Class", hours=2) for day in (8, 9)]
    problem = two_partners.adding(busy("Oulu", *hours), Fixed("Oulu", "2019-10-08..2019-10-09"))
    assert "let Oulu meet on days with less than 3 busy hours" in [str(way) for way in repairs(problem, n=6)]


def test_a_closed_day_names_the_entry(lead_busy):
    problem = lead_busy.adding(busy("Oulu", ("2019-10-16", "2019-10-16", "Fair")))
    assert [str(blame) for blame in closed_days(problem, "Oulu")[date(2019, 10, 15)]] == [
        "Oulu hosts within 8 to 9 October 2019",
        "Oulu is busy as oulu.ics says: Wed 16 October 2019 is a busy day (Fair)",
    ]
    blames = [str(blame) for blame in closed_days(lead_busy, "Oulu")[date(2019, 10, 8)]]
    assert blames == ["Messina can attend every meeting: Wed 9 October 2019 is a busy day (Board meeting) for Messina"]


def test_a_wish_breaks_the_calendar_that_stands_in_its_way(two_partners):
    session = busy("Oulu", ("2019-10-08", "2019-10-09", "Budget session"))
    answer = why_not(two_partners.adding(session), "Oulu", "2019-10-08")
    assert answer.broken == (session,)
    assert answer.why == (
        "Tue 8 October 2019 is a busy day (Budget session); Wed 9 October 2019 is a busy day (Budget session)",
    )


def test_a_wish_breaks_a_calendar_or_the_rule_that_asks_for_it_not_both(two_partners):
    board = busy("Messina", ("2019-10-09", "2019-10-09", "Board meeting"))
    answer = why_not(two_partners.adding(board, MustAttend("Messina")), "Oulu", "2019-10-08")
    # a calendar is a wish, who must attend is law: the wish gives way
    assert answer.broken == (board,)
    assert answer.why[0].endswith("Wed 9 October 2019 is a busy day (Board meeting) for Messina, which must attend")


# by trying everything

names = st.sampled_from([partner.name for partner in PARTNERS])
days = st.integers(0, 5).map(lambda day: date(2019, 10, 7) + timedelta(day))


@st.composite
def crossed(draw: st.DrawFn) -> Problem:
    """Draw a problem of six days in which calendars, and rules that ask for them, have to do with each other."""
    n = draw(st.integers(2, 3))
    one = st.sampled_from([partner.name for partner in PARTNERS[:n]])
    spans = st.lists(st.tuples(days, days).map(lambda pair: Entry(*sorted(pair), "trip")), min_size=1, max_size=2)
    calendars = st.builds(lambda name, entries: Busy(name, busy_calendar(*entries, name=name_for(entries))), one, spans)
    asking = st.builds(MustAttend, one) | st.builds(Attendance, st.integers(1, n))
    fixed = st.builds(lambda name, pair: Fixed(name, tuple(sorted(pair))), one, st.tuples(days, days))
    rules = [
        *draw(st.lists(calendars, min_size=1, max_size=3)),
        *draw(st.lists(asking, min_size=1, max_size=2)),
        *draw(st.lists(fixed, max_size=2)),
    ]
    network = Network("Crossed", PARTNERS[:n], lead=PARTNERS[0].name)
    rules = list(dict.fromkeys(rules))
    return Problem(network, "2019-10-07", "2019-10-12", rules=[Hosting(), *rules], default_rules=False)


def smallest_clash(problem: Problem, possible) -> int | None:
    """Return the size of the smallest set of rules that leaves no schedule."""
    frame, *rules = problem.given_rules
    for size in range(len(rules) + 1):
        for some in combinations(rules, size):
            whole = problem.replace(rules=[frame, *some])
            if not possible(whole, whole.rules):
                return size
    return None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(crossed())
def test_the_smallest_conflict_is_that_of_trying_everything(possible, problem):
    conflict = explain(problem, time_limit=None, whole_rules=True)
    size = smallest_clash(problem, possible)
    assert bool(conflict) == (size is not None)
    if size is None:
        return
    assert conflict.smallest
    assert len(conflict.requirements) == size
    alone = problem.replace(rules=[Hosting(), *conflict.requirements])
    assert not possible(alone, alone.rules)
    told = solve(problem).conflict
    if told.minimal:
        rest = [
            problem.replace(rules=[Hosting(), *(r for r in told.requirements if r != one)]) for one in told.requirements
        ]
        assert all(possible(one, one.rules) for one in rest)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(crossed())
def test_repairs_are_true_and_none_of_their_edits_is_idle(possible, problem):
    for way in repairs(problem, n=4, fixed=["window", "partner"], time_limit=None):
        assert possible(way.problem, way.problem.rules)
        dropped = [edit.label for edit in way.edits if edit.action == "drop"]
        for kept in dropped:
            if len(dropped) == len(way.edits):
                rest = problem
                for label in dropped:
                    rest = rest if label == kept else rest.without(label)
                assert not possible(rest, rest.rules)
