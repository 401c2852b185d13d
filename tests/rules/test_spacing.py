from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Before, Fixed, Hosting, Spacing
from di4c_schedule.schedule import Schedule


def test_tuesday_and_wednesday_then_thursday_is_a_gap_of_one(two_partners, violations):
    meetings = [("Messina", "2019-10-01"), ("Oulu", "2019-10-03")]
    assert not violations(Spacing(1), two_partners, *meetings)
    (violation,) = violations(Spacing(2), two_partners, *meetings)
    assert violation.message == "Oulu starts on Thu 3 October 2019, 1 day after Messina ends"
    assert violation.meeting.host == "Oulu"


# Messina ends on Wed 2 October; fourteen days later is Wed 16


def test_gap_at_the_lower_bound_is_kept_and_a_day_less_breaks_it(two_partners, violations):
    assert not violations(Spacing(14), two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-16"))
    (violation,) = violations(Spacing(14), two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-15"))
    assert violation.message == "Oulu starts on Tue 15 October 2019, 13 days after Messina ends"


def test_gap_at_the_upper_bound_is_kept_and_a_day_more_breaks_it(two_partners, violations):
    rule = Spacing(at_most=14)
    assert not violations(rule, two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-16"))
    (violation,) = violations(rule, two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-17"))
    assert violation.message == "Oulu starts on Thu 17 October 2019, 15 days after Messina ends"


def test_only_consecutive_meetings_count(three_partners, violations):
    meetings = [("Messina", "2019-10-01"), ("Oulu", "2019-10-09"), ("Limerick", "2019-10-17")]
    assert not violations(Spacing(7, 7), three_partners, *meetings)
    found = violations(Spacing(8, 14), three_partners, *meetings)
    assert [violation.meeting.host for violation in found] == ["Oulu", "Limerick"]


def test_meetings_that_overlap_break_it_in_words_that_make_sense(two_partners, violations):
    (violation,) = violations(Spacing(1), two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-02"))
    assert violation.message == "Oulu starts on Wed 2 October 2019, 0 days after Messina ends"
    (violation,) = violations(Spacing(1), two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-01"))
    assert "-1 day" not in violation.message


def test_solver_keeps_the_lower_bound(two_partners):
    problem = two_partners.adding(Spacing(14))
    # Tue 3 September and fourteen days
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-09-17")])


def test_solver_keeps_the_upper_bound(two_partners):
    problem = two_partners.adding(Spacing(1, 10), Fixed("Oulu", "2019-12-02..2019-12-05"), Fixed("Messina", "2019-11"))
    # the earliest start of ten days before Mon 2 December or less: Thu 21 to Fri 22 November
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-11-21"), ("Oulu", "2019-12-02")])


def test_meetings_may_touch_if_no_lower_bound_is_given(two_partners, violations):
    assert Spacing() == Spacing(at_least=1, at_most=None)
    assert not violations(Spacing(), two_partners, ("Messina", "2019-10-01"), ("Oulu", "2019-10-03"))


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (Spacing(14), "At least 14 days from the end of a meeting to the start of the next"),
        (Spacing(at_most=1), "At most 1 day from the end of a meeting to the start of the next"),
        (Spacing(14, 28), "14 to 28 days from the end of a meeting to the start of the next"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


def test_label_of_an_exact_gap_says_the_days_once():
    assert Spacing(14, 14).label.count("14") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((15, 14), "at_least, 15, is more than at_most, 14"),
        ((-1,), "expected a whole number from 0 to 100000, got -1"),
        ((1.5,), "expected a whole number, got 1.5"),
        (("14",), "expected a whole number, got '14'"),
        ((0, 0), "expected a whole number from 1 to 100000, got 0"),
        ((None,), "expected a whole number, got None"),
    ],
)
def test_wrong_bounds_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError) as caught:
        Spacing(*arguments)
    assert str(caught.value) == message


# Between two hosts only


def test_rule_on_two_hosts_counts_where_they_follow_each_other(three_partners, violations):
    rule = Spacing(14, between=["Oulu", "Messina"])
    close = [("Messina", "2019-10-01"), ("Oulu", "2019-10-08"), ("Limerick", "2019-10-15")]
    assert [violation.meeting.host for violation in violations(rule, three_partners, *close)] == ["Oulu"]
    back = [("Oulu", "2019-10-01"), ("Messina", "2019-10-08"), ("Limerick", "2019-10-15")]
    assert [violation.meeting.host for violation in violations(rule, three_partners, *back)] == ["Messina"]
    apart = [("Messina", "2019-10-01"), ("Limerick", "2019-10-08"), ("Oulu", "2019-10-15")]
    assert not violations(rule, three_partners, *apart)


def test_solver_puts_another_host_between_the_two(three_partners):
    problem = three_partners.adding(Spacing(14, between=["Oulu", "Messina"]))
    assert solve(problem).unwrap() == Schedule.of(
        problem, [("Messina", "2019-09-02"), ("Limerick", "2019-09-04"), ("Oulu", "2019-09-09")]
    )


def test_tables_hold_both_bounds_both_ways_and_leave_other_pairs_alone(three_partners):
    tables = three_partners.fill_tables([Spacing(14, 28, ["Messina", "Limerick"])])
    assert tables.gap.tolist() == [[1, 1, 14], [1, 1, 1], [14, 1, 1]]
    assert (tables.gap_most == 28).tolist() == [[False, False, True], [False, False, False], [True, False, False]]


def test_partner_may_be_told_not_to_follow_itself_soon(two_partners):
    problem = two_partners.adding(
        Hosting("Oulu", 2, 2), Spacing(30, between=["Oulu", "Oulu"]), Before("Messina", "Oulu")
    )
    # Messina on Mon 2 September, Oulu on Wed 4 to Thu 5, and thirty days later is Sat 5 October: Mon 7
    assert [meeting.start.isoformat() for meeting in solve(problem).unwrap().meetings] == [
        "2019-09-02", "2019-09-04", "2019-10-07",
    ]  # fmt: skip


def test_two_hosts_are_the_same_two_the_other_way_round():
    one, other = Spacing(5, between=("Oulu", "Messina")), Spacing(5, between=("Messina", "Oulu"))
    assert one == other
    assert hash(one) == hash(other)
    assert one != Spacing(5)


def test_label_names_the_two_hosts():
    gap = "from the end of a meeting to the start of the next"
    assert (
        Spacing(5, between=["Oulu", "Messina"]).label
        == f"At least 5 days {gap} where Oulu and Messina follow each other"
    )
    assert Spacing(5, between=["Oulu", "Oulu"]).label == f"At least 5 days {gap} where Oulu follows itself"


@pytest.mark.parametrize("between", ["Oulu", ["Oulu"], ["Oulu", "Messina", "Limerick"], 2])
def test_other_than_two_hosts_are_told_what_to_write(between):
    with pytest.raises(ProblemError, match="expected"):
        Spacing(5, between=between)


def test_hosts_must_be_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Olu", did you mean "Oulu"?'):
        two_partners.adding(Spacing(5, between=["Olu", "Messina"]))
