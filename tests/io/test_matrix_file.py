"""Distances and durations from CSV files, named in the problem file."""

from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import ProblemError, Travel, goals, read_problem, rules, write_calendars
from di4c_schedule.schedule import Schedule
from di4c_schedule.travel import FarePeriod

HEAD = """\
name = "N"
lead = "Oulu"
first = 2019-09-02
last = 2019-12-20
[[partners]]
name = "Oulu"
place = "Oulu, FI"
[[partners]]
name = "Roquetas de Mar"
place = "Roquetas de Mar, ES"
[[partners]]
name = "Messina"
place = "Messina, IT"
[travel]
"""
LINE = HEAD.count("\n") + 1
"""Line of the first key of the table travel."""

ROWS = [[0, 40, 31], [40, 0, 17], [31, 17, 0]]
SQUARE = """\
,Oulu,Roquetas de Mar,Messina
Oulu,0,40,31
Roquetas de Mar,40,0,17
Messina,31,17,0
"""


@pytest.fixture
def read(tmp_path):
    """Read a problem whose table travel holds some lines, and beside it the file table.csv."""

    def ask(lines, table=None):
        if table is not None:
            (tmp_path / "table.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
        (tmp_path / "network.toml").write_text(HEAD + lines, encoding="utf-8")
        return read_problem(tmp_path / "network.toml")

    return ask


@pytest.fixture
def said(read, tmp_path):
    """Return what is said of a wrong file: file, line, key, message."""

    def ask(lines, table=None):
        with pytest.raises(ProblemError) as caught:
            read(lines, table)
        return [
            (str(mistake.file).removeprefix(f"{tmp_path}/"), mistake.line, mistake.key, mistake.message)
            for mistake in caught.value.mistakes
        ]

    return ask


@pytest.mark.parametrize(
    "table",
    [
        SQUARE,
        SQUARE.replace(",", ";"),
        SQUARE.replace(",", "\t"),
        SQUARE.replace("\n", "\r\n").encode("utf-8-sig"),
        "towns" + SQUARE.replace("Oulu,0", " Oulu , 0.0"),
        "\n" + SQUARE + ",,,\n\n",
        ",Oulu,Roquetas de Mar,Messina\nMessina,31,17,\nOulu,,40,\nRoquetas de Mar,,,\n",
        "from,to,km\nOulu,Messina,31\nOulu,Roquetas de Mar,40\nRoquetas de Mar,Messina,17\n",
        'note;To;From;KM\n"by ""rail""; slow";Oulu;Messina;31\n;Roquetas de Mar;Oulu;40\n'
        ';Messina;"Roquetas de Mar";17\n',
    ],
)
def test_a_file_may_be_written_in_many_ways(read, table):
    problem = read('km = "table.csv"', table)
    oulu, roquetas, messina = problem.network
    km = [[problem.travel.km(a, b) for b in (oulu, roquetas, messina)] for a in (oulu, roquetas, messina)]
    assert km == ROWS
    assert problem.travel.own_km.source == "table.csv"


def test_each_quantity_has_its_file_and_both_ways_may_differ(read, tmp_path):
    days = ",Oulu,Roquetas de Mar,Messina\nOulu,0,4,3\nRoquetas de Mar,4,0,1\nMessina,2,1,0\n"
    (tmp_path / "days.csv").write_text(days, encoding="utf-8")
    problem = read('hours = "table.csv"\ndays = "days.csv"\nsymmetric = false', SQUARE)
    oulu, messina = problem.network["Oulu"], problem.network["Messina"]
    assert (problem.travel.days(oulu, messina), problem.travel.days(messina, oulu)) == (3, 2)
    assert (problem.travel.hours(oulu, messina), problem.travel.km(oulu, messina)) == (31, 3051)
    assert sorted(problem.travel.matrices) == ["days", "hours"]


def test_all_other_keys_are_read(read):
    travel = read("""
bands = [[500, 0]]
beyond = 1
speeds = [[0, 60, 0], [800, 600, 5]]
fares = [{first = 2019-01-01, bands = [[0, 100]]}, {first = "2020-01-01", bands = [[0, 90], [1000, 200]]}]
factors = [[0, "coach"], [600, 180.5]]
km = {names = ["Oulu", "Messina", "Roquetas de Mar"], rows = [[0, 31, 40], [31, 0, 17], [40, 17, 0]]}
""").travel
    assert (travel.bands, travel.beyond) == (((500, 0),), 1)
    assert travel.speeds == ((0, 60, 0), (800, 600, 5))
    assert travel.fares.periods == (
        FarePeriod(date(2019, 1, 1), [[0, 100]]), FarePeriod(date(2020, 1, 1), [[0, 90], [1000, 200]]),
    )  # fmt: skip
    assert travel.factors == ((0, "coach"), (600, 180.5))
    assert travel.own_km["Messina", "Roquetas de Mar"] == 17
    assert read('fares = "green"').travel == Travel(fares="green")
    assert read("fares = [[100, 80]]").travel == Travel(fares=[(100, 80)])


def test_written_as_a_problem_file_it_reads_back_equal(read, tmp_path):
    problem = read('km = "table.csv"\nspeeds = [[0, 60, 1]]\nfares = [[0, 100]]\nfactors = [[0, 12.5]]', SQUARE)
    (tmp_path / "again.toml").write_text(problem.to_toml(), encoding="utf-8")
    (tmp_path / "table.csv").unlink()
    assert read_problem(tmp_path / "again.toml") == problem


def test_days_of_travel_in_calendars_are_ones_own(read, tmp_path):
    problem = read('days = "table.csv"', SQUARE.replace("31", "5"))
    schedule = Schedule.of(problem, [("Messina", "2019-09-17")])
    write_calendars(schedule, tmp_path / "calendars")
    text = (tmp_path / "calendars" / "Oulu.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20190912" in text


EXPECTED = "Oulu to Roquetas de Mar: expected a whole number of km from 0 to 100000, got"
LONG = "from,to,km\nOulu,Messina,3\n"


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        (SQUARE.replace("17,0", "17,5"), 4, "Messina to itself is 0 km, got 5"),
        (SQUARE.replace("Oulu,0,40", "Oulu,0,-40"), 2, f"{EXPECTED} -40"),
        (SQUARE.replace("Oulu,0,40", "Oulu,0,40.5"), 2, f"{EXPECTED} 40.5"),
        (SQUARE.replace("Oulu,0,40,31", "Oulu,0,40"), 2, "expected 4 cells, as in the first row; got 3"),
        (SQUARE.replace("Messina,31", ",31"), 4, "expected a name, got an empty text"),
        ("from,to,miles\nOulu,Messina,3\n", 1, 'no column "km"; the columns are: from, to, miles'),
        (LONG + "Oulu,Messina,4\n", 3, "Oulu to Messina stands twice"),
        ('from,to,km\n"Oulu,Messina,3\n', 2, "not CSV: unexpected end of data"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(said, table, line, message):
    assert said('km = "table.csv"', table)[0] == ("table.csv", line, "", message)


@pytest.mark.parametrize(
    ("lines", "table", "message"),
    [
        ('km = "table.csv"', None, "table.csv: there is no such file"),
        ('km = " "', None, "expected the name of a CSV file, got ' '"),
        ('km = "."', None, ".: cannot be read: Is a directory"),
        ('km = "\\u0000"', None, "expected the name of a CSV file, got '\\x00'"),
        ('km = "table.csv"', "", "table.csv: the file is empty"),
        (
            'km = "table.csv"',
            LONG + "Oulu,Roquetas de Mar,4\n",
            "table.csv: no km for Messina to Roquetas de Mar, Roquetas de Mar to Messina; "
            "every pair of partners needs a value, one way at least",
        ),
        ('km = "table.csv"', LONG, "no km for Roquetas de Mar in table.csv; every partner is needed"),
        (
            'km = "table.csv"\nsymmetric = false',
            LONG,
            "no km for Messina to Oulu; with symmetric = false there and back need a value each",
        ),
        (
            "km = 7",
            None,
            'expected a table of km: a DataFrame, a mapping such as {("Oulu", "Messina"): 12}, '
            "or in a problem file the name of a CSV file, got 7",
        ),
    ],
)
def test_a_mistake_around_a_file_is_told_with_the_line_that_names_it(said, lines, table, message):
    assert said(lines, table) == [("network.toml", LINE, "travel.km", message)]


def test_mistakes_of_all_files_and_of_the_rest_are_told_at_once(said):
    table = SQUARE.replace("Messina", "Mesina").replace("31,17", "31,-17")
    found = said('beyond = 900\nkm = "table.csv"\nhours = "none.csv"', table)
    assert [(file, line, key) for file, line, key, _ in found] == [
        ("table.csv", 4, ""), ("network.toml", LINE, "travel.beyond"), ("network.toml", LINE + 2, "travel.hours"),
    ]  # fmt: skip


def test_names_in_a_file_are_those_of_the_partners(said):
    found = said('km = "table.csv"\n[[rules]]\nkind = "first"\npartner = "Olu"', SQUARE.replace("Messina", "Mesina"))
    assert found == [
        ("network.toml", LINE, "travel.km", 'unknown partner "Mesina" in table.csv, did you mean "Messina"?'),
        ("network.toml", LINE, "travel.km", "no km for Messina in table.csv; every partner is needed"),
        ("network.toml", LINE + 3, "rules[1].partner", 'unknown partner "Olu", did you mean "Oulu"?'),
    ]


def test_rules_and_goals_on_travel_are_read(read):
    problem = read("""
[[rules]]
kind = "max_travel"
partner = "Oulu"
limit = 9000
[[rules]]
kind = "max_travel"
limit = 500
measure = "hours"
[[rules]]
kind = "budget"
limit = 20000
[[goals]]
kind = "least_travel"
measure = "co2"
[[goals]]
kind = "fair_travel"
history = {Oulu = 12000, "Roquetas de Mar" = 3}
level = 2
[[goals]]
kind = "balance"
by = "country"
""")
    assert problem.given_rules == (
        rules.MaxTravel("Oulu", 9000),
        rules.MaxTravel(None, 500, "hours"),
        rules.Budget(20000),
    )
    assert problem.goals == (
        goals.LeastTravel("co2"),
        goals.FairTravel(history={"Oulu": 12000, "Roquetas de Mar": 3}, level=2),
        goals.Balance("country"),
    )


NO_PARTNER = 'unknown partner "Olu", did you mean "Oulu"?'


@pytest.mark.parametrize(
    ("kind", "line", "key", "message"),
    [
        ('[[rules]]\nkind = "max_travel"\npartner = "Oulu"', 0, "rules[1].limit", "missing; write limit = …"),
        ('[[rules]]\nkind = "budget"', 0, "rules[1].limit", "missing; write limit = …"),
        ('[[goals]]\nkind = "fair_travel"\nhistory = {Olu = 4}', 2, "goals[1].history.Olu", NO_PARTNER),
        ('[[goals]]\nkind = "fair_travel"\n[goals.history]\nOlu = 4', 3, "goals[1].history.Olu", NO_PARTNER),
    ],
)
def test_mistakes_in_rules_and_goals_on_travel_are_told_with_their_lines(said, kind, line, key, message):
    assert said(kind) == [("network.toml", LINE + line, key, message)]
