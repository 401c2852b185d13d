"""Names that are meant to do harm pass through every explanation and every comparison unharmed and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from attrs import evolve
from typer.testing import CliRunner

from di4c_schedule import (
    Result,
    Schedule,
    Status,
    alternatives,
    closed_days,
    compare,
    conflicts,
    explain,
    repairs,
    replan,
    robustness,
    rules,
    sensitivity,
    solve,
    why_not,
    without_partner,
    write_plan,
)
from di4c_schedule.cli.options import app
from di4c_schedule.dates import parse_date
from tests.hostile import PASS, problem_of
from tests.pages import Page


@pytest.fixture(scope="module", params=PASS.values(), ids=PASS.keys())
def text(request):
    return unicodedata.normalize("NFC", request.param)


@pytest.fixture(scope="module")
def problem(text):
    return problem_of(text)


@pytest.fixture(scope="module")
def clash(problem, text):
    return problem.adding(rules.Fixed(text, "2019-11-04..2019-11-08"))


@pytest.fixture(scope="module")
def answers(problem, clash, text):
    """What the library can say, each about the partner of that name."""
    plan = solve(problem).unwrap()
    published = [(text, "2019-09-03"), ("Messina", "2019-10-08")]
    return {
        "problem": problem,
        "schedule": plan,
        "tentative": evolve(plan, meetings=[evolve(meeting, state="tentative") for meeting in plan.meetings]),
        "result": solve(problem),
        "impossible": solve(clash),
        "late": Result(Status.UNKNOWN, None, (), None, 1.0, "none", note=f"{text} is too much"),
        "possible": explain(problem),
        "conflict": explain(clash),
        "whole rules": explain(clash, whole_rules=True),
        "several": conflicts(clash, 2)[0],
        "repairs": repairs(clash, 9),
        "repair": repairs(clash, 1)[0],
        "wish": why_not(problem, text, "2019-10-14..2019-10-18"),
        "broken wish": why_not(problem, text, "2019-11-05"),
        "comparison": compare(published, plan),
        "comparison without": compare(published, solve(without_partner(problem, text)).unwrap()),
        "replan": replan(problem, published, frozen_before="2019-09-10"),
        "replan in vain": replan(clash, published),
        "robustness": robustness(problem),
        "alternatives": alternatives(problem, 3),
        "sensitivity": sensitivity(problem.adding(rules.Unavailable("2019-12-10", reason=text)), ["unavailable"]),
    }


def test_notebooks_show_the_text_and_run_none_of_it(answers, text):
    for name, answer in answers.items():
        page = Page(answer._repr_html_())
        assert page.harmless, name
        assert any(text in shown for shown in page.texts), name
        assert "None" not in "".join(page.texts), name


def test_a_terminal_shows_the_text_in_plain_words(answers, text):
    for name, answer in answers.items():
        told = str(answer) + repr(answer)
        assert all(sign.isprintable() or sign == "\n" or sign in text for sign in told), name
        assert text in told or repr(text) in told, name
        assert "None" not in told, name


def test_a_closed_day_names_the_partner_and_the_reason(problem, text):
    (blame, *_) = closed_days(problem, text)[parse_date("2019-11-05")]
    assert text in str(blame)


@pytest.fixture
def command(problem, clash, tmp_path):
    """Run a command on the problem's file; return what it prints, with line breaks as blanks."""
    (tmp_path / "network.toml").write_text(problem.to_toml(), encoding="utf-8")
    (tmp_path / "clash.toml").write_text(clash.to_toml(), encoding="utf-8")
    write_plan(solve(problem), tmp_path / "plan")
    moved = Schedule.of(problem, [(meeting.host, "2019-12-03") for meeting in solve(problem).unwrap().meetings[:1]])
    moved.to_frame().to_csv(tmp_path / "moved.csv", index=False)

    def run(name, *arguments, file="network.toml"):
        done = CliRunner().invoke(app, [name, str(tmp_path / file), *arguments], env={"COLUMNS": "2000"})
        assert done.exit_code == 0, done.output
        return done.stdout

    run.folder = tmp_path
    return run


def test_the_commands_print_the_text_as_it_is(command, text):
    plan, moved = str(command.folder / "plan" / "schedule.csv"), str(command.folder / "moved.csv")
    assert text in command("explain", file="clash.toml")
    assert text in command("why-not", "--", text, "2019-10-14")
    assert text in command("alternatives", "-n", "2")
    assert text in command("compare", plan, moved)
    assert text in command("replan", plan, "--out", str(command.folder / "new"), "--frozen-before", "2019-09-03")
    # a calendar has room for the beginning of a name only
    assert text[:5] in command("regret")
