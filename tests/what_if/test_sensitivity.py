from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

import di4c_schedule as ds
from di4c_schedule import Problem, ProblemError, Sensitivity, Status, goals, rules, sensitivity, solve
from di4c_schedule.clock import Clock
from di4c_schedule.dial import dials_of
from di4c_schedule.solver import level_totals
from di4c_schedule.what_if import turned_rules, turning
from tests.pages import Page
from tests.problems import PARTNERS, capped_problems, problems

pytestmark = pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")

thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))

EXAMPLE = Path(__file__).parents[2] / "examples" / "di4c" / "network.toml"


def solved_anew(problem: Problem, levels: tuple[int, ...]) -> tuple[Status, tuple[int, ...]]:
    result = solve(problem)
    if result.schedule is None:
        return result.status, ()
    totals = level_totals(problem, result.schedule)
    return result.status, tuple(totals[level, 0] for level in levels)


def with_pace_of(problem: Problem, other: Problem) -> Problem:
    """Return a problem that goes by the pace that another has by default."""
    pairs = other.meetings - 1
    pace = (2 * other.tables.open_span() + pairs) // (2 * pairs) if pairs > 0 else 0
    own = [evolve(g, ideal=g.ideal or pace or None) if isinstance(g, goals.EvenRhythm) else g for g in problem.goals]
    return problem.replace(goals=own)


def without_alone(problem: Problem, rule: object) -> Problem:
    """Return a problem without a rule, other rules that ask for the same in part staying whole."""
    if rule in problem.given_rules:
        return problem.replace(rules=[one for one in problem.given_rules if one != rule])
    return problem.without(rule)


@thorough
@given(problems() | capped_problems())
def test_every_setting_is_worth_what_solving_it_anew_finds(problem: Problem) -> None:
    found = sensitivity(problem, steps=4)
    assert found.complete
    curves = iter(found.curves)
    for rule in problem.rules:
        for dial in dials_of(rule, problem):
            curve = next(curves)
            steps = range(max(-4, dial.tightest), min(4, dial.loosest) + 1)
            assert [setting.step for setting in curve.settings] == list(steps)
            for setting in curve.settings[::2]:
                loosest = without_alone(problem, rule).adding(dial.rule_at(dial.loosest))
                alike = with_pace_of(problem, problem if solve(problem).schedule else loosest)
                others = without_alone(alike, rule) if setting.step else alike
                turned = others.adding(dial.rule_at(setting.step)) if setting.step else alike
                if sum(rule == other for other in problem.rules) == 1:
                    assert (setting.status, setting.totals) == solved_anew(turned, found.levels)
                assert setting.value == dial.value_at(setting.step)
    assert next(curves, None) is None


def test_a_rule_is_turned_alone_though_another_asks_for_the_same_of_one_partner() -> None:
    network = ds.Network("One", PARTNERS[:1], lead="Messina")
    own = [rules.EndBy("Wed"), rules.EndBy("Wed", "Messina")]
    problem = Problem(network, "2019-11-29", "2019-12-01", rules=own, default_rules=False)
    for curve in sensitivity(problem, steps=4).curves:
        assert {setting.status for setting in curve.settings} == {Status.INFEASIBLE}


def two(*own: object) -> Problem:
    network = ds.Network("<b>Two</b>", PARTNERS[:2], lead="Messina")
    return Problem(network, "2019-09-02", "2019-09-07", rules=own, goals=[goals.Early()])


def test_a_gap_is_turned_day_by_day() -> None:
    found = sensitivity(two(rules.Spacing(3)), ["spacing"])
    # from Monday to Friday there are 4 days, to Saturday nobody meets; each day less saves a day
    assert str(found) == (
        "At least 3 days from the end of a meeting to the start of the next (at_least, now 3 days):\n"
        "  tighter, 5 days: impossible\n"
        "  tighter, 4 days: level 1: 4 (+1)\n"
        "  now, 3 days: level 1: 3\n"
        "  looser, 2 days: level 1: 2 (-1)\n"
        "  looser, 1 day: level 1: 1 (-2)"
    )
    assert repr(found) == f"<Sensitivity of 1 number>\n{found}"
    page = Page(found._repr_html_())
    assert page.rows[-1][-2:] == ["looser, 1 day", "level 1: 1 (-2)"]


def test_every_setting_is_measured_by_the_pace_of_the_problem() -> None:
    # open from Tue 3 to Fri 6 September: 3 days are the pace. With Tuesday closed, too, 2 days is the longest way
    rule = rules.Unavailable("2019-09-02")
    found = sensitivity(two(rule).replace(goals=[goals.EvenRhythm()]), [rule])
    (curve,) = found.curves
    assert {one.value: one.totals for one in curve.settings} == {
        "2 September 2019": (0,),
        "3 September 2019": (1,),
        "4 September 2019": (2,),
        "5 September 2019": (),
        "6 September 2019": (),
        "7 September 2019": (),
    }


def test_a_table_and_json() -> None:
    found = sensitivity(two(rules.Spacing(3)), [rules.Spacing(3)], steps=1)
    frame = found.to_frame()
    assert list(frame.columns) == [
        "rule", "argument", "now", "value", "step", "status", "level 1", "level 1 change",
    ]  # fmt: skip
    assert frame[["step", "status", "level 1", "level 1 change"]].to_numpy().tolist() == [
        [-1, "OPTIMAL", 4, 1],
        [0, "OPTIMAL", 3, 0],
        [1, "OPTIMAL", 2, -1],
    ]
    answer = json.loads(json.dumps(found.to_dict()))
    assert answer["curves"][0]["rule"] == "spacing"
    assert answer["curves"][0]["settings"][0] == {"step": -1, "value": "4 days", "status": "OPTIMAL", "totals": [4]}
    assert (answer["levels"], answer["complete"], answer["note"]) == ([1], True, "")


def test_an_impossible_problem_tells_what_would_help() -> None:
    found = sensitivity(two(rules.Spacing(9), rules.Fixed("Oulu", "2019-09-05..2019-09-06")), ["spacing"])
    assert str(found) == (
        "At least 9 days from the end of a meeting to the start of the next (at_least, now 9 days):\n"
        "  now, 9 days: impossible\n"
        "  looser, 8 days … 5 days: impossible\n"
        "  looser, 4 days: level 1: 4\n"
        "  looser, 3 days … 1 day: level 1: 3"
    )
    assert found.to_frame()["level 1 change"].isna().all()


def test_without_goals_it_tells_what_is_possible() -> None:
    found = sensitivity(two(rules.Spacing(3)).replace(goals=[]), ["spacing"])
    assert "  tighter, 4 days: possible\n  now, 3 days: possible\n" in str(found)


def test_default_rules_are_turned_too() -> None:
    # five days from Monday is Saturday
    assert str(sensitivity(two(rules.Spacing(5)), ["weekdays"])) == (
        "Meetings take place only on Mon, Tue, Wed, Thu and Fri (weekdays, now Mon, Tue, Wed, Thu and Fri):\n"
        "  now, Mon, Tue, Wed, Thu and Fri: impossible\n"
        "  looser, Mon, Tue, Wed, Thu, Fri and Sat … Mon, Tue, Wed, Thu, Fri, Sat and Sun: level 1: 5"
    )


@pytest.fixture(scope="module")
def of_the_example() -> Sensitivity:
    return sensitivity(ds.read_problem(EXAMPLE))


def test_of_many_settings_those_in_doubling_distances_and_the_edge_are_looked_at(of_the_example: Sensitivity) -> None:
    rest = next(curve for curve in of_the_example.curves if curve.argument == "rest")
    assert [setting.step for setting in rest.settings if setting.step >= -8] == [-8, -4, -2, -1, 0, 1, 2, 4, 5]
    edge = [setting.value for setting in rest.settings if setting.status is Status.INFEASIBLE]
    assert edge[-1] == "18 days"
    tightest = next(setting for setting in rest.settings if setting.status is Status.OPTIMAL)
    assert (tightest.value, tightest.totals) == ("17 days", (1, 20, 10007))


def test_the_example_is_worth_what_solving_anew_finds(of_the_example: Sensitivity) -> None:
    problem = ds.read_problem(EXAMPLE)
    curves = iter(of_the_example.curves)
    for rule in problem.rules:
        for dial in dials_of(rule, problem):
            curve = next(curves)
            for setting in curve.settings[::3]:
                turned = problem.without(rule).adding(dial.rule_at(setting.step))
                assert (setting.status, setting.totals) == solved_anew(turned, (1, 2, 3))


def test_few_settings_are_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = []
    real = turned_rules.solve_without_reasons
    monkeypatch.setattr(turned_rules, "solve_without_reasons", lambda *a: solved.append(a) or real(*a))
    problem = two(rules.Unavailable("2019-09-05..2019-09-06")).replace(last="2019-09-27")
    found = sensitivity(problem, ["unavailable"])
    # the best plan is on Monday and Tuesday: only the earlier of the two ends, drawn over these days, changes it
    assert len(found.curves) == 2
    assert len(found.curves[0].settings) > 20
    assert len(solved) < 12


def test_how_far_it_got_in_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(Clock):
        @property
        def late(self) -> bool:
            return True

    monkeypatch.setattr(turning, "Clock", Late)
    found = sensitivity(two(rules.Spacing(3)), ["spacing"])
    assert not found.complete
    assert found.note == "1 of 5 settings were settled in time."
    assert str(found).splitlines()[1:] == [
        "  tighter, 5 days … 4 days: not found out in time",
        "  now, 3 days: level 1: 3",
        "  looser, 2 days … 1 day: not found out in time",
        "1 of 5 settings were settled in time.",
    ]
    assert json.loads(json.dumps(found.to_dict()))["curves"][0]["settings"][0]["status"] is None


@pytest.mark.parametrize("status", [Status.FEASIBLE, Status.UNKNOWN])
def test_what_is_not_proven_is_told_so(monkeypatch: pytest.MonkeyPatch, status: Status) -> None:
    known = solve(two(rules.Spacing(3)))
    unknown = evolve(known, status=status, schedule=known.schedule if status is Status.FEASIBLE else None)
    monkeypatch.setattr(turned_rules, "solve_without_reasons", lambda *_: unknown)
    text = str(sensitivity(two(rules.Spacing(3)), ["spacing"], steps=1))
    if status is Status.FEASIBLE:
        assert "  tighter, 4 days: the same (not proven in time)\n" in text
    else:
        assert "  tighter, 4 days: not found out in time\n" in text
    assert text.endswith("0 of 3 settings were settled in time.")


def test_the_edge_is_left_open_where_there_is_no_time_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = two(rules.Spacing(3)).replace(last="2019-12-20")
    dial = dials_of(problem.given_rules[0], problem)[0]
    now = turned_rules.outcome_of(problem, Clock())
    turned = turned_rules.TurnedRule(
        problem, problem.given_rules[0], dial, Clock(1e-9), {0: now, -100: turned_rules.Outcome(Status.INFEASIBLE)}
    )
    turned.settle([-100, 0], edge=True)
    assert sorted(turned.outcomes) == [-100, 0]


def test_rules_without_numbers_are_left_out() -> None:
    assert str(sensitivity(two().without("Meetings take place only on Mon, Tue, Wed, Thu and Fri"))) == (
        "No rule has a number that can be turned."
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["spacin"], 'rules: there is no rule "spacin", did you mean "spacing"'),
        ([rules.Spacing(4)], 'rules: there is no rule "At least 4 days from the end of a meeting to'),
        (["host_holidays"], 'rules: nothing can be turned in "Nobody hosts on the host\'s public holidays"'),
    ],
)
def test_rules_that_cannot_be_turned_are_refused(asked: list[object], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        sensitivity(two(rules.Spacing(3)), asked)


def test_no_steps_at_all_are_refused() -> None:
    with pytest.raises(ProblemError, match="steps: expected a whole number from 1"):
        sensitivity(two(), steps=0)
