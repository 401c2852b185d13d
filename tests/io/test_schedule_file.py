"""Schedules as CSV: out, through a spreadsheet, and back."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from di4c_schedule import (
    Meeting,
    Network,
    Partner,
    Problem,
    ProblemError,
    Schedule,
    ScheduleError,
    check,
    read_schedule,
)
from di4c_schedule.io import schedule_csv
from di4c_schedule.names import clean_name

ROWS = "host,first\nMessina,2019-09-10\nOulu,2019-10-01\n"


def problem_of(names):
    partners = [
        Partner(name, country="FI", lat=60.0, lon=20.0 + i / 10, timezone="Europe/Helsinki", city=name)
        for i, name in enumerate(names)
    ]
    return Problem(Network("N", partners, lead=partners[0].name), "2019-09-02", "2019-12-20", days=2)


def schedule_of(names):
    return Schedule.of(problem_of(names), [(name, date(2019, 9, 3) + timedelta(2 * i)) for i, name in enumerate(names)])


@pytest.fixture
def read(tmp_path):
    """Read a schedule of Messina, Oulu and Botoșani from a text."""

    def ask(text, problem=None):
        path = tmp_path / "schedule.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_schedule(path, problem or problem_of(["Messina", "Oulu", "Botoșani"]))

    return ask


@pytest.fixture
def said(read, tmp_path):
    """Read a text that is wrong and return what is said, without the name of the file."""

    def ask(text):
        with pytest.raises(ScheduleError) as caught:
            read(text)
        assert all(mistake.file == str(tmp_path / "schedule.csv") for mistake in caught.value.mistakes)
        return [str(mistake).removeprefix(f"{mistake.file}, ") for mistake in caught.value.mistakes]

    return ask


def starts(schedule):
    return [(meeting.host, str(meeting.start), str(meeting.last)) for meeting in schedule.meetings]


TWO_MEETINGS = [("Messina", "2019-09-10", "2019-09-11"), ("Oulu", "2019-10-01", "2019-10-02")]


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        ROWS.replace("\n", "\r\n"),
        "\ufeff" + ROWS,
        ROWS.replace(",", ";"),
        "\ufeff" + ROWS.replace(",", ";").replace("\n", "\r\n"),
        ROWS.rstrip("\n"),
        'host,first\n"Messina","2019-09-10"\n"Oulu","2019-10-01"\n',
        '"host","first"\n"Messina","2019-09-10"\n"Oulu","2019-10-01"\n',
        '"host";"first"\r\n"Messina";"2019-09-10"\r\n"Oulu";"2019-10-01"\r\n',
        " host , first \n Messina , 2019-09-10 \n Oulu , 2019-10-01 \n",
        "position,first,note,host\n2,2019-10-01,\"a, b; c\n\",Oulu\n1,2019-09-10,,Messina\n",
        "host,first,last\nMessina,2019-09-10,2019-09-11\nOulu,2019-10-01,\n",
        "host,first\n\nMessina,2019-09-10\n\n\nOulu,2019-10-01\n\n",
        "host,first,last,note\nMessina,2019-09-10,,\nOulu,2019-10-01\n",
        "host,first\nMessina,2019-09-10,more\nOulu,2019-10-01,,,\n",
        "host,first\nMessina,2019-09-10\n,\nOulu,2019-10-01\n,,,\n",
    ],
)  # fmt: skip
def test_what_spreadsheets_and_people_write_is_read(read, text):
    schedule = read(text)
    assert starts(schedule) == TWO_MEETINGS
    assert {(meeting.format, meeting.state) for meeting in schedule.meetings} == {("on site", "confirmed")}


def test_all_columns_are_read_back(read):
    meetings = [
        Meeting("Messina", "2019-09-10", "2019-09-12", format="hybrid", state="tentative"),
        Meeting("Oulu", "2019-10-01", "2019-10-02", format="online"),
    ]
    schedule = Schedule(problem_of(["Messina", "Oulu"]), meetings)
    assert read(schedule_csv(schedule), schedule.problem) == schedule


def test_the_table_of_a_data_frame_is_read(read):
    schedule = schedule_of(["Oulu", "Messina"])
    assert read(schedule.to_frame().to_csv(index=False), schedule.problem) == schedule


STRANGE = st.sampled_from("=+-@'\",;:\t|ăß\U0001f389\u200f\u2066 \u00a0ab") | st.characters(exclude_categories=["Cs"])


@st.composite
def names(draw):
    """Return one to four names that a network takes."""
    kept = dict[str, str]()
    for text in draw(st.lists(st.text(STRANGE, min_size=1, max_size=8), min_size=1, max_size=4)):
        try:
            name = clean_name(text)
        except ProblemError:
            continue
        kept.setdefault(name.casefold(), name)
    return list(kept.values()) or ["Oulu"]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(names())
@example(["=1+1", "+1", "-1", "@SUM(A1)"])
@example(["=A", "'=A"])
@example(["'s-Hertogenbosch", "''", "'"])
@example(['say "x"', "a,b;c", ";;;;"])
@example(["L'Aquila", "O\u2019Connor", "x" * 200])
def test_any_names_come_back_and_none_is_a_formula(read, names):
    schedule = schedule_of(names)
    data = schedule_csv(schedule)
    assert read(data, schedule.problem) == schedule
    for row in csv.reader(StringIO(data.decode(), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_name_that_a_spreadsheet_took_the_apostrophe_from_is_known(read):
    schedule = schedule_of(["=A", "-B"])
    assert read(schedule_csv(schedule).replace(b"'", b""), schedule.problem) == schedule


def test_a_name_with_combining_accents_is_known(read):
    text = unicodedata.normalize("NFD", "host,first\nBotoșani,2019-10-01\n")
    assert read(text).meetings[0].host == "Botoșani"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Olu,2019-10-01", 'host: unknown partner "Olu", did you mean "Oulu"?'),
        ("Paris,2019-10-01", 'host: unknown partner "Paris", expected one of: Messina, Oulu, Botoșani'),
        (",2019-10-01", 'host: unknown partner "", expected one of: Messina, Oulu, Botoșani'),
        ("Oulu,", "first: expected a day such as 2020-02-11, got ''"),
        ("Oulu,01/10/2019", "first: expected a day such as 2020-02-11, got '01/10/2019'"),
        ("Oulu,2019-02-30", "first: 2019-02-30 is not a day of the calendar (day is out of range for month)"),
        ("Oulu,2019-10-01,1.10.", "last: expected a day such as 2020-02-11, got '1.10.'"),
        ("Oulu,2019-10-02,2019-10-01", "Oulu: the last day, 2019-10-01, comes before the first, 2019-10-02"),
        ("Oulu,2019-10-01,,offline", 'Oulu: unknown word "offline", did you mean "online"?'),
        ("Oulu,2019-10-01,,,confirm", 'Oulu: unknown word "confirm", did you mean "confirmed"?'),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_line(said, row, message):
    (told,) = said(f"host,first,last,format,state\nMessina,2019-09-10\n{row}\n")
    assert told in (f"line 3, {message}", f"line 3: {message}")


def test_all_rows_that_are_wrong_are_told_at_once(said):
    assert said("host,first\nOlu,2019-10-01\nOulu,2019-10-01\nMesina,soon\n") == [
        'line 2, host: unknown partner "Olu", did you mean "Oulu"?',
        'line 4, host: unknown partner "Mesina", did you mean "Messina"?',
        "line 4, first: expected a day such as 2020-02-11, got 'soon'",
    ]


@pytest.mark.parametrize("above", ["\n\n", 'Messina,2019-09-10,"a\nb"\n', "\n,,\n"])
def test_the_line_is_that_of_the_file_whatever_stands_above(said, above):
    (message,) = said(f"host,first,note\n{above}Olu,2019-10-01\n")
    assert message.startswith("line 4, host: ")


def test_a_meeting_that_lasts_beyond_the_calendar_is_told(said):
    (message,) = said("host,first\nOulu,9999-12-31\n")
    assert message.startswith("line 2")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("first\n2019-10-01\n", "first"),
        ("city,first\nOulu,2019-10-01\n", "city, first"),
        (",,\n,,\n", ", , "),
    ],
)
def test_a_file_without_hosts_is_told_with_the_columns_it_has(said, text, columns):
    assert said(text) == [f'line 1: no column "host"; the columns are: {columns}']


@pytest.mark.parametrize("text", ["", "\n", "\ufeff"])
def test_an_empty_file_is_told_as_such(said, text):
    empty = 'line 1: the file is empty; its first line names the columns, at least "host" and "first"'
    assert said(text) == [empty]


def test_a_file_without_first_days_is_told(said):
    assert said("host,start\nOulu,2019-10-01\n") == ['line 1: no column "first"; the columns are: host, start']


@pytest.mark.parametrize(
    "text", ['host,first\n"Oulu,2019-10-01\n', 'host,first\n"Oulu"x,2019-10-01\n', "host,first\rOulu,"]
)
def test_what_is_no_csv_is_told(read, text):
    with pytest.raises(ScheduleError, match="schedule.csv.*: not CSV: "):
        read(text)


def test_a_file_with_a_heading_alone_is_a_schedule_of_nothing(read):
    assert read("host,first\n").meetings == ()


def test_a_row_that_stands_twice_is_two_meetings_that_check_tells_of(read):
    schedule = read(ROWS + "Oulu,2019-10-01\nBotoșani,2019-10-08\n")
    assert len(schedule.meetings) == 4
    messages = [violation.message for violation in check(schedule.problem, schedule)]
    assert any("4 meetings" in message for message in messages)
    assert any("Oulu starts on Tue 1 October 2019" in message for message in messages)


PIECES = st.sampled_from(
    [
        "host",
        "first",
        "last",
        ",",
        ";",
        "\n",
        '"',
        "'",
        "Oulu",
        "2019-10-01",
        "2019-09-30",
        "\r",
        "\0",
        " ",
        "host,first\n",
    ]
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES).map("".join))
@example("host,first\nOulu," + "x" * 200_000)
@example("host,first\n" + "," * 100_000)
def test_any_text_is_a_schedule_or_a_list_of_mistakes(read, text):
    try:
        answer = read(text)
    except ScheduleError as error:
        answer = error
    assert isinstance(answer, Schedule) or answer.mistakes
