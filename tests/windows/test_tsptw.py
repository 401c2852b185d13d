"""Travelling salesmen with time windows whose best tours are known."""

from __future__ import annotations

import pytest

tsptw = pytest.importorskip("benchmarks.tsptw")
INSTANCES = {instance.name: instance for instance in tsptw.read_instances()}


@pytest.mark.parametrize("name", [name for name, instance in INSTANCES.items() if instance.scale == 1])
def test_the_best_tour_is_found_and_proven(name):
    outcome = tsptw.solve(INSTANCES[name], limit=600)
    assert (outcome.value, outcome.bound, outcome.proven) == (INSTANCES[name].optimum, INSTANCES[name].optimum, True)


def test_all_instances_are_there():
    assert len(INSTANCES) == 23


def test_a_tour_that_comes_too_late_is_refused():
    instance = INSTANCES["Dumas/n20w20.001"]
    with pytest.raises(ValueError, match="is reached at"):
        instance.makespan(list(range(1, 21)))
