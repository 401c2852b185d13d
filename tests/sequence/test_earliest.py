"""Whether there is a schedule at all, costs left aside."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from di4c_schedule import Network, Partner, Problem, Schedule, check
from di4c_schedule.counting import counted_conflict
from di4c_schedule.rules import Before, Hosting, Spacing
from di4c_schedule.sequence import a_schedule, optimise

from ..problems import problems


def test_hosts_come_as_early_as_their_days_and_gaps_leave_them(problem_of):
    problem = problem_of("Messina", "Oulu", "Limerick", rules=[Spacing(5), Before("Limerick", "Messina")])
    # Monday to Friday: two days from Mon 2 September, then a gap of 5 days from Tue 3: Mon 9 (Sun 8 is closed), Mon 16
    starts = a_schedule(problem.tables)
    assert [column for _, column in starts] == [0, 7, 14]
    assert [row for row, _ in starts].index(2) < [row for row, _ in starts].index(0)


def test_an_upper_bound_on_gaps_is_kept(two_partners):
    # Fixed gaps: what starts earliest may leave the next one behind
    assert a_schedule(two_partners.adding(Spacing(3, 3)).tables) is not None
    assert a_schedule(two_partners.adding(Spacing(300)).tables) is None


def test_fewer_meetings_than_hosts(three_partners):
    problem = three_partners.replace(meetings=2, rules=[Hosting(at_least=0), Hosting("Limerick", 1, 1)])
    starts = a_schedule(problem.tables)
    assert len(starts) == 2
    assert "Limerick" in [problem.tables.rows[row].partner for row, _ in starts]


def test_a_second_turn_needs_the_first(two_partners):
    # three meetings of two hosts, each once or twice: nobody's second turn comes without the first
    problem = two_partners.replace(meetings=3, rules=[Hosting(at_least=0, at_most=2)])
    rows = [problem.tables.rows[row] for row, _ in a_schedule(problem.tables)]
    turns = {name: [row.turn for row in rows if row.partner == name] for name in ("Messina", "Oulu")}
    assert sorted(turns.values(), key=len) == [[1], [1, 2]]


def test_many_hosts_go_by_the_other_engine():
    partners = [Partner(f"P{i:02}", country="FR", lat=45 + i / 10, lon=3, timezone="Europe/Paris") for i in range(15)]
    problem = Problem(Network("Many", partners, lead="P00"), "2019-09-02", "2019-12-20")
    assert a_schedule(problem.tables) == optimise(problem.tables).starts


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_there_is_a_schedule_exactly_when_there_is_a_best_one(problem: Problem) -> None:
    assume(counted_conflict(problem) is None)  # what counting sees, the tables need not
    starts, optimum = a_schedule(problem.tables), optimise(problem.tables)
    assert (starts is None) is (optimum is None)
    if starts is not None and not problem.tables.left:
        rows, day = problem.tables.rows, problem.tables.day
        schedule = Schedule.of(problem, [(rows[row].partner, day(column)) for row, column in starts])
        assert check(problem, schedule) == []
