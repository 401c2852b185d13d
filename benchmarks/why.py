"""Tasks that ask why there is no plan, what would help and why a wish is not granted; every answer is checked.

Each runs in a process of its own, see `benchmarks.tasks`. Times begin when the problem's file is read: they count the
filling of the tables.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from time import monotonic, perf_counter
from typing import Any

from benchmarks.instances import instance
from benchmarks.verify import WrongAnswerError, kept
from di4c_schedule import Problem

Answer = dict[str, Any]

WISHES = (("Oulu", "2019-10-08"), ("Oulu", "2019-12-05"), ("Limerick", "2019-12-06"))
"""Hosts and days that DI4C is asked about: possible, on the day before a holiday, and on a Friday and the day after."""


def explained(name: str, limit: str) -> Answer:
    """Say why there is no schedule; the requirements named are told by their numbers among `_tellable`."""
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
    known = _tellable(problem)
    named = [known.index(requirement) for requirement in conflict.requirements]
    return {"seconds": seconds, "of": len(atoms_of(problem)), "named": named, "minimal": conflict.minimal,
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
        Numbers of the requirements among `_tellable`, as JSON.
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
    from di4c_schedule.explanation import ProblemOracle

    problem = instance(name)
    known = _tellable(problem)
    named = [known[member] for member in json.loads(members)]
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
        kept(repair.problem, repair.schedule)
    return {"seconds": seconds, "ways": len(found), "best": str(found[0])}


def wished(host: str, day: str) -> Answer:
    """Say why a host does not start a meeting on a day."""
    from di4c_schedule import why_not

    problem = instance("di4c")
    began = perf_counter()
    answer = why_not(problem, host, day)
    seconds = perf_counter() - began
    kept(answer.problem, answer.schedule)
    changed = [f"{cost.after - cost.before:+,} {cost.unit}" for cost in answer.costs if cost.after != cost.before]
    return {"seconds": seconds, "wish": answer.wish, "broken": len(answer.broken), "smallest": answer.smallest,
            "changed": changed}  # fmt: skip


WHY: dict[str, Callable[..., Answer]] = {
    task.__name__: task for task in (explained, named_by_cp_sat, needed, ways_out, wished)
}
"""The tasks."""


def _tellable(problem: Problem) -> list[Any]:
    """Return what a conflict may name: the requirements, then the rules as they are written."""
    from di4c_schedule.explanation import atoms_of

    return [*atoms_of(problem), *problem.rules]
