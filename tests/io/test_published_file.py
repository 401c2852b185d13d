"""Published meetings that a problem file takes from a schedule file beside it."""

from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import ProblemError, read_problem, solve, write_plan
from di4c_schedule.goals import FewestChanges
from di4c_schedule.io.published_file import published_keys, read_slots
from di4c_schedule.rules import Fixed, Frozen, Keep
from di4c_schedule.slots import Slot

TOP = """\
name = "N"
lead = "Oulu"
first = 2019-09-02
last = 2019-12-20
days = 2
[[partners]]
name = "Oulu"
place = "Oulu, FI"
[[partners]]
name = "=Messina"
place = "Messina, IT"
"""
CSV = "position,host,first,last\n1,'=Messina,2019-09-10,2019-09-11\n2,Oulu,2019-10-08,2019-10-09\n"
SLOTS = (Slot("=Messina", date(2019, 9, 10)), Slot("Oulu", date(2019, 10, 8)))


@pytest.fixture
def read(tmp_path):
    """Read a problem with more lines, in a folder with a published schedule."""

    def ask(lines, published=CSV):
        if published is not None:
            (tmp_path / "published.csv").write_text(published, encoding="utf-8")
        (tmp_path / "network.toml").write_text(TOP + lines, encoding="utf-8")
        return read_problem(tmp_path / "network.toml")

    return ask


@pytest.fixture
def mistakes(read):
    """Return the mistakes of a problem with more lines."""

    def ask(lines, published=CSV):
        with pytest.raises(ProblemError) as caught:
            read(lines, published)
        return caught.value.mistakes

    return ask


def test_published_meetings_are_read_from_a_file_beside_it(read):
    problem = read(
        '[[rules]]\nkind = "keep"\nmeetings = "published.csv"\n'
        '[[rules]]\nkind = "frozen"\nbefore = 2019-10-01\nmeetings = "published.csv"\n'
        '[[goals]]\nkind = "fewest_changes"\npublished = "published.csv"\ncap = 10\n'
    )
    assert problem.given_rules == (Keep(SLOTS), Frozen("2019-10-01", SLOTS))
    assert problem.goals == (FewestChanges(SLOTS, cap=10),)


def test_published_meetings_stand_in_the_file_itself(read):
    lines = '[[rules]]\nkind = "keep"\nmeetings = [\n  {host = "Oulu", first = 2019-10-08},\n'
    assert read(lines + '  {host = "=Messina", first = "2019-09-10"},\n]\n').given_rules == (Keep(SLOTS),)


def test_a_plan_that_was_written_is_kept(read, tmp_path):
    problem = read("")
    result = solve(problem.adding(Fixed("Oulu", "2019-10-08..2019-10-09")))
    write_plan(result, tmp_path / "plan")
    kept = read('[[rules]]\nkind = "keep"\nmeetings = "plan/schedule.csv"\n', None)
    assert solve(kept).unwrap().meetings == result.unwrap().meetings
    lines = f'[[rules]]\nkind = "keep"\nmeetings = "{(tmp_path / "plan" / "schedule.csv").as_posix()}"\n'
    assert read(lines, None) == kept


def test_a_file_that_is_missing_is_told_at_the_key(mistakes):
    (mistake,) = mistakes('[[rules]]\nkind = "keep"\nmeetings = "publisht.csv"\n')
    assert (mistake.key, mistake.line) == ("rules[1].meetings", 14)
    assert mistake.file.endswith("network.toml")
    assert mistake.message.endswith("publisht.csv: there is no such file")


@pytest.mark.parametrize("name", ["", "published.csv/more.csv", "a\\u0000b"])
def test_a_name_that_no_file_can_have_is_told_at_the_key(mistakes, name):
    (mistake,) = mistakes(f'[[goals]]\nkind = "fewest_changes"\npublished = "{name}"\n')
    assert (mistake.key, mistake.line) == ("goals[1].published", 14)


def test_mistakes_of_the_file_are_told_with_its_lines_and_those_of_the_table_besides(mistakes):
    published = "host;first\nOulu;2019-10-32\n\n;2019-10-08\nOulu;\n"
    found = mistakes('[[rules]]\nkind = "frozen"\nbefore = "soon"\nmeetings = "published.csv"\n', published)
    assert sorted((mistake.file.rpartition("/")[2], mistake.line) for mistake in found) == [
        ("network.toml", 14), ("published.csv", 2), ("published.csv", 4), ("published.csv", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("published", "line", "message"),
    [
        ("host,start\nOulu,2019-10-08\n", 1, 'no column "first"; the columns are: host, start'),
        ("host,first,host\nOulu,2019-10-08,Oulu\n", 1, 'two columns "host"'),
        ('host,first\n"Oulu,2019-10-08\n', 2, "not CSV: unexpected end of data"),
        ("", 1, 'the file is empty; its first line names the columns, at least "host" and "first"'),
    ],
)
def test_a_file_without_its_columns_is_told(mistakes, published, line, message):
    (mistake,) = mistakes('[[rules]]\nkind = "keep"\nmeetings = "published.csv"\n', published)
    assert (mistake.file.rpartition("/")[2], mistake.line) == ("published.csv", line)
    assert mistake.message.startswith(message)


@pytest.mark.parametrize(
    ("published", "message"),
    [
        ("host,first\n", "there is no meeting; "),
        ("host,first\nOulu,2019-10-08\nOulu,2019-10-08\n", "Oulu on Tue 8 October 2019 stands twice"),
        ("host,first\nOlu,2019-10-08\n", 'unknown partner "Olu", did you mean "Oulu"?'),
        ("host,first\nOulu,2020-10-08\n", "Oulu on Thu 8 October 2020 lies outside the window"),
    ],
)
def test_meetings_that_do_not_fit_are_told_at_the_key(mistakes, published, message):
    (mistake,) = mistakes('[[rules]]\nkind = "keep"\nmeetings = "published.csv"\n', published)
    assert (mistake.key, mistake.line) == ("rules[1].meetings", 14)
    assert mistake.message.startswith(message)


def test_a_file_is_named_only_where_published_meetings_are_meant(mistakes):
    (mistake,) = mistakes('[[rules]]\nkind = "fixed"\npartner = "Oulu"\ndates = "published.csv"\n')
    assert mistake.message.startswith("expected dates such as")


def test_only_host_and_first_day_are_needed(tmp_path):
    path = tmp_path / "published.csv"
    path.write_text("First\tcity\tHost\n2019-10-08\tx\t Oulu \n", encoding="utf-8")
    assert read_slots(path) == [Slot("Oulu", date(2019, 10, 8))]


def test_keys_that_take_published_meetings_are_known():
    assert [published_keys(kind) for kind in (Keep, Frozen, FewestChanges, Fixed)] == [
        ["meetings"], ["meetings"], ["published"], [],
    ]  # fmt: skip
