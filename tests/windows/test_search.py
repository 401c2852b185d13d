"""The search, against the sequence engine, which tries all sets of rows."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from di4c_schedule.sequence.costs import combine
from di4c_schedule.tables import IntArray, Row, Tables
from di4c_schedule.windows import WindowsAnswer, beam, search, search_windows
from tests.windows.tables_at_random import broken, charge, least_total, rests, some_tables, tables_of, total


def proves(tables: Tables, answer: WindowsAnswer) -> bool:
    """Whether an answer is proven, right, and its schedule keeps everything."""
    best = least_total(tables)
    if best is None:
        return answer == WindowsAnswer(None, None, None, proven=True, infeasible=True)
    assert answer.starts is not None
    assert broken(tables, answer.starts) == []
    told = (answer.total, answer.bound, answer.proven, answer.infeasible)
    return told == (best, best, True, False) and total(combine(tables), answer.starts) == best


@settings(max_examples=200, deadline=None)
@given(some_tables())
def test_the_search_finds_what_the_sequence_engine_finds(tables):
    assert proves(tables, search_windows(tables, combine(tables)))


@settings(max_examples=120, deadline=None)
@given(some_tables(), st.sampled_from([1, 2, 5]), st.sampled_from([2, 3]), st.sampled_from([1, 10]))
def test_beams_of_any_width_lead_to_the_optimum(tables, first, wider, pending):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search, "FIRST_WIDTH", first)
        patched.setattr(search, "WIDER", wider)
        patched.setattr(beam, "LEAST_PENDING", pending)
        assert proves(tables, search_windows(tables, combine(tables)))


def completion_of(tables: Tables, prices: IntArray) -> list[IntArray]:
    """Return the least that comes after a row on a column, less the prices of the rows left, by trying all sets."""
    infinity, n = combine(tables).infinity, len(tables.rows)
    found = [np.full(tables.allowed.shape, infinity, dtype=np.int64) for _ in range(tables.meetings)]
    for size, (first, sets, rest) in enumerate(rests(tables), start=1):
        left = (~sets[..., None] >> np.arange(n)) & 1
        priced = np.where(rest < infinity, rest.astype(np.int64) - (left @ prices)[..., None], infinity)
        found[size - 1][:, first : first + rest.shape[2]] = priced.min(axis=1)
    return found


@settings(max_examples=80, deadline=None)
@given(some_tables(), st.integers(-20, 20), st.integers(0, 1 << 30))
def test_bounds_of_somebody_else_change_nothing_but_the_work(tables, largest, seed):
    prices = np.random.default_rng(seed).integers(min(0, largest), max(0, largest) + 1, len(tables.rows))
    completion = completion_of(tables, prices)
    assert proves(tables, search_windows(tables, combine(tables), completion=completion, prices=prices))
    unpriced = completion_of(tables, np.zeros_like(prices))
    assert proves(tables, search_windows(tables, combine(tables), completion=unpriced))


@settings(max_examples=80, deadline=None)
@given(some_tables(), st.integers(0, 3))
def test_only_schedules_better_than_the_known_one_are_looked_for(tables, more):
    best = least_total(tables)
    if best is None:
        return
    answer = search_windows(tables, combine(tables), upper=best + more)
    if more:
        assert proves(tables, answer)
    else:
        assert answer == WindowsAnswer(None, None, best, proven=True, infeasible=False)


@settings(max_examples=80, deadline=None)
@given(some_tables(), st.integers(1, 6))
def test_with_little_room_the_bound_still_holds(tables, most_labels):
    best = least_total(tables)
    answer = search_windows(tables, combine(tables), most_labels=most_labels)
    if answer.proven or best is None:
        assert not answer.infeasible or best is None
        assert answer.total == best
        return
    assert answer.bound is not None
    assert answer.bound <= best
    if answer.starts is not None:
        assert answer.total == total(combine(tables), answer.starts) >= best
        assert broken(tables, answer.starts) == []


@pytest.fixture
def ten_days_each() -> Tables:
    """Ten hosts, each on any of 100 days; a later start costs more, and so do most successions."""
    tables = tables_of([Row(f"P{i}", 1, mandatory=True) for i in range(10)], 100)
    random = np.random.default_rng(1)
    charge(tables, 0, np.arange(100), np.zeros(100), random.integers(0, 50, (10, 10)))
    return tables


@pytest.mark.parametrize("longest", [240, 100], ids=["waiting is free", "too long a wait costs"])
def test_seventy_hosts_in_groups_of_three_are_placed_best(longest):
    # group g has days 10 g .. 10 g + 9 to itself; the best order of each is found by trying all six
    rows = [Row(f"P{i}", 1, mandatory=True) for i in range(72)]
    tables = tables_of(rows, 240)
    group = np.arange(72) % 24
    tables.allowed &= np.arange(240) // 10 == group[:, None]
    random = np.random.default_rng(7)
    succession = np.where(group[:, None] == group, random.integers(0, 100, (72, 72)), 0)
    charge(tables, 0, 0, np.arange(240) >= longest, succession)
    best = sum(
        min(int(succession[a, b] + succession[b, c]) for a, b, c in permutations(np.flatnonzero(group == g).tolist()))
        for g in range(24)
    )
    answer = search_windows(tables, combine(tables))
    assert (answer.total, answer.bound, answer.proven) == (best, best, True)
    assert broken(tables, answer.starts) == []


def test_a_deadline_that_has_passed_ends_the_search_with_a_bound(ten_days_each):
    answer = search_windows(ten_days_each, combine(ten_days_each), deadline=0.0)
    assert answer.starts is None
    assert not answer.proven
    assert not answer.infeasible
    assert 0 <= answer.bound <= search_windows(ten_days_each, combine(ten_days_each)).total


def test_every_layer_is_told_of_with_the_best_total_and_the_bound(ten_days_each, monkeypatch):
    monkeypatch.setattr(search, "FIRST_WIDTH", 40)
    told = []
    answer = search_windows(ten_days_each, combine(ten_days_each), tick=lambda *what: told.append(what))
    assert [what[0] for what in told[:2]] == [
        "place 1 of 10: 10 beginnings kept",
        "place 2 of 10: 20 beginnings kept",
    ]
    assert [what[1] for what in told[:10]] == [None] * 10
    assert told[10][0] == "beam of 40 labels searched"
    assert told[10][1] >= told[-1][1] == answer.total
    bounds = [what[2] for what in told]
    assert bounds == sorted(bounds)
    assert bounds[-1] <= answer.total


def test_an_exception_of_the_listener_ends_the_search(ten_days_each):
    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search_windows(ten_days_each, combine(ten_days_each), tick=stop)


def test_layers_with_more_labels_than_may_be_kept_leave_a_schedule_and_a_bound(ten_days_each):
    # waiting is free, so a prefix takes two labels: 20 of the 10 * 9 prefixes of two hosts are kept
    answer = search_windows(ten_days_each, combine(ten_days_each), most_labels=40)
    assert not answer.proven
    assert broken(ten_days_each, answer.starts) == []
    best = search_windows(ten_days_each, combine(ten_days_each))
    assert best.proven
    assert answer.bound <= best.total <= answer.total == total(combine(ten_days_each), answer.starts)


def test_the_dearest_schedule_of_all_is_found_if_it_is_the_only_one():
    tables = tables_of([Row("P0", 1, mandatory=True)], 3)
    tables.allowed[0] = [False, False, True]
    charge(tables, 0, np.array([0, 0, 5]), 0, 0)
    costs = combine(tables)
    assert costs.infinity == 6
    assert search_windows(tables, costs) == WindowsAnswer(((0, 2),), 5, 5, proven=True, infeasible=False)


def test_equal_tables_give_equal_answers(ten_days_each):
    answers = {search_windows(ten_days_each, combine(ten_days_each)).starts for _ in range(3)}
    assert len(answers) == 1


def test_no_meetings_or_more_than_rows_are_no_schedule():
    none = WindowsAnswer(None, None, None, proven=True, infeasible=True)
    for meetings in (0, 3):
        tables = tables_of([Row("P0", 1, mandatory=False), Row("P1", 1, mandatory=False)], 9, meetings)
        assert search_windows(tables, combine(tables)) == none


def test_totals_beyond_64_bits_are_refused(ten_days_each):
    for level in range(1, 8):
        charge(ten_days_each, level, 1000, 0, 0)
    with pytest.raises(ValueError, match=r"^expected totals in 32 or 64 bits, got object$"):
        search_windows(ten_days_each, combine(ten_days_each))


def test_a_completion_has_a_table_for_every_place(ten_days_each):
    tables = [np.zeros((10, 100), dtype=np.int64)] * 9
    with pytest.raises(ValueError, match=r"^expected 10 tables of shape \(10, 100\) as the completion$"):
        search_windows(ten_days_each, combine(ten_days_each), completion=tables)


def test_prices_need_a_completion(ten_days_each):
    with pytest.raises(ValueError, match=r"^prices belong to a completion, and there is none$"):
        search_windows(ten_days_each, combine(ten_days_each), prices=np.zeros(10, dtype=np.int64))
