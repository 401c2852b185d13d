"""Every slot asked for in turn, where no engine answers for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from time import time

import numpy as np
from attrs import define, field, frozen

from di4c_schedule.clock import Clock
from di4c_schedule.errors import TimeLimitError
from di4c_schedule.labels import counted
from di4c_schedule.problem import Problem
from di4c_schedule.result import Status
from di4c_schedule.rules import Keep
from di4c_schedule.schedule import Schedule
from di4c_schedule.slots import Slot
from di4c_schedule.solver import level_totals, solve, solve_without_reasons
from di4c_schedule.tables import LevelKey
from di4c_schedule.what_if.settled import settled
from di4c_schedule.what_if.slot_totals import SlotTotals, Values, open_slots

SLOTS_AT_A_TIME = 8
"""So many slots are handed to an executor together: a single one may take less time than handing it over."""

Totals = tuple[int, ...]
"""The total of each part of each level, in order."""


@frozen
class Answer:
    """What was found of a slot.

    Parameters
    ----------
    slot
        The slot.
    totals
        Those of the best schedule that has it; None if there is none.
    starts
        The slots of that schedule.
    """

    slot: Slot
    totals: Totals | None
    starts: tuple[Slot, ...] = ()


def solve_each_slot(
    problem: Problem, bounds: SlotTotals | None, clock: Clock, executor: Executor | None = None
) -> SlotTotals:
    """Solve the problem once for every open slot.

    A schedule found for one slot has others, too: where no schedule with such a slot can be better, it is settled.

    Parameters
    ----------
    problem
        The problem.
    bounds
        What the tables alone know of the slots, if anything.
    clock
        The time limit.
    executor
        Solves in other threads or processes; None: here.

    Raises
    ------
    InfeasibleError
        If the problem has no schedule.
    TimeLimitError
        If the time limit comes first.
    """
    result = solve(problem, clock.left)
    best = result.unwrap()
    slots = _open(problem, bounds)
    keys = sorted(level_totals(problem, best))
    settling = _Settling(_totals(best), _floors(problem, bounds, slots, keys), open=dict.fromkeys(slots))
    if result.status is Status.OPTIMAL:
        settling.learn([Answer(slot, _totals(best), tuple(slots_of(best))) for slot in slots_of(best)])
        for answers in _answers(settled(problem), settling.open, clock, executor):
            settling.learn(answers)
    if settling.open:
        done = len(slots) - len(settling.open)
        raise TimeLimitError(
            f"{done} of {counted(len(slots), 'slot')} were settled in {clock.seconds:.1f} s; allow more time"
        )
    return settling.result(problem, keys)


def slots_of(schedule: Schedule) -> list[Slot]:
    """Return the slots that a schedule fills."""
    return [Slot(meeting.host, meeting.start) for meeting in schedule.meetings]


def answers_of(problem: Problem, slots: Iterable[Slot], until: float | None) -> list[Answer]:
    """Solve the problem for each of some slots.

    Parameters
    ----------
    problem
        The problem.
    slots
        The slots.
    until
        Value of ``time.time()`` at which to stop, as other processes tell the time alike; None: never. What is not
        settled by then is left out.
    """
    answers = []
    for slot in slots:
        left = None if until is None else until - time()
        if left is not None and left <= 0:
            break
        result = solve_without_reasons(problem.adding(Keep([slot])), left)
        if result.status is Status.INFEASIBLE:
            answers.append(Answer(slot, None))
        elif result.status is Status.OPTIMAL and result.schedule is not None:
            answers.append(Answer(slot, _totals(result.schedule), tuple(slots_of(result.schedule))))
    return answers


@define(eq=False)
class _Settling:
    """Which slots are open, and what the others come to.

    Parameters
    ----------
    best
        Totals of the best schedule.
    floors
        Totals that no schedule with a slot stays below, where such are known.
    """

    best: Totals
    floors: dict[Slot, Totals]
    open: dict[Slot, None]
    settled: dict[Slot, Totals | None] = field(factory=dict)

    def learn(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            self._settle(answer.slot, answer.totals)
            for slot in answer.starts:
                if answer.totals in (self.best, self.floors.get(slot)):
                    self._settle(slot, answer.totals)

    def _settle(self, slot: Slot, totals: Totals | None) -> None:
        self.settled[slot] = totals
        self.open.pop(slot, None)

    def result(self, problem: Problem, keys: list[LevelKey]) -> SlotTotals:
        tables, names = problem.tables, problem.network.names
        shape = len(names), tables.n_days
        possible = np.zeros(shape, dtype=bool)
        levels: dict[LevelKey, Values] = {key: np.zeros(shape, dtype=object) for key in keys}
        for slot, totals in self.settled.items():
            if totals is not None:
                at = problem.network.index(slot.host), tables.index(slot.start)
                possible[at] = True
                for key, total in zip(keys, totals, strict=True):
                    levels[key][at] = total
        return SlotTotals(possible, levels, dict(zip(keys, self.best, strict=True)), exact=True)


def _open(problem: Problem, bounds: SlotTotals | None) -> list[Slot]:
    names, day = problem.network.names, problem.tables.day
    possible = open_slots(problem.tables) if bounds is None else bounds.possible
    return [Slot(names[partner], day(int(column))) for partner, column in np.argwhere(possible)]


def _floors(
    problem: Problem, bounds: SlotTotals | None, slots: Iterable[Slot], keys: list[LevelKey]
) -> dict[Slot, Totals]:
    """Return what the tables say that no schedule with a slot stays below."""
    if bounds is None:
        return {}
    nothing = np.zeros_like(bounds.possible, dtype=object)
    levels = [bounds.levels.get(key, nothing) for key in keys]
    partner, column = problem.network.index, problem.tables.index
    return {slot: tuple(int(values[partner(slot.host), column(slot.start)]) for values in levels) for slot in slots}


def _totals(schedule: Schedule) -> Totals:
    return tuple(total for _, total in sorted(level_totals(schedule.problem, schedule).items()))


def _answers(
    problem: Problem, still_open: dict[Slot, None], clock: Clock, executor: Executor | None
) -> Iterator[list[Answer]]:
    """Yield answers for slots as they come; slots that are no longer open by then are not asked for."""
    until = None if clock.left is None else time() + clock.left
    slots = list(still_open)
    if executor is None:
        for slot in slots:
            if clock.late:
                return
            if slot in still_open:
                yield answers_of(problem, [slot], until)
        return
    chunks = [slots[begin : begin + SLOTS_AT_A_TIME] for begin in range(0, len(slots), SLOTS_AT_A_TIME)]
    running = {executor.submit(answers_of, problem, chunk, until): chunk for chunk in chunks}
    try:
        while running:
            done, _ = wait(running, timeout=clock.left, return_when=FIRST_COMPLETED)
            if not done:
                return
            for future in done:
                del running[future]
                yield future.result()
            _drop(running, still_open)
    finally:
        for future in running:
            future.cancel()


def _drop(running: dict[Future[list[Answer]], list[Slot]], still_open: dict[Slot, None]) -> None:
    """Take back what was not begun and need not be any more."""
    for future, chunk in list(running.items()):
        if not any(slot in still_open for slot in chunk) and future.cancel():
            del running[future]
