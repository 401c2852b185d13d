"""Every peer that is installed finds what trying everything finds, and what it says is checked."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from attrs import evolve

from benchmarks.peers.answer import FEASIBLE, INFEASIBLE, OPTIMAL
from benchmarks.peers.question import Question, Rhythm, UnknownToPeerError
from benchmarks.peers.registry import PEERS, Peer
from benchmarks.verify import WrongAnswerError, verified
from di4c_schedule import Schedule, check, goals, rules
from tests.problems import level_values

GENERAL = [PEERS[key] for key in ("circuit", "places", "highs", "gecode", "didp", "timefold")]

PROVING = [peer for peer in GENERAL if not peer.takes_target]


def installed(peer: Peer) -> Peer:
    if peer.missing:
        pytest.skip(f"{peer.label} is an option of the benchmarks: {', '.join(peer.missing)} is not installed")
    return peer


@pytest.fixture(scope="module")
def problem(problem_of):
    """Three hosts in four weeks, Oulu first, at most 12 days between the meetings."""
    return problem_of("Messina", "Oulu", "Limerick", first="2019-09-02", last="2019-09-27").adding(
        rules.TravelSpacing(rest=2),
        rules.Spacing(1, at_most=12),
        rules.Before("Oulu", "Limerick"),
        rules.First("Oulu"),
        goals.EvenRhythm(11, level=1, weight=2),
        goals.ShortestTour(level=2),
        goals.FewestHolidayClashes(level=3, weight=3),
    )


@pytest.fixture(scope="module")
def best(problem):
    days = [day for day in problem.window if day.weekday() < 5]
    tried = (
        Schedule.of(problem, zip(hosts, starts, strict=True))
        for starts in combinations(days, 3)
        for hosts in permutations(problem.network.names)
    )
    return list(min(level_values(schedule) for schedule in tried if not check(problem, schedule)))


@pytest.mark.parametrize("peer", PROVING, ids=lambda peer: peer.key)
def test_a_peer_proves_what_trying_everything_finds(peer, problem, best):
    found = installed(peer).solve(problem, 60)
    assert found.status == OPTIMAL
    assert [level.value for level in found.levels] == best
    assert verified(problem, found.starts, [level.value for level in found.levels]) == best


@pytest.mark.parametrize("peer", PROVING, ids=lambda peer: peer.key)
def test_a_peer_sees_that_there_is_no_schedule(peer, problem):
    found = installed(peer).solve(problem.adding(rules.Spacing(13)), 60)
    assert found.status == INFEASIBLE
    assert found.proven
    assert found.starts is None


@pytest.mark.parametrize("places_up_to", [0, 20], ids=["meetings", "places"])
def test_timefold_stops_at_the_values_that_others_have_proven(problem, best, places_up_to):
    peer = evolve(installed(PEERS["timefold"]), options={"places_up_to": places_up_to})
    found = peer.solve(problem, 60, target=best)
    assert found.status == FEASIBLE
    assert not found.proven
    assert verified(problem, found.starts) == best


def test_a_peer_that_is_not_installed_says_what_is_missing():
    assert Peer("x", "X", "json", "loads", ("no_such_package",), ("no-such-program",)).missing == [
        "no_such_package",
        "no-such-program",
    ]


def test_a_schedule_that_breaks_a_rule_is_refused(problem):
    with pytest.raises(WrongAnswerError, match="Oulu"):
        verified(problem, (("Messina", "2019-09-03"), ("Oulu", "2019-09-12"), ("Limerick", "2019-09-24")))


def test_a_value_that_the_goals_do_not_measure_is_refused(two_partners):
    problem = two_partners.adding(goals.EvenRhythm(20))
    starts = (("Messina", "2019-09-03"), ("Oulu", "2019-09-17"))
    assert verified(problem, starts, [6]) == [6]
    with pytest.raises(WrongAnswerError, match="said to be"):
        verified(problem, starts, [5])


def test_a_question_tells_days_from_start_to_start(two_partners):
    asked = Question.of(two_partners.adding(rules.Spacing(5, at_most=9), goals.EvenRhythm(20, weight=3)))
    # two-day meetings: a gap of 5 days from the last day is 6 days from start to start
    assert asked.least[0, 1] == 6
    assert asked.most[0, 1] == 10
    assert asked.levels[0].rhythm == Rhythm(weight=3, ideal=20)
    assert asked.levels[0].succession is None


def test_limits_on_a_month_are_asked_with_their_dates(two_partners):
    (cap,) = Question.of(two_partners.adding(rules.AtMost(1, "2019-10"))).caps
    assert (cap.at_least, cap.at_most) == (None, 1)


def test_what_no_peer_knows_is_an_error(two_partners):
    with pytest.raises(UnknownToPeerError, match="each partner hosts once"):
        Question.of(two_partners.adding(rules.Hosting("Oulu", 1, 2)))
