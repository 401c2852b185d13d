from __future__ import annotations

import pytest

from di4c_schedule import Schedule, Travel, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early, FairTravel, LeastTravel
from di4c_schedule.rules import Hosting

# There and back: Messina to Oulu 6,102 km, Messina to Limerick 4,916, Oulu to Limerick 4,696

TWO_OF_THREE = {"meetings": 2, "rules": [Hosting(at_least=0)]}
CHANGING = Travel(fares=[{"first": "2019-01-01", "bands": [[0, 100]]}, {"first": "2019-11-01", "bands": [[0, 50]]}])


def hosts(result):
    return {meeting.host for meeting in result.unwrap().meetings}


def parts(result):
    return [(goal.value, *goal.further) for goal in result.goals]


def test_totals_are_ranked_from_the_worst_off_down(three_partners):
    schedule = Schedule.of(three_partners, [("Messina", "2019-09-03"), ("Oulu", "2019-09-10")])
    assert FairTravel().measures(schedule) == (4916 + 4696, 6102, 6102)
    assert FairTravel().measure(schedule) == 9612


def test_the_delegation_counts_as_a_whole(problem_of, partner):
    problem = problem_of("Messina", partner("Oulu", delegation=2), "Limerick")
    schedule = Schedule.of(problem, [("Messina", "2019-09-03"), ("Oulu", "2019-09-10")])
    assert FairTravel().measures(schedule) == (2 * 6102, 9612, 6102)


def test_the_worst_off_partner_decides_where_the_sum_would_decide_otherwise(three_partners):
    # hosts Messina and Oulu: Limerick 9,612, in all 21,816; Messina and Limerick: Oulu 10,798, in all 20,630;
    # Oulu and Limerick: Messina 11,018, in all 20,410
    problem = three_partners.replace(**TWO_OF_THREE)
    fair = solve(problem.adding(FairTravel(), Early(level=2)))
    assert hosts(fair) == {"Messina", "Oulu"}
    assert parts(fair)[0] == (9612, 6102, 6102)
    assert [(goal.value, goal.bound) for goal in fair.goals] == [(9612, 9612), (2, 2)]
    assert hosts(solve(problem.adding(LeastTravel()))) == {"Oulu", "Limerick"}


def test_the_second_decides_where_the_worst_off_are_equal(three_partners):
    # Messina hosts: Oulu 6,102, Limerick 4,916; Oulu hosts: Messina 6,102, Limerick 4,696
    rules = [Hosting("Messina", 0, 1), Hosting("Oulu", 0, 1), Hosting("Limerick", 0, 0)]
    result = solve(three_partners.replace(meetings=1, rules=rules, goals=[FairTravel()]))
    assert hosts(result) == {"Oulu"}
    assert parts(result) == [(6102, 4696, 0)]


def test_parts_come_before_the_next_level(three_partners):
    # as above, though the goal of the next level prefers the date that only Messina has
    rules = [Hosting("Messina", 0, 1), Hosting("Oulu", 0, 1), Hosting("Limerick", 0, 0)]
    problem = three_partners.replace(meetings=1, rules=rules, first="2019-12-06", last="2019-12-20")
    # Fri 6 December is Independence Day in Finland, and the meeting would run into Saturday anyway
    result = solve(problem.replace(days=1, goals=[FairTravel(), Early(level=2)]))
    assert hosts(result) == {"Oulu"}
    assert result.goals[1].value == 3


def test_past_travel_is_added(three_partners):
    problem = three_partners.replace(**TWO_OF_THREE)
    # Limerick has 9,000 km behind it: hosts Oulu and Limerick give Limerick 13,696, Messina 11,018, Oulu 4,696;
    # Messina and Limerick give Limerick 13,916; Messina and Oulu 18,612
    result = solve(problem.adding(FairTravel(history={"Limerick": 9000, "Messina": 0, "Oulu": 0})))
    assert hosts(result) == {"Oulu", "Limerick"}
    assert parts(result) == [(13696, 11018, 4696)]


@pytest.mark.parametrize(
    ("history", "before"),
    [
        (None, [0, 0, 0]),
        ({}, [0, 0, 0]),
        ({"Messina": 3000}, [3000, 3000, 3000]),
        ({"Oulu": 2001, "Messina": 1000}, [1000, 2001, 1501]),  # the mean, 1,500.5, is rounded up
        ({"Oulu": 2000, "Messina": 1000, "Limerick": 1}, [1000, 2000, 1]),
        ([["Oulu", 4]], [4, 4, 4]),
    ],
)
def test_newcomers_begin_at_the_mean_of_the_others(three_partners, history, before):
    goal = FairTravel(history=history)
    assert list(goal.before(three_partners.network).values()) == before
    schedule = Schedule.of(three_partners, [("Oulu", "2019-09-10")])
    travelled = [6102, 0, 4696]
    totals = [past + now for past, now in zip(before, travelled, strict=True)]
    assert goal.measures(schedule) == tuple(sorted(totals, reverse=True))


@pytest.mark.parametrize("history", [None, {"Oulu": 5000, "Messina": 0, "Limerick": 1}])
def test_where_each_hosts_once_the_tables_hold_the_goal(three_partners, history):
    result = solve(three_partners.adding(FairTravel(history=history)))
    assert result.engine == "sequence engine"
    # Messina travels 6,102 + 4,916 km, Oulu 6,102 + 4,696, Limerick 4,916 + 4,696
    now = [11018, 10798, 9612] if history is None else [15798, 11018, 9613]
    assert parts(result) == [tuple(now)]


def test_rows_that_need_not_host_do_not_count_where_the_others_fill_all_places(three_partners):
    rules = [Hosting("Messina"), Hosting("Oulu"), Hosting("Limerick", 0, 1)]
    result = solve(three_partners.replace(meetings=2, rules=rules, goals=[FairTravel()]))
    assert (result.engine, parts(result)) == ("sequence engine", [(9612, 6102, 6102)])


def test_dates_count_where_fares_change(two_partners):
    result = solve(two_partners.replace(travel=CHANGING, goals=[FairTravel("eur")]))
    assert result.engine == "CP-SAT"
    assert parts(result) == [(5000, 5000)]
    assert all(meeting.start.month >= 11 for meeting in result.unwrap().meetings)


def test_two_of_a_level_are_added_up_part_by_part(three_partners):
    problem = three_partners.replace(**TWO_OF_THREE)
    result = solve(problem.adding(FairTravel(), LeastTravel(weight=10)))
    # worst-off plus ten times the sum: 9,612 + 218,160; 10,798 + 206,300; 11,018 + 204,100
    assert hosts(result) == {"Oulu", "Limerick"}
    assert parts(result) == [(11018, 4696, 4696), (20410,)]


@pytest.mark.parametrize(
    ("history", "message"),
    [
        (["Oulu"], "expected past totals such as"),
        ("Oulu", "expected past totals such as"),
        ({"Oulu": -1}, "expected a whole number from 0"),
        ({"Oulu": 2.5}, "expected a whole number"),
        ({7: 2}, "expected a name, got 7"),
        ([("Oulu", 1), ("Oulu", 2)], "a partner stands twice in the history"),
    ],
)
def test_wrong_history_is_told_what_to_write(history, message):
    with pytest.raises(ProblemError, match=message):
        FairTravel(history=history)


def test_unknown_partner_in_the_history_is_told(three_partners):
    with pytest.raises(ProblemError) as caught:
        three_partners.adding(FairTravel(history={"Olu": 5}))
    assert str(caught.value) == 'goals[1].history.Olu: unknown partner "Olu", did you mean "Oulu"?'


def test_labels_are_sentences():
    assert FairTravel("eur").label == (
        "Travel is shared fairly: as little cost as possible for the delegation with most, then for the next"
    )
    assert FairTravel("hours", {"Oulu": 3}).label == (
        "Travel is shared fairly (with past travel): "
        "as few hours as possible for the delegation with most, then for the next"
    )
    assert (FairTravel("co2").unit, FairTravel().unit) == ("grams of CO2", "km")
