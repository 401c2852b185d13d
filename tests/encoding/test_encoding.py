"""The constraint model against the sequence engine, where it goes ways of its own."""

import numpy as np
import pytest

from di4c_schedule import Network, Problem, goals, rules
from di4c_schedule.encoding import Encoding, search
from di4c_schedule.sequence import optimise
from tests.problems import PARTNERS


@pytest.fixture
def open_weeks():
    """Messina, Oulu and Botoșani; one-day meetings from 1 to 12 October 2019, each hosts once."""
    network = Network("Tiny", PARTNERS, lead="Messina")
    return Problem(network, "2019-10-01", "2019-10-12", rules=[rules.Hosting()], default_rules=False)


def answer_of(problem, **options):
    options = {"deadline": None, "workers": 1, "seed": 0, "watch": lambda *_: None} | options
    return search(Encoding(problem), **options)


class TwoOrSixDays:
    """A rhythm whose cost is no convex function: two days or six are welcome, all else costs 1."""

    label, unit, level, weight = "Meetings start two or six days apart", "meetings", 1, 1

    def fill(self, tables):
        cost = np.ones(tables.n_days, dtype=np.int64)
        cost[[2, 6]] = 0
        tables.charge_distance(self, cost)

    def measure(self, schedule):
        return sum((later.start - earlier.start).days not in (2, 6) for earlier, later in schedule.consecutive())


def test_a_rhythm_that_is_not_convex_is_as_good_as_the_engines(open_weeks):
    problem = open_weeks.adding(TwoOrSixDays(), rules.Spacing(3, 5), goals.Late(level=2))
    answer = answer_of(problem)
    assert answer.proven
    assert {level: found.value for level, found in answer.levels.items()} == optimise(problem.tables).levels
    assert answer.levels[1, 0].value == 2


def test_without_goals_any_schedule_that_keeps_the_rules_is_an_answer(open_weeks):
    answer = answer_of(open_weeks.adding(rules.Before("Oulu", "Messina"), rules.Last("Botoșani")))
    assert answer.proven
    assert [row for row, _ in answer.starts] == [1, 0, 2]
    assert answer.levels == {}


def test_a_host_that_may_not_follow_another_does_not(open_weeks):
    class NotAfterMessina:
        label = "Oulu does not host right after Messina"

        def fill(self, tables):
            from di4c_schedule.tables import NEVER

            gaps = np.zeros((3, 3), dtype=np.int64)
            gaps[0, 1] = NEVER
            tables.widen_gaps(gaps, because=self)

        def check(self, schedule):
            return iter(())

    problem = open_weeks.adding(NotAfterMessina(), rules.First("Messina"))
    assert [row for row, _ in answer_of(problem).starts] == [0, 2, 1]
    assert [row for row, _ in optimise(problem.tables).starts] == [0, 2, 1]


def test_no_schedule_is_confirmed_by_a_second_configuration(open_weeks):
    doings = []
    answer = answer_of(open_weeks.adding(rules.Spacing(6)), watch=lambda doing, *_: doings.append(doing))
    assert answer.infeasible
    assert answer.starts is None
    assert "confirming that there is no schedule" in doings


def test_a_deadline_in_the_past_proves_nothing(open_weeks):
    answer = answer_of(open_weeks.adding(goals.EvenRhythm()), deadline=0.0)
    assert not answer.infeasible
    assert not (answer.proven and answer.starts is None)


def test_starts_are_narrowed_by_partner_and_dates(open_weeks):
    from di4c_schedule import DateRange

    encoding = Encoding(open_weeks.adding(rules.Fixed("Oulu", "2019-10-05..2019-10-06")))
    week = DateRange.parse("2019-10-01..2019-10-05")
    assert len(encoding.starts("Oulu")) == 2
    assert len(encoding.starts("Oulu", week)) == 1
    assert len(encoding.starts(dates=week)) == 5 + 1 + 5
    assert encoding.at_position("Oulu", 4) == []


def test_starts_are_narrowed_by_the_days_that_their_meetings_touch(open_weeks):
    from di4c_schedule import DateRange, Turn

    encoding = Encoding(open_weeks.replace(turns=[Turn("Oulu", days=3)]))
    # the others meet for a day, Oulu for three: it may start on Thu 3 to Tue 8 October
    days = DateRange.parse("2019-10-05..2019-10-08")
    assert len(encoding.touching(days, "Messina")) == 4
    assert len(encoding.touching(days, "Oulu")) == 6
    assert len(encoding.touching(days)) == 4 + 6 + 4


@pytest.mark.parametrize(
    "rule",
    [
        rules.Keep([("Oulu", "2019-10-10")]),
        rules.Frozen("2019-10-11", [("Oulu", "2019-10-10"), ("Botoșani", "2019-10-12")]),
        rules.Near("the fair", "2019-10-12..2019-10-20", 2, "Oulu"),
        rules.Near("the fair", "2019-10-10..2019-10-11", 0, "Oulu"),
    ],
    ids=lambda rule: rule.label,
)
def test_one_of_two_meetings_of_a_host_is_where_a_rule_wants_it(open_weeks, rule):
    problem = open_weeks.replace(meetings=4, rules=[rules.Hosting("Oulu", 2, 2), rules.Hosting("Messina")])
    problem = problem.adding(rules.Hosting("Botoșani"), goals.Early())
    # without the rule 1 to 4 October: 0 + 1 + 2 + 3 days
    encoding = Encoding(problem)
    assert search(encoding, deadline=None, workers=1, seed=0, watch=lambda *_: None).levels[1, 0].value == 6
    encoding = Encoding(problem)
    rule.post(encoding)
    answer = search(encoding, deadline=None, workers=1, seed=0, watch=lambda *_: None)
    assert answer.starts[-1] == (2, 9)  # Oulu's second meeting, on 10 October
    assert answer.levels[1, 0].value == 0 + 1 + 2 + 9


def test_a_rule_can_speak_of_the_day_of_a_place(open_weeks):
    class SecondOnTheTenth:
        label = "The second meeting starts on 10 October"

        def post(self, encoding):
            encoding.model.add(encoding.position_start(2) == 9)

        def check(self, schedule):
            return iter(())

    answer = answer_of(open_weeks.adding(SecondOnTheTenth(), goals.Early()))
    assert [column for _, column in answer.starts][1] == 9
    assert answer.levels[1, 0].value == 0 + 9 + 10
