"""Mistakes are found again in the text: the line of every table and key."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule import ProblemError, read_problem
from di4c_schedule.io.toml_lines import key_lines, line_of

FILE = """\
name = "N"                          # ] " ' [[rules]]
lead = "Oulu"
first = 2019-09-02
last = 2019-12-20

[[partners]]  # the lead, [[not]] "more
name = "Oulu"
country = "FI"
lat = 65.01
lon = 25.47
timezone = "Europe/Helsinki"
"""

WEEKDAYS = """\
[[rules]]
kind = "start_on"
weekdays = [
    # [ " don't
    "Tue", # ]
    "Wde", # "]"
]
[[rules]]
kind = "last"
partner = "Olu"
"""


@pytest.fixture
def places(tmp_path):
    """Read a text that is wrong and return the line and the key of every mistake."""

    def ask(text):
        path = tmp_path / "network.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(ProblemError) as caught:
            read_problem(path)
        assert all(mistake.file == str(path) for mistake in caught.value.mistakes)
        return [(mistake.line, mistake.key) for mistake in caught.value.mistakes]

    return ask


def test_a_mistake_in_a_list_over_several_lines_has_the_line_of_its_key(places):
    text = FILE + WEEKDAYS
    assert places(text) == [(14, "rules[1].weekdays"), (21, "rules[2].partner")]


def test_a_text_over_several_lines_is_skipped(places):
    reason = (
        '[[rules]]\nkind = "unavailable"\ndates = "2019-10"\nreason = """a\nfirst = 1\n[[rules]]\n\\"""# " [\n"""\n'
    )
    assert places(FILE + reason + '[[rules]]\nkind = "lst"\n') == [(15, "rules[1].reason"), (21, "rules[2].kind")]


def test_a_literal_text_over_several_lines_is_skipped(places):
    reason = "[[rules]]\nkind = 'unavailable'\ndates = '2019-10'\nreason = '''a\n[[rules]] \" \\\n'''\n"
    assert places(FILE + reason + '[[rules]]\nkind = "lst"\n') == [(15, "rules[1].reason"), (19, "rules[2].kind")]


@pytest.mark.parametrize("change", [lambda b: b.replace(b"\n", b"\r\n"), lambda b: b"\xef\xbb\xbf" + b])
def test_files_of_windows_have_the_same_lines(places, change):
    text = FILE + WEEKDAYS
    assert places(change(text.encode())) == [(14, "rules[1].weekdays"), (21, "rules[2].partner")]


def test_a_mistake_in_an_inline_table_has_the_line_of_the_list(places):
    text = FILE.partition("\n\n")[0] + '\npartners = [\n    {name = "Oulu", plaice = "Oulu, FI"},\n]\n'
    assert (5, "partners[1].plaice") in places(text)


def test_dotted_keys_and_tables_have_their_own_lines(places):
    assert places('travel.beyond = 900\n"travel".bands = 3\n' + FILE) == [(1, "travel.beyond"), (2, "travel.bands")]
    assert places(FILE + "\n[ travel ] # [x]\n\nbeyond = 900\n") == [(15, "travel.beyond")]


def test_a_missing_key_has_the_line_of_its_table(places):
    found = places(FILE + '[[rules]]\nkind = "fixed"\n')
    assert sorted(found) == [(12, "rules[1].dates"), (12, "rules[1].partner")]


@pytest.mark.parametrize("header", ["[[rule]]", "[[rule]]\nkind = 'last'\n\n[[rule]]", "[rule]", "[rule.x]"])
def test_a_heading_that_is_misspelt_has_its_line(places, header):
    assert places(FILE + "\n" + header + '\nkind = "first"\npartner = "Oulu"\n') == [(13, "rule")]


def test_a_table_in_place_of_a_list_has_its_line(places):
    assert places(FILE + '\n[rules.first]\npartner = "Oulu"\n') == [(13, "rules")]


def test_a_text_that_is_no_toml_has_the_line_of_the_parser(places):
    assert places(FILE + "x = \n") == [(12, "")]
    assert places('name = """\n\n') == [(3, "")]


def test_the_innermost_table_around_a_path_has_its_line():
    lines = {("rules", 0): 3, ("rules", 0, "kind"): 4}
    assert line_of(lines, ("rules", 0, "kind")) == 4
    assert line_of(lines, ("rules", 0, "partner")) == 3
    assert line_of(lines, ("rules", 1, "partner")) is None
    assert line_of(lines, ()) is None


BARE = st.text("abcdefgh_-019", min_size=1, max_size=4)
VALUES = st.sampled_from([
    "1", "true", "2019-10-01", '"x"', "'x'", '"#"', "'#'", '"]"', '"\\""', '"\\\\"', '"a = 1"', "'\"'", '"\'"',
    "[]", "{}", "[1, 2]", "[\n1,\n2\n]",
    "[ # ]\n'#', # \"\n\"]\",\n]", "[[1], [\n[2]\n]]", "{a = 1, b = [1,\n2]}", '""', "''",
    '"""x"""', '"""\n[a]\nb = 1\n"""', '"""a " b "" c \\""""', "'''\n[[a]]\n# \"\n'''", '"""\\\\"""', "'''\\'''",
])  # fmt: skip
NOTES = st.sampled_from(["", "# x", "# [a", "# ]", '# "', "# '''", "# a = 1", "  "])


@st.composite
def documents(draw):
    """Return a text of keys, tables and lists of tables, and the line on which each of them stands."""
    names = draw(st.lists(BARE, unique=True, max_size=6))
    cut = draw(st.integers(0, len(names)))
    lines: dict[tuple[str | int, ...], int] = {}
    text = ""

    def write(path, statement):
        nonlocal text
        text += "".join(f"{note}\n" for note in draw(st.lists(NOTES, max_size=2)))
        lines[path] = text.count("\n") + 1
        text += f"{statement} {draw(NOTES)}\n"

    def write_key(path):
        write(path, f"{draw(st.sampled_from(['', ' ']))}{path[-1]} = {draw(VALUES)}")

    for name in names[:cut]:
        write_key((name,))
    for name in names[cut:]:
        tables = [(name, i) for i in range(draw(st.integers(0, 3)))] or [(name,)]
        for table in tables:
            write(table, f"[[{name}]]" if len(table) == 2 else f"[{name}]")
            for key in draw(st.lists(BARE, unique=True, max_size=3)):
                write_key((*table, key))
    return text, lines


@given(documents())
def test_every_table_and_key_is_found_on_its_line(document):
    text, lines = document
    tomllib.loads(text)  # the text is TOML, else the test says nothing
    found = key_lines(text)
    assert {path: found.get(path) for path in lines} == lines


@given(documents())
def test_nothing_is_found_that_the_parser_does_not_see(document):
    data = tomllib.loads(document[0])
    for path in key_lines(document[0]):
        value = data
        for part in path:
            value = value[part]
