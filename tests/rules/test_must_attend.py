from __future__ import annotations

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.rules import Fixed, MustAttend
from di4c_schedule.schedule import Schedule

# Mon 28 October 2019 is a holiday in Ireland, Fri 6 December in Finland

LIMERICK = MustAttend("Limerick")


@pytest.mark.parametrize("start", ["2019-10-26", "2019-10-29"])
def test_meeting_next_to_a_day_off_is_kept(three_partners, violations, start):
    assert not violations(LIMERICK, three_partners, ("Oulu", start))


@pytest.mark.parametrize("host", ["Messina", "Oulu", "Limerick"])
@pytest.mark.parametrize("start", ["2019-10-27", "2019-10-28"])
def test_meeting_on_a_day_off_breaks_it_whoever_hosts(three_partners, violations, host, start):
    (violation,) = violations(LIMERICK, three_partners, (host, start))
    assert violation.message.startswith(f"{host} meets 2{start[-1]} to ")
    assert "but Mon 28 October 2019 is " in violation.message
    assert violation.message.endswith(" for Limerick, which must attend")
    assert violation.meeting.host == host


def test_days_off_of_others_do_not_matter(three_partners, violations):
    assert not violations(LIMERICK, three_partners, ("Messina", "2019-12-05"))


def test_own_closed_days_count_and_removed_ones_do_not(partner, problem_of, violations):
    limerick = partner("Limerick", add_holidays=["2019-10-15"], remove_holidays=["2019-10-28"])
    problem = problem_of("Messina", limerick)
    assert not violations(LIMERICK, problem, ("Messina", "2019-10-28"))
    (violation,) = violations(LIMERICK, problem, ("Messina", "2019-10-14"))
    assert violation.message == (
        "Messina meets 14 to 15 October 2019, but Tue 15 October 2019 is a closed day of its own for Limerick, "
        "which must attend"
    )


def test_every_day_off_of_a_long_meeting_is_named(problem_of, violations):
    problem = problem_of("Messina", "Limerick", days=3, last="2019-12-31")
    found = violations(LIMERICK, problem, ("Messina", "2019-12-25"))
    days = [violation.message.partition("but ")[2][:20] for violation in found]
    assert days == ["Wed 25 December 2019", "Thu 26 December 2019"]


def test_meeting_beyond_the_window_and_the_holiday_data_is_left_to_the_window(three_partners, violations):
    assert not violations(LIMERICK, three_partners, ("Oulu", "2190-01-01"))


def test_solver_keeps_off_the_days_for_every_host(three_partners):
    problem = three_partners.replace(first="2019-10-28", last="2019-11-15", rules=[LIMERICK])
    result = solve(problem)
    # Fri 1 November is closed in Messina
    assert result.unwrap() == Schedule.of(
        problem, [("Messina", "2019-10-29"), ("Oulu", "2019-10-31"), ("Limerick", "2019-11-04")]
    )
    assert result.engine == "sequence engine"


def test_conflict_names_it_where_no_day_is_left(three_partners):
    fixed = Fixed("Oulu", "2019-10-28..2019-10-29")
    result = solve(three_partners.adding(fixed, LIMERICK))
    assert result.engine == "counting"
    assert set(result.conflict.requirements) == {fixed, LIMERICK}


def test_label_is_a_sentence():
    assert LIMERICK.label == "Limerick can attend every meeting"


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Ulu", did you mean "Oulu"?'):
        two_partners.adding(MustAttend("Ulu"))
