"""The relaxation's bounds, against the sequence engine's exact ones."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from di4c_schedule.sequence.costs import combine
from di4c_schedule.sequence.lattice import Lattice
from di4c_schedule.sequence.passes import forward_pass
from di4c_schedule.tables import Row
from di4c_schedule.windows import relaxation
from di4c_schedule.windows.answer import Clock
from di4c_schedule.windows.frame import Frame
from di4c_schedule.windows.givens import Givens
from di4c_schedule.windows.narrowing import ImpossibleError
from di4c_schedule.windows.relaxation import relaxed_completion
from tests.windows.tables_at_random import charge, rests, some_tables, tables_of


@settings(max_examples=80, deadline=None)
@given(some_tables())
def test_the_rest_of_no_schedule_costs_less_than_the_relaxation_says(tables):
    costs, lattice = combine(tables), Lattice.of(tables)
    try:
        frame = Frame.below(Givens.of(tables, costs), costs.infinity)
    except ImpossibleError:
        return
    if lattice is None:
        return
    found = relaxed_completion(frame, Clock(None))
    layers = zip(found.tables, forward_pass(lattice), rests(tables), strict=True)
    for size, (table, begun, (first, _, rest)) in enumerate(layers, start=1):
        starts = lattice.starts(size)
        for row in range(len(tables.rows)):
            part_of_a_schedule = (begun[row] + starts[row] < costs.infinity) & (rest[row] < costs.infinity)
            assert (table[row, first : first + rest.shape[2]] <= rest[row])[part_of_a_schedule].all()


def two_hosts():
    """Two hosts within ten days, the second right after the first or after a week."""
    tables = tables_of([Row("P0", 1, mandatory=True), Row("P1", 1, mandatory=True)], 10)
    charge(tables, 0, np.arange(10), 0, np.array([[0, 5], [7, 0]]))
    return Frame.below(Givens.of(tables, combine(tables)), 1_000)


def test_the_relaxation_of_two_hosts_is_exact():
    first, second = relaxed_completion(two_hosts(), Clock(None)).tables
    # from day 0 the other host starts on day 1 at the earliest, at a cost of 1, and its succession
    assert first[:, 0].tolist() == [5 + 1, 7 + 1]
    assert not second.any()


def test_large_tables_are_not_worked_out(monkeypatch):
    monkeypatch.setattr(relaxation, "LARGEST_TABLE", 39)  # 2 places, 2 rows, 10 columns
    assert relaxed_completion(two_hosts(), Clock(None)) is None
    monkeypatch.setattr(relaxation, "LARGEST_TABLE", 40)
    assert relaxed_completion(two_hosts(), Clock(None)) is not None
    monkeypatch.setattr(relaxation, "MOST_WORK", 39)
    assert relaxed_completion(two_hosts(), Clock(None)) is None
