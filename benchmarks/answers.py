"""Tasks that ask why there is no plan, what would help and what a wish would cost; every answer is checked.

Each runs in a process of its own, see `benchmarks.tasks`. Times begin when the problem's file is read and the packages
are imported: they count the filling of the tables.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from math import isnan, nan
from time import monotonic, perf_counter
from typing import Any

from benchmarks.instances import DI4C_FILE, instance
from benchmarks.verify import WrongAnswerError
from di4c_schedule import Problem, Schedule, check

Answer = dict[str, Any]

WISHES = (("Oulu", "2019-10-08"), ("Oulu", "2019-12-05"), ("Limerick", "2019-12-06"))
"""Hosts and days that DI4C is asked about: possible, on the day before a holiday, and on a Friday and the day after."""

FREE_FROM = "2019-11-01"
"""The first day that may still be planned, when DI4C is planned anew."""

SAMPLE = 12
"""Slots whose loss is found anew, one by one."""


def explained(name: str, limit: str) -> Answer:
    """Say why there is no schedule; the requirements named are told by their numbers."""
    from di4c_schedule import TimeLimitError, explain
    from di4c_schedule.explanation import atoms_of

    problem = instance(name)
    began = perf_counter()
    try:
        conflict = explain(problem, float(limit))
    except TimeLimitError:
        return {"seconds": perf_counter() - began, "of": len(atoms_of(problem)), "named": None}
    seconds = perf_counter() - began
    if not conflict:
        raise WrongAnswerError(f"{name}: said to have a schedule")
    atoms = atoms_of(problem)
    named = [atoms.index(requirement) for requirement in conflict.requirements]
    return {"seconds": seconds, "of": len(atoms), "named": named, "minimal": conflict.minimal,
            "smallest": conflict.smallest}  # fmt: skip


def named_by_cp_sat(name: str, way: str, limit: str) -> Answer:
    """Ask CP-SAT which requirements clash: ``"once"``, or ``"one by one"`` which of those named are needed."""
    from benchmarks.peers import assumptions
    from benchmarks.peers.answer import INFEASIBLE
    from di4c_schedule.explanation import atoms_of

    problem = instance(name)
    atoms = atoms_of(problem)
    ask = {"once": assumptions.name_assumptions, "one by one": assumptions.name_few_assumptions}[way]
    found = ask(problem, atoms, float(limit))
    named = list(found.members) if found.status == INFEASIBLE else None
    return {"seconds": found.seconds, "of": len(atoms), "named": named}


def needed(name: str, members: str, judge: str, limit: str) -> Answer:
    """Say how many of the requirements named are needed: without one of those the others can hold.

    Parameters
    ----------
    name
        The problem.
    members
        Numbers of the requirements, as JSON.
    judge
        Who is asked: ``"ours"`` or ``"cp-sat"``.
    limit
        Seconds for all questions together.

    Raises
    ------
    WrongAnswerError
        If the requirements can hold together.
    """
    from benchmarks.peers.assumptions import can_hold
    from di4c_schedule.explanation import ProblemOracle, atoms_of

    problem = instance(name)
    atoms = atoms_of(problem)
    named = [atoms[member] for member in json.loads(members)]
    everything = frozenset(range(len(named)))
    sets = [everything, *(everything - {one} for one in everything)]
    if judge == "cp-sat":
        answers = can_hold(problem, named, sets, float(limit))
    else:
        oracle = ProblemOracle(problem, named, deadline=monotonic() + float(limit))
        answers = [oracle(members).possible for members in sets]
    if answers[0]:
        raise WrongAnswerError(f"{name}: the requirements named can hold together")
    return {
        "clashes": answers[0] is False,
        "needed": answers[1:].count(True),
        "not needed": answers[1:].count(False),
    }


def ways_out(name: str) -> Answer:
    """Find ways out."""
    from di4c_schedule import repairs

    problem = instance(name)
    began = perf_counter()
    found = repairs(problem)
    seconds = perf_counter() - began
    for repair in found:
        _kept(repair.problem, repair.schedule)
    return {"seconds": seconds, "ways": len(found), "best": str(found[0])}


def wished(host: str, day: str) -> Answer:
    """Say why a host does not start a meeting on a day."""
    from di4c_schedule import why_not

    problem = instance("di4c")
    began = perf_counter()
    answer = why_not(problem, host, day)
    seconds = perf_counter() - began
    _kept(answer.problem, answer.schedule)
    changed = [f"{cost.after - cost.before:+,} {cost.unit}" for cost in answer.costs if cost.after != cost.before]
    return {"seconds": seconds, "wish": answer.wish, "broken": len(answer.broken), "smallest": answer.smallest,
            "changed": changed}  # fmt: skip


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
    _kept(answer.problem, plan)
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
        _kept(problem, plan)
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
            _kept(loss.schedule.problem, loss.schedule)
    return {"seconds": seconds, "days": sum(len(leeway.starts) for leeway in found.leeway),
            "losses": sum(loss.possible is not None for loss in found.losses)}  # fmt: skip


ANSWERS: dict[str, Callable[..., Answer]] = {
    "explained": explained,
    "named_by_cp_sat": named_by_cp_sat,
    "needed": needed,
    "ways_out": ways_out,
    "wished": wished,
    "lost": lost,
    "levels": levels,
    "lost_anew": lost_anew,
    "planned_anew": planned_anew,
    "other_plans": other_plans,
    "borne": borne,
}
"""The tasks."""


def _kept(problem: Problem, schedule: Schedule) -> None:
    violations = check(problem, schedule)
    if violations:
        raise WrongAnswerError(f"{problem.network.name}: {violations[0]}")


def _changed(comparison: Any) -> int:
    return sum(change.kind != "unchanged" for change in comparison.changes)
