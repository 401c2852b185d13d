from __future__ import annotations

import pytest

from di4c_schedule import Turn, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early
from di4c_schedule.rules import Fixed, Hosting, Near, Unavailable
from di4c_schedule.schedule import Schedule

# a conference from Tue 8 to Thu 10 October 2019; meetings last two days
CONFERENCE = ("the conference", "2019-10-08..2019-10-10")


@pytest.mark.parametrize(
    ("within", "first", "last"),
    [(0, "2019-10-07", "2019-10-10"), (1, "2019-10-06", "2019-10-11"), (3, "2019-10-04", "2019-10-13")],
)
def test_meeting_a_day_of_which_is_so_close_is_enough(two_partners, violations, within, first, last):
    rule = Near(*CONFERENCE, within)
    for start in (first, last):
        assert not violations(rule, two_partners, ("Messina", "2019-09-03"), ("Oulu", start))


@pytest.mark.parametrize(
    ("within", "start", "asked", "away"),
    [
        (0, "2019-10-06", "during", "1 day"),
        (0, "2019-10-11", "during", "1 day"),
        (3, "2019-10-03", "within 3 days of", "4 days"),
        (3, "2019-10-14", "within 3 days of", "4 days"),
    ],
)
def test_nearest_meeting_is_named_if_it_is_too_far(two_partners, violations, within, start, asked, away):
    (violation,) = violations(Near(*CONFERENCE, within), two_partners, ("Messina", "2019-09-03"), ("Oulu", start))
    assert violation.message.startswith(f"no meeting is {asked} the conference (8 to 10 October 2019); Oulu, ")
    assert violation.message.endswith(f" 2019 is {away} away")
    assert violation.meeting.host == "Oulu"


def test_only_meetings_of_the_partner_count_if_one_is_given(two_partners, violations):
    meetings = [("Oulu", "2019-10-08"), ("Messina", "2019-10-15")]
    assert not violations(Near(*CONFERENCE, 2, "Oulu"), two_partners, *meetings)
    (violation,) = violations(Near(*CONFERENCE, 2, "Messina"), two_partners, *meetings)
    assert violation.message == (
        "no meeting of Messina is within 2 days of the conference (8 to 10 October 2019); "
        "Messina, Tue 15 to Wed 16 October 2019 is 5 days away"
    )
    (violation,) = violations(Near(*CONFERENCE, 2, "Messina"), two_partners, ("Oulu", "2019-10-08"))
    assert violation.message == "no meeting of Messina is within 2 days of the conference (8 to 10 October 2019)"
    assert violation.meeting is None


def test_solver_needs_no_model_for_a_partner_that_hosts_once(two_partners):
    problem = two_partners.adding(Near(*CONFERENCE, 1, "Oulu"))
    result = solve(problem)
    # from Sun 6 October on one is near; Mon 7 is the first working day
    assert result.unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-10-07")])
    assert result.engine == "sequence engine"
    assert problem.tables.left == []


def test_partner_that_may_host_then_must(two_partners):
    problem = two_partners.replace(rules=[Hosting(None, 0, 1), Near(*CONFERENCE, 0, "Oulu")], meetings=1)
    result = solve(problem)
    assert result.unwrap() == Schedule.of(problem, [("Oulu", "2019-10-07")])
    assert result.engine == "sequence engine"


def test_partner_that_hosts_twice_comes_near_once(two_partners):
    problem = two_partners.adding(Hosting("Oulu", 2, 2), Near(*CONFERENCE, 0, "Oulu"), Early())
    result = solve(problem)
    # Mon 2, Wed 4 September and Mon 7 October
    assert [meeting.start.isoformat() for meeting in result.unwrap().meetings] == [
        "2019-09-02", "2019-09-04", "2019-10-07",
    ]  # fmt: skip
    assert result.schedule.meetings[2].host == "Oulu"
    assert result.engine == "sequence engine"


def test_any_meeting_may_be_the_near_one(two_partners):
    problem = two_partners.adding(Near(*CONFERENCE, 0), Early(), Unavailable("2019-10", "Oulu"))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Messina", "2019-10-07")])


def test_only_meeting_of_all_needs_no_model(problem_of):
    problem = problem_of("Oulu", rules=[Near(*CONFERENCE, 0)])
    result = solve(problem)
    assert result.unwrap() == Schedule.of(problem, [("Oulu", "2019-10-07")])
    assert result.engine == "sequence engine"


def test_lengths_of_the_meetings_count(two_partners):
    # a meeting of five days may start on Mon 30 September, as it ends on Fri 4 October, four days before; one of two
    # days on Thu 3 October at the earliest
    problem = two_partners.adding(Near(*CONFERENCE, 4), Unavailable("2019-10-03..2019-10-04", "Messina"), Early())
    longer = problem.replace(turns=[Turn("Oulu", days=5)])
    assert solve(problem).unwrap() == Schedule.of(problem, [("Messina", "2019-09-02"), ("Oulu", "2019-10-03")])
    assert solve(longer).unwrap() == Schedule.of(longer, [("Messina", "2019-09-02"), ("Oulu", "2019-09-30")])


def test_turns_of_a_host_that_differ_in_length_are_told_apart(problem_of):
    turns = [Turn("Oulu", turn=2, days=5)]
    rules = [Hosting("Oulu", 2, 2), Near(*CONFERENCE, 4, "Oulu"), Unavailable("2019-10-05..2019-12-20")]
    problem = problem_of("Oulu", turns=turns, rules=rules, goals=[Early()])
    # the second meeting lasts from Mon 30 September to Fri 4 October; the first is on Mon 2 and Tue 3 September
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-09-02"), ("Oulu", "2019-09-30")])


def test_conflict_names_it_where_no_day_is_left(two_partners):
    rules = [Near(*CONFERENCE, 2, "Oulu"), Fixed("Oulu", "2019-11")]
    result = solve(two_partners.adding(*rules))
    assert result.engine == "counting"
    assert set(result.conflict.requirements) == set(rules)


def test_partner_that_does_not_host_at_all_is_told(two_partners):
    problem = two_partners.replace(meetings=1, rules=[Hosting("Oulu", 0, 0), Near(*CONFERENCE, 2, "Oulu")])
    result = solve(problem)
    assert result.conflict.reason == (
        "Oulu hosts a meeting within 2 days of the conference (8 to 10 October 2019), but Oulu does not host at all."
    )


@pytest.mark.parametrize(("dates", "within"), [("2019-08-28..2019-08-30", 3), ("2019-12-25", 5)])
def test_event_outside_the_window_is_fine_within_reach(two_partners, dates, within):
    # Mon 2 September is three days from Fri 30 August, Fri 20 December five from Wed 25
    problem = two_partners.adding(Near("the fair", dates, within, "Oulu"))
    schedule = solve(problem).unwrap()
    assert schedule.hosted_by("Oulu")[0].start.isoformat() in ("2019-09-02", "2019-12-19")
    model = two_partners.adding(Near("the fair", dates, within))
    assert solve(model).unwrap()


@pytest.mark.parametrize(("dates", "within"), [("2019-08-28..2019-08-30", 2), ("2019-12-25", 4), ("0001-01-01", 9)])
def test_event_out_of_reach_is_refused(two_partners, dates, within):
    with pytest.raises(ProblemError, match=r"rules\[1\].dates: .* lies outside the window, .* give dates within it"):
        two_partners.adding(Near("the fair", dates, within))


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (Near(*CONFERENCE, 3), "There is a meeting within 3 days of the conference (8 to 10 October 2019)"),
        (Near(*CONFERENCE, 1, "Oulu"), "Oulu hosts a meeting within 1 day of the conference (8 to 10 October 2019)"),
        (Near(*CONFERENCE, 0, "Oulu"), "Oulu hosts a meeting during the conference (8 to 10 October 2019)"),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("", "2019-10", 2), "expected a name, got an empty text"),
        (("fair", "October", 2), "expected dates such as"),
        (("fair", "2019-10", -1), "expected a whole number from 0 to 100000, got -1"),
    ],
)
def test_wrong_arguments_are_told_what_to_write(arguments, message):
    with pytest.raises(ProblemError, match=message):
        Near(*arguments)
