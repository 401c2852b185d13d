from __future__ import annotations

import pytest

from di4c_schedule import Schedule, Status, Travel, check, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early
from di4c_schedule.rules import Budget, Fixed, Hosting

# One way 3,051 km from Messina to Oulu, 2,458 from Messina to Limerick, 2,348 from Oulu to Limerick: in 2019 there and
# back 530, 360 and 360 euro. Messina as host costs 890 euro, Oulu 890, Limerick 720.

SOME = Hosting(at_least=0)


@pytest.mark.parametrize(
    ("measure", "limit", "message"),
    [
        ("eur", 2499, "All journeys together cost 2,500 euro, more than the 2,499 euro allowed"),
        # 4 x 7,857 km
        ("km", 31427, "All journeys together cover 31,428 km, more than the 31,427 km allowed"),
        # 254.93 g a km: 4 x (777,791 + 626,618 + 598,576) g
        ("co2", 8011, "All journeys together cause 8,011.940 kg of CO2, more than the 8,011 kg of CO2 allowed"),
        # 4 x (8 + 8 + 7) hours
        ("hours", 91, "All journeys together take 92 hours, more than the 91 hours allowed"),
    ],
)
def test_limit_that_is_exceeded_whatever_the_dates_is_said_at_once(three_partners, measure, limit, message):
    kept = solve(three_partners.adding(Budget(limit + 1, measure)))
    assert (kept.status, kept.engine) == (Status.OPTIMAL, "sequence engine")
    rule = Budget(limit, measure)
    problem = three_partners.adding(rule)
    result = solve(problem)
    assert (result.status, result.engine) == (Status.INFEASIBLE, "counting")
    assert (result.conflict.requirements, result.conflict.minimal) == ((rule,), True)
    assert result.conflict.reason == f"{message}."
    starts = [("Messina", "2019-09-03"), ("Oulu", "2019-09-10"), ("Limerick", "2019-09-17")]
    assert [violation.message for violation in check(problem, Schedule.of(problem, starts))] == [message]


def test_hosts_are_chosen_so_that_the_budget_is_kept(three_partners):
    # one of them hosts; the earliest plan has Messina for 890 euro
    problem = three_partners.replace(meetings=1, rules=[SOME, Budget(800)])
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Limerick"]
    # two of them: only with Limerick 890 + 720 euro
    problem = three_partners.replace(meetings=2, rules=[SOME, Budget(1610)], goals=[Early()])
    result = solve(problem)
    assert "Limerick" in [meeting.host for meeting in result.unwrap().meetings]
    assert result.engine == "sequence engine"
    assert solve(problem.replace(rules=[SOME, Budget(1609)])).conflict.reason == (
        "All journeys together cost 1,610 euro, more than the 1,609 euro allowed, whoever hosts and whenever."
    )


def test_conflict_with_dates_is_found_where_fares_change(two_partners):
    fares = [{"first": "2019-01-01", "bands": [[0, 100]]}, {"first": "2019-11-01", "bands": [[0, 50]]}]
    problem = two_partners.replace(travel=Travel(fares=fares))
    assert solve(problem.adding(Budget(100))).unwrap().meetings[0].start.month == 11
    rules = [Budget(149), Fixed("Oulu", "2019-10")]
    result = solve(problem.adding(*rules))
    # in October 100 euro, and 50 euro more at the least: the budget closes October
    assert result.status is Status.INFEASIBLE
    assert set(result.conflict.requirements) == set(rules)
    assert result.conflict.minimal
    assert solve(problem.adding(Budget(150), rules[1])).status is Status.OPTIMAL


def test_label_is_a_sentence():
    assert [Budget(5000, measure).label for measure in ("eur", "km", "co2", "hours")] == [
        "All journeys together cost at most 5,000 euro",
        "All journeys together cover at most 5,000 km",
        "All journeys together cause at most 5,000 kg of CO2",
        "All journeys together take at most 5,000 hours",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"limit": None}, "limit: missing"),
        ({"limit": "5000"}, "expected a whole number, got '5000'"),
        ({"limit": -5}, "expected a whole number from 0"),
        ({"limit": 5, "measure": "usd"}, "expected one of km, eur, co2, hours, got 'usd'"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        Budget(**arguments)
