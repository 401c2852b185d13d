from __future__ import annotations

import math
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

import di4c_schedule as ds
from di4c_schedule import InfeasibleError, Problem, ProblemError, TimeLimitError, goals, regret, rules
from di4c_schedule.clock import Clock
from di4c_schedule.goals import measures
from di4c_schedule.rules import Keep
from di4c_schedule.slots import Slot
from di4c_schedule.solver import level_totals
from di4c_schedule.what_if import slot_by_slot, slot_totals
from di4c_schedule.what_if.slot_by_slot import solve_each_slot
from di4c_schedule.what_if.slot_costs import _frame
from di4c_schedule.what_if.slot_totals import SlotTotals
from tests.problems import PARTNERS, all_schedules, capped_problems, level_values, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")

thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
costly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

EXAMPLE = Path(__file__).parents[2] / "examples" / "di4c" / "network.toml"


def by_trying_everything(problem: Problem, level: int | None) -> pd.DataFrame | None:
    schedules = all_schedules(problem)
    if not schedules:
        return None
    keys = sorted({(goal.level, part) for goal in problem.goals for part, _ in enumerate(measures(goal, schedules[0]))})
    wanted = [place for place, (number, part) in enumerate(keys) if part == 0 and number == level]
    best = min(map(level_values, schedules))
    lost: dict[tuple[str, date], float] = {}
    for name in problem.network.names:
        for day in problem.window:
            with_slot = [s for s in schedules if any(m.host == name and m.start == day for m in s.meetings)]
            least = min(map(level_values, with_slot), default=None)
            lost[name, day] = math.nan if least is None else sum(least[p] - best[p] for p in wanted)
    rows = [[lost[name, day] for day in problem.window] for name in problem.network.names]
    return pd.DataFrame(rows, problem.network.names, pd.to_datetime(list(problem.window)), dtype=float)


def assert_same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(
        found, expected, check_names=False, check_column_type=False, check_index_type=False, check_freq=False
    )


@thorough
@given(problems())
def test_every_number_is_that_of_trying_everything(problem: Problem) -> None:
    for level in sorted({goal.level for goal in problem.goals}) or [None]:
        expected = by_trying_everything(problem, level)
        if expected is None:
            with pytest.raises(InfeasibleError):
                regret(problem, level)
        else:
            assert_same(regret(problem, level), expected)


@costly
@given(problems() | capped_problems())
def test_slot_by_slot_gives_the_numbers_of_trying_everything(problem: Problem) -> None:
    levels = sorted({goal.level for goal in problem.goals})
    level = levels[-1] if levels else None
    expected = by_trying_everything(problem, level)
    if expected is None:
        with pytest.raises(InfeasibleError):
            solve_each_slot(problem, None, Clock())
    else:
        assert_same(_frame(problem, solve_each_slot(problem, None, Clock()), (level or 1, 0)), expected)
        bounds = SlotTotals.of(problem, Clock())
        assert_same(_frame(problem, solve_each_slot(problem, bounds, Clock()), (level or 1, 0)), expected)


def test_a_sample_of_the_example_is_what_solving_each_slot_anew_gives() -> None:
    problem = ds.read_problem(EXAMPLE)
    best = level_totals(problem, ds.solve(problem).unwrap())
    frames = {level: regret(problem, level) for level in (1, 2, 3)}
    sample = [(name, day) for name in problem.network.names for day in list(problem.window)[::13]]
    possible = 0
    for name, day in sample:
        result = ds.solve(problem.adding(Keep([(name, day)])))
        for level, frame in frames.items():
            found = frame.loc[name, pd.Timestamp(day)]
            if result.schedule is None:
                assert math.isnan(found)
            else:
                possible += 1
                assert found == level_totals(problem, result.schedule)[level, 0] - best[level, 0]
    assert possible > 60


def test_the_slots_of_the_optimum_cost_nothing() -> None:
    problem = ds.read_problem(EXAMPLE)
    frame = regret(problem)
    for meeting in ds.solve(problem).unwrap().meetings:
        assert frame.loc[meeting.host, pd.Timestamp(meeting.start)] == 0.0
    assert list(frame.index) == problem.network.names
    assert frame.index.name == "host"
    assert (frame.columns[0], frame.columns[-1], len(frame.columns)) == (
        pd.Timestamp("2019-09-02"),
        pd.Timestamp("2020-03-02"),
        183,
    )


def three() -> Problem:
    """Return three meetings, at most one a week by a rule that no table holds."""
    network = ds.Network("Three", PARTNERS, lead="Messina")
    weekly = [rules.AtMost(1, week) for week in ("2019-W45", "2019-W46", "2019-W47")]
    return Problem(network, "2019-11-04", "2019-11-24", rules=weekly, goals=[goals.Early()])


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_other_threads_and_processes_give_the_same(pool: type) -> None:
    alone = regret(three())
    assert alone.loc["Oulu", pd.Timestamp("2019-11-08")] == 4  # Friday in place of Monday
    how = {"mp_context": get_context("spawn")} if pool is ProcessPoolExecutor else {}
    with pool(2, **how) as executor:
        assert_same(regret(three(), executor=executor), alone)


def test_a_slot_is_measured_by_the_pace_of_the_problem() -> None:
    # starts are open from Mon 2 September to Wed 16 October: 44 days, so 22 from start to start
    network = ds.Network("Three", PARTNERS, lead="Messina")
    cap = rules.AtMost(1, "2019-09-13..2019-09-29")
    problem = Problem(network, "2019-09-02", "2019-10-20", days=3, rules=[cap], goals=[goals.EvenRhythm()])
    frame = regret(problem)
    assert frame.loc["Oulu", pd.Timestamp("2019-09-24")] == 0  # 2 and 24 September, 16 October
    # 22 days after Wed 25 September is a Thursday, and the meeting would last to Saturday
    assert frame.loc["Messina", pd.Timestamp("2019-09-25")] == 1
    # 22 days before Mon 23 September is the day before the window
    assert frame.loc["Oulu", pd.Timestamp("2019-09-23")] == 1


def test_without_goals_what_is_possible_costs_nothing() -> None:
    frame = regret(three().replace(goals=[]))
    assert set(frame.stack().dropna().tolist()) == {0.0}
    assert math.isnan(frame.loc["Oulu", pd.Timestamp("2019-11-09")])  # a Saturday


def test_a_number_of_meetings_that_cannot_be_is_told_so() -> None:
    with pytest.raises(ds.InfeasibleError, match="There is 1 meeting, but the partners are to host at least 4"):
        regret(three().replace(meetings=1, rules=[rules.Hosting("Oulu", 2, 2)]))


def test_a_later_level_may_gain_from_what_the_slot_cost_before() -> None:
    # the lead comes first, Oulu on 2 September: late is level 2, and what is lost on level 1 may be gained there
    network = ds.Network("Two", PARTNERS[:2], lead="Messina")
    wishes = [goals.Prefer("2019-09-02", partner="Messina"), goals.Late(level=2)]
    problem = Problem(network, "2019-09-02", "2019-09-04", rules=[rules.First("Messina")], goals=wishes)
    # best: Messina on Monday, Oulu on Wednesday: 0 wishes missed, 2 + 0 days. With Messina on Tuesday: 1 missed, 1 + 0
    assert regret(problem).loc["Messina", pd.Timestamp("2019-09-03")] == 1
    assert regret(problem, level=2).loc["Messina", pd.Timestamp("2019-09-03")] == -1


def test_a_level_without_a_goal_is_refused() -> None:
    with pytest.raises(ProblemError, match=r"no goal of level 2; the goals have only the level 1$"):
        regret(three(), level=2)
    with pytest.raises(ProblemError, match=r"no goal of level 1; the problem has no goals"):
        regret(three().replace(goals=[]), level=1)


class OutOfTime(Executor):
    """Its workers find that the time is up."""

    def submit(self, *_: object) -> Future[list[object]]:
        future: Future[list[object]] = Future()
        future.set_result([])
        return future


def test_a_time_limit_that_comes_first_says_how_far_it_got() -> None:
    with pytest.raises(TimeLimitError, match=r"^3 of 45 slots were settled in .* s; allow more time$"):
        regret(three(), executor=OutOfTime())
    with pytest.raises(TimeLimitError, match="no slot was settled"):
        regret(ds.read_problem(EXAMPLE), time_limit=1e-9)


def test_no_time_at_all_is_refused() -> None:
    with pytest.raises(ProblemError, match="time_limit: expected seconds, more than 0, got 0"):
        regret(three(), time_limit=0)


def test_tables_that_are_too_large_for_the_engine_are_asked_slot_by_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = three().replace(rules=[])
    expected = regret(problem)
    monkeypatch.setattr(slot_totals, "fits", lambda *_: False)
    assert_same(regret(problem), expected)


def test_so_they_are_when_the_memory_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = three().replace(rules=[])
    expected = regret(problem)

    def none_left(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(slot_totals, "optimise", none_left)
    assert_same(regret(problem), expected)


def test_nothing_is_settled_before_the_best_plan_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    known = evolve(ds.solve(three()), status=ds.Status.FEASIBLE)
    monkeypatch.setattr(slot_by_slot, "solve", lambda *_: known)
    with pytest.raises(TimeLimitError, match="^0 of 45 slots were settled"):
        regret(three())


def test_a_worker_stops_when_the_time_is_up_and_leaves_out_what_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    slots = [Slot("Oulu", "2019-11-05"), Slot("Oulu", "2019-11-09")]
    assert [answer.totals for answer in slot_by_slot.answers_of(three(), slots, None)] == [(0 + 7 + 14 + 1,), None]
    assert slot_by_slot.answers_of(three(), slots, 0.0) == []
    unknown = evolve(ds.solve(three()), status=ds.Status.UNKNOWN, schedule=None)
    monkeypatch.setattr(slot_by_slot, "solve_without_reasons", lambda *_: unknown)
    assert slot_by_slot.answers_of(three(), slots, None) == []


def test_alone_it_stops_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(Clock):
        @property
        def late(self) -> bool:
            return True

    with pytest.raises(TimeLimitError, match="^3 of 45 slots were settled"):
        solve_each_slot(three(), None, Late())


class Lazy(Executor):
    """Answers the first chunk, with what all slots are worth; never begins the others."""

    def __init__(self, answers: list[slot_by_slot.Answer]) -> None:
        self.answers = answers
        self.futures: list[Future[list[slot_by_slot.Answer]]] = []

    def submit(self, *_: object) -> Future[list[slot_by_slot.Answer]]:
        future: Future[list[slot_by_slot.Answer]] = Future()
        if not self.futures:
            future.set_result(self.answers)
        self.futures.append(future)
        return future


def test_what_need_not_be_asked_any_more_is_taken_back() -> None:
    days = [day for day in three().window if day.weekday() < 5]
    slots = [Slot(partner.name, day) for partner in PARTNERS for day in days]
    executor = Lazy(slot_by_slot.answers_of(three(), slots, None))
    assert_same(regret(three(), executor=executor), regret(three()))
    assert all(future.cancelled() for future in executor.futures[1:])


def test_when_no_worker_answers_in_time_the_others_are_taken_back() -> None:
    executor = Lazy([])
    with pytest.raises(TimeLimitError, match="^3 of 45 slots were settled"):
        regret(three(), time_limit=1, executor=executor)
    assert all(future.cancelled() for future in executor.futures[1:])
