"""The page is made from stored results; its docstrings' examples run."""

from __future__ import annotations

import doctest
import sys
from importlib import import_module

import cattrs
import pytest

from benchmarks.measure import CommandError, TooMuchError, run
from benchmarks.outcome import FAILED, NOT_RUN, OURS, Comparison, Known, Measured
from benchmarks.page import write_page
from benchmarks.peers.registry import NOT_INSTALLED
from benchmarks.sections import SECTIONS
from benchmarks.sections.side_by_side import gap_table, proof_table, remarks, value_table
from benchmarks.store import RESULTS, store, stored

OPTIMUM = Known(0.02, (6, 700), (6, 700))

COMPARISON = Comparison(
    "10 hosts, seed 1",
    10,
    ("days", "km"),
    (
        Measured(OURS, "OPTIMAL", engine="sequence engine", proven=True, seconds=0.02, known=(OPTIMUM,)),
        Measured("gecode", "OPTIMAL", proven=True, seconds=3.0, known=(Known(3.0, (6, 700), (6, 700)),)),
        Measured("didp", "FEASIBLE", seconds=60.0, known=(Known(10, None, ()), Known(60, (8, 900), (2,)))),
        Measured("timefold", "FEASIBLE", seconds=7.0, known=(Known(7.0, (6, 700), ()),)),
        Measured("highs", FAILED, "ended after 120 s"),
        Measured("circuit", NOT_RUN),
        Measured("places", NOT_INSTALLED),
    ),
)


def cells(table):
    return [cell.strip() for cell in table.splitlines()[-1].strip("|").split("|")]


def test_times_to_the_proof():
    assert cells(proof_table([COMPARISON])) == [
        "10 hosts · 1", "0.020", "3.00", "–", "(7.00)", "failed", "not run", "150",
    ]  # fmt: skip


def test_distances_from_the_best_bound():
    # 8 days where 6 are proven: a quarter
    assert cells(gap_table([COMPARISON], 60, own=False))[1:5] == ["0 %", "0 %", "25 % d", "0 %"]


def test_distances_from_the_solvers_own_bound():
    assert cells(gap_table([COMPARISON], 60, own=True))[1:5] == ["0 %", "0 %", "75 % d", "–"]
    assert cells(gap_table([COMPARISON], 10, own=True))[3] == "none"


def test_values_and_bounds():
    assert cells(value_table([COMPARISON]))[1:] == ["sequence engine", *["6 / 700"] * 4]


def test_what_went_wrong_is_told():
    (text,) = remarks([COMPARISON])
    assert "HiGHS on 10 hosts · 1: failed, ended after 120 s." in text
    assert "CP-SAT, places was not installed." in text


def test_comparisons_are_read_back_as_they_were():
    assert cattrs.structure(cattrs.unstructure(COMPARISON), Comparison) == COMPARISON


def test_a_page_is_made_from_what_is_stored(tmp_path):
    growth = {
        "hosts": [{"size": n, "seconds": 1e-6 * n**2 * 2**n, "peak_mb": 60, "status": "OPTIMAL"} for n in range(6, 13)],
        "days": [{"size": d, "seconds": 1e-3 * d, "peak_mb": 60, "status": "OPTIMAL"} for d in (90, 180, 360)],
    }
    store(tmp_path, "growth", growth, 12.0)
    compared = {"limit": 60, "mark": 10, "comparisons": cattrs.unstructure([COMPARISON])}
    store(tmp_path, "differing-gaps", compared, 12.0)
    assert stored(tmp_path, "growth").measured == growth
    missing = write_page(tmp_path, tmp_path / "docs.md")
    text = (tmp_path / "docs.md").read_text(encoding="utf-8")
    assert "growth" not in missing
    assert "equal-gaps" in missing
    assert "1 µs · n² · 2ⁿ" in text
    assert "days to the power of 1.00" in text
    assert "| 10 hosts · 1 | 0.020 |" in text
    for picture in ("benchmark-growth", "benchmark-proof"):
        assert (tmp_path / "images" / f"{picture}.svg").read_text().startswith("<svg")


def test_the_page_of_the_documentation_is_that_of_the_stored_results(tmp_path):
    if not any(RESULTS.glob("*.json")):
        pytest.skip("nothing is stored")
    write_page(RESULTS, tmp_path / "benchmarks.md")
    page = RESULTS.parent.parent / "docs" / "benchmarks.md"
    made, kept = (path.read_text(encoding="utf-8") for path in (tmp_path / "benchmarks.md", page))
    assert made == kept, "write it anew: python -m benchmarks --page"


def test_sections_have_different_names():
    keys = [section.key for section in SECTIONS]
    assert len(set(keys)) == len(keys)


def test_a_command_that_takes_too_long_is_ended_with_its_children():
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    with pytest.raises(TooMuchError, match="ended after"):
        run(["-c", child], limit=0.3)


def test_memory_is_that_of_all_processes_of_a_command():
    hold = "import time; data = bytearray(80_000_000); time.sleep(1.5)"
    both = f"import subprocess, sys; data = bytearray(80_000_000); subprocess.run([sys.executable, '-c', {hold!r}])"
    if sys.platform == "linux":
        assert run(["-c", both]).peak_mb > 160


def test_a_command_that_fails_says_why():
    with pytest.raises(CommandError, match="no such thing"):
        run(["-c", "raise SystemExit('no such thing')"])


@pytest.mark.parametrize(
    "module",
    ["fit", "instances", "outcome", "peers.answer", "peers.weights", "report", "verify"],
)
def test_examples_run(module):
    found = doctest.testmod(import_module(f"benchmarks.{module}"), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 0
    assert found.failed == 0
