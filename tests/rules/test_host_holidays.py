from __future__ import annotations

import pytest

from di4c_schedule import Turn, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.partner import Partner
from di4c_schedule.rules import HostHolidays
from di4c_schedule.schedule import Schedule

# Fri 6 December 2019 is Finland's Independence Day, Fri 1 November 2019 is All Saints' Day in Italy but not in Finland.


@pytest.mark.parametrize("start", ["2019-12-04", "2019-12-07"])
def test_meeting_next_to_a_holiday_is_kept(two_partners, violations, start):
    assert not violations(HostHolidays(), two_partners, ("Oulu", start))


@pytest.mark.parametrize(("start", "meets"), [("2019-12-05", "5 to 6"), ("2019-12-06", "6 to 7")])
def test_meeting_on_a_holiday_of_the_host_breaks_it(two_partners, violations, start, meets):
    (violation,) = violations(HostHolidays(), two_partners, ("Oulu", start))
    assert violation.message == f"Oulu meets {meets} December 2019, but Fri 6 December 2019 is Independence Day there"
    assert violation.kind == "host_holidays"


def test_holidays_of_guests_do_not_matter(two_partners, violations):
    assert not violations(HostHolidays(), two_partners, ("Oulu", "2019-10-31"), ("Messina", "2019-12-05"))
    assert len(violations(HostHolidays(), two_partners, ("Messina", "2019-10-31"))) == 1


def test_rule_of_one_partner_leaves_the_others_free(two_partners, violations):
    rule = HostHolidays("Oulu")
    found = violations(rule, two_partners, ("Messina", "2019-10-31"), ("Oulu", "2019-12-05"))
    assert [violation.meeting.host for violation in found] == ["Oulu"]


@pytest.mark.parametrize(
    ("start", "broken"), [("2019-12-03", 0), ("2019-12-04", 1), ("2019-12-07", 1), ("2019-12-08", 0)]
)
def test_travel_days_keep_the_day_before_and_after_free(two_partners, violations, start, broken):
    found = violations(HostHolidays(travel_days=True), two_partners, ("Oulu", start))
    assert ["Fri 6 December 2019" in violation.message for violation in found] == [True] * broken


@pytest.mark.parametrize(
    ("start", "day"),
    # Tue 1 October is closed, so Mon 30 September is between it and a weekend; Thu 10 likewise closes Fri 11 October
    [
        ("2019-09-29", "Mon 30 September 2019 is a bridge day there"),
        ("2019-10-11", "Fri 11 October 2019 is a bridge day there"),
    ],
)
def test_bridge_days_count_if_asked(partner, problem_of, violations, start, day):
    problem = problem_of("Messina", partner("Oulu", add_holidays=["2019-10-01", "2019-10-10"]))
    assert not violations(HostHolidays(), problem, ("Oulu", start))
    (violation,) = violations(HostHolidays(bridge_days=True), problem, ("Oulu", start))
    assert violation.message.endswith(f"but {day}")


def test_working_day_between_two_holidays_is_a_bridge_day(partner, problem_of, violations):
    problem = problem_of("Messina", partner("Oulu", add_holidays=["2019-10-02", "2019-10-04"]), days=1)
    assert len(violations(HostHolidays(bridge_days=True), problem, ("Oulu", "2019-10-03"))) == 1
    assert not violations(HostHolidays(bridge_days=True), problem, ("Oulu", "2019-10-01"))


def test_every_holiday_of_a_long_meeting_is_named(problem_of, violations):
    problem = problem_of("Messina", "Botoșani", days=3, last="2020-01-31")
    found = violations(HostHolidays(), problem, ("Botoșani", "2020-01-01"))
    assert [violation.message.partition("but ")[2] for violation in found] == [
        "Wed 1 January 2020 is New Year's Day there",
        "Thu 2 January 2020 is New Year's Day there",
    ]


def test_own_closed_days_count_and_removed_ones_do_not(partner, problem_of, violations):
    oulu = partner("Oulu", add_holidays=["2019-10-02"], remove_holidays=["2019-12-06"])
    problem = problem_of("Messina", oulu)
    assert not violations(HostHolidays(), problem, ("Oulu", "2019-12-05"))
    (violation,) = violations(HostHolidays(), problem, ("Oulu", "2019-10-01"))
    assert violation.message.startswith("Oulu meets 1 to 2 October 2019, but Wed 2 October 2019 is ")
    assert "there there" not in violation.message


def test_days_of_the_subdivision_count(problem_of, violations):
    # 28 February is the day of Andalusia
    at = {"country": "ES", "lat": 36.76, "lon": -2.61, "timezone": "Europe/Madrid"}
    roquetas, madrid = Partner("Roquetas", subdivision="AN", **at), Partner("Madrid", subdivision="MD", **at)
    problem = problem_of(roquetas, madrid, first="2020-01-07", last="2020-03-31")
    found = violations(HostHolidays(), problem, ("Roquetas", "2020-02-27"), ("Madrid", "2020-02-27"))
    assert [violation.meeting.host for violation in found] == ["Roquetas"]


@pytest.mark.parametrize(
    ("start", "closed"),
    # Tue 8 and Fri 11 October are closed, so Mon 7 October is a bridge day, and no other day is
    [
        ("2019-10-02", []),
        ("2019-10-05", ["Mon 7"]),
        ("2019-10-06", ["Mon 7", "Tue 8"]),
        ("2019-10-09", ["Tue 8", "Fri 11"]),
        ("2019-10-12", ["Fri 11"]),
        ("2019-10-13", []),
    ],
)
def test_people_do_not_travel_on_bridge_days_either(partner, problem_of, violations, start, closed):
    problem = problem_of("Messina", partner("Oulu", add_holidays=["2019-10-08", "2019-10-11"]))
    found = violations(HostHolidays(bridge_days=True, travel_days=True), problem, ("Oulu", start))
    assert [violation.message.partition("but ")[2].partition(" October")[0] for violation in found] == closed


def test_nobody_travels_to_an_online_meeting(problem_of, violations):
    problem = problem_of("Oulu", first="2019-12-04", last="2019-12-20", turns=[Turn(format="online")])
    rule = HostHolidays(travel_days=True)
    assert not violations(rule, problem, ("Oulu", "2019-12-04"))
    assert len(violations(rule, problem, ("Oulu", "2019-12-05"))) == 1
    assert solve(problem.adding(rule)).unwrap().meetings[0].start.isoformat() == "2019-12-04"


def test_solver_keeps_off_bridge_days(partner, problem_of):
    oulu = partner("Oulu", add_holidays=["2019-10-08"])
    problem = problem_of(oulu, first="2019-10-07", last="2019-10-20", days=1)
    assert solve(problem).unwrap().meetings[0].start.isoformat() == "2019-10-07"
    problem = problem.adding(HostHolidays(bridge_days=True))
    assert solve(problem).unwrap().meetings[0].start.isoformat() == "2019-10-09"


def test_solver_keeps_off_holidays_by_default(problem_of):
    problem = problem_of("Oulu", first="2019-12-05", last="2019-12-20")
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-12-09")])


def test_solver_keeps_travel_days_off_holidays(problem_of):
    problem = problem_of("Oulu", first="2019-12-04", last="2019-12-20")
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-12-04")])
    problem = problem.adding(HostHolidays(travel_days=True))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-12-09")])


def test_holidays_beyond_the_window_count_for_travel_days(problem_of):
    problem = problem_of("Oulu", first="2019-12-07", last="2019-12-10", default_rules=False)
    problem = problem.adding(HostHolidays(travel_days=True))
    # Sat 7 December is the day after Independence Day
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-12-08")])


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (HostHolidays(), "Nobody hosts on the host's public holidays"),
        (HostHolidays("Oulu"), "Oulu does not host on its public holidays"),
        (HostHolidays("Oulu", bridge_days=True), "Oulu does not host on its public holidays and bridge days"),
        (
            HostHolidays(travel_days=True),
            "Nobody hosts on the host's public holidays, the day before and the day after included",
        ),
    ],
)
def test_label_is_a_sentence(rule, label):
    assert rule.label == label


def test_rule_on_everybody_is_one_part_for_each(two_partners):
    rule = HostHolidays(bridge_days=True)
    assert rule.parts(["Messina", "Oulu"]) == [HostHolidays("Messina", True), HostHolidays("Oulu", True)]
    assert HostHolidays("Oulu").parts(["Messina", "Oulu"]) == [HostHolidays("Oulu")]


def test_options_are_true_or_false():
    with pytest.raises(ProblemError, match="expected true or false, got 'yes'"):
        HostHolidays(bridge_days="yes")
    with pytest.raises(ProblemError, match="expected true or false, got 1"):
        HostHolidays(travel_days=1)


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Ulu", did you mean "Oulu"?'):
        two_partners.adding(HostHolidays("Ulu"))


def test_bridge_days_work_at_the_edge_of_the_holiday_data(problem_of):
    # the calendar of Spain begins with 2008
    spain = Partner("Madrid", country="ES", subdivision="MD", lat=40.4, lon=-3.7, timezone="Europe/Madrid")
    problem = problem_of(spain, first="2008-01-02", last="2008-02-29", rules=[HostHolidays(bridge_days=True)])
    assert solve(problem).unwrap() == Schedule.of(problem, [("Madrid", "2008-01-02")])
    problem = problem.replace(rules=[HostHolidays(bridge_days=True, travel_days=True)])
    # Tue 1 January is the day before Wed 2
    assert solve(problem).unwrap() == Schedule.of(problem, [("Madrid", "2008-01-03")])
