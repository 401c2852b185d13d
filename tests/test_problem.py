from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import solve
from di4c_schedule.errors import CalendarError, ProblemError, ProblemWarning
from di4c_schedule.goals import Early, Late, Prefer
from di4c_schedule.network import Network
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.rules import AtMost, First, Fixed, HostHolidays, Hosting, Last, Spacing, Unavailable, Weekdays

DEFAULTS = (Hosting(), Weekdays(), HostHolidays())


def mistakes(error: pytest.ExceptionInfo[ProblemError]) -> list[tuple[str, str]]:
    return [(mistake.key, mistake.message) for mistake in error.value.mistakes]


# The rules that hold by default


def test_default_rules_come_before_the_given_ones(two_partners):
    assert two_partners.rules == DEFAULTS
    assert two_partners.adding(First("Oulu"), Spacing(3)).rules == (*DEFAULTS, First("Oulu"), Spacing(3))


def test_given_rule_for_everybody_replaces_its_default(two_partners):
    given = (HostHolidays(bridge_days=True), Weekdays(["Tue", "Wed"]), Hosting(at_least=0))
    assert two_partners.adding(*given).rules == given


def test_given_rule_for_one_partner_replaces_the_default_of_that_partner_alone(three_partners):
    given = Hosting("Oulu", 2, 2), HostHolidays("Messina", travel_days=True), Weekdays(["Tue", "Wed"], "Limerick")
    assert three_partners.adding(*given).rules == (
        Hosting("Messina"),
        Hosting("Limerick"),
        Weekdays(partner="Messina"),
        Weekdays(partner="Oulu"),
        HostHolidays("Oulu"),
        HostHolidays("Limerick"),
        *given,
    )


def test_default_rules_can_be_left_out(two_partners):
    problem = two_partners.replace(default_rules=False, first="2019-12-06", last="2019-12-09", days=1, meetings=1)
    assert problem.rules == ()
    # Independence Day in Finland, a Friday; Messina does not keep it, but nobody has to host
    assert [meeting.start for meeting in solve(problem).unwrap().meetings] == [date(2019, 12, 6)]


def test_requirements_speak_of_one_partner_each(two_partners):
    assert two_partners.requirements == (
        Hosting(),
        Weekdays(partner="Messina"),
        Weekdays(partner="Oulu"),
        HostHolidays("Messina"),
        HostHolidays("Oulu"),
    )


# Edits


def test_edits_leave_the_problem_as_it_was(two_partners):
    two_partners.adding(First("Oulu"), Early())
    two_partners.without(Weekdays())
    two_partners.replace(days=3)
    assert (two_partners.rules, two_partners.goals, two_partners.days) == (DEFAULTS, (), 2)
    with pytest.raises(AttributeError):
        two_partners.days = 3


def test_adding_sorts_rules_from_goals(two_partners):
    problem = two_partners.adding(First("Oulu")).adding(Early(), Last("Messina"), Late(level=2))
    assert problem.given_rules == (First("Oulu"), Last("Messina"))
    assert problem.goals == (Early(), Late(level=2))


@pytest.mark.parametrize("unwanted", [First("Oulu"), "Oulu hosts the first meeting"])
def test_rule_goes_by_itself_or_by_its_label(two_partners, unwanted):
    problem = two_partners.adding(First("Oulu"), Spacing(3), Early())
    assert problem.without(unwanted) == two_partners.adding(Spacing(3), Early())


@pytest.mark.parametrize("unwanted", [Early(), "Meetings take place as early as possible"])
def test_goal_goes_by_itself_or_by_its_label(two_partners, unwanted):
    assert two_partners.adding(First("Oulu"), Early()).without(unwanted) == two_partners.adding(First("Oulu"))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_default_rule_goes_alone(two_partners, place):
    problem = two_partners.adding(First("Oulu")).without(DEFAULTS[place])
    assert set(problem.rules) == {*DEFAULTS, First("Oulu")} - {DEFAULTS[place]}


def test_default_rules_that_stayed_are_still_replaced_by_given_ones(two_partners):
    problem = two_partners.without(Weekdays()).adding(Hosting("Oulu", 2, 2))
    assert problem.hosting == {"Messina": (1, 1), "Oulu": (2, 2)}


@pytest.mark.parametrize("given", [Weekdays(), HostHolidays(), HostHolidays("Oulu")])
def test_rule_that_goes_does_not_come_back_as_a_default(two_partners, given):
    problem = two_partners.adding(given).without(given.label)
    assert given.label not in [rule.label for rule in problem.rules]


@pytest.mark.parametrize(
    ("dropped", "given"), [(HostHolidays(), HostHolidays("Oulu")), (Hosting(), Hosting("Oulu", 2, 2))]
)
def test_default_rule_that_went_does_not_come_back_for_single_partners(two_partners, dropped, given):
    problem = two_partners.without(dropped).adding(given)
    assert [rule for rule in problem.rules if isinstance(rule, type(dropped))] == [given]


def test_unknown_rule_cannot_go_and_the_known_ones_are_listed(two_partners):
    with pytest.raises(ProblemError) as caught:
        two_partners.adding(Early()).without("Oulu hosts first")
    assert str(caught.value) == (
        'there is no rule or goal "Oulu hosts first"; there are: Every partner hosts once; '
        "Meetings take place only on Mon, Tue, Wed, Thu and Fri; Nobody hosts on the host's public holidays; "
        "Meetings take place as early as possible"
    )
    with pytest.raises(ProblemError, match='there is no rule or goal "Oulu hosts the last meeting"'):
        two_partners.without(Last("Oulu"))


def test_named_arguments_are_replaced(two_partners):
    problem = two_partners.adding(First("Oulu")).replace(first="2019-10-01", days=1, rules=[Last("Oulu")], meetings=2)
    assert (problem.first, problem.last, problem.days) == (date(2019, 10, 1), date(2019, 12, 20), 1)
    assert problem.given_rules == (Last("Oulu"),)
    with pytest.raises(TypeError):
        two_partners.replace(length=3)


def test_replaced_arguments_are_checked(two_partners):
    with pytest.raises(ProblemError, match=r"rules\[1\].dates: October 2019 lies outside the window"):
        two_partners.adding(Fixed("Oulu", "2019-10")).replace(first="2019-11-01")


def test_same_problem_is_equal_and_one_key_of_a_dictionary(two_partners):
    assert {two_partners: 1}[two_partners.replace(days=2)] == 1
    assert two_partners != two_partners.replace(days=3)


# Mistakes


def test_all_mistakes_come_at_once_with_their_paths(partner):
    ireland = Partner("Limerick", country="IRL", lat=52.7, lon=-8.6, timezone="Europe/Dublin")
    with pytest.raises(ProblemError) as caught:
        Problem(
            Network("Test", [partner("Messina"), ireland], lead="Messina"),
            "2019-09-02",
            "2019-12-20",
            rules=[Weekdays(), Fixed("Mesina", "2020-02"), "each once"],
            goals=[Early(), Prefer("2019-08", partner="Limerik")],
        )
    assert mistakes(caught) == [
        ("partners[2].country", 'unknown country "IRL", write "IE"'),
        ("rules[2].partner", 'unknown partner "Mesina", did you mean "Messina"?'),
        (
            "rules[2].dates",
            "February 2020 lies outside the window, 2 September to 20 December 2019; give dates within it",
        ),
        ("rules[3]", "'each once' is no rule: a rule has label, check, and fill (or post)"),
        (
            "goals[2].dates",
            "August 2019 lies outside the window, 2 September to 20 December 2019; give dates within it",
        ),
        ("goals[2].partner", 'unknown partner "Limerik", did you mean "Limerick"?'),
    ]
    assert str(caught.value).startswith('6 mistakes:\n  partners[2].country: unknown country "IRL", write "IE"\n')


@pytest.mark.parametrize(
    ("changes", "key", "message"),
    [
        ({"last": "2019-09-01"}, "last", "the last day, 2019-09-01, comes before the first, 2019-09-02"),
        ({"last": "2019-09-02"}, "days", "the window has 1 day, too few for a meeting of 2"),
        ({"days": 111}, "days", "the window has 110 days, too few for a meeting of 111"),
        ({"last": "2029-09-09"}, "last", "the window has 3661 days; 3660 are the most"),
    ],
)
def test_window_that_cannot_be_is_told_why(two_partners, changes, key, message):
    with pytest.raises(ProblemError) as caught:
        two_partners.replace(**changes)
    assert mistakes(caught) == [(key, message)]


def test_window_of_just_one_meeting_is_taken(two_partners):
    assert two_partners.replace(last="2019-09-03").window.days == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first": "2 September"}, "first: expected a day such as 2020-02-11, got '2 September'"),
        ({"days": 0}, "expected a whole number from 1 to 366, got 0"),
        ({"days": 1.5}, "expected a whole number, got 1.5"),
        ({"meetings": 0}, "expected a whole number from 1 to 1000, got 0"),
        ({"default_rules": "no"}, "expected true or false, got 'no'"),
    ],
)
def test_wrong_value_is_told_what_to_write(two_partners, changes, message):
    with pytest.raises(ProblemError) as caught:
        two_partners.replace(**changes)
    assert str(caught.value) == message


def test_country_without_data_in_the_years_of_the_window_is_a_calendar_error(two_partners):
    with pytest.raises(CalendarError, match=r"partners\[1\]: the holiday calendar of IT has the years 1870 to 2100"):
        two_partners.replace(first="2100-12-01", last="2101-01-01")


@pytest.mark.parametrize(("first", "last"), [("9999-12-01", "9999-12-31"), ("0001-01-01", "0001-01-31")])
def test_ends_of_the_calendar_are_beyond_the_holiday_data(two_partners, first, last):
    with pytest.raises(CalendarError):
        two_partners.replace(first=first, last=last)


# Warnings


def test_country_whose_calendar_needs_a_subdivision_is_warned_of(problem_of):
    britain = {"country": "GB", "lat": 51.5, "lon": -0.1, "timezone": "Europe/London"}
    with pytest.warns(ProblemWarning) as warned:
        problem_of(Partner("London", **britain))
    assert [str(warning.message)[:58] for warning in warned] == [
        "London: the calendar of GB without a subdivision lacks day"
    ]
    assert "ENG (England)" in str(warned[0].message)
    problem_of(Partner("London", subdivision="ENG", **britain))


def test_each_range_without_effect_is_warned_of(two_partners):
    with pytest.warns(ProblemWarning) as warned:
        two_partners.adding(Unavailable("2019-08"), AtMost(1, "2020-W02"), Unavailable("2019-12-20..2020-01-06"))
    window = "lies outside the window, 2 September to 20 December 2019, and has no effect"
    assert [str(warning.message) for warning in warned] == [
        f"unavailable, dates: August 2019 {window}",
        f"at_most, dates: 6 to 12 January 2020 {window}",
    ]


# What it shows


def test_problem_shows_itself(two_partners):
    problem = two_partners.adding(First("Oulu"), Early(level=2))
    assert repr(problem) == "<Problem 'Test': 2 meetings of 2 days, 2019-09-02 to 2019-12-20, 4 rules, 1 goal>"
    html = problem._repr_html_()
    assert "Oulu hosts the first meeting" in html
    assert "goal, level 2" in html


def test_names_are_escaped_in_html(two_partners):
    evil = Network("<script>", two_partners.network.partners, lead="Oulu")
    html = two_partners.replace(network=evil)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_single_requirement_goes_by_its_label(two_partners):
    problem = two_partners.without("Oulu does not host on its public holidays")
    assert [rule.label for rule in problem.rules if isinstance(rule, HostHolidays)] == [
        "Messina does not host on its public holidays"
    ]
    given = two_partners.adding(HostHolidays(bridge_days=True))
    label = "Oulu does not host on its public holidays and bridge days"
    assert HostHolidays("Messina", bridge_days=True) in given.without(label).rules
    assert label not in [rule.label for rule in given.without(label).requirements]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"travel": 3}, "travel: expected a Travel, got 3"),
        ({"network": "N"}, "network: expected a Network, got 'N'"),
        ({"rules": 3}, "rules: expected a list of rules, got 3"),
        ({"goals": 3}, "goals: expected a list of goals, got 3"),
        ({"first": "soon"}, "first: expected a day such as 2020-02-11, got 'soon'"),
        ({"last": "2019-13-01"}, "last: 2019-13-01 is not a day of the calendar"),
    ],
)
def test_what_is_no_argument_is_told_with_its_name(two_partners, changes, message):
    with pytest.raises(ProblemError) as caught:
        two_partners.replace(**changes)
    assert str(caught.value).startswith(message)


def test_an_edit_warns_of_what_is_new_only(two_partners):
    with pytest.warns(ProblemWarning, match="January 2030"):
        problem = two_partners.adding(Unavailable("2030-01"))
    assert problem.adding(First("Oulu")).without("Oulu hosts the first meeting") == problem  # a warning would fail here
    with pytest.warns(ProblemWarning, match="March 2030"):
        problem.adding(Unavailable("2030-03"))
