"""Problems written as files and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from di4c_schedule import Problem, ProblemError, Turn, read_problem, rules

from .busy_calendars import write_calendars_of
from .problems import problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")


def read_back(problem: Problem, folder: Path) -> Problem:
    """Write a problem and read it."""
    file = folder / "problem.toml"
    file.write_text(problem.to_toml(), encoding="utf-8")
    return read_problem(file)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(problem=problems())
def test_every_problem_reads_back_equal(problem: Problem, tmp_path: Path) -> None:
    write_calendars_of(problem, tmp_path)
    again = read_back(problem, tmp_path)
    assert again == problem
    assert again.to_toml() == problem.to_toml()


def test_the_example_reads_back_equal(tmp_path):
    problem = read_problem("examples/di4c/network.toml")
    assert read_back(problem, tmp_path) == problem


def test_names_with_quotes_backslashes_and_letters_of_all_scripts_read_back_equal(problem_of, partner, tmp_path):
    names = ['a "quoted" one', "back\\slash", "Ş中é🎉", "[[rules]]", "=1+1"]
    problem = problem_of(*[partner("Oulu").__class__(name, "Oulu, FI", region="'''") for name in names])
    problem = problem.adding(rules.First(names[0]), rules.Unavailable("2019-10", names[1], reason='"because"'))
    assert read_back(problem, tmp_path) == problem


def test_what_differs_from_the_default_is_written(two_partners, tmp_path):
    problem = two_partners.replace(
        turns=[Turn("Oulu", days=3, format="online")], rules=[rules.Hosting("Oulu", 0, None)], meetings=3
    ).without("Nobody hosts on the host's public holidays")
    text = problem.to_toml()
    assert 'at_most = "any"' in text
    assert "dropped = [" in text
    assert read_back(problem, tmp_path) == problem


def test_rules_and_goals_of_the_users_own_cannot_be_written(two_partners):
    class Mine:
        label = "mine"
        unit, level, weight = "days", 1, 1

        def fill(self, tables):
            pass

        def check(self, schedule):
            return iter(())

    class Wish(Mine):
        def measure(self, schedule):
            return 0

    with pytest.raises(ProblemError, match="Mine is a class of your own") as caught:
        two_partners.adding(Mine(), Wish()).to_toml()
    assert [mistake.where for mistake in caught.value.mistakes] == [("rules", 0), ("goals", 0)]


def test_dropped_labels_are_a_list_of_texts(tmp_path, two_partners):
    file = tmp_path / "problem.toml"
    file.write_text('dropped = "all"\n' + two_partners.to_toml(), encoding="utf-8")
    with pytest.raises(ProblemError, match="dropped: expected labels of rules"):
        read_problem(file)
