"""DIDPPy on travelling salesmen with time windows: ``python -m benchmarks.peers.didp_tsptw NAME SECONDS``.

The state is the set of places still to be visited, the place and the moment; an earlier moment dominates a later one.
States from which a place cannot be reached in time, by the shortest ways, are dead ends. Bounds: the sum of the least
times to, or from, the places left, and the last window still to be opened. R. Kuroiwa and J. C. Beck (2023),
Domain-independent dynamic programming: generic state space search for combinatorial optimization; its solver CABS is
theirs, too (Solving domain-independent dynamic programming problems with anytime heuristic search, 2023).
"""

from __future__ import annotations

import json
import sys
from time import perf_counter
from typing import Any

from benchmarks.tsptw_instances import Instance, read_instances


def solve(instance: Instance, limit: float) -> dict[str, Any]:
    """Solve an instance by CABS with one thread; every tour is checked against the instance."""
    import didppy as dp

    began = perf_counter()
    model, names = _model(dp, instance)
    found = dp.CABS(model, time_limit=limit, threads=1, quiet=True).search()
    seconds = perf_counter() - began
    value = None
    if found.cost is not None:
        tour = [names[transition.name] for transition in found.transitions][:-1]
        value = instance.makespan(tour)
        if value != found.cost + instance.opens[0]:
            raise ValueError(f"{instance.name}: DIDPPy said {found.cost}, the tour takes {value}")
    bound = None if found.best_bound is None else found.best_bound + instance.opens[0]
    return {"value": value, "bound": bound, "proven": bool(found.is_optimal), "seconds": seconds}


def _model(dp: Any, instance: Instance) -> tuple[Any, dict[str, int]]:
    places, depot = range(1, instance.n), 0
    model = dp.Model()
    place = model.add_object_type(number=instance.n)
    left = model.add_set_var(object_type=place, target=list(places))
    here = model.add_element_var(object_type=place, target=depot)
    now = model.add_int_resource_var(target=instance.opens[0], less_is_better=True)
    travel = model.add_int_table([list(row) for row in instance.distance])
    shortest_ways = _shortest_ways(instance)
    shortest = model.add_int_table(shortest_ways)
    opens, closes = instance.opens, instance.closes
    names = {}
    for following in places:
        names[f"visit {following}"] = following
        visit = dp.Transition(
            name=f"visit {following}",
            cost=dp.max(travel[here, following], opens[following] - now) + dp.IntExpr.state_cost(),
            preconditions=[left.contains(following), now + travel[here, following] <= closes[following]],
            effects=[
                (left, left.remove(following)),
                (here, following),
                (now, dp.max(now + travel[here, following], opens[following])),
            ],
        )
        model.add_transition(visit)
        model.add_state_constr(~left.contains(following) | (now + shortest[here, following] <= closes[following]))
    names["return"] = depot
    model.add_transition(
        dp.Transition(
            name="return",
            cost=travel[here, depot] + dp.IntExpr.state_cost(),
            preconditions=[left.is_empty(), here != depot, now + travel[here, depot] <= closes[depot]],
            effects=[(here, depot), (now, now + travel[here, depot])],
        )
    )
    model.add_base_case([left.is_empty(), here == depot])
    _bound(model, instance, left, here, now, shortest_ways)
    return model, names


def _bound(model: Any, instance: Instance, left: Any, here: Any, now: Any, shortest: list[list[int]]) -> None:
    """Add bounds on the time to the end: the least steps into, and out of, what is left, and the windows to come."""
    others = range(instance.n)
    into = model.add_int_table([min(instance.distance[k][j] for k in others if k != j) for j in others])
    out = model.add_int_table([min(instance.distance[j][k] for k in others if k != j) for j in others])
    back = model.add_int_table([instance.opens[j] + shortest[j][0] if j else 0 for j in others])
    over = left.is_empty() & (here == 0)
    model.add_dual_bound(into[left] + over.if_then_else(0, into[0]))
    model.add_dual_bound(out[left] + over.if_then_else(0, out[here]))
    model.add_dual_bound(left.is_empty().if_then_else(0, back.max(left) - now))


def _shortest_ways(instance: Instance) -> list[list[int]]:
    ways = [list(row) for row in instance.distance]
    for k in range(instance.n):
        for i in range(instance.n):
            for j in range(instance.n):
                ways[i][j] = min(ways[i][j], ways[i][k] + ways[k][j])
    return ways


if __name__ == "__main__":
    wanted = next(instance for instance in read_instances() if instance.name == sys.argv[1])
    sys.stdout.write(json.dumps(solve(wanted, float(sys.argv[2]))))
