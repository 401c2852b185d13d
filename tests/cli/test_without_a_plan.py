"""No schedule: exit code 5 with the conflict, exit code 3 when time ran out; old plans stay."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import run
from tests.cli.networks import CLASH, for_the_sequence_engine

LABELS = {
    "fixed": "Oulu hosts within October 2019",
    "unavailable": "Oulu does not host in October 2019 (film festival)",
}


@pytest.fixture
def old_plan(tmp_path):
    """A folder with the plan of another day."""
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "schedule.csv").write_bytes(b"old")
    return folder


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_rules_that_clash_are_named_in_sentences(problem_file, old_plan):
    answer = run("plan", problem_file(CLASH), "--out", old_plan)
    assert answer.code == 5
    assert answer.err == ""
    assert answer.out.startswith("INFEASIBLE")
    for label in LABELS.values():
        assert label in answer.out
    assert content(old_plan) == {"schedule.csv": b"old"}


def test_rules_that_clash_are_named_in_json(problem_file, tmp_path):
    answer = run("plan", problem_file(CLASH), "--out", tmp_path / "plan", "--json")
    told = json.loads(answer.out)
    assert answer.code == 5
    assert answer.err == ""
    assert told["status"] == "INFEASIBLE"
    assert set(told["conflict"]) >= {"requirements", "minimal"}
    assert {rule["rule"]: rule["label"] for rule in told["conflict"]["requirements"]} == LABELS
    assert isinstance(told["conflict"]["minimal"], bool)
    assert [way["label"] for way in told["repairs"]] == [
        "end the film festival of Oulu on 29 October 2019, 2 days earlier",
        "begin the film festival of Oulu on 3 October 2019, 2 days later",
        "let Oulu host until 5 November 2019, 5 days more",
    ]
    assert [meeting["first"] for meeting in told["repairs"][0]["meetings"] if meeting["host"] == "Oulu"] == [
        "2019-10-30"
    ]
    assert not (tmp_path / "plan").exists()


def test_quiet_leaves_only_the_exit_code(problem_file, tmp_path):
    answer = run("plan", problem_file(CLASH), "--out", tmp_path / "plan", "--quiet")
    assert (answer.code, answer.out, answer.err) == (5, "", "")


def test_time_that_runs_out_is_another_exit_code(problem_file, old_plan):
    answer = run("plan", problem_file(for_the_sequence_engine()), "--out", old_plan, "--time-limit", "0.01")
    assert answer.code == 3
    assert "UNKNOWN" in answer.out
    assert "INFEASIBLE" not in answer.out
    assert "Traceback" not in answer.err
    assert content(old_plan) == {"schedule.csv": b"old"}


def test_time_that_runs_out_in_json(problem_file, tmp_path):
    file = problem_file(for_the_sequence_engine())
    answer = run("plan", file, "--out", tmp_path / "plan", "--time-limit", "0.01", "--json")
    told = json.loads(answer.out)
    assert answer.code == 3
    assert told["status"] == "UNKNOWN"
    assert told["meetings"] == []
    assert [(goal["level"], goal["value"]) for goal in told["goals"]] == [(1, None), (2, None)]
    assert all(goal["bound"] in (None, 0) for goal in told["goals"])
    assert not (tmp_path / "plan").exists()
