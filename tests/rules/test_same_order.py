from __future__ import annotations

import pytest

from di4c_schedule import read_problem, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Hosting, Last, SameOrder, Unavailable
from di4c_schedule.schedule import Schedule

PUBLISHED = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08"), ("Limerick", "2019-11-05")]
RULE = SameOrder(PUBLISHED)


def test_a_shifted_plan_keeps_the_order(three_partners, violations):
    assert not violations(RULE, three_partners, *[(host, f"2019-1{i}-12") for i, (host, _) in enumerate(PUBLISHED)])


def test_a_meeting_that_overtakes_others_breaks_it_once(three_partners, violations):
    (violation,) = violations(
        RULE, three_partners, ("Limerick", "2019-09-03"), ("Messina", "2019-09-10"), ("Oulu", "2019-10-08")
    )
    assert violation.message == (
        "Limerick starts on Tue 3 September 2019, before Oulu on Tue 8 October 2019, but was published after it"
    )
    assert violation.meeting.host == "Limerick"


def test_of_two_on_the_same_day_either_may_come_first(three_partners, violations):
    rule = SameOrder([("Oulu", "2019-10-08"), ("Messina", "2019-10-08")])
    assert not violations(rule, three_partners, ("Oulu", "2019-09-10"), ("Messina", "2019-09-17"))
    assert not violations(rule, three_partners, ("Messina", "2019-09-10"), ("Oulu", "2019-09-17"))


def test_turns_of_a_host_keep_their_places_among_others(two_partners, violations):
    rule = SameOrder([("Oulu", "2019-09-10"), ("Messina", "2019-10-08"), ("Oulu", "2019-11-05")])
    assert not violations(rule, two_partners, ("Oulu", "2019-10-01"), ("Messina", "2019-10-08"), ("Oulu", "2019-10-15"))
    found = violations(rule, two_partners, ("Oulu", "2019-10-01"), ("Oulu", "2019-10-08"), ("Messina", "2019-10-15"))
    assert [str(violation.meeting.start) for violation in found] == ["2019-10-08"]


def test_who_was_not_published_and_who_has_left_are_in_nobodys_way(three_partners, violations):
    rule = SameOrder([("Prato", "2019-09-03"), ("Oulu", "2019-10-08"), ("Messina", "2019-11-05")])
    assert not violations(rule, three_partners, ("Limerick", "2019-09-10"), ("Oulu", "2019-09-17"))
    assert not violations(rule, three_partners, ("Oulu", "2019-09-17"), ("Messina", "2019-10-10"))


def test_solver_keeps_the_order_whoever_comes_in_between(three_partners):
    problem = three_partners.adding(
        SameOrder([("Oulu", "2019-10-08"), ("Messina", "2019-11-05")]), Unavailable("2019-09", "Messina")
    )
    # without the rule Messina would still be first: ties go to the partners' order, but Oulu must precede it
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Oulu", "2019-09-02"), ("Limerick", "2019-09-04"), ("Messina", "2019-10-01")]
    )


def test_solver_keeps_the_order_of_turns(two_partners):
    problem = two_partners.adding(
        Hosting("Oulu", 2, 2), SameOrder([("Oulu", "2019-09-10"), ("Messina", "2019-10-08"), ("Oulu", "2019-11-05")])
    )
    assert [meeting.host for meeting in solve(problem).unwrap().meetings] == ["Oulu", "Messina", "Oulu"]


def test_each_two_hosts_are_a_requirement(three_partners):
    assert [rule.label for rule in RULE.requirements(three_partners)] == [
        "Messina hosts before Oulu, as published",
        "Messina hosts before Limerick, as published",
        "Oulu hosts before Limerick, as published",
    ]


def test_the_order_clashes_with_a_rule_against_it(three_partners):
    conflict = solve(three_partners.adding(RULE, Last("Messina"))).conflict
    assert Last("Messina") in conflict.requirements


def test_the_order_of_turns_is_one_requirement(two_partners):
    rule = SameOrder([("Oulu", "2019-09-10"), ("Messina", "2019-10-08"), ("Oulu", "2019-11-05")])
    assert rule.label == "The hosts keep the published order: Oulu, Messina, Oulu"
    assert rule.requirements(two_partners) == [rule]


def test_it_needs_meetings():
    with pytest.raises(ProblemError, match="there is no meeting"):
        SameOrder([])


def test_a_problem_file_may_name_the_published_plan(tmp_path):
    (tmp_path / "published.csv").write_text("host,first\nOulu,2019-10-08\nPrato,2019-09-10\n", encoding="utf-8")
    (tmp_path / "network.toml").write_text(
        'name = "N"\nlead = "Oulu"\nfirst = 2019-09-02\nlast = 2019-12-20\n[[partners]]\nname = "Oulu"\n'
        'place = "Oulu, FI"\n[[rules]]\nkind = "same_order"\nmeetings = "published.csv"\n',
        encoding="utf-8",
    )
    (rule,) = read_problem(tmp_path / "network.toml").given_rules
    assert rule == SameOrder([("Oulu", "2019-10-08"), ("Prato", "2019-09-10")])
