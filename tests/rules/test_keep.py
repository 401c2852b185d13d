from __future__ import annotations

import pytest

from di4c_schedule import Turn, read_problem, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early
from di4c_schedule.rules import Hosting, Keep, Unavailable
from di4c_schedule.schedule import Schedule

OULU = Keep([("Oulu", "2019-10-08")])


def test_meeting_of_the_host_on_the_day_keeps_it(two_partners, violations):
    assert not violations(OULU, two_partners, ("Messina", "2019-09-02"), ("Oulu", "2019-10-08"))


def test_meeting_that_moved_is_named_with_its_new_day(two_partners, violations):
    (violation,) = violations(OULU, two_partners, ("Messina", "2019-10-08"), ("Oulu", "2019-10-09"))
    assert violation.message == "Oulu does not start on Tue 8 October 2019: it starts on Wed 9 October 2019"
    assert violation.meeting.host == "Oulu"


def test_meeting_that_is_missing_is_named(two_partners, violations):
    (violation,) = violations(OULU, two_partners, ("Messina", "2019-10-08"))
    assert violation.message == "Oulu does not start on Tue 8 October 2019: it hosts no meeting"
    assert violation.meeting is None


def test_either_meeting_of_a_host_may_be_the_kept_one(two_partners, violations):
    assert not violations(OULU, two_partners, ("Oulu", "2019-09-03"), ("Oulu", "2019-10-08"))
    (violation,) = violations(OULU, two_partners, ("Oulu", "2019-09-03"), ("Oulu", "2019-11-05"))
    assert violation.message == (
        "Oulu does not start on Tue 8 October 2019: it starts on Tue 3 September 2019 and Tue 5 November 2019"
    )
    assert violation.meeting is None


def test_every_meeting_that_moved_is_named(two_partners, violations):
    rule = Keep([("Oulu", "2019-10-08"), ("Messina", "2019-09-10")])
    found = violations(rule, two_partners, ("Messina", "2019-09-11"), ("Oulu", "2019-10-09"))
    assert [violation.meeting.host for violation in found] == ["Messina", "Oulu"]


def test_solver_needs_no_model_where_hosts_host_once(three_partners):
    problem = three_partners.adding(Keep([("Oulu", "2019-09-03"), ("Limerick", "2019-09-05")]))
    result = solve(problem)
    # Mon 2 September would overlap Tue 3, and after Thu 5 and Fri 6 comes Mon 9
    assert result.unwrap() == Schedule.of(
        problem, [("Oulu", "2019-09-03"), ("Limerick", "2019-09-05"), ("Messina", "2019-09-09")]
    )
    assert result.engine == "sequence engine"
    assert problem.tables.left == []


def test_partner_that_may_host_then_must(two_partners):
    problem = two_partners.replace(rules=[Hosting(None, 0, 1), OULU], meetings=1)
    result = solve(problem)
    assert result.unwrap() == Schedule.of(problem, [("Oulu", "2019-10-08")])
    assert result.engine == "sequence engine"


def test_other_hosts_are_closed_for_the_length_of_the_meeting(two_partners):
    problem = two_partners.replace(turns=[Turn("Oulu", days=3)]).adding(OULU)
    tables = problem.fill_tables([OULU])
    closed = {tables.day(int(c)).day for c in (~tables.allowed[0]).nonzero()[0] if tables.day(int(c)).month == 10}
    # Messina meets for two days and Oulu from Tue 8 to Thu 10 October
    assert closed == {7, 8, 9, 10}


@pytest.mark.parametrize("kept", [["2019-10-08"], ["2019-10-08", "2019-11-05"]])
def test_meetings_of_a_host_of_two_may_be_its_first_or_second(two_partners, kept):
    problem = two_partners.adding(Hosting("Oulu", 2, 2), Keep([("Oulu", day) for day in kept]), Early())
    result = solve(problem)
    days = [meeting.start.isoformat() for meeting in result.unwrap().hosted_by("Oulu")]
    assert days == (["2019-09-04", "2019-10-08"] if len(kept) == 1 else kept)
    assert result.engine == "sequence engine"


def test_meetings_on_one_day_are_a_conflict_that_names_them(two_partners):
    rule = Keep([("Oulu", "2019-10-08"), ("Messina", "2019-10-08")])
    result = solve(two_partners.adding(rule))
    assert result.engine == "counting"
    assert sorted(requirement.label for requirement in result.conflict.requirements) == [
        "Messina's meeting on Tue 8 October 2019 does not move",
        "Oulu's meeting on Tue 8 October 2019 does not move",
    ]
    assert result.conflict.minimal


def test_two_days_of_a_host_of_one_are_a_conflict_that_names_them(two_partners):
    rule = Keep([("Oulu", "2019-10-08"), ("Oulu", "2019-10-15"), ("Messina", "2019-09-03")])
    result = solve(two_partners.adding(rule))
    assert [requirement.label for requirement in result.conflict.requirements] == [
        "Oulu's meeting on Tue 8 October 2019 does not move",
        "Oulu's meeting on Tue 15 October 2019 does not move",
    ]


def test_other_rules_that_clash_are_named_with_the_one_meeting(two_partners):
    break_ = Unavailable("2019-10-09", reason="strike")
    rule = Keep([("Oulu", "2019-10-08"), ("Messina", "2019-09-03")])
    result = solve(two_partners.adding(rule, break_))
    assert set(result.conflict.requirements) == {OULU, break_}


def test_partner_that_does_not_host_at_all_is_told(two_partners):
    result = solve(two_partners.replace(meetings=1, rules=[Hosting("Oulu", 0, 0), OULU]))
    assert result.conflict.reason == (
        "Oulu's meeting on Tue 8 October 2019 does not move, but Oulu does not host at all."
    )


def test_one_meeting_can_be_let_go(two_partners):
    problem = two_partners.adding(Keep([("Oulu", "2019-10-08"), ("Messina", "2019-09-03")]))
    freed = problem.without("Messina's meeting on Tue 3 September 2019 does not move")
    assert freed.given_rules == (OULU,)
    assert solve(freed).unwrap() == Schedule.of(freed, [("Messina", "2019-09-02"), ("Oulu", "2019-10-08")])


def test_a_whole_schedule_can_be_kept(two_partners):
    schedule = Schedule.of(two_partners, [("Oulu", "2019-10-08"), ("Messina", "2019-11-05")])
    problem = two_partners.adding(Keep(schedule))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-10-08"), ("Messina", "2019-11-05")])


def test_label_is_a_sentence():
    assert OULU.label == "Oulu's meeting on Tue 8 October 2019 does not move"
    assert Keep([("Oulu", "2019-10-08"), ("Messina", "2019-09-10")]).label == (
        "Meetings do not move: Messina on Tue 10 September 2019 and Oulu on Tue 8 October 2019"
    )


def test_host_must_be_of_the_network_and_the_day_within_the_window(two_partners):
    with pytest.raises(ProblemError) as caught:
        two_partners.adding(Keep([("Olu", "2019-10-08"), ("Oulu", "2019-08-31")]))
    assert [str(mistake) for mistake in caught.value.mistakes] == [
        'rules[1].meetings: unknown partner "Olu", did you mean "Oulu"?',
        "rules[1].meetings: Oulu on Sat 31 August 2019 lies outside the window, 2 September to 20 December 2019; "
        "leave it out",
    ]


def test_file_holds_what_was_kept(two_partners, tmp_path):
    problem = two_partners.adding(Keep([("Oulu", "2019-10-08"), ("Messina", "2019-09-10")]))
    path = tmp_path / "network.toml"
    path.write_text(problem.to_toml(), encoding="utf-8")
    assert read_problem(path) == problem
