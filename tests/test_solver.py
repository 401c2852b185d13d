"""Who solves what, how it ends, and what is checked before an answer is given."""

import threading
import time

import numpy as np
import pytest

import di4c_schedule as ds
from di4c_schedule import Network, Partner, Problem, Schedule, Status, goals, rules, solve
from di4c_schedule.errors import InfeasibleError, ProblemError, RuleError, TimeLimitError


@pytest.fixture(scope="module")
def di4c():
    return ds.read_problem("examples/di4c/network.toml")


@pytest.fixture(scope="module")
def many_hosts():
    partners = [
        Partner(f"P{i}", country="RO", lat=36 + 1.9 * i, lon=-9 + 7 * (i * i % 5), timezone="Europe/Bucharest")
        for i in range(14)
    ]
    return Problem(
        Network("Many", partners, lead="P0"),
        "2019-09-02",
        "2020-03-02",
        rules=[rules.TravelSpacing()],
        goals=[goals.EvenRhythm(), goals.ShortestTour(level=2)],
    )


def test_di4c_is_proven_optimal_by_the_sequence_engine(di4c):
    result = solve(di4c)
    assert (result.status, result.engine, result.gap) == (Status.OPTIMAL, "sequence engine", 0)
    assert [goal.value for goal in result.goals] == [goal.bound for goal in result.goals]
    schedule = result.unwrap()
    assert ds.check(di4c, schedule) == []
    assert len(schedule.meetings) == 8
    assert schedule.meetings[0].host == "Messina"
    assert schedule.hosted_by("Botoșani")[0].start.strftime("%Y-%m") == "2020-02"


def test_a_model_rule_that_the_tables_optimum_keeps_costs_no_search(di4c):
    assert solve(di4c.adding(rules.AtMost(3, "each month"))).engine == "sequence engine"


class CappedAsAUserWouldWriteIt:
    """A rule for the constraint model alone: the plan of the tables has two meetings in October."""

    label = "One meeting in October"
    dates = ds.DateRange.parse("2019-10")

    def post(self, encoding):
        encoding.model.add(sum(encoding.starts(dates=self.dates)) <= 1)

    def check(self, schedule):
        inside = schedule.starting_in(self.dates)
        if len(inside) > 1:
            yield ds.Violation(self, inside[-1], "a second meeting")


@pytest.mark.parametrize(
    ("bound", "engine"), [(rules.AtMost(1, "2019-10"), "sequence engine"), (CappedAsAUserWouldWriteIt(), "CP-SAT")]
)
def test_a_model_rule_that_bites_is_searched_by_branches_or_by_cp_sat(di4c, bound, engine):
    result = solve(di4c.adding(bound))
    assert (result.status, result.engine) == (Status.OPTIMAL, engine)
    assert len(result.unwrap().starting_in(bound.dates)) == 1
    assert [goal.value for goal in result.goals] == [0, 23, 8610]
    assert [goal.value for goal in result.goals] == [goal.bound for goal in result.goals]
    assert result.goals[1].value > solve(di4c).goals[1].value


def test_equal_answers_whatever_the_run(di4c):
    problem = di4c.adding(rules.AtMost(1, "2019-10"))
    assert solve(problem).unwrap() == solve(problem).unwrap()


def test_infeasible_for_cp_sat_names_the_rules(di4c):
    class NoFridayNoThursday:
        label = "Hosts sit in even positions only"

        def post(self, encoding):
            encoding.model.add(sum(encoding.at_position("Oulu", 2)) + sum(encoding.at_position("Oulu", 4)) == 2)

        def check(self, schedule):
            yield ds.Violation(self, None, "Oulu cannot be at two places")

    result = solve(di4c.adding(NoFridayNoThursday()))
    assert (result.status, result.engine) == (Status.INFEASIBLE, "CP-SAT")
    assert "Hosts sit in even positions only" in [rule.label for rule in result.conflict.requirements]
    assert not result.conflict.minimal


def test_unwrap_of_an_infeasible_problem_says_why(di4c):
    result = solve(di4c.adding(rules.First("Oulu")))
    with pytest.raises(InfeasibleError, match="Messina and Oulu"):
        result.unwrap()


def test_a_conflict_that_counting_misses_is_made_irreducible_by_the_engine(di4c):
    clash = di4c.adding(
        rules.Fixed("Oulu", "2019-09"), rules.Fixed("Limerick", "2019-09"), rules.Before("Limerick", "Oulu")
    )
    result = solve(clash)
    assert (result.status, result.engine) == (Status.INFEASIBLE, "sequence engine")
    assert result.conflict.minimal
    rest = [rule for rule in clash.solver_rules if rule not in result.conflict.requirements]
    assert rest  # some rules do not matter
    for rule in result.conflict.requirements:
        others = [other for other in result.conflict.requirements if other is not rule]
        assert solve(clash.replace(rules=[rules.Hosting(), *others], default_rules=False)).status is Status.OPTIMAL


def test_the_time_limit_without_a_schedule_is_unknown_not_infeasible(many_hosts):
    result = solve(many_hosts, time_limit=0.01)
    assert result.status is Status.UNKNOWN
    with pytest.raises(TimeLimitError, match="allow more time"):
        result.unwrap()


def test_progress_is_told_and_can_end_the_search(many_hosts):
    told = []

    def listen(progress):
        told.append(progress.done)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve(many_hosts, progress=listen)
    assert told == ["layer 13 of 14", "layer 12 of 14"]


def test_a_search_of_cp_sat_can_be_ended_from_the_listener(di4c):
    threads = threading.active_count()

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve(di4c.adding(CappedAsAUserWouldWriteIt()), progress=lambda p: stop(p) if p.engine == "CP-SAT" else None)
    while threading.active_count() > threads:
        time.sleep(0.01)


def test_beyond_the_sequence_engines_size_relaxation_answers():
    partners = [Partner(f"P{i:02}", country="RO", lat=45.0, lon=20 + i / 100, timezone="UTC") for i in range(24)]
    network = Network("Many", partners, lead="P00")
    problem = Problem(network, "2019-09-02", "2019-10-04", goals=[goals.Early()])
    result = solve(problem, time_limit=60)
    assert (result.status, result.engine) == (Status.OPTIMAL, "relaxation and beam search")
    # 24 working days from Monday 2 September on: 0 to 4, 7 to 11, 14 to 18, 21 to 25 and 28, 29, 30, 31
    assert result.goals[0].value == 10 + 45 + 80 + 115 + 118


def test_a_rule_that_fills_less_than_it_checks_is_found_out(di4c):
    class Careless:
        label = "Nobody hosts in September"

        def fill(self, tables):
            """Forget to close anything."""

        def check(self, schedule):
            for meeting in schedule.meetings:
                if meeting.start.month == 9:
                    yield ds.Violation(self, meeting, f"{meeting.host} meets in September")

    with pytest.raises(RuleError, match="Nobody hosts in September"):
        solve(di4c.adding(Careless()))


def test_a_goal_that_charges_less_than_it_measures_is_found_out(di4c):
    class Careless:
        label, unit, level, weight = "Everything is dear", "points", 1, 1

        def fill(self, tables):
            """Forget to charge anything."""

        def measure(self, schedule: Schedule) -> int:
            return 7

    with pytest.raises(RuleError, match="Everything is dear"):
        solve(di4c.replace(goals=[Careless()]))


def test_a_negative_cost_is_refused(di4c):
    class Generous:
        label, unit, level, weight = "Money back", "euro", 1, 1

        def fill(self, tables):
            tables.charge_starts(self, np.full(tables.n_days, -1))

        def measure(self, schedule):
            return 0

    with pytest.raises(ProblemError, match="Money back: a cost is negative"):
        _ = di4c.replace(goals=[Generous()]).tables


@pytest.mark.parametrize("wrong", [{"time_limit": 0}, {"time_limit": float("nan")}, {"workers": 0}, {"seed": -1}])
def test_senseless_arguments_are_refused(di4c, wrong):
    with pytest.raises(ProblemError, match=next(iter(wrong))):
        solve(di4c, **wrong)


def test_goals_that_share_a_level_have_bounds_that_meet_their_values(di4c):
    problem = di4c.replace(goals=[goals.EvenRhythm(weight=3), goals.Early(weight=2), goals.ShortestTour(level=2)])
    result = solve(problem)
    assert [goal.bound for goal in result.goals] == [goal.value for goal in result.goals]
