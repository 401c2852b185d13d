from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import di4c_schedule as ds
from di4c_schedule import InfeasibleError, Problem, ProblemError, Schedule, alternatives, check, goals, rules, solve
from di4c_schedule.clock import Clock
from di4c_schedule.encoding import Encoding, search
from di4c_schedule.engines.question import OutOfTimeError
from di4c_schedule.errors import RuleError
from di4c_schedule.solver import level_totals
from di4c_schedule.what_if import best_first, other_plans, ranking
from di4c_schedule.what_if.allowance import Allowance, NotMuchWorse
from di4c_schedule.what_if.differing import Differs
from tests.pages import Page
from tests.problems import PARTNERS, all_schedules, level_values, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")

thorough = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
costly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

EXAMPLE = Path(__file__).parents[2] / "examples" / "di4c" / "network.toml"


def differ(plan: Schedule, other: Schedule, by: int) -> bool:
    if [m.host for m in plan.meetings] != [m.host for m in other.meetings]:
        return True
    return any(
        abs(a.start.toordinal() - b.start.toordinal()) >= by for a, b in zip(plan.meetings, other.meetings, strict=True)
    )


def allowed(plan: Schedule, best: Schedule, within: Mapping[int, int]) -> bool:
    now, then = level_totals(plan.problem, plan), level_totals(plan.problem, best)
    for level in {level for level, _ in then}:
        parts = [[totals[key] for key in sorted(totals) if key[0] == level] for totals in (now, then)]
        if within.get(level, 0):
            if parts[0][0] > parts[1][0] + within[level]:
                return False
        elif parts[0] > parts[1]:
            return False
    return True


def assert_as_by_trying_everything(problem: Problem, n: int, within: dict[int, int], by: int) -> None:
    schedules = all_schedules(problem)
    if not schedules:
        with pytest.raises(InfeasibleError):
            alternatives(problem, n, within, by)
        return
    found = alternatives(problem, n, within, by)
    assert found[0] == solve(problem).unwrap()
    assert all(check(problem, plan) == [] for plan in found)
    assert all(differ(a, b, by) for a, b in combinations(found, 2))
    assert all(allowed(plan, found[0], within) for plan in found)
    counting = [plan for plan in schedules if allowed(plan, found[0], within)]
    for number in range(1, len(found)):
        others = [plan for plan in counting if all(differ(plan, known, by) for known in found[:number])]
        assert level_values(found[number]) == min(map(level_values, others))
    further = [plan for plan in counting if all(differ(plan, known, by) for known in found)]
    assert len(found) == n if not found.complete else not further
    assert found.complete or found.note.endswith(" asked for")


def some_within(problem: Problem) -> st.SearchStrategy[dict[int, int]]:
    levels = sorted({goal.level for goal in problem.goals})
    return st.fixed_dictionaries({}, optional={level: st.sampled_from([0, 1, 3, 400]) for level in levels})


@thorough
@given(problems(), st.integers(1, 6), st.sampled_from([1, 1, 2, 4]), st.data())
def test_they_are_those_of_trying_everything(problem: Problem, n: int, by: int, data: st.DataObject) -> None:
    assert_as_by_trying_everything(problem, n, data.draw(some_within(problem)), by)


@costly
@given(problems(), st.integers(1, 4), st.sampled_from([1, 2]), st.data())
def test_they_are_so_too_when_the_engines_states_are_not_asked(
    problem: Problem, n: int, by: int, data: st.DataObject
) -> None:
    within = data.draw(some_within(problem))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(other_plans, "rankings_of", lambda *_: None)
        assert_as_by_trying_everything(problem, n, within, by)


@costly
@given(problems(), st.data())
def test_they_are_so_too_when_the_search_gives_up(problem: Problem, data: st.DataObject) -> None:
    within = data.draw(some_within(problem))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(best_first, "MOST_WORK", 60)
        assert_as_by_trying_everything(problem, 3, within, 1)


@pytest.fixture(scope="module")
def example() -> Problem:
    return ds.read_problem(EXAMPLE)


def test_the_example_has_three_equally_good_plans_a_day_apart(example: Problem) -> None:
    found = alternatives(example, 5)
    assert (len(found), found.complete, found.note) == (3, True, "")
    assert {plan.goal_values for plan in found} == {(0, 21, 8610)}
    assert found[0] == solve(example).unwrap()
    # Oulu on 14 January and Botoșani on 26 February are 43 days apart, less than twice the ideal: between them a day
    # later is as good, from Tuesday to Thursday
    assert [[(m.host, str(m.start)) for m in found.differing(number)] for number in range(3)] == [
        [],
        [("Ventspils", "2020-02-05")],
        [("Ventspils", "2020-02-06")],
    ]


def test_plans_that_are_a_week_apart_cost_the_example_some_rhythm(example: Problem) -> None:
    assert len(alternatives(example, differ_by=7)) == 1
    found = alternatives(example, 3, {2: 5}, 7)
    assert [plan.goal_values for plan in found] == [(0, 21, 8610), (0, 26, 8610), (0, 26, 8610)]
    assert (found.complete, found.note) == (False, "only 3 were asked for")
    assert found.ending == "There may be more: only 3 were asked for."


def test_rules_that_no_table_holds_are_kept(example: Problem) -> None:
    problem = example.adding(rules.AtMost(1, "2019-12"), rules.AtMost(1, "2019-10"))
    for plan in alternatives(problem, 4, {2: 10}, 2):
        assert check(problem, plan) == []
        assert plan.problem is problem


def two() -> Problem:
    network = ds.Network("<b>Two</b>", PARTNERS[:2], lead="Messina")
    return Problem(network, "2019-09-02", "2019-09-05", days=2, goals=[goals.Early()])


def test_they_show_themselves() -> None:
    found = alternatives(two())
    assert str(found) == (
        "2 plans. There is no other.\n"
        "Plan 1 (2 days):\n"
        "  1. Messina, Mon 2 to Tue 3 September 2019\n"
        "  2. Oulu, Wed 4 to Thu 5 September 2019\n"
        "Plan 2 (2 days), which differs from plan 1 in:\n"
        "  1. Oulu, Mon 2 to Tue 3 September 2019\n"
        "  2. Messina, Wed 4 to Thu 5 September 2019"
    )
    assert repr(found) == f"<Alternatives: {found}>"
    page = Page(found._repr_html_())
    assert page.harmless
    assert "<b>Two</b>" in page.texts[1]
    assert page.rows[2][-1].startswith("1. Oulu, Mon 2 to Tue 3 September 2019; 2. Messina")


def test_they_are_a_sequence_a_table_and_json() -> None:
    found = alternatives(two())
    assert list(found) == [found[0], found[1]] == list(found[:2])
    frame = found.to_frame()
    assert frame[["plan", "position", "host"]].to_numpy().tolist() == [
        [1, 1, "Messina"],
        [1, 2, "Oulu"],
        [2, 1, "Oulu"],
        [2, 2, "Messina"],
    ]
    assert str(frame["first"].dtype) == "datetime64[s]"
    answer = json.loads(json.dumps(found.to_dict()))
    assert (answer["complete"], answer["note"]) == (True, "")
    assert answer["plans"][1]["meetings"][0]["first"] == "2019-09-02"
    assert answer["plans"][1]["goals"] == [
        {"label": goals.Early().label, "level": 1, "weight": 1, "unit": "days", "value": 2}
    ]


def test_a_plan_without_goals_shows_no_values() -> None:
    assert "Plan 2, which differs from plan 1 in:" in str(alternatives(two().replace(goals=[])))


def test_one_is_the_best_alone() -> None:
    found = alternatives(two(), 1)
    assert (list(found), found.complete, found.note) == ([solve(two()).unwrap()], False, "only 1 was asked for")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "n: expected a whole number from 1 to"),
        ({"differ_by": 0}, "differ_by: expected a whole number from 1 to"),
        ({"within": -1}, "within: expected a whole number from 0 to"),
        ({"within": {1: 0.5}}, "within: expected a whole number, got 0.5"),
        ({"within": {2: 1}}, "within: no goal has level 2"),
        ({"time_limit": 0}, "time_limit: expected seconds, more than 0, got 0"),
    ],
)
def test_arguments_without_sense_are_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        alternatives(two(), **arguments)


def test_without_goals_a_number_allows_nothing_more() -> None:
    assert len(alternatives(two().replace(goals=[]), within=3)) == 2
    with pytest.raises(ProblemError, match="within: expected a whole number from 0"):
        alternatives(two().replace(goals=[]), within=-3)


class Late(Clock):
    """Its time is up once the best plan is found."""

    @property
    def late(self) -> bool:
        return True


@pytest.mark.parametrize("prepared", [True, False])
def test_a_time_limit_leaves_what_is_found(example: Problem, monkeypatch: pytest.MonkeyPatch, prepared: bool) -> None:
    monkeypatch.setattr(other_plans, "Clock", Late)
    if not prepared:
        monkeypatch.setattr(other_plans, "rankings_of", lambda *_: None)
    found = alternatives(example)
    assert (len(found), found.complete, found.note) == (1, False, "the time limit came first")


def test_a_best_plan_that_is_not_proven_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    known = solve(two())
    monkeypatch.setattr(other_plans, "solve", lambda *_: evolve(known, status=ds.Status.FEASIBLE))
    found = alternatives(two())
    assert list(found) == [known.schedule]
    assert found.note == "the time limit came before it was proven that the first plan is the best"


def test_rules_say_what_they_ask() -> None:
    plan = solve(two()).unwrap()
    other = Schedule.of(two(), [("Oulu", "2019-09-02"), ("Messina", "2019-09-04")])
    differs = Differs(plan, 2)
    assert differs.label == (
        "The hosts come in another order, or a meeting starts 2 days or more away from where it does in the plan that "
        "begins with Messina, Mon 2 to Tue 3 September 2019"
    )
    assert [violation.message for violation in differs.check(plan)] == [
        "the plan is nearly the same as one that is known"
    ]
    assert list(differs.check(other)) == []
    rule = NotMuchWorse(Allowance({(1, 0): 1, (2, 0): 5}, {1: 0, 2: 3}))
    assert rule.label == "The plan is worse than the best by 3 on level 2 at most"


def test_nearly_the_same_plans_lie_in_no_branch_and_all_others_in_just_one() -> None:
    network = ds.Network("Two", PARTNERS[:2], lead="Messina")
    problem = Problem(network, "2019-09-02", "2019-09-06", default_rules=False)
    plan = Schedule.of(problem, [("Messina", "2019-09-03"), ("Oulu", "2019-09-05")])
    branches = list(Differs(plan, 2).branches(plan))
    for other in all_schedules(problem):
        if len({meeting.host for meeting in other.meetings}) == 2:
            inside = [
                branch
                for branch in branches
                if all(other.meetings[place - 1].start in dates for place, dates in branch.starts)
                and all(other.meetings[place - 1].host != name for name, place in branch.elsewhere)
            ]
            assert len(inside) == differ(plan, other, 2)


def test_the_constraint_model_bounds_levels_and_their_parts() -> None:
    # level 1 has two parts: who moves, and by how much. Only a plan that moves nobody further than the best one counts
    network = ds.Network("Three", PARTNERS, lead="Messina")
    published = [("Messina", "2019-09-02"), ("Oulu", "2019-09-02"), ("Botoșani", "2019-09-04")]
    wishes = [goals.FewestChanges(published), goals.Early(level=2)]
    problem = Problem(network, "2019-09-02", "2019-09-06", goals=wishes)
    best = solve(problem).unwrap()
    for within in ({1: 0, 2: 2}, {1: 1, 2: 0}):
        allowance = Allowance(level_totals(problem, best), within)
        asked = problem.adding(Differs(best, 1), NotMuchWorse(allowance))
        expected = [plan for plan in all_schedules(problem) if differ(plan, best, 1) and allowed(plan, best, within)]
        answer = search(Encoding(asked), deadline=None, workers=1, seed=0, watch=lambda *_: None)
        assert answer.infeasible == (not expected)
        if answer.starts:
            rows, day = problem.tables.rows, problem.tables.day
            found = Schedule.of(problem, [(rows[row].partner, day(column)) for row, column in answer.starts])
            assert level_values(found) == min(map(level_values, expected))
            assert list(NotMuchWorse(allowance).check(found)) == []
    worst = max(all_schedules(problem), key=level_values)
    assert len(list(NotMuchWorse(allowance).check(worst))) == 1
    assert NotMuchWorse(Allowance({}, {})).label == "No plan is better"


def test_a_plan_that_the_tables_allow_and_a_rule_forbids_is_no_plan() -> None:
    class Sly:
        label = "Nothing but the best plan is allowed"

        def fill(self, tables: object) -> None:
            """Close nothing."""

        def check(self, schedule: Schedule) -> Iterator[ds.Violation]:
            if schedule.meetings[0].host != "Messina":
                yield ds.Violation(self, None, "another host comes first")

    with pytest.raises(RuleError, match="the solver was told to allow what this rule forbids: another host"):
        alternatives(two().adding(Sly()))


def test_what_is_not_proven_in_time_is_no_further_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_plans, "rankings_of", lambda *_: None)
    known = solve(two())
    monkeypatch.setattr(
        other_plans, "solve_without_reasons", lambda *_: evolve(known, status=ds.Status.UNKNOWN, schedule=None)
    )
    assert alternatives(two()).note == "the time limit came first"


def test_without_memory_for_each_level_bounds_are_kept_all_the_same(
    example: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = alternatives(example, 4, {2: 10, 3: 100}, 7)
    monkeypatch.setattr(ranking, "LARGEST_MEMORY", 0)
    assert alternatives(example, 4, {2: 10, 3: 100}, 7) == expected


def test_the_search_looks_at_the_clock(example: Problem) -> None:
    allowance = Allowance(level_totals(example, solve(example).unwrap()), {1: 0, 2: 0, 3: 0})
    rankings = ranking.rankings_of(example, allowance, Clock())
    assert rankings is not None
    search = best_first.BestFirst(rankings, [row.partner for row in example.tables.rows], lambda _: True)
    with pytest.raises(OutOfTimeError):
        search.next_plan([], 1, Late())


def test_goals_that_cost_nothing_in_the_tables_bound_nothing() -> None:
    # a travel total that is the same for all plans is charged as a constant only
    problem = two().replace(goals=[goals.Early(), goals.LeastTravel(level=2)])
    assert len(alternatives(problem, within=1)) == 2


def test_a_plan_worth_one_day_says_so(two_partners):
    # meetings of one day each, on the first two days: 0 + 1 days
    problem = two_partners.replace(days=1, goals=[goals.Early()])
    assert "Plan 1 (1 day):" in str(alternatives(problem, n=1))
