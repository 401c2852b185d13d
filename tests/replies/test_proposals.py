"""Counter-proposals: other days and hours, in the forms in which programs write them."""

from __future__ import annotations

from datetime import time

import pytest

from tests.replies.samples import LIMERICK, mail, reply, told


def counter(*lines: str, partner: str = "Limerick", answer: str = "TENTATIVE", **more) -> str:
    return reply(partner, answer, *lines, method="COUNTER", **more)


def proposal(replies, partner="Limerick", host="Oulu"):
    (answer,) = replies.of(partner, host)
    assert replies.reports == ()
    assert answer.status == "proposes"
    return answer.proposal


def test_whole_days_are_taken_as_they_are_written(read):
    found = proposal(read(counter("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20191017")))
    assert (found.dates.iso, found.hours) == ("2019-10-15..2019-10-16", "")


def test_the_sentence_names_both_dates(read):
    replies = read(counter("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20191017"))
    assert replies.sentences == (
        "Limerick proposes Tue 15 to Wed 16 October 2019 instead of Tue 8 to Wed 9 October 2019 for Oulu's meeting.",
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20191015"),
        ("DTSTART;VALUE=DATE:20191015",),
        ("DTSTART;VALUE=DATE:20191015", "DURATION:P1D"),
    ],
)
def test_one_day_is_one_day_however_it_is_written(read, lines):
    assert proposal(read(counter(*lines))).dates.iso == "2019-10-15"


def test_times_become_days_at_the_host(read):
    # 23:30 in Lisbon is half past one of the next day in Helsinki
    found = proposal(
        read(counter("DTSTART;TZID=Europe/Lisbon:20191014T233000", "DTEND;TZID=Europe/Lisbon:20191015T140000"))
    )
    assert (found.dates.iso, found.hours) == ("2019-10-15", "01:30 to 16:00")


def test_times_in_utc_become_days_at_the_host(read):
    found = proposal(read(counter("DTSTART:20191014T220000Z", "DTEND:20191015T130000Z")))
    assert (found.dates.iso, found.hours) == ("2019-10-15", "01:00 to 16:00")


def test_midnights_of_outlook_are_the_days_where_they_were_written(read):
    # midnight in Lisbon is two o'clock in Helsinki; the proposal means 15 and 16 October all the same
    zone = "TZID=GMT Standard Time"
    lines = (f"DTSTART;{zone}:20191015T000000", f"DTEND;{zone}:20191017T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
    found = proposal(read(counter(*lines)))
    assert (found.dates.iso, found.hours) == ("2019-10-15..2019-10-16", "")


def test_midnights_of_outlook_in_utc_are_whole_days_too(read):
    # midnight in Bucharest in summer is 21:00 UTC of the day before
    lines = ("DTSTART:20191014T210000Z", "DTEND:20191016T210000Z", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
    assert proposal(read(counter(*lines))).dates.iso == "2019-10-15..2019-10-16"


def test_a_zone_of_windows_is_known(read):
    zone = "TZID=W. Europe Standard Time"
    found = proposal(read(counter(f"DTSTART;{zone}:20191015T090000", f"DTEND;{zone}:20191015T170000")))
    assert found.hours == "10:00 to 18:00"


ZONE = """BEGIN:VTIMEZONE
TZID:Our zone
BEGIN:STANDARD
DTSTART:16010101T040000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def in_a_zone_of_ones_own(zone=ZONE):
    text = counter('DTSTART;TZID="Our zone":20191015T090000', 'DTEND;TZID="Our zone":20191015T170000')
    return text.replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT")


def test_a_zone_that_the_calendar_describes_is_known(read):
    assert proposal(read(in_a_zone_of_ones_own())).hours == "09:00 to 17:00"


@pytest.mark.parametrize(
    "zone",
    [
        "",
        ZONE.replace("FREQ=YEARLY;INTERVAL=1", "FREQ=SECONDLY"),
        ZONE.replace("BYDAY=-1SU", "BYDAY=-1SU;BYSECOND=1"),
        ZONE.replace("+0300", "late"),
    ],
)
def test_a_zone_that_is_unknown_or_would_take_for_ever_is_reported(kinds, zone):
    assert kinds(in_a_zone_of_ones_own(zone)) == ["unreadable"]


def test_a_time_without_a_zone_is_at_the_host(read):
    assert proposal(read(counter("DTSTART:20191015T090000", "DURATION:PT8H"))).hours == "09:00 to 17:00"


def test_the_first_day_of_a_meeting_that_repeats_stands_for_all(read):
    text = counter("DTSTART:20191126T090000Z", "DTEND:20191126T170000Z", partner="Oulu", uid=LIMERICK)
    found = proposal(read(text), "Oulu", "Limerick")
    assert (found.dates.iso, found.hours) == ("2019-11-26..2019-11-27", "09:00 to 17:00")


def test_a_proposal_that_repeats_has_its_own_length(read):
    lines = ("DTSTART:20191126T090000Z", "DTEND:20191126T170000Z", "RRULE:FREQ=DAILY;COUNT=3")
    found = proposal(read(counter(*lines, partner="Oulu", uid=LIMERICK)), "Oulu", "Limerick")
    assert found.dates.iso == "2019-11-26..2019-11-28"


def test_other_hours_on_the_same_days_are_a_proposal(read):
    text = counter("DTSTART:20191119T100000Z", "DTEND:20191119T160000Z", partner="Oulu", uid=LIMERICK)
    assert read(text).of("Oulu", "Limerick")[0].words == "proposes Tue 19 to Wed 20 November 2019, 10:00 to 16:00"


def test_a_proposal_of_what_was_told_is_a_plain_answer(said):
    text = counter("DTSTART;VALUE=DATE:20191008", "DTEND;VALUE=DATE:20191010", answer="ACCEPTED")
    assert said("Limerick", text) == "accepted"


@pytest.mark.parametrize("stamps", [("20190610T080000Z", "20190610T080005Z"), ("20190610T080005Z", "20190610T080000Z")])
def test_a_plain_no_beside_a_proposal_takes_nothing_back(read, stamps):
    text = counter("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20191017", stamp=stamps[0])
    replies = read(text, reply("Limerick", "DECLINED", stamp=stamps[1]))
    assert replies.of("Limerick", "Oulu")[0].words == "proposes Tue 15 to Wed 16 October 2019"


def test_who_accepts_later_has_given_the_proposal_up(read):
    text = counter("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20191017", stamp="20190610T080000Z")
    replies = read(text, reply("Limerick", "ACCEPTED", stamp="20190611T080000Z"))
    assert replies.of("Limerick", "Oulu")[0].status == "accepted"
    assert [report.kind for report in replies.reports] == ["earlier answer"]


def test_a_later_proposal_replaces_an_earlier_one(read):
    first = counter("DTSTART;VALUE=DATE:20191015", stamp="20190610T080000Z")
    then = counter("DTSTART;VALUE=DATE:20191022", stamp="20190611T080000Z")
    replies = read(then, first)
    assert replies.of("Limerick", "Oulu")[0].proposal.dates.iso == "2019-10-22"
    assert [report.kind for report in replies.reports] == ["earlier answer"]


def test_another_time_for_one_day_is_for_that_day(read):
    lines = ("RECURRENCE-ID:20191120T090000Z", "DTSTART:20191121T090000Z", "DTEND:20191121T120000Z")
    whole, day = read(counter(*lines, partner="Oulu", uid=LIMERICK)).of("Oulu", "Limerick")
    assert whole.status == "no answer"
    assert (str(day.day), day.proposal.dates.iso) == ("2019-11-20", "2019-11-21")


def test_a_mail_with_a_proposal_is_read(read):
    text = counter("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20191017")
    found = proposal(read(mail(text, kind="text/calendar; method=COUNTER")))
    assert found.dates.iso == "2019-10-15..2019-10-16"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "without saying when"),
        (("DTSTART:next week",), "neither a day nor a time"),
        (("DTSTART;VALUE=DATE:20190231",), "no day or time of the calendar"),
        (("DTSTART:20191015T250000Z",), "no day or time of the calendar"),
        (("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20191001"), "ends before it begins"),
        (("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:20991001"), "takes more than a year"),
        (("DTSTART;VALUE=DATE:20191015", "DTEND:20191015T100000Z"), "start is a day and its end a time"),
        (("DTSTART;VALUE=DATE:99991231",), "length cannot be read"),
        (("DTSTART:99991231T235900Z", "DTEND:99991231T235959Z"), "out of all bounds"),
        (("DTSTART:00010101T000000Z", "DTEND:00010101T010000Z"), ""),
        (("DTSTART;VALUE=DATE:20191015", "DTEND;VALUE=DATE:00010101"), "out of all bounds"),
        (("DTSTART;VALUE=DATE:20191015", "DURATION:a while"), "length cannot be read"),
        (("DTSTART;VALUE=DATE:20191015", "DURATION:P99999999999999D"), "length cannot be read"),
        (("DTSTART;TZID=Mars/Olympus:20191015T090000",), "its time zone 'Mars/Olympus' is unknown"),
        (("DTSTART;TZID=../../etc/passwd:20191015T090000",), "is unknown"),
    ],
)
def test_a_time_that_cannot_be_read_is_reported(read, lines, words):
    replies = read(counter(*lines))
    if words:
        assert [report.kind for report in replies.reports] == ["unreadable"]
        assert words in replies.reports[0].message


def test_the_last_day_that_there_is_is_too_late_for_a_meeting_of_two_days_with_hours(read):
    text = counter("DTSTART;VALUE=DATE:99991231", "DTEND;VALUE=DATE:99991231")
    replies = read(text, state=told(begin=time(9), end=time(17)))
    assert "out of all bounds" in replies.reports[0].message


def test_the_version_of_a_proposal_counts_as_that_of_an_answer(read):
    replies = read(counter("DTSTART;VALUE=DATE:20191015"), state=told(sequence=1))
    assert [report.kind for report in replies.reports] == ["old version"]
