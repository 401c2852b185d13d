"""Ways out, worked out by hand; each is verified by the schedule that it carries."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from di4c_schedule import Problem, Repairs, check, repairs, solve
from di4c_schedule.errors import ProblemError
from di4c_schedule.goals import Early
from di4c_schedule.result import Status
from di4c_schedule.rules import Before, First, Fixed, HostHolidays, Spacing, TravelSpacing, Unavailable

from ..pages import Page
from ..problems import problems


def advice(found):
    return [repair.label for repair in found]


def test_the_range_is_extended_by_the_fewest_days(two_partners):
    # Oulu may host on Thu 5 and Fri 6 December only, but the 6th is a holiday: Wed 4 and Thu 5 are the nearest
    found = repairs(two_partners.adding(Fixed("Oulu", "2019-12-05..2019-12-06")), n=2)
    assert advice(found)[0] == "let Oulu host from 4 December 2019, 1 day earlier"
    assert advice(found)[1] == "let Oulu host until 10 December 2019, 4 days more"  # Mon 9 and Tue 10
    assert [str(meeting) for meeting in found[0].schedule.hosted_by("Oulu")] == ["Oulu, Wed 4 to Thu 5 December 2019"]


def test_a_rule_without_a_number_is_dropped(two_partners):
    found = repairs(two_partners.adding(First("Oulu"), First("Messina")))
    assert advice(found)[:2] == ["drop: Oulu hosts the first meeting", "drop: Messina hosts the first meeting"]


def test_what_a_dropped_rule_would_have_forbidden_is_told(two_partners):
    wish = Fixed("Oulu", "2019-12-05..2019-12-06")
    (found,) = repairs(two_partners.adding(wish), fixed=[wish, "window", "partner"])
    assert advice([found]) == ["drop: Oulu does not host on its public holidays"]
    assert found.edits[0].effect == (
        "Oulu meets 5 to 6 December 2019, but Fri 6 December 2019 is Independence Day there"
    )


def test_the_gap_is_shortened_by_as_much_as_it_takes(two_partners):
    # both in the week from Mon 7 October: Mon-Tue and Thu-Fri leave one free day, a gap of 2
    week = [Fixed(name, "2019-10-07..2019-10-11") for name in ("Messina", "Oulu")]
    found = repairs(two_partners.adding(*week, Spacing(5)), n=9)
    assert "shorten the gap between meetings from 5 to 2 days" in advice(found)


def test_what_is_fixed_is_never_touched(two_partners):
    problem = two_partners.adding(Fixed("Oulu", "2019-12-05..2019-12-06"))
    for fixed in (["fixed"], ["Oulu hosts within 5 to 6 December 2019"], [Fixed("Oulu", "2019-12-05..2019-12-06")]):
        found = repairs(problem, fixed=fixed)
        assert found
        assert all(Fixed("Oulu", "2019-12-05..2019-12-06") in repair.problem.rules for repair in found)
    assert repairs(problem, fixed=["fixed", "host_holidays", "partner"]) == []


def test_weights_say_what_is_touched_first(two_partners):
    problem = two_partners.adding(Fixed("Oulu", "2019-12-05..2019-12-06"))
    first = repairs(problem, weights={"host_holidays": 1})[0]
    assert first.edits[0].kind == "host_holidays"
    assert first.cost == 2


def test_two_rules_may_have_to_give_way_together(three_partners):
    pairs = [First("Oulu"), First("Messina"), Before("Limerick", "Oulu"), Before("Limerick", "Messina")]
    found = repairs(three_partners.adding(*pairs), fixed=["before", "partner"])
    assert advice(found) == ["drop: Oulu hosts the first meeting; and drop: Messina hosts the first meeting"]


def test_the_window_is_extended_where_only_that_helps(two_partners):
    # Mon 2 to Wed 4 September: two meetings of two days need one day more
    found = repairs(two_partners.replace(last="2019-09-04"))
    assert advice(found)[0] == "let meetings take place until Thu 5 September 2019, 1 day more"
    # the days before Monday are a weekend, so the other side needs Thursday 29 August
    assert "let meetings take place from Thu 29 August 2019, 4 days earlier" in advice(found)


def test_a_partner_may_be_left_out(three_partners):
    week = [Fixed(name, "2019-10-07..2019-10-11") for name in three_partners.network.names]
    found = repairs(three_partners.adding(*week), n=20)
    assert "leave out Limerick" in advice(found)
    assert all(repair.cost >= found[0].cost for repair in found)


def test_a_possible_problem_needs_no_repair(two_partners):
    assert repairs(two_partners) == []


def test_unknown_names_are_refused(two_partners):
    with pytest.raises(ProblemError, match='there is no rule, kind or partner "fixt", did you mean "fixed"'):
        repairs(two_partners.adding(Fixed("Oulu", "2019-10")), fixed=["fixt"])
    with pytest.raises(ProblemError, match="n: expected a whole number"):
        repairs(two_partners, n=0)


def test_distances_give_way_after_wishes(two_partners):
    close = [Fixed("Oulu", "2019-10-08..2019-10-11"), Fixed("Messina", "2019-10-08..2019-10-11")]
    found = repairs(two_partners.adding(*close, TravelSpacing(rest=1), Unavailable("2019-09-10")), n=9)
    kinds = [repair.edits[0].kind for repair in found if len(repair.edits) == 1]
    assert kinds.index("fixed") < kinds.index("travel_spacing")


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_every_repair_is_verified_by_its_schedule_and_needs_all_its_edits(problem: Problem) -> None:
    found = repairs(problem, n=4)
    if solve(problem).status is not Status.INFEASIBLE:
        assert found == []
        return
    for repair in found:
        assert check(repair.problem, repair.schedule) == []
        assert repair.result.status is Status.OPTIMAL
        assert repair.edits
    assert [repair.cost for repair in found] == sorted(repair.cost for repair in found)


def test_the_holidays_of_one_host_are_dropped_without_those_of_others(two_partners):
    wish = Fixed("Oulu", "2019-12-05..2019-12-06")
    (found,) = repairs(two_partners.adding(wish), fixed=[wish, "window", "partner"])
    assert HostHolidays("Messina") in found.problem.parts
    assert HostHolidays("Oulu") not in found.problem.parts


def test_the_ways_out_show_themselves_as_a_table(two_partners):
    wish = Fixed("Oulu", "2019-12-05..2019-12-06")
    found = repairs(two_partners.adding(wish, Early()), fixed=["window", "partner"])
    page = Page(found._repr_html_())
    assert page.harmless
    assert page.rows[0] == ["", "what to do", "what happens then", "Meetings take place as early as possible (days)"]
    # Messina on Mon 2 and Tue 3 September; Oulu on Wed 4 December, 93 days later
    assert page.rows[1] == ["1", "let Oulu host from 4 December 2019, 1 day earlier", "", "93"]
    assert [row[0] for row in page.rows] == ["", *map(str, range(1, len(found) + 1))]
    assert str(found).splitlines()[0] == "1. let Oulu host from 4 December 2019, 1 day earlier"
    assert repr(found) == f"<{len(found)} repairs>\n{found}"


def test_the_ways_out_are_a_sequence_that_equals_a_list(two_partners):
    found = repairs(two_partners.adding(Fixed("Oulu", "2019-12-05..2019-12-06")), n=2)
    assert found == list(found) == [found[0], found[1]]
    assert found == tuple(found) == found[:]
    assert found != found[:1]
    assert found != "two"
    assert hash(found) == hash(Repairs(list(found)))


def test_no_way_out_is_told_in_a_sentence(two_partners):
    found = repairs(two_partners)
    assert not found
    assert Page(found._repr_html_()).texts == [str(found)]
    assert str(found) == "There is nothing to repair, or nothing that may be touched was found to help."


def test_one_way_out_shows_its_plan(two_partners):
    (found, *_) = repairs(two_partners.adding(Fixed("Oulu", "2019-12-05..2019-12-06")))
    page = Page(found._repr_html_())
    assert page.harmless
    assert "let Oulu host from 4 December 2019, 1 day earlier" in page.texts
    assert ["2", "Oulu", "Wed 4 December 2019", "Thu 5 December 2019"] in page.rows
