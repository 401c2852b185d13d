"""Prefixes of which waiting is free: which starts are kept."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.windows.points import next_cheaper, undominated

entries = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 5)), max_size=30)


@given(entries, st.booleans())
def test_no_start_is_kept_that_comes_no_sooner_and_costs_no_less_than_another(drawn, all_cost_the_same):
    drawn.sort(key=lambda entry: entry[0])
    group, column, cost = (np.array(values, dtype=np.int64) for values in zip(*drawn, strict=True)) if drawn else (
        np.zeros(0, dtype=np.int64),
    ) * 3  # fmt: skip
    if all_cost_the_same:
        cost = np.zeros_like(cost)
    kept = undominated(group, column, cost)
    found = [(int(group[i]), int(column[i]), int(cost[i])) for i in kept]
    every = list(zip(group.tolist(), column.tolist(), cost.tolist(), strict=True))
    best = {e for e in every if not any(o[0] == e[0] and o[1] <= e[1] and o[2] <= e[2] and o != e for o in every)}
    assert sorted(found) == sorted(best)
    assert [entry[0] for entry in found] == sorted(entry[0] for entry in found)


@given(st.lists(st.integers(0, 5) | st.just(100), min_size=1, max_size=15), st.data())
def test_the_next_cheaper_start_is_the_first_later_one_that_costs_less(cost, data):
    first = data.draw(st.integers(0, len(cost) - 1))
    last = data.draw(st.integers(first, len(cost) - 1))
    found = next_cheaper(np.array(cost), slice(first, last + 1), 100)
    opened = [column for column in range(first, last + 1) if cost[column] < 100]
    expected = {c: next((o for o in opened if o > c and cost[o] < cost[c]), len(cost)) for c in opened}
    if all(after == len(cost) for after in expected.values()):
        assert found is None
    else:
        assert {column: int(found[column]) for column in opened} == expected
