"""Distances and durations of one's own: every way to give them, every mistake in them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from di4c_schedule import Travel
from di4c_schedule.errors import ProblemError, ProblemWarning
from di4c_schedule.goals import ShortestTour
from di4c_schedule.rules import TravelSpacing
from di4c_schedule.schedule import Schedule
from di4c_schedule.travel import Matrix
from di4c_schedule.travel.matrices import read_days, read_hours, read_km

NAMES = ["Oulu", "Messina", "Limerick"]
ROWS = [[0, 31, 23], [31, 0, 25], [23, 25, 0]]
LONG = [("Oulu", "Messina", 31), ("Limerick", "Oulu", 23), ("Messina", "Limerick", 25)]


def said(read, value):
    with pytest.raises(ProblemError) as caught:
        read(value)
    return [mistake.message for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    "given",
    [
        pd.DataFrame(ROWS, index=NAMES, columns=NAMES),
        pd.DataFrame(ROWS, index=NAMES, columns=NAMES).astype(float),
        pd.DataFrame(ROWS, index=NAMES, columns=NAMES).astype("Int64"),
        pd.DataFrame(ROWS, index=NAMES, columns=NAMES).where(~np.eye(3, dtype=bool)),  # an empty diagonal
        pd.DataFrame(ROWS, index=NAMES, columns=NAMES).where(np.tri(3, dtype=bool)),  # the lower half
        pd.DataFrame(ROWS, index=NAMES, columns=NAMES).loc[["Messina", "Limerick", "Oulu"]],  # rows in another order
        pd.DataFrame(LONG, columns=["from", "to", "km"]),
        pd.DataFrame(LONG, columns=["From", "To", "KM"]).assign(note="by train"),
        {(a, b): km for a, b, km in LONG},
        {(b, a): np.int64(km) for a, b, km in LONG} | {("Oulu", "Oulu"): 0},
        {(f" {a}", b): str(km) for a, b, km in LONG},
        {"names": NAMES, "rows": ROWS},
        Matrix(NAMES, ROWS),
    ],
    ids=repr,
)
def test_a_table_may_be_given_in_many_ways(given):
    matrix = read_km(given)
    assert {(a, b): matrix[a, b] for a in NAMES for b in NAMES} == {
        (a, b): ROWS[i][j] for i, a in enumerate(NAMES) for j, b in enumerate(NAMES)
    }


def test_no_table_is_none():
    assert read_km(None) is None
    assert Travel().matrices == {}


def test_missing_pairs_are_counted_and_the_first_named():
    assert said(read_km, {("Oulu", "Messina"): 1, ("Limerick", "Cork"): 2}) == [
        "no km for Oulu to Limerick, Oulu to Cork, Messina to Limerick and 5 more; "
        "every pair of partners needs a value, one way at least"
    ]
    gap = pd.DataFrame([[0, None], [" ", 0]], index=["Oulu", "Messina"], columns=["Oulu", "Messina"])
    assert said(read_hours, gap) == [
        "no hours for Oulu to Messina, Messina to Oulu; every pair of partners needs a value, one way at least"
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-1, "-1"), (2.5, "2.5"), ("12,5", "12,5"), ("1e3", "1e3"), (True, "True"), (100_001, "100001"), ([3], r"[3]")],
)
def test_a_wrong_value_is_told_with_its_pair(value, shown):
    assert said(read_km, {("Oulu", "Messina"): value}) == [
        f"Oulu to Messina: expected a whole number of km from 0 to 100000, got {shown}"
    ]


def test_a_journey_takes_a_year_at_most():
    assert said(read_days, {("Oulu", "Messina"): 366}) == [
        "Oulu to Messina: expected a whole number of days from 0 to 365, got 366"
    ]
    assert said(read_days, Matrix(["Oulu", "Messina"], [[0, 366], [366, 0]]))[0].endswith("to 365, got 366")


def test_all_mistakes_of_a_table_are_told_at_once():
    rows = [
        ("Oulu", "Oulu", 4),
        ("Oulu", "Messina", -1),
        ("Messina", "Oulu", 5),
        ("Messina", "Oulu", 5),
        (7, "Oulu", 1),
    ]
    assert said(read_km, pd.DataFrame(rows, columns=["from", "to", "km"])) == [
        "Oulu to itself is 0 km, got 4",
        "Oulu to Messina: expected a whole number of km from 0 to 100000, got -1",
        "Messina to Oulu stands twice",
        "expected a name, got 7",
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("distances.csv", "expected a table of km: a DataFrame, a mapping such as"),
        (7, "expected a table of km"),
        ({"Oulu": 3}, "expected a table of km"),
        ({"names": NAMES, "rows": ROWS[:2]}, "with a row of values for each name"),
        ({"names": NAMES, "rows": [1, 2, 3]}, "with a row of values for each name"),
        (pd.DataFrame(ROWS), "expected a square table with the partners' names"),
        (pd.DataFrame(LONG, columns=["from", "to", "miles"]), 'no column "km"; the columns are: from, to, miles'),
    ],
)
def test_what_is_no_table_is_told_what_to_give(given, message):
    assert message in said(read_km, given)[0]


@pytest.mark.parametrize(
    ("names", "rows", "message"),
    [
        (["Oulu", "Oulu"], [[0, 1], [1, 0]], "a name stands twice in the table"),
        (["Oulu", "Messina"], [[0, 1]], "expected 2 rows of 2 values each"),
        (["Oulu", "Messina"], [[0, 1], [1]], "expected 2 rows of 2 values each"),
        (["Oulu", "Messina"], [[0, -1], [1, 0]], "Oulu to Messina: expected a whole number"),
        (["Oulu", "Messina"], [[1, 1], [1, 0]], "Oulu to itself is 0 km, got 1"),
    ],
)
def test_a_matrix_checks_itself(names, rows, message):
    with pytest.raises(ProblemError, match=message):
        Matrix(names, rows)


def test_a_matrix_shows_itself_shortly():
    assert repr(Matrix(NAMES, ROWS)) == "<Matrix of 3 partners>"


def test_with_symmetric_false_both_ways_are_needed():
    with pytest.raises(ProblemError) as caught:
        Travel(hours={(a, b): km for a, b, km in LONG}, symmetric=False)
    (mistake,) = caught.value.mistakes
    assert mistake.where == ("hours",)
    assert mistake.message == (
        "no hours for Oulu to Limerick, Messina to Oulu, Limerick to Messina; "
        "with symmetric = false there and back need a value each"
    )


# In a problem


def test_own_tables_count_for_tours_and_gaps(two_partners):
    pair = ("Messina", "Oulu")
    problem = two_partners.replace(travel=Travel(km={pair: 77}, days={pair: 4}), rules=[TravelSpacing()])
    schedule = Schedule.of(problem, [("Messina", "2019-09-03"), ("Oulu", "2019-09-08")])
    assert ShortestTour().measure(schedule) == 77
    # Messina ends on Wed 4 September and travels for four days: it can be in Oulu on Mon 9
    (violation,) = TravelSpacing().check(schedule)
    assert violation.message == "4 days from Messina to Oulu, but Messina needs a gap of 5"
    assert problem.tables.gap.tolist() == [[9, 5], [5, 9]]
    assert problem.adding(ShortestTour()).tables.levels[1, 0].succession.tolist() == [[0, 77], [77, 0]]


@pytest.mark.parametrize(
    ("km", "messages"),
    [
        (
            {("Messina", "Olu"): 5},
            ['unknown partner "Olu", did you mean "Oulu"?', "no km for Oulu; every partner is needed"],
        ),
        ({}, ["no km for Messina and Oulu; every partner is needed"]),
        (
            {("Messina", "Oulu"): 5, ("Messina", "Lima"): 5, ("Lima", "Oulu"): 5},
            ['unknown partner "Lima", expected one of: Messina, Oulu'],
        ),
    ],
)
def test_names_are_those_of_the_partners(two_partners, km, messages):
    with pytest.raises(ProblemError) as caught:
        two_partners.replace(travel=Travel(km=km))
    assert [(mistake.where, mistake.message) for mistake in caught.value.mistakes] == [
        (("travel", "km"), message) for message in messages
    ]


def test_many_missing_partners_are_counted(problem_of, partner):
    names = ["Messina", "Oulu", "Limerick", "Saint-Quentin", "Botoșani"]
    with pytest.raises(ProblemError, match="no days for Messina, Oulu, Limerick and 2 more; every partner is needed"):
        problem_of(*names, travel=Travel(days={}))


def test_one_partner_alone_needs_no_distances(problem_of):
    problem = problem_of("Oulu", travel=Travel(km={}))
    assert problem.travel.km(problem.network["Oulu"], problem.network["Oulu"]) == 0


def test_ways_that_differ_are_a_warning_unless_meant(three_partners):
    km = {(a, b): 100 for a in NAMES for b in NAMES if a != b} | {("Limerick", "Oulu"): 1190, ("Oulu", "Messina"): 103}
    with pytest.warns(ProblemWarning) as caught:
        problem = three_partners.replace(travel=Travel(km=km))
    assert [str(warning.message) for warning in caught] == [
        "travel, km: ways there and back differ, Limerick to Oulu 1,190 and Oulu to Limerick 100 most of all; "
        "write symmetric = false if that is meant"
    ]
    problem.adding(ShortestTour())  # warned of once
    three_partners.replace(travel=Travel(km=km, symmetric=False))


def test_fares_of_years_that_are_not_known_are_a_warning(two_partners):
    from di4c_schedule.goals import LeastTravel
    from di4c_schedule.rules import Budget

    later = two_partners.replace(first="2028-09-04", last="2028-12-20", goals=[LeastTravel()])
    for thing in (LeastTravel("eur"), Budget(5000)):
        with pytest.warns(ProblemWarning, match="fares: those of Erasmus.* are known for 2014 to 2027 only"):
            later.adding(thing)
    later.replace(travel=Travel(fares=[[0, 100]])).adding(LeastTravel("eur"))
