"""Names that are meant to do harm are text in pictures and in the pages that hold them."""

import pytest

from di4c_schedule import regret, rules, sensitivity, solve
from di4c_schedule.display import cost_map, step_chart, timeline
from tests.hostile import PASS, problem_of
from tests.pages import Page

NAMES = [PASS["html"], PASS["script"], PASS["closing"], PASS["attribute"], "</script><script>alert(1)</script>", "<!--"]


def charts(name):
    problem = problem_of(name)
    notice = rules.Unavailable("2019-10-01", reason=name)
    return [
        timeline(solve(problem).unwrap()),
        cost_map(regret(problem), name),
        step_chart(sensitivity(problem.adding(notice), ["unavailable"])),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_with_a_picture_runs_nothing_but_the_picture(name):
    for chart, usual in zip(charts(name), charts("Oulu"), strict=True):
        page, known = chart.to_html(), usual.to_html()
        for sign in ("<script", "</script", "<!--", "<img"):
            assert page.count(sign) == known.count(sign)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_the_name_as_text(name, tmp_path):
    for number, chart in enumerate(charts(name)[:2]):
        path = tmp_path / f"{number}.svg"
        chart.save(str(path))
        drawn = Page(path.read_text(encoding="utf-8"))
        assert drawn.tags <= {"svg", "g", "rect", "path", "text", "line"}
        assert not any(key.startswith("on") for key, _ in drawn.attributes)
        assert name in [text.replace("\u2060", "") for text in drawn.texts]
