"""A key that belongs at the top of the file is told so, whichever table it slipped into."""

from __future__ import annotations

import pytest
from attrs import fields

from di4c_schedule import ProblemError, goals, read_problem, rules
from di4c_schedule.io.problem_file import _OUTER
from di4c_schedule.io.published_file import published_keys

TOP = 'name = "N"\nlead = "Oulu"\nfirst = 2019-09-02\nlast = 2019-12-20\n'
PARTNER = '[[partners]]\nname = "Oulu"\nplace = "Oulu, FI"\n'


@pytest.mark.parametrize(
    ("table", "key"),
    [
        (PARTNER + "days = 2\n", "partners[1].days"),
        (PARTNER + '[[rules]]\nkind = "first"\npartner = "Oulu"\nmeetings = 3\n', "rules[1].meetings"),
        (PARTNER + '[[goals]]\nkind = "early"\ndefault_rules = false\n', "goals[1].default_rules"),
    ],
)
def test_a_key_of_the_top_is_sent_back_there(tmp_path, table, key):
    path = tmp_path / "network.toml"
    path.write_text(TOP + table, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read_problem(path)
    (mistake,) = caught.value.mistakes
    assert (mistake.key, mistake.line) == (key, (TOP + table).count("\n"))
    assert "belongs at the top of the file" in mistake.message


@pytest.mark.parametrize("kind", [*rules.BY_KIND.values(), *goals.BY_KIND.values()], ids=lambda kind: kind.__name__)
def test_no_rule_or_goal_has_an_argument_of_that_name(kind):
    # published meetings are called as the number of meetings is: they are no number
    assert {attribute.alias for attribute in fields(kind)} & set(_OUTER) <= set(published_keys(kind))
