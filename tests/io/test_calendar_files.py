"""Busy calendars that lie beside a problem file or a table of partners."""

from __future__ import annotations

import pytest

from di4c_schedule import CalendarFileError, ProblemError, read_partners, read_problem
from di4c_schedule.busy import read_busy
from di4c_schedule.errors import ProblemWarning
from di4c_schedule.rules import Busy
from tests.busy_calendars import write_calendar
from tests.cli.networks import HEAD, PARTNERS, TWO

BOARD = ("2019-10-08", "2019-10-09", "Board meeting")
BROKEN = b"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Dentist\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR"
AT = {"country": "FI", "lat": "65.01", "lon": "25.47", "timezone": "Europe/Helsinki"}


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a whole calendar, one with an entry that cannot be read, and something else."""
    write_calendar(tmp_path / "calendars" / "oulu.ics", BOARD)
    broken = write_calendar(tmp_path / "calendars" / "broken.ics", BOARD)
    broken.write_bytes(broken.read_bytes().replace(b"END:VCALENDAR", BROKEN))
    (tmp_path / "web.ics").write_text("<!DOCTYPE html><p>Sign in</p>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def read(folder):
    def ask(text):
        (folder / "network.toml").write_text(text, encoding="utf-8")
        return read_problem(folder / "network.toml")

    return ask


@pytest.fixture
def mistakes(read, folder):
    def ask(text):
        with pytest.raises(ProblemError) as caught:
            read(text)
        return [
            (mistake.file.removeprefix(f"{folder}/"), mistake.line, mistake.key, mistake.message)
            for mistake in caught.value.mistakes
        ]

    return ask


def busy(names):
    """Return a problem file in which Oulu, the last partner, has calendars; the key stands in line 14."""
    return f"{TWO}busy = {names}\n"


def rule(lines):
    return f'{TWO}\n[[rules]]\nkind = "busy"\npartner = "Oulu"\n{lines}\n'


def test_calendars_of_a_partner_are_read_from_files_beside_it(read, folder):
    problem = read(busy('["calendars/oulu.ics"]'))
    (calendar,) = problem.network["Oulu"].busy
    assert calendar == read_busy(folder / "calendars" / "oulu.ics", "calendars/oulu.ics")
    assert problem.rules[-1] == Busy("Oulu", calendar)


def test_the_folder_from_which_the_program_is_run_does_not_matter(read, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert read(busy('["calendars/oulu.ics"]')).network["Oulu"].busy[0].name == "calendars/oulu.ics"


def test_a_rule_names_its_calendar(read):
    problem = read(rule('calendar = "calendars/oulu.ics"\nhours = 4\ntentative = false'))
    (read_rule,) = problem.given_rules
    assert read_rule.calendar.name == "calendars/oulu.ics"
    assert (read_rule.hours, read_rule.tentative, read_rule.skip_broken) == (4, False, False)


def test_what_is_written_back_reads_as_an_equal_problem(read):
    for text in (busy('["calendars/oulu.ics"]'), rule('calendar = "calendars/oulu.ics"\nhours = 4')):
        problem = read(text)
        written = problem.to_toml()
        assert '"calendars/oulu.ics"' in written
        assert read(written) == problem


def test_what_was_taken_out_stays_out_when_written(read):
    problem = read(busy('["calendars/oulu.ics"]')).without("Oulu is busy as calendars/oulu.ics says")
    again = read(problem.to_toml())
    assert again == problem
    assert not [rule for rule in again.rules if isinstance(rule, Busy)]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.ics", "none.ics: there is no such file"),
        ("calendars", "calendars: cannot be read: Is a directory"),
        ("web.ics/more.ics", "web.ics/more.ics: cannot be read: Not a directory"),
        ("a\\u0000b.ics", "a\0b.ics: no file can have such a name"),
        ("", "expected a calendar file such as \"oulu.ics\", got ''"),
    ],
)
def test_a_file_that_is_not_there_is_told_at_the_key(mistakes, name, message):
    assert mistakes(busy(f'["{name}"]')) == [("network.toml", 14, "partners[2].busy", message)]
    assert mistakes(rule(f'calendar = "{name}"')) == [("network.toml", 18, "rules[1].calendar", message)]


def test_a_file_that_is_no_calendar_is_told_with_its_line(mistakes):
    for text in (busy('["web.ics"]'), rule('calendar = "web.ics"')):
        ((file, line, key, message),) = mistakes(text)
        assert (file, line, key) == ("web.ics", 1, "")
        assert "web page" in message


def test_entries_that_cannot_be_read_are_told_with_the_line_of_the_calendar(mistakes, read, folder):
    first, second = mistakes(busy('["calendars/broken.ics"]'))
    assert first[:3] == ("calendars/broken.ics", 13, "")
    assert "Dentist" in first[3]
    assert second == (
        "network.toml", 14, "partners[2].busy",
        "1 entry of calendars/broken.ics cannot be read; to do without, write it as a rule of the kind busy with "
        "skip_broken = true instead",
    )  # fmt: skip
    first, second = mistakes(rule('calendar = "calendars/broken.ics"'))
    assert first[:3] == ("calendars/broken.ics", 13, "")
    assert second[:3] == ("network.toml", 18, "rules[1].calendar")
    with pytest.raises(CalendarFileError, match=f"{folder}/calendars/broken.ics, line 13"):
        read(busy('["calendars/broken.ics"]'))


def test_they_are_left_out_with_a_warning_if_the_file_says_so(read):
    with pytest.warns(ProblemWarning, match=r"left out: calendars/broken.ics, line 13: .*Dentist"):
        problem = read(rule('calendar = "calendars/broken.ics"\nskip_broken = true'))
    assert list(problem.absences.busy_days("Oulu", problem.window).values()) == ["Board meeting", "Board meeting"]


def test_mistakes_of_all_files_and_of_the_rest_are_told_at_once(mistakes):
    text = busy('["none.ics", "calendars/broken.ics", "web.ics", 7]').replace("days = 2", "days = 0")
    found = mistakes(text + '[[rules]]\nkind = "busy"\npartner = "Olu"\ncalendar = "away.ics"\n')
    assert {(file, line, key) for file, line, key, _ in found} == {
        ("web.ics", 1, ""), ("network.toml", 5, "days"), ("network.toml", 14, "partners[2].busy"),
        ("calendars/broken.ics", 13, ""), ("network.toml", 18, "rules[1].calendar"),
    }  # fmt: skip


def test_entries_that_cannot_be_read_are_told_besides_other_mistakes_of_the_partner(mistakes):
    found = mistakes(busy('["calendars/broken.ics"]') + "emial = 7\n")
    assert [one[:3] for one in found] == [
        ("calendars/broken.ics", 13, ""), ("network.toml", 14, "partners[2].busy"),
        ("network.toml", 15, "partners[2].emial"),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ['"calendars/oulu.ics"', "7", "true"])
def test_a_partner_has_a_list_of_calendars(mistakes, value):
    ((_, line, key, message),) = mistakes(busy(value))
    assert (line, key) == (14, "partners[2].busy")
    assert message.startswith('expected a list of calendar files such as ["oulu.ics"], got ')


def test_a_rule_needs_a_calendar(mistakes):
    assert mistakes(rule("")) == [("network.toml", 15, "rules[1].calendar", "missing; write calendar = …")]
    ((_, _, key, message),) = mistakes(rule("calendar = 7"))
    assert (key, message) == ("rules[1].calendar", 'expected a calendar file such as "oulu.ics", got 7')


@pytest.mark.parametrize("cell", ["calendars/oulu.ics calendars/two.ics", "calendars/oulu.ics;calendars/two.ics"])
def test_a_table_of_partners_names_calendars_beside_it(folder, cell):
    write_calendar(folder / "calendars" / "two.ics", BOARD)
    (folder / "partners.csv").write_text(f"{','.join(AT)},name,busy\n{','.join(AT.values())},Oulu,{cell}\n", "utf-8")
    (oulu,) = read_partners(folder / "partners.csv")
    assert [calendar.name for calendar in oulu.busy] == ["calendars/oulu.ics", "calendars/two.ics"]


def test_a_name_with_a_blank_stands_before_a_semicolon(folder):
    write_calendar(folder / "my calendar.ics", BOARD)
    (folder / "partners.csv").write_text(
        f"{','.join(AT)},name,busy\n{','.join(AT.values())},Oulu,my calendar.ics;\n", "utf-8"
    )
    assert read_partners(folder / "partners.csv")[0].busy[0].name == "my calendar.ics"


def test_mistakes_of_a_table_and_its_calendars_are_told_with_their_places(folder):
    rows = [f"{name},{','.join(AT.values())},{cell}" for name, cell in (("Oulu", "none.ics"), ("Turku", "web.ics"))]
    (folder / "partners.csv").write_text("\n".join([f"name,{','.join(AT)},busy", *rows, ""]), "utf-8")
    with pytest.raises(CalendarFileError) as caught:
        read_partners(folder / "partners.csv")
    one, other = caught.value.mistakes
    assert str(one) == f"{folder}/partners.csv, line 2, busy: none.ics: there is no such file"
    assert str(other).startswith(f"{folder}/web.ics, line 1: ")


def test_a_table_in_another_folder_names_calendars_beside_itself(folder, read):
    cells = f"name,{','.join(AT)},busy\nOulu,{','.join(AT.values())},oulu.ics\nMessina,IT,38.2,15.6,Europe/Rome,\n"
    (folder / "calendars" / "partners.csv").write_text(cells, "utf-8")
    problem = read('partners = "calendars/partners.csv"\n' + HEAD)
    assert problem.network["Oulu"].busy[0].name == "calendars/oulu.ics"
    assert read(problem.to_toml()) == problem
    cells = cells.replace("oulu.ics", "broken.ics")
    (folder / "calendars" / "partners.csv").write_text(cells, "utf-8")
    with pytest.raises(CalendarFileError, match=f"{folder}/calendars/broken.ics, line 13: "):
        read('partners = "calendars/partners.csv"\n' + HEAD)


def test_a_frame_of_partners_has_paths_or_lists_of_them(folder, monkeypatch):
    import pandas as pd

    monkeypatch.chdir(folder)
    for cell in ("calendars/oulu.ics", ["calendars/oulu.ics"]):
        frame = pd.DataFrame([{"name": "Oulu", "country": "FI", "lat": 65.01, "lon": 25.47, "busy": cell}])
        assert read_partners(frame)[0].busy[0].name == "calendars/oulu.ics"


def test_the_head_of_these_tests_is_a_problem(read):
    assert read(HEAD + PARTNERS).network.names == ["Messina", "Oulu"]
