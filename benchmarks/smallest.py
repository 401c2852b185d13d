"""Tasks: the fewest agents of CSPLib's problem 046 who cannot all attend."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from benchmarks.csplib046 import agents_oracle
from benchmarks.csplib046_instances import read_instances
from benchmarks.verify import WrongAnswerError
from di4c_schedule.cores import shrink, smallest_core

Answer = dict[str, Any]


def unsatisfiable() -> Answer:
    """Tell the numbers of the instances that cannot be satisfied."""
    return {"numbers": [instance.number for instance in read_instances() if not instance.satisfiable]}


def smallest_agents(number: str) -> Answer:
    """Find the smallest set of agents who cannot all attend, and the one by leaving out one after the other."""
    instance = next(one for one in read_instances() if one.number == int(number))
    agents = len(instance.attend)
    oracle, by_one = agents_oracle(instance), agents_oracle(instance)
    began = perf_counter()
    core = smallest_core(oracle, [1] * agents)
    taken = perf_counter() - began
    judge = agents_oracle(instance)
    needed = [judge(frozenset(core.members) - {member}).possible for member in core.members]
    if judge(frozenset(core.members)).possible or not all(needed) or not core.smallest:
        raise WrongAnswerError(f"instance {number}: {core.members} is no smallest set that clashes")
    left = shrink(by_one, range(agents))
    return {
        "number": int(number),
        "agents": agents,
        "seconds": taken,
        "size": len(core.members),
        "questions": oracle.questions,
        "by_one": len(left.members),
        "questions_by_one": by_one.questions,
    }


SMALLEST: dict[str, Callable[..., Answer]] = {task.__name__: task for task in (unsatisfiable, smallest_agents)}
