"""The two passes: worked on in parts or whole, watched, and against trying everything."""

import numpy as np
import pytest

from di4c_schedule import Network, Partner, Problem, goals, rules
from di4c_schedule.sequence import optimise, passes
from di4c_schedule.sequence.lattice import Lattice
from di4c_schedule.sequence.passes import backward_pass, forward_pass, last_layer


@pytest.fixture
def seven_hosts():
    partners = [
        Partner(f"P{i}", country="RO", lat=36 + i * 7 % 30, lon=i * 11 % 40, timezone="Europe/Bucharest")
        for i in range(7)
    ]
    wanted = [goals.EvenRhythm(), goals.ShortestTour(level=2)]
    kept = [rules.TravelSpacing(), rules.Before("P4", "P1"), rules.Spacing(1, 20)]
    return Problem(Network("Seven", partners, lead="P0"), "2019-09-02", "2019-11-15", rules=kept, goals=wanted)


def test_every_state_of_an_optimal_sequence_has_the_optimal_total(seven_hosts):
    tables = seven_hosts.tables
    lattice, optimum = Lattice.of(tables), optimise(tables)
    rest = backward_pass(lattice, last_layer(lattice, None, 0))
    used = 0
    for size, (so_far, (row, column)) in enumerate(zip(forward_pass(lattice), optimum.starts, strict=True), 1):
        used |= 1 << row
        place = lattice.layers.sets(size).reshape(lattice.n, -1)[row].tolist().index(used)
        day = column - lattice.spans[size - 1][0]
        here = lattice.starts(size)[row, day]
        assert so_far[row, place, day] + here + rest[size - 1][row, place, day] == optimum.total
        assert (so_far + lattice.starts(size)[:, None] + rest[size - 1]).min() == optimum.total


@pytest.mark.parametrize("cells", [1, 500, 3000])
def test_work_in_parts_gives_the_same(monkeypatch, seven_hosts, cells):
    whole = optimise(seven_hosts.tables)
    totals = whole.best_totals
    monkeypatch.setattr(passes, "CELLS", cells)
    parts = optimise(seven_hosts.tables)
    assert parts.starts == whole.starts
    assert np.array_equal(parts.best_totals, totals)


def test_large_layers_are_told_of_in_between(monkeypatch, seven_hosts):
    monkeypatch.setattr(passes, "CELLS", 1000)
    monkeypatch.setattr(passes, "CELLS_BETWEEN_TICKS", 10_000)
    done = []
    optimise(seven_hosts.tables, done.append)
    assert done == sorted(done, reverse=True)  # always the last layer that is done
    assert set(done) == set(range(1, 7))
    assert done.count(5) > 1


def test_a_listener_can_end_a_layer_in_the_middle(monkeypatch, seven_hosts):
    monkeypatch.setattr(passes, "CELLS_BETWEEN_TICKS", 1)
    done = []

    def stop(layer):
        done.append(layer)
        if len(done) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        optimise(seven_hosts.tables, stop)
    assert done == [7, 7, 6]
