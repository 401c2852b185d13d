"""What changes, as CSV: names that spreadsheets would take for formulas do no harm."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from di4c_schedule import Network, Partner, Problem, Schedule, compare
from di4c_schedule.io import comparison_csv


def rows_of(comparison):
    return list(csv.DictReader(StringIO(comparison_csv(comparison).decode(), newline="")))


@pytest.mark.parametrize("name", ['=HYPERLINK("http://example.org")', "+1+1", "-2+3", "@SUM(A1)", "'=1", 'a "b", c'])
def test_no_cell_is_a_formula(name):
    partner = Partner(name, country="FI", lat=65.0, lon=25.5, timezone="Europe/Helsinki")
    problem = Problem(Network("N", [partner], lead=name), "2019-09-02", "2019-12-20", days=2)
    comparison = compare([(name, "2019-10-15")], Schedule.of(problem, [(name, "2019-10-08")]))
    (row,) = rows_of(comparison)
    assert row["days"] == "-7"
    assert {row["host"], row["host"].removeprefix("'")} & {name}
    assert row["sentence"].lstrip("'").startswith(name.lstrip("'"))
    for key, cell in row.items():
        assert key == "days" or not cell.startswith(("=", "+", "-", "@"))


def test_what_is_missing_is_empty(two_partners):
    after = Schedule.of(two_partners, [("Oulu", "2019-10-08")])
    cancelled, new = rows_of(compare([("Messina", "2019-09-10")], after))
    assert (cancelled["new_host"], cancelled["new_first"], cancelled["days"]) == ("", "", "")
    assert (new["host"], new["first"], new["new_last"]) == ("", "", "2019-10-09")
