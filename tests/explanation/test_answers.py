"""Conflicts and repairs show themselves: in a terminal, in a notebook, as JSON."""

from __future__ import annotations

import json

import pytest

from di4c_schedule import explain, repairs
from di4c_schedule.errors import InfeasibleError
from di4c_schedule.rules import Fixed, Spacing
from di4c_schedule.solver import solve


@pytest.fixture(scope="module")
def impossible(two_partners):
    return two_partners.adding(Fixed("Oulu", "2019-12-05..2019-12-06"))


def test_a_conflict_in_a_terminal(impossible):
    assert str(explain(impossible)).splitlines() == [
        "Oulu has no day left on which a meeting of 2 days could start.",
        "  A meeting takes 2 days.",
        "  For Oulu, Fri 6 December 2019 is Independence Day.",
        "Rules involved; no smaller set of them clashes:",
        "  - Oulu does not host on its public holidays",
        "  - Oulu hosts within 5 to 6 December 2019",
    ]


def test_a_conflict_in_json(impossible):
    told = explain(impossible).to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["requirements"] == [
        {"rule": "host_holidays", "label": "Oulu does not host on its public holidays"},
        {"rule": "fixed", "label": "Oulu hosts within 5 to 6 December 2019"},
    ]
    assert (told["minimal"], told["smallest"]) == (True, True)
    assert "note" not in told


def test_a_conflict_in_a_notebook(impossible):
    html = explain(impossible)._repr_html_()
    assert "Oulu hosts within 5 to 6 December 2019" in html
    assert "Independence Day" in html


def test_many_cases_of_one_rule_are_one_line(three_partners):
    # three meetings with gaps of 60 days need 126 of 110 days; every pair of hosts may follow each other
    conflict = explain(three_partners.adding(Spacing(60)))
    assert len(conflict.requirements) >= 2
    assert str(conflict).count("from the end of a meeting to the start of the next") <= 3


def test_a_repair_in_json(impossible):
    (found,) = repairs(impossible, n=1)
    told = found.to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["edits"] == [
        {
            "action": "loosen",
            "advice": "let Oulu host from 4 December 2019, 1 day earlier",
            "rule": "fixed",
            "label": "Oulu hosts within 5 to 6 December 2019",
            "amount": 1,
            "unit": "days",
            "effect": "",
        }
    ]
    assert [meeting["first"] for meeting in told["meetings"] if meeting["host"] == "Oulu"] == ["2019-12-04"]


def test_the_error_of_an_impossible_problem_names_what_explains_it(impossible):
    with pytest.raises(InfeasibleError, match="`explain` says which of them clash, `repairs` what would help"):
        solve(impossible).unwrap()
