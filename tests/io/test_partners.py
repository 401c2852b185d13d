"""Partners from CSV files and DataFrames."""

from __future__ import annotations

import pandas as pd
import pytest

from di4c_schedule import Partner, PlaceError, ProblemError, read_partners, read_problem

HEADER = "name,place,delegation,add_holidays\n"


def test_rows_become_partners(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text(HEADER + 'Oulu,"Oulu, FI",2,\n\nMessina,"Messina, IT",,2019-06-03 2019-08-15\n', encoding="utf-8")
    oulu, messina = read_partners(file)
    assert oulu == Partner("Oulu", "Oulu, FI", delegation=2)
    assert messina == Partner("Messina", "Messina, IT", add_holidays=["2019-06-03", "2019-08-15"])


def test_semicolons_a_byte_order_mark_and_capital_letters_in_the_header_will_do(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text("Name;Place\nBotoșani;Botoșani, RO\n", encoding="utf-8-sig")
    assert read_partners(file) == [Partner("Botoșani", "Botoșani, RO")]


def test_coordinates_instead_of_a_place():
    table = pd.DataFrame(
        {
            "name": ["Oulu", "Messina"],
            "lat": [65.01, 38.19],
            "lon": [25.47, 15.55],
            "country": ["FI", "IT"],
            "timezone": ["Europe/Helsinki", "Europe/Rome"],
            "delegation": [float("nan"), 3.0],
            "add_holidays": [None, ["2019-06-03"]],
        }
    )
    oulu, messina = read_partners(table)
    assert (oulu.lat, oulu.delegation, oulu.add_holidays) == (65.01, 1, ())
    assert (messina.delegation, [str(day) for day in messina.add_holidays]) == (3, ["2019-06-03"])


def test_days_of_a_frame_may_be_timestamps():
    table = pd.DataFrame({"name": ["Oulu"], "place": ["Oulu, FI"], "add_holidays": [pd.Timestamp("2019-06-03")]})
    assert [str(day) for day in read_partners(table)[0].add_holidays] == ["2019-06-03"]
    table["add_holidays"] = [pd.NaT]
    assert read_partners(table)[0].add_holidays == ()


def test_all_mistakes_at_once_each_with_its_line(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text(HEADER + 'Oulu,"Oulu, FI",two,\n,"Messina, IT",1,\nX,"Bistrita, RO",2.5,\n', encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read_partners(file)
    assert [(mistake.line, mistake.key) for mistake in caught.value.mistakes] == [
        (2, "delegation"),
        (3, "name"),
        (4, "delegation"),
    ]


def test_unknown_columns_name_the_nearest(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text('name,plac\nOulu,"Oulu, FI"\n', encoding="utf-8")
    with pytest.raises(ProblemError, match='unknown key "plac", did you mean "place"'):
        read_partners(file)
    with pytest.raises(ProblemError, match='did you mean "place"'):
        read_partners(pd.DataFrame({"name": ["Oulu"], "plac": ["Oulu, FI"]}))


def test_without_names_there_are_no_partners(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text('place\n"Oulu, FI"\n', encoding="utf-8")
    with pytest.raises(ProblemError, match='no column "name"'):
        read_partners(file)
    with pytest.raises(ProblemError, match='no column "name"'):
        read_partners(pd.DataFrame({"place": ["Oulu, FI"]}))


def test_rows_of_a_frame_are_named():
    with pytest.raises(PlaceError, match=r"row\[2\]\.place"):
        read_partners(pd.DataFrame({"name": ["Oulu", "X"], "place": ["Oulu, FI", "Nowhere at all, FI"]}))


def test_something_else_is_refused():
    with pytest.raises(ProblemError, match="expected a CSV file or a DataFrame"):
        read_partners([{"name": "Oulu"}])


PROBLEM = """\
name = "Two"
lead = "Oulu"
first = 2019-09-02
last = 2019-12-20
partners = "cities.csv"

[[rules]]
kind = "first"
partner = "{host}"
"""


def test_a_problem_may_keep_its_partners_in_a_file_beside_it(tmp_path):
    (tmp_path / "cities.csv").write_text('name,place\nOulu,"Oulu, FI"\nMessina,"Messina, IT"\n', encoding="utf-8")
    (tmp_path / "problem.toml").write_text(PROBLEM.format(host="Messina"), encoding="utf-8")
    problem = read_problem(tmp_path / "problem.toml")
    assert problem.network.names == ["Oulu", "Messina"]


def test_mistakes_of_both_files_are_told_with_their_places(tmp_path):
    (tmp_path / "cities.csv").write_text('name,place\nOulu,"Oulu, FI"\nMessina,"Messina, IT"\n', encoding="utf-8")
    (tmp_path / "problem.toml").write_text(PROBLEM.format(host="Mesina"), encoding="utf-8")
    with pytest.raises(ProblemError, match=r'problem.toml, line 9.*did you mean "Messina"'):
        read_problem(tmp_path / "problem.toml")
    (tmp_path / "cities.csv").write_text("name,place\nOulu,Nowhere at all\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"cities.csv, line 2"):
        read_problem(tmp_path / "problem.toml")
    (tmp_path / "cities.csv").unlink()
    with pytest.raises(ProblemError, match=r"cities.csv.*no such file"):
        read_problem(tmp_path / "problem.toml")
