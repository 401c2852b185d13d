"""Input that is wrong: exit code 2, what and where on stderr, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import run
from tests.cli.networks import HEAD, PARTNERS, TWO

RULE = '[[rules]]\nkind = "fixed"\npartner = "Oulu"\ndates = "October"\n'

IN_LITTLE_MEMORY = """
import resource
from di4c_schedule.cli import main

resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
main()
"""


@pytest.fixture
def refused(tmp_path):
    """Plan, see that it is refused and that nothing is written, and return what was said."""

    def ask(file, *more, **changes):
        answer = run("plan", file, "--out", tmp_path / "plan", *more, **changes)
        assert answer.code == 2
        assert answer.told_plainly
        assert not (tmp_path / "plan").exists()
        return answer.err

    return ask


def test_a_missing_file(refused, tmp_path):
    assert refused(tmp_path / "none.toml") == f"{tmp_path / 'none.toml'}: there is no such file\n"


def test_a_folder_in_place_of_a_file(refused, tmp_path):
    assert refused(tmp_path) == f"{tmp_path}: cannot be read: Is a directory\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (TWO.encode() + b"# Boto\xbaani", 14, ["not in UTF-8", "save it as UTF-8"]),
        (HEAD.replace('"Two"', "Two") + PARTNERS, 1, ["not TOML", "text stands in quotes"]),
        (HEAD + "dayz = 3\n" + PARTNERS, 6, ["dayz", 'did you mean "days"?']),
        (HEAD.replace("days = 2", 'days = "two"') + PARTNERS, 5, ["days", "a whole number", "'two'"]),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_line(refused, problem_file, text, line, words):
    file = problem_file(text)
    said = refused(file)
    assert f"{file}, line {line}" in said
    for word in words:
        assert word in said


def test_all_mistakes_are_said_at_once(refused, problem_file):
    text = TWO.replace("days = 2", "days = 0").replace("Oulu, FI", "Mesina, FI") + RULE
    lines = refused(problem_file(text)).splitlines()
    places = [line.partition("line ")[2].partition(":")[0] for line in lines if "network.toml, line" in line]
    assert lines[0] == "3 mistakes:"
    assert places == ["5, days", "13, partners[2].place", "17, rules[1].dates"]


def test_a_time_limit_that_is_no_number(refused, problem_file):
    assert "--time-limit" in refused(problem_file(TWO), "--time-limit", "nan")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["plot"], "plot"),
        (["plan", "network.toml"], "--out"),
        (["plan", "network.toml", "--out", "plan", "--fast"], "--fast"),
    ],
)
def test_arguments_that_do_not_fit(arguments, word, tmp_path):
    answer = run(*arguments, folder=tmp_path)
    assert answer.code == 2
    assert answer.told_plainly
    assert word in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless input here")
def test_an_endless_input_is_refused(refused):
    assert "/dev/zero" in refused("/dev/zero", python=IN_LITTLE_MEMORY)
