"""Every rule and goal stands in the reference, and its examples are problems that can be solved."""

import re
import shutil
from pathlib import Path

import pytest

from di4c_schedule import Status, goals, read_problem, rules, solve

REFERENCE = (Path(__file__).parent.parent / "docs" / "reference" / "problem-file.md").read_text(encoding="utf-8")
EXAMPLE_CALENDARS = Path(__file__).parent.parent / "examples" / "di4c" / "calendars"
EXAMPLES = [
    block for block in re.findall(r"^```toml\n(.*?)^```$", REFERENCE, re.DOTALL | re.MULTILINE) if "kind" in block
]

TOP = """\
name = "Reference"
lead = "Messina"
first = 2019-09-02
last = 2020-03-02
days = 2
partners = [
    {name = "Messina", place = "Messina, IT", region = "South"},
    {name = "Prato", place = "Prato, Toscana, IT", region = "South"},
    {name = "Oulu", place = "Oulu, FI", region = "North"},
    {name = "Limerick", place = "Limerick, IE", region = "North"},
]
"""
PUBLISHED = "host,first\nMessina,2019-09-10\nOulu,2019-10-08\nLimerick,2019-11-05\nPrato,2019-12-03\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: "+".join(re.findall(r'kind = "(\w+)"', text)))
def test_an_example_can_be_solved(tmp_path, example):
    shutil.copytree(EXAMPLE_CALENDARS, tmp_path / "calendars")
    (tmp_path / "published.csv").write_text(PUBLISHED, encoding="utf-8")
    (tmp_path / "network.toml").write_text(TOP + example, encoding="utf-8")
    assert solve(read_problem(tmp_path / "network.toml")).status is Status.OPTIMAL


@pytest.mark.parametrize("kind", [*rules.BY_KIND, *goals.BY_KIND])
def test_every_kind_has_its_line(kind):
    assert re.search(rf"^\|.*`{kind}`.* \|", REFERENCE, re.MULTILINE)
