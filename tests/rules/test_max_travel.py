from __future__ import annotations

import pytest

from di4c_schedule import Schedule, Status, Travel, Turn, check, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early
from di4c_schedule.rules import Hosting, MaxTravel

# There and back: Messina to Oulu 6,102 km, Messina to Limerick 4,916, Oulu to Limerick 4,696
# Where each hosts once, Messina travels 11,018 km, Oulu 10,798 and Limerick 9,612

SOME = Hosting(at_least=0)


def hosts(result):
    return [meeting.host for meeting in result.unwrap().meetings]


@pytest.mark.parametrize(
    ("measure", "limit", "message"),
    [
        ("km", 10797, "The delegation of Oulu travels 10,798 km in all, more than the 10,797 km allowed"),
        # 530 and 360 euro
        ("eur", 889, "The delegation of Oulu spends 890 euro on travel in all, more than the 889 euro allowed"),
        # 254.93 g a km: 777,791 and 598,576 g one way
        (
            "co2",
            2752,
            "The delegation of Oulu causes 2,752.734 kg of CO2 by travel in all, more than the 2,752 kg of CO2 allowed",
        ),
        # 8 and 7 hours one way
        ("hours", 29, "The delegation of Oulu is under way for 30 hours in all, more than the 29 hours allowed"),
    ],
)
def test_limit_that_is_exceeded_whatever_the_dates_is_said_at_once(three_partners, measure, limit, message):
    kept = solve(three_partners.adding(MaxTravel("Oulu", limit + 1, measure)))
    assert (kept.status, kept.engine) == (Status.OPTIMAL, "sequence engine")
    rule = MaxTravel("Oulu", limit, measure)
    problem = three_partners.adding(rule)
    result = solve(problem)
    assert (result.status, result.engine) == (Status.INFEASIBLE, "counting")
    assert result.conflict.requirements == (rule,)
    assert result.conflict.minimal
    assert result.conflict.reason == f"{message}."
    assert not problem.tables.allowed.any()
    starts = [("Messina", "2019-09-03"), ("Oulu", "2019-09-10"), ("Limerick", "2019-09-17")]
    (violation,) = check(problem, Schedule.of(problem, starts))
    assert (violation.message, violation.meeting, violation.kind) == (message, None, "max_travel")


def test_the_delegation_counts_as_a_whole(problem_of, partner):
    problem = problem_of("Messina", partner("Oulu", delegation=2))
    assert solve(problem.adding(MaxTravel("Oulu", 12204))).status is Status.OPTIMAL
    assert solve(problem.adding(MaxTravel("Oulu", 12203))).status is Status.INFEASIBLE


def test_host_that_alone_is_too_far_is_closed(three_partners):
    problem = three_partners.replace(meetings=1, rules=[SOME, MaxTravel("Oulu", 4700)])
    assert problem.tables.allowed.any(axis=1).tolist() == [False, True, True]
    result = solve(problem)
    assert (hosts(result), result.engine) == (["Oulu"], "sequence engine")


def test_host_that_is_too_far_with_the_least_of_the_others_is_closed(three_partners):
    # two hosts: with Messina, Limerick's total is 4,916 and at the least 0 more; with Oulu 4,696
    problem = three_partners.replace(meetings=2, rules=[SOME, MaxTravel("Limerick", 4800)])
    assert problem.tables.allowed.any(axis=1).tolist() == [False, True, True]
    assert set(hosts(solve(problem))) == {"Oulu", "Limerick"}
    # Messina must host: then only Limerick can be the other one
    rules = [Hosting("Messina"), Hosting("Oulu", 0, 1), Hosting("Limerick", 0, 1), MaxTravel("Limerick", 9000)]
    assert three_partners.replace(meetings=2, rules=rules).tables.allowed.any(axis=1).tolist() == [True, False, True]


def test_for_every_partner_it_becomes_a_rule_for_each(three_partners):
    rule = MaxTravel(limit=10000)
    problem = three_partners.replace(meetings=2, rules=[SOME, rule])
    assert [one for one in problem.requirements if isinstance(one, MaxTravel)] == [
        MaxTravel("Messina", 10000), MaxTravel("Oulu", 10000), MaxTravel("Limerick", 10000),
    ]  # fmt: skip
    # Messina and Oulu: Limerick 9,612; with Limerick as a host, Oulu has 10,798 or Messina 11,018
    assert set(hosts(solve(problem))) == {"Messina", "Oulu"}
    by_hand = Schedule.of(problem, [("Messina", "2019-09-03"), ("Limerick", "2019-09-10")])
    assert [violation.message.split()[3] for violation in check(problem, by_hand)] == ["Oulu"]
    tables = problem.fill_tables([rule])
    assert tables.left == [rule]


def test_hosts_are_chosen_so_that_the_limit_is_kept(three_partners):
    # the earliest plan has the hosts Messina and Oulu, but then Limerick travels 9,612 km
    problem = three_partners.replace(meetings=2, rules=[SOME, MaxTravel("Limerick", 9000)], goals=[Early()])
    result = solve(problem)
    assert result.engine == "sequence engine"
    assert "Limerick" in hosts(result)
    assert result.goals[0].value == 2


def test_whoever_hosts_the_least_is_told(three_partners):
    # two host: the least for Messina is to be one of them and to travel to Limerick
    problem = three_partners.replace(meetings=2, rules=[SOME, MaxTravel("Messina", 4915)])
    assert solve(problem).conflict.reason == (
        "The delegation of Messina travels 4,916 km in all, more than the 4,915 km allowed, whoever hosts and whenever."
    )
    # nobody may host but Messina and Oulu
    rules = [Hosting("Messina", 0, 1), Hosting("Oulu", 0, 1), Hosting("Limerick", 0, 0), MaxTravel("Limerick", 9611)]
    assert solve(three_partners.replace(meetings=2, rules=rules)).conflict.requirements == (
        MaxTravel("Limerick", 9611),
    )


def test_online_meetings_do_not_count(three_partners):
    problem = three_partners.replace(turns=[Turn("Messina", format="online"), Turn("Limerick", format="hybrid")])
    assert solve(problem.adding(MaxTravel("Oulu", 4696))).status is Status.OPTIMAL
    assert solve(problem.adding(MaxTravel("Oulu", 4695))).status is Status.INFEASIBLE


def test_dates_matter_where_fares_change(two_partners):
    fares = [{"first": "2019-01-01", "bands": [[0, 100]]}, {"first": "2019-11-01", "bands": [[0, 50]]}]
    problem = two_partners.replace(travel=Travel(fares=fares), goals=[Early()])
    cheap = solve(problem.adding(MaxTravel("Oulu", 99, "eur")))
    # Oulu travels to Messina: on Mon 4 November at the earliest, 63 days after Mon 2 September, when Oulu can host
    assert [(meeting.host, str(meeting.start)) for meeting in cheap.unwrap().meetings] == [
        ("Oulu", "2019-09-02"), ("Messina", "2019-11-04"),
    ]  # fmt: skip
    assert cheap.goals[0].value == 63
    dear = solve(problem.adding(MaxTravel("Oulu", 49, "eur")))
    assert dear.conflict.reason == (
        "The delegation of Oulu spends 50 euro on travel in all, more than the 49 euro allowed, "
        "whoever hosts and whenever."
    )


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (MaxTravel("Oulu", 12000), "The delegation of Oulu travels at most 12,000 km in all"),
        (
            MaxTravel(limit=900, measure="eur"),
            "The delegation of every partner spends at most 900 euro on travel in all",
        ),
        (MaxTravel(None, 900, "co2"), "The delegation of every partner causes at most 900 kg of CO2 by travel in all"),
        (MaxTravel("Oulu", 0, "hours"), "The delegation of Oulu is under way for at most 0 hours in all"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"partner": "Oulu"}, "limit: missing; write limit = …"),
        ({"limit": -1}, "expected a whole number from 0 to 1000000000, got -1"),
        ({"limit": 1.5}, "expected a whole number, got 1.5"),
        ({"limit": 5, "measure": "miles"}, "expected one of km, eur, co2, hours, got 'miles'"),
        ({"partner": 7, "limit": 5}, "expected a name, got 7"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        MaxTravel(**arguments)


def test_unknown_partner_is_told(three_partners):
    with pytest.raises(ProblemError, match='rules.*partner: unknown partner "Olu", did you mean "Oulu"'):
        three_partners.adding(MaxTravel("Olu", 5))
