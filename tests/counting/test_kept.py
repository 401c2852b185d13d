"""Published meetings that stand in each other's way."""

from __future__ import annotations

from di4c_schedule.counting import counted_conflict
from di4c_schedule.rules import Frozen, Keep


def test_two_meetings_on_the_same_days_are_named(three_partners):
    kept = Keep([("Oulu", "2019-10-08"), ("Messina", "2019-10-09"), ("Limerick", "2019-11-05")])
    conflict = counted_conflict(three_partners.adding(kept))
    # of two days each: Tue 8 and Wed 9, Wed 9 and Thu 10
    assert conflict.reason == (
        "Oulu on Tue 8 October 2019 and Messina on Wed 9 October 2019 cannot both take place: their days overlap."
    )
    assert conflict.requirements == (Keep([("Oulu", "2019-10-08")]), Keep([("Messina", "2019-10-09")]))


def test_a_published_past_that_contradicts_itself_is_named(two_partners):
    past = Frozen("2019-10-01", [("Oulu", "2019-09-10"), ("Messina", "2019-09-10")])
    assert "cannot both take place" in counted_conflict(two_partners.adding(past)).reason


def test_meetings_one_after_the_other_are_no_conflict(two_partners):
    assert counted_conflict(two_partners.adding(Keep([("Oulu", "2019-10-08"), ("Messina", "2019-10-10")]))) is None
