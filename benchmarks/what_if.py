"""Tasks that ask what else would do, and what it would cost; every answer is checked.

Each runs in a process of its own, see `benchmarks.tasks`. Times begin when the problem's file is read: they count the
filling of the tables.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from math import isnan, nan
from time import perf_counter
from typing import Any

from benchmarks.instances import DI4C_FILE, instance
from benchmarks.verify import WrongAnswerError, kept

Answer = dict[str, Any]

FREE_FROM = "2019-11-01"
"""The first day that may still be planned, when DI4C is planned anew."""

SAMPLE = 12
"""Slots whose loss, and settings of rules whose worth, is found anew, one by one."""


def lost(name: str, level: str) -> Answer:
    """Find what every slot loses on a goal level."""
    import pandas as pd

    from di4c_schedule import regret

    problem = instance(name)
    began = perf_counter()
    frame: pd.DataFrame = regret(problem, int(level))
    return {"seconds": perf_counter() - began, "slots": int(frame.notna().to_numpy().sum())}


def levels(name: str) -> Answer:
    """Tell the goal levels of a problem, with their units, its number of hosts, and that of the slots open to them."""
    problem = instance(name)
    units = {goal.level: goal.unit for goal in problem.goals}
    return {"units": sorted(units.items()), "hosts": len(problem.network), "open": int(problem.tables.allowed.sum())}


def lost_anew(name: str) -> Answer:
    """Solve some slots anew, each kept by a rule, and compare what they lose on every level."""
    import pandas as pd

    from di4c_schedule import regret, rules
    from di4c_schedule.solver import level_totals, solve_without_reasons

    problem = instance(name)
    keys = sorted({goal.level for goal in problem.goals})
    frames = {level: regret(problem, level) for level in keys}
    best = level_totals(problem, solve_without_reasons(problem).unwrap())
    tables = problem.tables
    open_slots = [
        (tables.rows[row].partner, tables.day(int(day))) for row, day in zip(*tables.allowed.nonzero(), strict=True)
    ]
    sample = random.Random(name).sample(open_slots, SAMPLE)  # noqa: S311 - nothing here is secret
    seconds = 0.0
    for host, day in sample:
        forced = problem.adding(rules.Keep([(host, day)]))
        began = perf_counter()
        result = solve_without_reasons(forced)
        seconds += perf_counter() - began
        totals = None if result.schedule is None else level_totals(problem, result.schedule)
        for level, frame in frames.items():
            said = float(frame[pd.Timestamp(day)][host])
            loss = nan if totals is None else float(totals[level, 0] - best[level, 0])
            if said != loss and not (isnan(said) and isnan(loss)):
                raise WrongAnswerError(f"{name}: {host} on {day} loses {loss} on level {level}, not {said}")
    return {"seconds": seconds, "sample": len(sample)}


def planned_anew() -> Answer:
    """Plan DI4C anew after a partner has left and another has come."""
    from di4c_schedule import compare, read_problem, read_schedule, replan, solve

    folder = DI4C_FILE.parent
    published = read_schedule(folder / "published.csv", read_problem(DI4C_FILE))
    problem = read_problem(folder / "network-2020.toml")
    began = perf_counter()
    answer = replan(problem, published, frozen_before=FREE_FROM)
    seconds = perf_counter() - began
    plan = answer.unwrap()
    kept(answer.problem, plan)
    held = [meeting for meeting in published.meetings if str(meeting.start) < FREE_FROM]
    if list(plan.meetings[: len(held)]) != held or answer.comparison is None:
        raise WrongAnswerError("what was held has changed")
    anew = compare(published, solve(problem).unwrap())
    return {"seconds": seconds, "changed": _changed(answer.comparison), "anew": _changed(anew)}


def other_plans(n: str) -> Answer:
    """Find plans for DI4C that are as good as the best."""
    from di4c_schedule import alternatives

    problem = instance("di4c")
    began = perf_counter()
    found = alternatives(problem, int(n))
    seconds = perf_counter() - began
    for plan in found:
        kept(problem, plan)
    if len({tuple((m.host, m.start) for m in plan.meetings) for plan in found}) < len(found):
        raise WrongAnswerError("a plan is told twice")
    if len({tuple(plan.goal_values) for plan in found}) > 1:
        raise WrongAnswerError("a plan is worse than the first")
    return {"seconds": seconds, "plans": len(found), "complete": found.complete}


def borne(name: str) -> Answer:
    """Find how far each meeting may move, and what the loss of each host would cost."""
    from di4c_schedule import robustness

    problem = instance(name)
    began = perf_counter()
    found = robustness(problem)
    seconds = perf_counter() - began
    for loss in found.losses:
        if loss.schedule is not None:
            kept(loss.schedule.problem, loss.schedule)
    return {"seconds": seconds, "days": sum(len(leeway.starts) for leeway in found.leeway),
            "losses": sum(loss.possible is not None for loss in found.losses)}  # fmt: skip


def turned(name: str) -> Answer:
    """Find what each number of the rules is worth, at each setting."""
    from di4c_schedule import sensitivity

    problem = instance(name)
    began = perf_counter()
    found = sensitivity(problem)
    seconds = perf_counter() - began
    if not found.complete:
        raise WrongAnswerError(f"{name}: {found.note}")
    return {"seconds": seconds, "numbers": len(found.curves), "settings": sum(len(c.settings) for c in found.curves)}


def turned_anew(name: str) -> Answer:
    """Solve some settings anew, and compare what they are worth."""
    from di4c_schedule import sensitivity
    from di4c_schedule.dial import dials_of
    from di4c_schedule.solver import level_totals, solve_without_reasons

    problem = instance(name)
    dials = [(rule, dial) for rule in problem.rules for dial in dials_of(rule, problem)]
    settings = [
        (rule, dial, setting)
        for (rule, dial), curve in zip(dials, sensitivity(problem).curves, strict=True)
        for setting in curve.settings
    ]
    sample = random.Random(name).sample(settings, SAMPLE)  # noqa: S311 - nothing here is secret
    seconds = 0.0
    for rule, dial, setting in sample:
        other = problem.without(rule).adding(dial.rule_at(setting.step))
        began = perf_counter()
        result = solve_without_reasons(other)
        seconds += perf_counter() - began
        plan = result.schedule
        totals = () if plan is None else tuple(total for _, total in sorted(level_totals(other, plan).items()))
        if (result.status, totals) != (setting.status, setting.totals):
            raise WrongAnswerError(f"{name}: {rule.label} at {setting}: {result.status}, {totals}")
    return {"seconds": seconds, "sample": len(sample)}


WHAT_IF: dict[str, Callable[..., Answer]] = {
    task.__name__: task for task in (lost, levels, lost_anew, planned_anew, other_plans, borne, turned, turned_anew)
}
"""The tasks."""


def _changed(comparison: Any) -> int:
    return sum(change.kind != "unchanged" for change in comparison.changes)
