"""The map has a cell for each partner and week, with what the cheapest day of the week costs."""

import pandas as pd
import pytest

from di4c_schedule import Network, Problem, goals, regret, rules
from di4c_schedule.display import cost_map
from tests.problems import PARTNERS

DAY = 86_400_000


def frame(hosts, first, rows):
    days = pd.date_range(first, periods=len(rows[0]), name="day")
    return pd.DataFrame(rows, index=pd.Index(hosts, name="host"), columns=days, dtype=float)


def cells(costs):
    return cost_map(costs).to_dict()["layer"][0]["data"]["values"]


def test_a_week_costs_what_its_cheapest_day_costs():
    # Wed 4 to Tue 10 September 2019: five days of one week, two of the next
    found = cells(frame(["Oulu"], "2019-09-04", [[None, 7, 3, None, 5, None, 12]]))
    assert [(cell["week"], cell["cost"], cell["text"]) for cell in found] == [
        ("Mon 2 to Sun 8 September 2019", 3, "3"),
        ("Mon 9 to Sun 15 September 2019", 12, "12"),
    ]


def test_a_week_without_a_possible_day_stays_empty():
    (found,) = cells(frame(["Oulu"], "2019-09-02", [[None, None]]))
    assert (found["cost"], found["text"], found["dark"]) == (None, "", False)


def test_a_cell_reaches_from_monday_to_monday():
    (found,) = cells(frame(["Oulu"], "2019-12-11", [[0]]))
    assert found["first"] == 18_239 * DAY  # Mon 9 December 2019 is day 18,239 since 1 January 1970
    assert found["end"] - found["first"] == 7 * DAY
    assert 2 * found["middle"] == found["first"] + found["end"]


def test_white_numbers_stand_on_the_dearest_cells_only():
    found = cells(frame(["Oulu", "Messina", "Limerick"], "2019-09-02", [[10], [8], [0]]))
    assert [cell["dark"] for cell in found] == [True, False, False]


@pytest.mark.parametrize(
    ("first", "months"),
    [
        ("2019-09-04", ["September 2019", "", "", "", "", "October 2019"]),
        ("2019-09-10", ["September 2019", "", "", "", "October 2019"]),
        ("2019-09-17", ["", "", "", "October 2019"]),
        ("2019-12-31", ["", "January 2020"]),
    ],
)
def test_the_first_week_of_a_month_has_its_name(first, months):
    found = cells(frame(["Oulu"], first, [[0] * (7 * len(months) - 6)]))
    assert [cell["month"] for cell in found] == months


def test_partners_stand_in_the_order_of_the_network_and_the_title_says_what_is_counted():
    problem = Problem(
        Network("Tiny", PARTNERS, lead="Messina"), "2019-09-02", "2019-09-20", goals=[goals.Early()],
        rules=[rules.First("Messina")],
    )  # fmt: skip
    drawn = cost_map(regret(problem), "Days").to_dict()
    assert drawn["layer"][0]["encoding"]["y"]["sort"] == problem.network.names
    assert drawn["title"]["text"] == "Days"


def test_no_goals_and_no_days_make_a_picture_too(tmp_path):
    for number, costs in enumerate((frame(["Oulu"], "2019-09-02", [[0, 0]]), frame(["Oulu"], "2019-09-02", [[]]))):
        cost_map(costs).save(str(tmp_path / f"{number}.svg"))
    assert "Oulu" in (tmp_path / "0.svg").read_text(encoding="utf-8")
    assert (tmp_path / "1.svg").exists()
