"""Ctrl-C during a search: exit code 130, one line, nothing half-written."""

from __future__ import annotations

import signal

import pytest

from tests.cli.command import HANGS, start
from tests.cli.networks import for_many_hosts, for_the_constraint_model


@pytest.mark.parametrize(("text", "engine"), [(for_many_hosts(), "relaxation"), (for_the_constraint_model(), "CP-SAT")])
def test_ctrl_c_ends_a_search_and_leaves_the_old_plan(problem_file, tmp_path, text, engine):
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "schedule.csv").write_bytes(b"old")
    with start("plan", problem_file(text), "--out", folder) as process:
        assert any(engine in line for line in iter(process.stderr.readline, ""))  # it searches
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=HANGS)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert "terminate called" not in err
    assert "Stopped" in err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"schedule.csv": b"old"}
