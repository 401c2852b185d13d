"""What each partner's meeting on each day would cost: as a calendar of signs, JSON and CSV."""

from __future__ import annotations

import json

from rich.cells import cell_len

from tests.cli.command import EXAMPLE, run
from tests.cli.networks import CLASH, HEAD, PARTNERS, TWO

EARLY = """
[[goals]]
kind = "early"
"""

SHORT = 'name = "Short"\nlead = "Messina"\nfirst = 2019-09-02\nlast = 2019-09-13\n' + PARTNERS
"""Two weeks, meetings of one day: Messina on Monday 2 and Oulu on Tuesday 3 are the earliest."""


def test_a_calendar_of_signs(problem_file):
    answer = run("regret", problem_file(SHORT + EARLY))
    assert (answer.code, answer.err) == (0, "")
    # on Monday 2 or Tuesday 3 nothing is lost; a day later costs a day more, Friday 13 costs ten
    assert answer.out == (
        "What a meeting on a day costs, compared with the best plan, on level 1:\n"
        "  Meetings take place as early as possible (days)\n"
        "Signs: blank: nobody can start then; . others can; 0 costs nothing; 1 to 9: so\n"
        "many ninths of 10 days, rounded up.\n"
        "\n"
        "        September 2019\n"
        "        1   5    10   15   20   25   30\n"
        "Messina  00123  67899\n"
        "Oulu     00123  67899\n"
        "\n"
        "        days  cheapest                     dearest\n"
        "Messina   10  0 on 2 days from 2019-09-02  10 on 2019-09-13\n"
        "Oulu      10  0 on 2 days from 2019-09-02  10 on 2019-09-13\n"
    )


def test_small_costs_are_told_as_they_are(problem_file):
    text = run("regret", problem_file(SHORT.replace("09-13", "09-05") + EARLY)).out
    assert "0 costs nothing; 1 to 2: so\nmany days.\n" in text
    assert "Oulu     0012\n" in text


def test_where_nothing_is_possible_a_partner_says_so(problem_file):
    first = '[[rules]]\nkind = "fixed"\npartner = "Oulu"\ndates = "2019-09-03"\n'
    text = run("regret", problem_file(SHORT + EARLY + first)).out
    assert "Oulu     .0...  .....\n" in text
    none = '[[rules]]\nkind = "hosting"\npartner = "Oulu"\nat_least = 0\nat_most = 0\n'
    assert "Oulu       0  no plan has a meeting there\n" in run("regret", problem_file(SHORT + EARLY + none)).out


def test_without_goals_it_says_where_plans_are_possible(problem_file):
    text = run("regret", problem_file(SHORT)).out
    assert text.startswith(
        "On which days each partner can start a meeting; there are no goals, so all cost the same.\n"
    )
    assert "Oulu     00000  00000\n" in text
    assert "Oulu      10  0 on 10 days from 2019-09-02\n" in text
    assert json.loads(run("regret", problem_file(SHORT), "--json").out)["level"] is None


def test_of_several_goals_points_are_told(problem_file):
    goals = EARLY + '[[goals]]\nkind = "prefer"\nweekdays = ["Tue"]\nweight = 3\n'
    answer = run("regret", problem_file(SHORT + goals))
    assert "(meetings, weight 3)\n" in answer.out
    assert " points" in answer.out


def test_lines_fit_the_terminal_and_negative_costs_have_a_sign():
    text = run("regret", EXAMPLE / "network.toml", "--level", "2").out
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "-: better, as an earlier level gets worse" in text
    assert "Botoșani                     ...    ...    ...      000    222    222    10-\n" in text
    assert "March" not in text  # nobody starts then


def test_a_long_name_is_cut(problem_file):
    long = SHORT.replace('"Oulu"', '"The City of Oulu in the North"')
    text = run("regret", problem_file(long + EARLY)).out
    assert "The City of Ou…  00123  67899\n" in text


def test_json(problem_file):
    told = json.loads(run("regret", problem_file(SHORT + EARLY), "--json", "--level", "1").out)
    assert (told["level"], told["unit"]) == (1, "days")
    assert told["goals"] == ["Meetings take place as early as possible"]
    assert [host["host"] for host in told["hosts"]] == ["Messina", "Oulu"]
    assert list(told["hosts"][1]["costs"].items())[:4] == [
        ("2019-09-02", 0),
        ("2019-09-03", 0),
        ("2019-09-04", 1),
        ("2019-09-05", 2),
    ]


def test_csv_in_which_no_name_is_a_formula(problem_file):
    evil = SHORT.replace('"Oulu"', '"=1+1 [red]"').replace("09-13", "09-05")
    assert run("regret", problem_file(evil + EARLY), "--csv").out.splitlines() == [
        "host,2019-09-02,2019-09-03,2019-09-04,2019-09-05",
        "Messina,0,0,1,2",
        "'=1+1 [red],0,0,1,2",
    ]
    assert "=1+1 [red]  0012\n" in run("regret", problem_file(evil + EARLY)).out


def test_bad_arguments_are_told(problem_file):
    file = problem_file(TWO)
    both = run("regret", file, "--json", "--csv")
    assert both.code == 2
    assert both.told_plainly
    wrong = run("regret", file, "--level", "3")
    assert (wrong.code, wrong.err) == (2, "level: there is no goal of level 3; the problem has no goals\n")
    assert wrong.told_plainly


def test_without_a_plan_it_says_why(problem_file):
    answer = run("regret", problem_file(CLASH))
    assert answer.code == 5
    assert answer.told_plainly
    assert "film festival" in answer.err


def test_the_time_limit_has_its_own_code():
    answer = run("regret", EXAMPLE / "network.toml", "--time-limit", "0.001")
    assert answer.code == 3
    assert answer.told_plainly
    assert "allow more time" in answer.err


def test_quiet_prints_no_text(problem_file):
    assert run("regret", problem_file(HEAD + PARTNERS), "--quiet").out == ""
