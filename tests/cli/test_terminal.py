"""Terminals of all kinds: names are printed as they are, and none of them is a reason to fail."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import run
from tests.cli.networks import TWO

ASCII = {"PYTHONIOENCODING": "ascii", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

BORDERS = str.maketrans("┃│", "||")


def first_cells(out: str) -> list[str]:
    """Return the cells of the second column of the first table, the lines of each row put together."""
    cells = list[str]()
    for line in out.partition("Goals")[0].translate(BORDERS).splitlines():
        parts = [part.strip() for part in line.split("|")[1:-1]]
        if len(parts) == 4 and parts[0].isdigit():
            cells.append("")
        if len(parts) == 4 and cells:
            cells[-1] += parts[1]
    return cells


def test_a_terminal_that_knows_ascii_only_gets_the_plan(example, planned, tmp_path):
    answer = run("plan", example, "--out", tmp_path, **ASCII)
    assert answer.code == 0
    assert answer.err == ""
    assert "Boto?ani" in answer.out
    assert (tmp_path / "schedule.csv").read_bytes() == (planned[0] / "schedule.csv").read_bytes()


def test_json_keeps_its_letters_where_the_terminal_knows_ascii_only(example, tmp_path):
    answer = run("plan", example, "--out", tmp_path, "--json", **ASCII)
    assert json.loads(answer.out)["meetings"][-1]["host"] == "Botoșani"


def test_an_error_with_accents_is_told_where_the_terminal_knows_ascii_only(problem_file, tmp_path):
    text = TWO + '[[rules]]\nkind = "first"\npartner = "Botoșani"\n'
    answer = run("plan", problem_file(text), "--out", tmp_path / "plan", **ASCII)
    assert answer.code == 2
    assert 'unknown partner "Boto?ani"' in answer.err


def test_a_narrow_terminal_gets_every_name_in_full(example, planned, tmp_path):
    answer = run("plan", example, "--out", tmp_path, COLUMNS="40")
    lines = answer.out.partition("OPTIMAL")[0].splitlines()
    names = first_cells(planned[1].out)
    assert answer.code == 0
    assert max(map(len, lines)) <= 40
    assert len(names) == 8
    assert [name.replace(" ", "") for name in first_cells(answer.out)] == [name.replace(" ", "") for name in names]


def test_a_name_is_no_markup(problem_file, tmp_path):
    text = TWO.replace('name = "Messina"', 'name = "[red]X[/red]"').replace('"Two"', '"[b]N[/b] :cat:"')
    text = text.replace('lead = "Messina"', 'lead = "[red]X[/red]"').replace('name = "Oulu"', 'name = ":smile:"')
    text += '[[goals]]\nkind = "prefer"\npartner = ":smile:"\nweekdays = ["Tue"]\n'
    answer = run("plan", problem_file(text), "--out", tmp_path / "plan")
    assert answer.code == 0
    assert "[b]N[/b] :cat:" in answer.out
    assert first_cells(answer.out) == ["[red]X[/red]", ":smile:"]
    assert ":smile: preferably starts on Tue" in answer.out


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_are_no_failures(option):
    answer = run(option)
    assert (answer.code, answer.err) == (0, "")
    assert ("plan" if option == "--help" else "0.") in answer.out
