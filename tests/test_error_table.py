"""Bad input and what the user gets: each by the library and by the command, run within this process."""

from __future__ import annotations

import errno
import os
import re
import sys
from itertools import combinations

import pytest

from di4c_schedule import (
    CalendarError,
    CalendarFileError,
    InfeasibleError,
    OutputError,
    PlaceError,
    ProblemError,
    ProblemWarning,
    Status,
    TimeLimitError,
    read_problem,
    solve,
    write_plan,
)
from di4c_schedule.cli import main
from tests.cli.command import Answer
from tests.cli.networks import CLASH, TWO, for_the_sequence_engine

GOOD = """\
name = "N"
lead = "Oulu"
first = 2019-09-02
last = 2019-12-20
days = 2
[[partners]]
name = "Oulu"
place = "Oulu, FI"
delegation = 2
[[partners]]
name = "Messina"
place = "Messina, IT"
[[partners]]
name = "Cork"
country = "IE"
lat = 51.9
lon = -8.5
timezone = "Europe/Dublin"
[[rules]]
kind = "fixed"
partner = "Messina"
dates = "2019-10"
[[rules]]
kind = "first"
partner = "Oulu"
[[goals]]
kind = "prefer"
dates = "2019-11"
[[goals]]
kind = "early"
weight = 2
"""

# line, what it says, what it says in the wrong file, the error, words of the message
MISTAKES = {
    "an unknown lead": (2, 'lead = "Oulu"', 'lead = "Olu"', ProblemError, ["lead", 'did you mean "Oulu"?']),
    "last before first": (4, "last = 2019", "last = 2018", ProblemError, ["last", "2018-12-20", "before the first"]),
    "a wrong type": (5, "days = 2", 'days = "two"', ProblemError, ["days", "a whole number", "'two'"]),
    "an unknown key": (9, "delegation", "delegatoin", ProblemError, ["delegatoin", 'did you mean "delegation"?']),
    "an ambiguous city": (12, "Messina, IT", "Prato, IT", PlaceError, ["Toscana, IT; 195,089 inhabitants"]),
    "an unknown city": (8, "Oulu, FI", "Olu, FI", PlaceError, ['no place "Olu" is known in Finland', "Oulu, FI"]),
    "a name that stands twice": (14, '"Cork"', '"oulu"', ProblemError, ["partners[3].name", 'called "oulu"']),
    "an unknown country": (15, '"IE"', '"XX"', CalendarError, ['unknown country "XX"', "GR", "IE"]),
    "an unknown time zone": (18, "Dublin", "Dubln", ProblemError, ["timezone", 'did you mean "Europe/Dublin"?']),
    "an unknown kind": (20, '"fixed"', '"fixt"', ProblemError, ["rules[1].kind", 'did you mean "fixed"?']),
    "an unknown partner": (21, '"Messina"\nda', '"Mesina"\nda', ProblemError, ["partner", 'did you mean "Messina"?']),
    "a range outside": (28, "2019-11", "2020-11", ProblemError, ["goals[1].dates", "November 2020", "the window"]),
    "a number out of bounds": (31, "weight = 2", "weight = 0", ProblemError, ["goals[2].weight", "from 1 to", "0"]),
}
NOT_SEEN_TOGETHER = [
    {"an unknown kind", "an unknown partner"},  # the keys of a rule are known by its kind
    {"last before first", "a range outside"},  # there is no window
    {"an unknown country", "an unknown time zone"},  # a partner is read before its calendar is looked for
    {"an unknown country", "a name that stands twice"},
]


@pytest.fixture
def file_of(tmp_path):
    def write(text):
        path = tmp_path / "network.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def command(monkeypatch, capsys):
    """Run the command within this process."""

    def ask(*arguments):
        monkeypatch.setattr(sys, "argv", ["di4c-schedule", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return Answer(left.value.code, out, err)

    return ask


def spoilt(*kinds):
    text = GOOD
    for kind in kinds:
        _, right, wrong, _, _ = MISTAKES[kind]
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    return text


def test_the_file_that_is_spoilt_below_is_good(file_of, command, tmp_path):
    assert read_problem(file_of(GOOD)).meetings == 3
    assert command("plan", file_of(GOOD), "--out", tmp_path / "plan", "--quiet").code == 0


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_to_write(file_of, command, tmp_path, kind):
    line, _, _, error, words = MISTAKES[kind]
    path = file_of(spoilt(kind))
    with pytest.raises(error) as caught:
        read_problem(path)
    assert type(caught.value) is error
    assert [mistake.line for mistake in caught.value.mistakes] == [line]
    assert all(word in str(caught.value) for word in [str(path), *words])
    answer = command("plan", path, "--out", tmp_path / "plan")
    assert answer == Answer(2, "", f"{caught.value}\n")
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize(
    "kinds", [pair for pair in combinations(MISTAKES, 2) if set(pair) not in NOT_SEEN_TOGETHER], ids=" and ".join
)
def test_two_mistakes_are_told_at_once(file_of, kinds):
    with pytest.raises(ProblemError) as caught:
        read_problem(file_of(spoilt(*kinds)))
    assert [mistake.line for mistake in caught.value.mistakes] == sorted(MISTAKES[kind][0] for kind in kinds)


def test_mistakes_elsewhere_do_not_make_other_names_unknown(file_of):
    text = spoilt("a wrong type").replace('name = "Messina"', 'name = " Messina "')
    text = text.replace('name = "Oulu"', 'name = "Oulu\u0308"').replace('"Oulu"', '"Oulü"')
    with pytest.raises(ProblemError) as caught:
        read_problem(file_of(text))
    assert [mistake.line for mistake in caught.value.mistakes] == [5]


@pytest.mark.parametrize(
    ("event", "line", "cause"),
    [
        ("DTSTART:soon", 5, "DTSTART"),
        ("DTSTART:20190902T080000Z\nRRULE:FREQ=SECONDLY", 6, "86,400 times a day"),
        ("DTSTART;VALUE=DATE:20191008\nRRULE:FREQ=SOMETIMES", 6, "RRULE"),
    ],
)
@pytest.mark.parametrize("where", ['busy = ["lead.ics"]\n[[partners]]', None])
def test_a_broken_calendar_is_told_with_its_line_and_what_to_do(file_of, command, tmp_path, event, line, cause, where):
    entry = f"BEGIN:VEVENT\nUID:1\nSUMMARY:Dentist\n{event}\nEND:VEVENT"
    (tmp_path / "lead.ics").write_text(f"BEGIN:VCALENDAR\n{entry}\nEND:VCALENDAR\n", encoding="utf-8")
    rule = '[[rules]]\nkind = "busy"\npartner = "Oulu"\ncalendar = "lead.ics"\n'
    path = file_of(
        GOOD.replace('[[partners]]\nname = "Messina"', f'{where}\nname = "Messina"') if where else GOOD + rule
    )
    with pytest.raises(CalendarFileError) as caught:
        read_problem(path)
    first, second = caught.value.mistakes if caught.value.mistakes[0].line == line else caught.value.mistakes[::-1]
    assert (first.file, first.line) == (str(tmp_path / "lead.ics"), line)
    assert cause in first.message
    assert "skip_broken = true" in second.message
    answer = command("plan", path, "--out", tmp_path / "plan")
    assert answer.code == 2
    assert answer.told_plainly
    assert f"lead.ics, line {line}" in answer.err


@pytest.mark.parametrize("kind", ["unavailable", "at_most"])
def test_a_range_outside_the_window_that_rules_need_not_have_is_a_warning(file_of, command, tmp_path, kind):
    path = file_of(
        TWO + f'[[rules]]\nkind = "{kind}"\ndates = "2020-08"\n' + ("count = 1\n" if kind == "at_most" else "")
    )
    with pytest.warns(ProblemWarning, match="August 2020 lies outside the window"):
        read_problem(path)
    answer = command("plan", path, "--out", tmp_path / "plan")
    assert answer.code == 0
    assert answer.err.startswith(f"warning: {kind}, dates: August 2020 lies outside the window")


@pytest.mark.parametrize("city", ["Prato, IT", "Frankfurt, DE", "Mesina, ES"])
def test_a_line_that_is_offered_for_a_city_can_be_written(file_of, city):
    with pytest.raises(PlaceError) as caught:
        read_problem(file_of(TWO.replace("Oulu, FI", city)))
    lines = re.findall(r': (place = ".*"|lat = .*)$', str(caught.value), re.MULTILINE)
    assert lines
    for line in lines:
        read_problem(file_of(TWO.replace('place = "Oulu, FI"', line)))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('place = "Messina, IT"\nsubdivision = "QQ"', ['unknown subdivision "QQ" of IT', "ME", "PA"]),
        ('place = "Messina, IT"\ncountry = "fr"', ['unknown country "fr"', 'write "FR"']),
    ],
)
def test_a_country_or_subdivision_without_holidays_is_told_never_passed_over(file_of, command, tmp_path, more, words):
    path = file_of(TWO.replace('place = "Messina, IT"', more))
    with pytest.raises(CalendarError) as caught:
        read_problem(path)
    for word in words:
        assert word in str(caught.value)
    assert command("plan", path, "--out", tmp_path / "plan") == Answer(2, "", f"{caught.value}\n")


def test_a_country_in_words_is_told_as_such_where_there_is_no_place(file_of):
    path = file_of(TWO.replace('place = "Messina, IT"', 'country = "France"\nlat = 49.8\nlon = 3.3'))
    with pytest.raises(ProblemError, match='country.*"France".*FR'):
        read_problem(path)


@pytest.mark.parametrize("year", [1700, 2190])
def test_a_year_without_holidays_is_told_never_passed_over(file_of, command, tmp_path, year):
    path = file_of(TWO.replace("2019-", f"{year}-"))
    with pytest.raises(CalendarError, match="the years"):
        read_problem(path)
    assert command("plan", path, "--out", tmp_path / "plan").code == 2


def test_no_schedule_is_a_status_an_error_and_exit_code_5(file_of, command, tmp_path):
    path = file_of(CLASH)
    result = solve(read_problem(path))
    assert (result.status, result.schedule) == (Status.INFEASIBLE, None)
    labels = ["Oulu hosts within October 2019", "Oulu does not host in October 2019 (film festival)"]
    assert sorted(rule.label for rule in result.conflict.requirements) == sorted(labels)
    with pytest.raises(InfeasibleError) as caught:
        result.unwrap()
    answer = command("plan", path, "--out", tmp_path / "plan")
    assert (answer.code, answer.err) == (5, "")
    for label in labels:
        assert label in str(caught.value)
        assert label in answer.out


def test_no_time_is_another_status_another_error_and_exit_code_3(file_of, command, tmp_path):
    path = file_of(for_the_sequence_engine())
    result = solve(read_problem(path), time_limit=0.01)
    assert (result.status, result.schedule, result.conflict) == (Status.UNKNOWN, None, None)
    with pytest.raises(TimeLimitError, match="Proven so far: .*: at least 0 days"):
        result.unwrap()
    answer = command("plan", path, "--out", tmp_path / "plan", "--time-limit", "0.01")
    assert answer.code == 3
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize("cause", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_an_output_that_fails_is_an_error_and_exit_code_1_and_old_files_stay(
    file_of, command, tmp_path, monkeypatch, cause
):
    def fail(*_):
        raise OSError(cause, os.strerror(cause))

    path = file_of(TWO)
    result = solve(read_problem(path))
    folder = tmp_path / "plan"
    write_plan(result, folder)
    for file in folder.rglob("*.*"):
        file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="cannot write into the folder .*calendars: "):
        write_plan(result, folder)
    answer = command("plan", path, "--out", folder)
    assert answer.code == 1
    assert answer.told_plainly
    assert answer.err.count("\n") == 1
    assert {file.read_bytes() for file in folder.rglob("*.*")} == {b"old"}
