"""What a peer knew at certain moments, and several levels as one total."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.peers.answer import LevelOutcome, Recorder
from benchmarks.peers.question import Question
from benchmarks.peers.weights import OneTotal
from benchmarks.verify import level_values, proven_prefix
from di4c_schedule import Schedule, goals

EARLY, LATE = (("Oulu", "2019-10-01"),), (("Oulu", "2019-10-08"),)


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_mark_keeps_what_was_known_when_it_passed(clock):
    recorder = Recorder((10.0,), clock)
    clock.now = 105.0
    recorder.found(EARLY)
    recorder.bound(0, 3)
    clock.now = 112.0
    recorder.found(LATE)
    recorder.bound(0, 4)
    (moment,) = recorder.moments()
    assert (moment.seconds, moment.starts, moment.bounds) == (10.0, EARLY, (3,))


def test_a_mark_that_has_not_passed_keeps_nothing(clock):
    recorder = Recorder((10.0,), clock)
    clock.now = 109.0
    assert recorder.moments() == ()


def test_a_bound_never_falls(clock):
    recorder = Recorder((10.0,), clock)
    recorder.bound(0, 5)
    recorder.bound(0, 2)
    recorder.bound(1, 7)
    clock.now = 111.0
    assert recorder.moments()[0].bounds == (5, 7)


def test_time_before_a_restart_does_not_count(clock):
    recorder = Recorder((10.0,), clock)
    clock.now = 109.0
    recorder.restart()
    clock.now = 111.0
    assert (recorder.seconds, recorder.moments()) == (2.0, ())


def test_an_answer_has_the_last_schedule_and_the_time(clock):
    recorder = Recorder((), clock)
    recorder.found(LATE)
    clock.now = 107.5
    answer = recorder.answer([LevelOutcome("OPTIMAL", 3, 3), LevelOutcome("FEASIBLE", 8, 5)])
    assert (answer.starts, answer.seconds, answer.status, answer.proven) == (LATE, 7.5, "FEASIBLE", False)


def test_a_later_bound_holds_for_all_schedules_only_after_a_proof():
    assert proven_prefix((6, 800), (6, 700)) == [6, 700]
    assert proven_prefix((6, 800), (5, 700)) == [5]
    assert proven_prefix((6, 800), (None, 700)) == []


def test_one_total_orders_schedules_as_the_levels_do(problem_of):
    problem = problem_of("Messina", "Oulu", "Limerick").adding(
        goals.ShortestTour(level=1), goals.EvenRhythm(20, level=2), goals.Early(level=3)
    )
    total = OneTotal.of(Question.of(problem))
    index = problem.network.index
    sums = []
    for days in (("Messina", 3), ("Oulu", 16), ("Limerick", 30)), (("Oulu", 3), ("Messina", 16), ("Limerick", 23)):
        schedule = Schedule.of(problem, [(host, f"2019-09-{day:02}") for host, day in days])
        hosts, columns = [index(host) for host, _ in days], [day - 2 for _, day in days]
        sums.append(
            sum(int(total.start[host, column]) for host, column in zip(hosts, columns, strict=True))
            + sum(int(total.distance[b - a]) for a, b in pairwise(columns))
            + sum(int(total.succession[a, b]) for a, b in pairwise(hosts))
        )
        assert total.values(sums[-1]) == level_values(problem, schedule)
        assert sums[-1] <= total.largest
