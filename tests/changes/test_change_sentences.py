"""What becomes of one meeting, word for word."""

from __future__ import annotations

import pytest

from di4c_schedule import Meeting
from di4c_schedule.changes import Change

OULU = Meeting("Oulu", "2019-10-08", "2019-10-09")


def oulu(start, last, **more):
    return Meeting("Oulu", start, last, **more)


@pytest.mark.parametrize(
    ("after", "kind", "days", "sentence"),
    [
        (OULU, "unchanged", 0, "Oulu's meeting of Tue 8 to Wed 9 October 2019 stays as it is."),
        (
            oulu("2019-10-15", "2019-10-16"),
            "moved",
            7,
            "Oulu's meeting moves from Tue 8 to Tue 15 October 2019, 7 days later.",
        ),
        (
            oulu("2019-10-07", "2019-10-08"),
            "moved",
            -1,
            "Oulu's meeting moves from Tue 8 to Mon 7 October 2019, 1 day earlier.",
        ),
        (
            oulu("2019-11-05", "2019-11-06"),
            "moved",
            28,
            "Oulu's meeting moves from Tue 8 October to Tue 5 November 2019, 28 days later.",
        ),
        (
            oulu("2020-01-14", "2020-01-15", format="online"),
            "moved",
            98,
            "Oulu's meeting moves from Tue 8 October 2019 to Tue 14 January 2020, 98 days later, and turns online.",
        ),
        (
            oulu("2019-10-09", "2019-10-09", format="hybrid", state="tentative"),
            "moved",
            1,
            "Oulu's meeting moves from Tue 8 to Wed 9 October 2019, 1 day later, takes 1 day instead of 2 (until Wed 9 "
            "October 2019), turns hybrid and is only tentative now.",
        ),
        (
            oulu("2019-10-08", "2019-10-10"),
            "altered",
            0,
            "Oulu's meeting of Tue 8 to Wed 9 October 2019 takes 3 days instead of 2 (until Thu 10 October 2019).",
        ),
        (
            oulu("2019-10-08", "2019-10-09", format="online"),
            "altered",
            0,
            "Oulu's meeting of Tue 8 to Wed 9 October 2019 turns online.",
        ),
        (None, "cancelled", None, "Oulu's meeting of Tue 8 to Wed 9 October 2019 is cancelled."),
        (
            Meeting("Trikala", "2019-10-08", "2019-10-09"),
            "re-hosted",
            0,
            "Trikala takes over Oulu's meeting of Tue 8 to Wed 9 October 2019.",
        ),
        (
            Meeting("Trikala", "2019-10-09", "2019-10-10", format="online"),
            "re-hosted",
            1,
            "Trikala takes over Oulu's meeting of Tue 8 to Wed 9 October 2019, now Wed 9 to Thu 10 October 2019; it "
            "turns online.",
        ),
    ],
)
def test_a_change_is_told_in_one_sentence(after, kind, days, sentence):
    change = Change(OULU, after)
    assert (change.kind, change.days, change.sentence) == (kind, days, sentence)


def test_a_tentative_meeting_is_confirmed_and_an_online_one_comes_on_site():
    before = oulu("2019-10-08", "2019-10-09", format="online", state="tentative")
    assert (
        Change(before, OULU).sentence
        == "Oulu's meeting of Tue 8 to Wed 9 October 2019 takes place on site now and is confirmed."
    )


@pytest.mark.parametrize(
    ("last", "more", "sentence"),
    [
        ("2020-03-04", {}, "Trikala hosts a new meeting from Tue 3 to Wed 4 March 2020."),
        ("2020-03-03", {}, "Trikala hosts a new meeting on Tue 3 March 2020."),
        (
            "2020-03-03",
            {"format": "online", "state": "tentative"},
            "Trikala hosts a new meeting on Tue 3 March 2020 (online, tentative).",
        ),
    ],
)
def test_a_new_meeting_is_told_with_its_dates(last, more, sentence):
    change = Change(None, Meeting("Trikala", "2020-03-03", last, **more))
    assert (change.kind, change.days, change.sentence) == ("new", None, sentence)
