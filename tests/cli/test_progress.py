"""Progress on stderr for a search that takes long."""

from __future__ import annotations

import re

from tests.cli.command import run
from tests.cli.networks import for_the_constraint_model


def test_a_search_of_seconds_says_how_far_it_is_on_stderr(problem_file, tmp_path):
    file = problem_file(for_the_constraint_model())
    answer = run("plan", file, "--out", tmp_path / "plan", "--time-limit", "2", "--json")
    assert re.match(r"\d+ s: (CP-SAT, goal level 1|sequence engine, layer)", answer.err)
    assert "Traceback" not in answer.err
    assert answer.out.startswith("{")


def test_quiet_says_nothing_of_it(problem_file, tmp_path):
    file = problem_file(for_the_constraint_model())
    answer = run("plan", file, "--out", tmp_path / "plan", "--time-limit", "2", "--quiet")
    assert answer.code in (0, 3)
    assert (answer.out, answer.err) == ("", "")
