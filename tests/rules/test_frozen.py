from __future__ import annotations

import pytest

from di4c_schedule import read_problem, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early, Late
from di4c_schedule.rules import Frozen, Hosting, Keep, Unavailable
from di4c_schedule.schedule import Schedule

PUBLISHED = [("Messina", "2019-09-10"), ("Oulu", "2019-10-08"), ("Limerick", "2019-11-05")]
RULE = Frozen("2019-10-09", PUBLISHED)


def test_what_started_before_the_date_stays_and_the_rest_is_free(three_partners, violations):
    assert not violations(RULE, three_partners, *PUBLISHED)
    assert not violations(RULE, three_partners, *PUBLISHED[:2], ("Limerick", "2019-10-10"))
    assert not violations(RULE, three_partners, *PUBLISHED[:2])


def test_meeting_that_starts_on_the_date_is_free(three_partners, violations):
    rule = Frozen("2019-10-08", PUBLISHED)
    assert not violations(rule, three_partners, PUBLISHED[0], ("Oulu", "2019-10-08"))
    assert not violations(rule, three_partners, PUBLISHED[0], ("Oulu", "2019-10-09"))


def test_meeting_that_moved_is_named_and_so_is_a_new_one(three_partners, violations):
    found = violations(RULE, three_partners, PUBLISHED[0], ("Oulu", "2019-11-12"), ("Limerick", "2019-09-17"))
    assert [violation.message for violation in found] == [
        "Oulu does not start on Tue 8 October 2019: it starts on Tue 12 November 2019",
        "Limerick starts on Tue 17 September 2019, before Wed 9 October 2019, but was not published so",
    ]
    assert [violation.meeting.host for violation in found] == ["Oulu", "Limerick"]


def test_other_host_on_the_published_day_is_new(three_partners, violations):
    found = violations(RULE, three_partners, ("Limerick", "2019-09-10"), PUBLISHED[1])
    assert [violation.message.partition(" on ")[0] for violation in found] == [
        "Messina does not start", "Limerick starts",
    ]  # fmt: skip


def test_published_meetings_may_go_where_they_need_not_be_kept(three_partners, violations):
    rule = Frozen("2019-10-09", PUBLISHED, keep=False)
    assert not violations(rule, three_partners, PUBLISHED[0], ("Oulu", "2019-11-12"))
    assert len(violations(rule, three_partners, PUBLISHED[0], ("Oulu", "2019-10-07"))) == 1


def test_solver_plans_the_rest_anew(three_partners):
    problem = three_partners.adding(RULE, Early())
    result = solve(problem)
    # Wed 9 October is a day of Oulu's meeting
    assert result.unwrap() == Schedule.of(problem, [*PUBLISHED[:2], ("Limerick", "2019-10-10")])
    assert result.engine == "sequence engine"
    assert problem.tables.left == []
    late = three_partners.adding(RULE, Late())
    assert solve(late).unwrap() == Schedule.of(late, [*PUBLISHED[:2], ("Limerick", "2019-12-19")])


def test_nothing_new_starts_before_the_date(three_partners):
    problem = three_partners.adding(Frozen("2019-10-09", PUBLISHED, keep=False), Early())
    # Messina and Oulu start when they were to, else not before Wed 9 October; Limerick not before that day
    assert solve(problem).unwrap() == Schedule.of(problem, [*PUBLISHED[:2], ("Limerick", "2019-10-10")])


def test_second_meeting_of_a_host_is_not_before_the_date_unless_published(three_partners):
    problem = three_partners.adding(Hosting("Messina", 2, 2), RULE, Early())
    result = solve(problem)
    days = [meeting.start.isoformat() for meeting in result.unwrap().hosted_by("Messina")]
    assert days[0] == "2019-09-10"
    assert days[1] >= "2019-10-09"


def test_parts_are_the_meetings_and_that_nothing_else_is_new():
    assert RULE.parts(["Messina", "Oulu", "Limerick"]) == [
        Keep(PUBLISHED[:1]),
        Keep(PUBLISHED[1:2]),
        Frozen("2019-10-09", PUBLISHED, keep=False),
    ]
    assert Frozen("2019-10-09", PUBLISHED, keep=False).parts([]) == [Frozen("2019-10-09", PUBLISHED, keep=False)]


def test_tables_of_the_rule_are_those_of_its_parts(three_partners):
    problem = three_partners.replace(default_rules=False, rules=[Hosting()])
    whole = problem.fill_tables([RULE])
    apart = problem.fill_tables(RULE.parts(problem.network.names))
    assert (whole.allowed == apart.allowed).all()
    assert whole.left == apart.left == []


def test_kept_meetings_of_hosts_of_two_may_be_their_first_or_second(two_partners):
    rule = Frozen("2019-10-09", [("Oulu", "2019-10-08")])
    problem = two_partners.adding(Hosting("Oulu", 2, 2), Late(), rule)
    # Messina cannot be before the date, and Oulu starts on Tue 8 October or after; late is as late as can be
    result = solve(problem)
    assert [meeting.start.isoformat() for meeting in result.unwrap().meetings] == [
        "2019-10-08", "2019-12-17", "2019-12-19",
    ]  # fmt: skip
    assert result.engine == "sequence engine"


def test_clash_names_the_meeting_not_the_whole_schedule(three_partners):
    strike = Unavailable("2019-10-09", reason="strike")
    result = solve(three_partners.adding(RULE, strike))
    assert set(result.conflict.requirements) == {Keep([("Oulu", "2019-10-08")]), strike}


def test_clash_with_what_must_be_early_names_that_nothing_is_new(three_partners):
    autumn = Unavailable("2019-10-09..2019-12-20", "Limerick")
    result = solve(three_partners.adding(RULE, autumn))
    assert set(result.conflict.requirements) == {Frozen("2019-10-09", PUBLISHED, keep=False), autumn}


def test_problem_without_one_of_its_requirements_is_a_file_again(three_partners, tmp_path):
    problem = three_partners.adding(RULE).without("Oulu's meeting on Tue 8 October 2019 does not move")
    assert problem.given_rules == (Keep(PUBLISHED[:1]), Frozen("2019-10-09", PUBLISHED, keep=False))
    path = tmp_path / "network.toml"
    path.write_text(problem.to_toml(), encoding="utf-8")
    assert read_problem(path) == problem


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (
            RULE,
            "The meetings before Wed 9 October 2019 stay as published: "
            "Messina on Tue 10 September 2019; Oulu on Tue 8 October 2019",
        ),
        (
            Frozen("2019-09-11", PUBLISHED, keep=False),
            "No meeting starts before Wed 11 September 2019 but those published: Messina on Tue 10 September 2019",
        ),
        (Frozen("2019-09-10", PUBLISHED), "No meeting starts before Tue 10 September 2019"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


def test_only_meetings_that_stay_must_fit_the_network_and_the_window(three_partners):
    published = [("Gone", "2020-05-05"), ("Gone", "2019-08-20"), *PUBLISHED]
    assert three_partners.adding(Frozen("2019-08-20", published))
    assert three_partners.adding(Frozen("2019-10-01", published, keep=False))
    with pytest.raises(ProblemError) as caught:
        three_partners.adding(Frozen("2019-10-01", published))
    assert [mistake.message.partition(",")[0] for mistake in caught.value.mistakes] == [
        'unknown partner "Gone"',
        "Gone on Tue 20 August 2019 lies outside the window",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("October", PUBLISHED), "expected a day such as 2020-02-11"),
        (("2019-10-09", []), "there is no meeting"),
        (("2019-10-09", PUBLISHED, "no"), "expected true or false, got 'no'"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        Frozen(*arguments)
