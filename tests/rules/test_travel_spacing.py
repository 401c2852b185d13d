from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.forms import Turn
from di4c_schedule.rules import Hosting, TravelSpacing
from di4c_schedule.schedule import Schedule
from di4c_schedule.travel import Travel

# With the default bands Messina to Oulu (3,051 km) takes two days, Messina to Limerick (2,458 km) and Oulu to Limerick
# (2,348 km) one, Saint-Quentin to Limerick (885 km) one. Messina ends on Wed 2 October 2019 in what follows.


def least_gap(violations, rule, problem, host, following) -> int:
    """Return the least gap in days that the rule accepts; a gap one less is refused in the right words."""
    for gap in range(1, 40):
        second = f"2019-10-{2 + gap:02}" if gap < 30 else f"2019-11-{gap - 29:02}"
        found = violations(rule, problem, (host, "2019-10-01"), (following, second))
        if not found:
            return gap
        days = f"{gap} day" if gap == 1 else f"{gap} days"
        assert found[0].message.startswith(f"{days} from {host} to {following}, but ")
    raise AssertionError("no gap is long enough")


def test_two_partners_need_the_days_of_the_way(two_partners, problem_of, violations):
    assert least_gap(violations, TravelSpacing(), two_partners, "Messina", "Oulu") == 3
    assert least_gap(violations, TravelSpacing(), two_partners, "Oulu", "Messina") == 3
    near = problem_of("Saint-Quentin", "Limerick")
    assert least_gap(violations, TravelSpacing(), near, "Saint-Quentin", "Limerick") == 2


def test_rest_adds_to_the_way(two_partners, violations):
    assert least_gap(violations, TravelSpacing(rest=5), two_partners, "Messina", "Oulu") == 8


def test_partner_with_the_longest_way_home_and_out_decides(three_partners, violations):
    # from Messina to Limerick those of Oulu are two days under way home and one out again
    assert least_gap(violations, TravelSpacing(), three_partners, "Messina", "Limerick") == 4
    # from Messina to Oulu those of Limerick are one day under way home and one out, those of the hosts two in one go
    assert least_gap(violations, TravelSpacing(), three_partners, "Messina", "Oulu") == 3
    assert least_gap(violations, TravelSpacing(rest=2), three_partners, "Messina", "Limerick") == 6


def test_message_names_who_needs_the_most(three_partners, violations):
    (violation,) = violations(TravelSpacing(), three_partners, ("Messina", "2019-10-01"), ("Limerick", "2019-10-05"))
    assert violation.message == "3 days from Messina to Limerick, but Oulu needs a gap of 4"
    assert violation.meeting.host == "Limerick"


def test_partner_that_travels_straight_on_needs_the_way_between_the_hosts(three_partners, violations):
    assert least_gap(violations, TravelSpacing(straight_on="Oulu"), three_partners, "Messina", "Limerick") == 2
    everybody = TravelSpacing(rest=5, straight_on=["Messina", "Oulu", "Limerick"])
    assert least_gap(violations, everybody, three_partners, "Messina", "Oulu") == 3


def test_partners_that_go_home_still_count_beside_those_that_travel_straight_on(two_partners, violations):
    rule = TravelSpacing(rest=5, straight_on=["Messina"])
    assert least_gap(violations, rule, two_partners, "Messina", "Oulu") == 8


def test_host_that_hosts_twice_in_a_row_waits_for_the_others(two_partners, violations):
    # those of Messina are two days under way home and two out again
    assert least_gap(violations, TravelSpacing(), two_partners, "Oulu", "Oulu") == 5
    assert least_gap(violations, TravelSpacing(straight_on=["Messina"]), two_partners, "Oulu", "Oulu") == 1


def test_durations_of_the_problem_count(two_partners, violations):
    nobody_travels = two_partners.replace(travel=Travel([[4000, 0]]))
    assert least_gap(violations, TravelSpacing(), nobody_travels, "Messina", "Oulu") == 1
    slowly = two_partners.replace(travel=Travel([[3051, 1]], beyond=9))
    assert least_gap(violations, TravelSpacing(), slowly, "Messina", "Oulu") == 10


def test_only_consecutive_meetings_count(three_partners, violations):
    found = violations(
        TravelSpacing(),
        three_partners,
        ("Messina", "2019-10-01"),
        ("Oulu", "2019-10-05"),
        ("Limerick", "2019-10-10"),
    )
    # Wed 2 to Sat 5 is 3, Sun 6 to Thu 10 is 4: those of Messina are two days under way home and one out
    assert not found


def test_solver_leaves_the_days_of_the_way_free(problem_of):
    problem = problem_of("Messina", "Oulu", days=1, rules=[TravelSpacing()])
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-05")])
    problem = problem_of("Saint-Quentin", "Limerick", days=1, rules=[TravelSpacing()])
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Saint-Quentin", "2019-09-02"), ("Limerick", "2019-09-04")]
    )


def test_solver_chooses_the_order_that_needs_the_least(three_partners):
    problem = three_partners.replace(days=1, rules=[TravelSpacing()])
    # gaps: Messina and Oulu 3, Messina and Limerick 4, Oulu and Limerick 4
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-05"), ("Limerick", "2019-09-09")]
    )


def test_solver_leaves_the_days_of_the_way_free_between_two_turns_of_a_host(two_partners):
    problem = two_partners.replace(days=1, rules=[TravelSpacing(), Hosting("Messina", 0, 0), Hosting("Oulu", 2, 2)])
    # five days after Mon 2 September is a Saturday
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Oulu", "2019-09-09")])


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (TravelSpacing(), "Between meetings everybody can travel home and travel to the next host"),
        (TravelSpacing(1), "Between meetings everybody can travel home, stay 1 day and travel to the next host"),
        (
            TravelSpacing(straight_on=["Oulu", "Messina"]),
            "Between meetings everybody can travel home and travel to the next host (Oulu, Messina straight on)",
        ),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rest": -1}, "expected a whole number from 0 to 100000, got -1"),
        ({"rest": True}, "expected a whole number, got True"),
        ({"straight_on": 3}, 'expected names of partners such as ["Oulu", "Messina"], got 3'),
        ({"straight_on": ["Oulu", 3]}, "expected a name, got 3"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError) as caught:
        TravelSpacing(**arguments)
    assert str(caught.value) == message


def test_those_who_travel_straight_on_must_be_partners(two_partners):
    with pytest.raises(ProblemError) as caught:
        two_partners.adding(TravelSpacing(straight_on=["Oulu", "Mesina"]))
    assert str(caught.value) == 'rules[1].straight_on: unknown partner "Mesina", did you mean "Messina"?'


# Between two hosts only


def test_rule_on_two_hosts_bounds_their_gaps_both_ways(three_partners):
    problem = three_partners.replace(default_rules=False, rules=[Hosting()])
    whole = problem.fill_tables([TravelSpacing(rest=2)])
    pairs = problem.fill_tables(TravelSpacing(rest=2).requirements(problem))
    one = problem.fill_tables([TravelSpacing(rest=2, between=["Limerick", "Messina"])])
    other = [[a != b for b in range(3)] for a in range(3)]
    assert (pairs.gap[other] == whole.gap[other]).all()
    assert one.gap.tolist() == [[1, 1, 6], [1, 1, 1], [6, 1, 1]]


def test_only_the_two_hosts_are_checked(three_partners, violations):
    rule = TravelSpacing(between=["Limerick", "Oulu"])
    close = [("Messina", "2019-10-01"), ("Oulu", "2019-10-03"), ("Limerick", "2019-10-05")]
    assert [violation.meeting.host for violation in violations(rule, three_partners, *close)] == ["Limerick"]


def test_host_that_follows_itself_is_a_pair(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 2, 2))
    tables = problem.fill_tables([TravelSpacing(between=["Oulu", "Oulu"])])
    # those of Messina are two days under way home and two out again
    assert tables.gap.tolist() == [[1, 1, 1], [1, 5, 5], [1, 5, 5]]


def test_label_names_the_two_hosts():
    assert TravelSpacing(5, between=["Oulu", "Messina"]).label == (
        "Between meetings of Oulu and Messina that follow each other everybody can travel home, stay 5 days "
        "and travel to the next host"
    )
    assert TravelSpacing(between=["Oulu", "Oulu"]).label == (
        "Between meetings of Oulu that follow each other everybody can travel home and travel to the next host"
    )


def test_label_in_a_problem_says_the_days(three_partners):
    rule = TravelSpacing(rest=2, between=["Messina", "Limerick"])
    assert rule.label_in(three_partners) == (
        "Between meetings of Messina and Limerick that follow each other at least 6 days: everybody can travel home, "
        "stay 2 days and travel on"
    )
    assert TravelSpacing().label_in(three_partners) == TravelSpacing().label


def test_label_in_a_problem_says_the_days_of_both_ways_if_they_differ(two_partners):
    days = {("Messina", "Oulu"): 2, ("Oulu", "Messina"): 3}
    problem = two_partners.replace(travel=Travel(days=days, symmetric=False))
    assert TravelSpacing(between=["Messina", "Oulu"]).label_in(problem) == (
        "Between meetings of Messina and Oulu that follow each other at least 3 days from Messina to Oulu and 4 from "
        "Oulu to Messina: everybody can travel home and travel on"
    )


def test_label_in_a_problem_says_no_days_where_they_differ_by_turn(two_partners):
    rule = TravelSpacing(rest=2, between=["Messina", "Oulu"])
    problem = two_partners.adding(Hosting("Oulu", 2, 2)).replace(turns=[Turn("Oulu", turn=2, format="online")])
    assert rule.label_in(problem) == rule.label
