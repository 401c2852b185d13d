"""Whose answer a message is, and which messages do not count."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve

from di4c_schedule.events import Revision
from tests.replies.samples import LIMERICK, ORGANIZER, OULU, PARTNERS, calendar, mail, multipart, reply, told


def only_report(replies):
    (report,) = replies.reports
    assert {answer.status for answer in replies.answers} == {"no answer"}
    return report


@pytest.mark.parametrize(
    "address", ["MAILTO:EVENTS@OULU.EXAMPLE", "Mailto: events@oulu.example", "events@oulu.example"]
)
def test_an_address_may_be_written_in_any_case_and_without_mailto(said, address):
    text = reply("Oulu").replace("mailto:events@oulu.example", address)
    assert said("Oulu", text) == "accepted"


def test_two_partners_with_one_address_answer_at_once(read):
    invited = {"Messina": "office@network.example", "Oulu": "Office@network.example"}
    replies = read(reply("office@network.example", "DECLINED"), state=told(invited=invited))
    assert [answer.status for answer in replies.of(host="Oulu")] == ["declined", "declined"]


def test_the_latest_answer_counts_in_whatever_order_the_files_are_read(read):
    first = reply("Oulu", "ACCEPTED", stamp="20190610T080000Z")
    then = reply("Oulu", "DECLINED", stamp="20190611T080000Z")
    for contents in ((first, then), (then, first)):
        replies = read(*contents)
        assert replies.of("Oulu", "Oulu")[0].status == "declined"
        assert [
            (report.kind, "replaced by a later one (declined)" in report.message) for report in replies.reports
        ] == [("earlier answer", True)]


def test_the_same_answer_twice_is_one(read):
    replies = read(reply("Oulu"), reply("Oulu"), mail(reply("Oulu"), "events@oulu.example"))
    assert replies.of("Oulu", "Oulu")[0].words == "accepted"
    assert replies.reports == ()


def test_an_answer_without_a_stamp_has_the_date_of_its_mail(said, read):
    old = mail(reply("Limerick", "DECLINED", stamp=None), headers="Date: Mon, 10 Jun 2019 10:00:00 +0200\r\n")
    new = reply("Limerick", "ACCEPTED", stamp="20190610T080001Z")
    assert [answer.status for answer in read(old, new).of("Limerick", "Oulu")] == ["accepted"]
    before = reply("Limerick", "ACCEPTED", stamp="20190610T075959Z")
    assert [answer.status for answer in read(old, before).of("Limerick", "Oulu")] == ["declined"]


def test_of_two_answers_of_unknown_age_the_one_that_costs_more_counts_and_it_is_said(read):
    yes, no = (reply("Oulu", answer, stamp=None) for answer in ("ACCEPTED", "DECLINED"))
    for contents in ((yes, no), (no, yes)):
        replies = read(*contents)
        assert replies.of("Oulu", "Oulu")[0].status == "declined"
        assert "it cannot be told whether it came before another one (declined)" in replies.reports[0].message


def test_an_answer_to_what_was_told_before_is_reported(read):
    report = only_report(read(reply("Oulu", sequence=0), state=told(sequence=2)))
    assert report.kind == "old version"
    assert report.message == (
        "events@oulu.example answers version 0 of Oulu's meeting on Tue 8 to Wed 9 October 2019, "
        "but version 2 was told since; ask once more"
    )


def test_an_answer_to_what_was_never_told_is_reported(read):
    report = only_report(read(reply("Oulu", sequence=5), state=told(sequence=2)))
    assert report.kind == "impossible version"
    assert "answers version 5 of" in report.message
    assert "only version 2 was ever told" in report.message


def test_the_version_counts_before_the_stamp(read):
    old = reply("Oulu", "DECLINED", sequence=0, stamp="20200101T000000Z")
    new = reply("Oulu", "ACCEPTED", sequence=1, stamp="20190701T000000Z")
    replies = read(old, new, state=told(sequence=1))
    assert replies.of("Oulu", "Oulu")[0].status == "accepted"
    assert [report.kind for report in replies.reports] == ["old version"]


def test_an_unknown_meeting_is_reported(read):
    report = only_report(read(reply("Oulu", uid="somebody-elses@example.org")))
    assert (report.kind, report.line) == ("unknown meeting", 5)
    assert "(UID somebody-elses@example.org)" in report.message


def test_an_answer_to_a_meeting_that_was_called_off_is_reported(read):
    replies = read(reply("Oulu"), state=told(status="cancelled"))
    assert replies.of(host="Oulu") == ()
    assert "which was called off" in only_report(replies).message


def test_somebody_who_was_not_invited_is_reported(kinds):
    assert kinds(reply("mayor@paris.example")) == ["not invited"]


def test_a_mail_from_somebody_else_is_reported_and_never_applied(read):
    report = only_report(read(mail(reply("Limerick", "DECLINED"), "Mallory <mallory@evil.example>")))
    assert report.kind == "not the sender"
    assert report.message == (
        "answers for eu.office@limerick.example (declined, Oulu's meeting on Tue 8 to Wed 9 October 2019), "
        "but was sent by mallory@evil.example; ask whether it is right"
    )


@pytest.mark.parametrize(
    "sender",
    [
        "eu.office@limerick.example, mallory@evil.example",
        '"eu.office@limerick.example" <mallory@evil.example>',
        "eu.office@limerick.example <mallory@evil.example>",
        "mallory@evil.example (eu.office@limerick.example)",
        "<eu.office@limerick.example> <mallory@evil.example>",
        "eu.office@limerick.example)mallory@evil.example",
        "mallory@evil.example\r\nFrom: eu.office@limerick.example",
        "",
        "undisclosed",
        "=?utf-8?q?eu=2Eoffice=40limerick=2Eexample?= <mallory@evil.example>",
        "eu.office@limerick.example\u202e",
    ],
)
def test_a_sender_that_can_be_read_in_two_ways_is_nobody(kinds, sender):
    assert kinds(mail(reply("Limerick"), sender)) == ["not the sender"]


def test_a_secretary_who_says_so_may_answer_and_it_is_said(said):
    text = reply("Limerick", parameters=';SENT-BY="MAILTO:Aoife@limerick.example"')
    assert said("Limerick", mail(text, "aoife@LIMERICK.example")) == "accepted, sent by aoife@limerick.example"


def test_a_secretary_who_names_another_sender_may_not(kinds):
    text = reply("Limerick", parameters=';SENT-BY="mailto:aoife@limerick.example"')
    assert kinds(mail(text, "mallory@evil.example")) == ["not the sender"]


def test_the_office_that_was_invited_may_answer_for_its_director(said):
    text = reply("director@limerick.example", parameters=';SENT-BY="mailto:eu.office@limerick.example"')
    assert said("Limerick", text) == "accepted"


def test_who_is_trusted_may_answer_for_anybody_and_it_is_said(said):
    data = mail(reply("Limerick"), "noreply@calendar.example")
    assert said("Limerick", data, trusted=["NoReply@calendar.example"]) == "accepted, sent by noreply@calendar.example"


def forwarded(inner: bytes, by: str) -> bytes:
    return multipart(by, ("Content-Type: message/rfc822", "8bit", inner), kind="mixed")


def test_a_reply_that_the_organizer_forwards_counts(said):
    assert said("Limerick", forwarded(mail(reply("Limerick")), ORGANIZER)) == f"accepted, sent by {ORGANIZER}"


def test_a_reply_that_a_stranger_forwards_does_not(kinds):
    assert kinds(forwarded(mail(reply("Limerick")), "mallory@evil.example")) == ["not the sender"]


def test_what_a_stranger_wrote_does_not_count_whoever_forwards_it(kinds):
    assert kinds(forwarded(mail(reply("Limerick"), "mallory@evil.example"), ORGANIZER)) == ["not the sender"]


def test_of_several_people_in_a_mail_only_the_sender_answers(read):
    text = calendar(
        f"UID:{OULU}",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:events@oulu.example",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:eu.office@limerick.example",
    )
    replies = read(mail(text))
    assert [(answer.partner, answer.status) for answer in replies.answers if answer.status != "no answer"] == [
        ("Limerick", "accepted")
    ]
    assert [report.message for report in replies.reports] == [
        "also names events@oulu.example, for whom the sender cannot answer"
    ]


def test_of_several_people_in_a_file_nobody_answers(kinds):
    text = calendar(
        f"UID:{OULU}",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:events@oulu.example",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:eu.office@limerick.example",
    )
    assert kinds(text) == ["not the sender"]


def test_one_guest_beside_people_that_nobody_invited_is_the_one(read):
    text = calendar(
        f"UID:{OULU}",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:room@oulu.example",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:events@oulu.example",
    )
    replies = read(text)
    assert replies.of("Oulu", "Oulu")[0].status == "accepted"
    assert [report.kind for report in replies.reports] == ["not the sender"]


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("REQUEST", "is an invitation, not an answer"),
        ("PUBLISH", "publishes a meeting"),
        ("CANCEL", "which only the organizer can do"),
        ("ADD", "which only the organizer can do"),
        ("REFRESH", "asks for the invitation once more"),
        ("DECLINECOUNTER", "turns a proposal down"),
        ("EVIL", "has the method EVIL, which is none"),
    ],
)
def test_other_methods_are_reported_and_never_applied(read, method, words):
    report = only_report(read(reply("mallory@evil.example", "ACCEPTED", method=method)))
    assert report.kind == "no reply"
    assert words in report.message


def test_a_calendar_without_a_method_is_no_answer(kinds):
    assert kinds(reply("Oulu").replace("METHOD:REPLY\r\n", "")) == ["no reply"]


def test_a_mail_that_contradicts_its_calendar_is_reported(kinds):
    assert kinds(mail(reply("Limerick"), kind="text/calendar; method=COUNTER")) == ["unreadable"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("accepted", "accepted"),
        ("TENTATIVE", "tentative"),
        ("DECLINED", "declined"),
        ("NEEDS-ACTION", "no answer"),
        ("X-MAYBE", "no answer"),
        ("COMPLETED", "no answer"),
    ],
)
def test_what_an_answer_says(read, answer, status):
    assert read(reply("Oulu", answer)).of("Oulu", "Oulu")[0].status == status


def test_a_comment_without_an_answer_is_kept(read):
    replies = read(reply("Oulu", "NEEDS-ACTION", "COMMENT:We tell you in May."))
    assert replies.sentences == (
        'Oulu has not answered for its own meeting on Tue 8 to Wed 9 October 2019: "We tell you in May."',
    )


def test_whom_a_partner_sends_and_what_that_person_says(said):
    sends = reply("Limerick", "DELEGATED", parameters=';DELEGATED-TO="mailto:Aoife@limerick.example"')
    comes = reply(
        "aoife@limerick.example", "ACCEPTED", parameters=';DELEGATED-FROM="MAILTO:EU.Office@limerick.example"'
    )
    assert said("Limerick", sends) == "delegated to aoife@limerick.example, who has not answered"
    assert said("Limerick", comes, sends) == "delegated to aoife@limerick.example, who accepts"


def test_somebody_who_says_that_a_partner_sends_it_is_not_believed(kinds):
    comes = reply("mallory@evil.example", "ACCEPTED", parameters=';DELEGATED-FROM="mailto:eu.office@limerick.example"')
    assert kinds(comes) == ["not invited"]


def test_a_partner_sends_somebody_that_it_does_not_name(said):
    assert said("Limerick", reply("Limerick", "DELEGATED")) == "delegated"


def test_an_answer_for_one_day_is_for_that_day_only(read):
    text = reply("Oulu", "DECLINED", "RECURRENCE-ID;TZID=Europe/Dublin:20191120T090000", uid=LIMERICK)
    whole, day = read(text).of("Oulu", "Limerick")
    assert (whole.status, whole.day) == ("no answer", None)
    assert (day.status, str(day.day)) == ("declined", "2019-11-20")
    assert day.sentence == "Oulu declines Limerick's meeting for Wed 20 November 2019 only."


def test_the_day_is_that_of_the_host(read):
    # half past midnight in Helsinki is still the day before in Dublin
    text = reply("Oulu", "DECLINED", "RECURRENCE-ID;TZID=Europe/Helsinki:20191121T003000", uid=LIMERICK)
    assert str(read(text).of("Oulu", "Limerick")[1].day) == "2019-11-20"


def test_a_day_that_is_none_of_the_meeting_is_reported(read):
    text = reply("Oulu", "DECLINED", "RECURRENCE-ID;VALUE=DATE:20191122", uid=LIMERICK)
    assert "is for 2019-11-22 only, which is no day of the meeting" in only_report(read(text)).message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (reply("Oulu", uid=""), "without a UID"),
        (calendar(f"UID:{OULU}"), "without an ATTENDEE line"),
        (reply("Oulu").replace("SEQUENCE:0", "SEQUENCE:one"), "its SEQUENCE is no whole number"),
        (reply("Oulu").replace("SEQUENCE:0", "SEQUENCE:-1"), "its SEQUENCE is no whole number"),
        (reply("Oulu").replace("SEQUENCE:0", "SEQUENCE:" + "9" * 5000), "its SEQUENCE is no whole number"),
        (reply("Oulu").replace("ATTENDEE;", 'ATTENDEE;CN="Ou;'), "an ATTENDEE line cannot be read"),
    ],
)
def test_an_answer_that_cannot_be_read_is_reported_with_its_line(read, text, words):
    report = only_report(read(text))
    assert (report.kind, report.line) == ("unreadable", 5)
    assert words in report.message


def test_a_crooked_stamp_is_none(said):
    assert said("Oulu", reply("Oulu", stamp="20191399T990000Z")) == "accepted"


def test_partners_are_listed_in_the_order_in_which_they_were_invited(read):
    assert [answer.partner for answer in read(reply("Oulu")).of(host="Oulu")] == list(PARTNERS)


def test_who_was_taken_out_and_invited_again_answers_a_later_version_than_the_others(read):
    state = told()
    again = {"eu.office@limerick.example": Revision(2, datetime(2019, 6, 5, tzinfo=UTC))}
    state = evolve(state, meetings={**state.meetings, OULU: evolve(state.meetings[OULU], renewed=again)})
    assert read(reply("Limerick", sequence=2), state=state).of("Limerick", "Oulu")[0].status == "accepted"
    assert [one.kind for one in read(reply("Limerick", sequence=0), state=state).reports] == ["old version"]
    assert read(reply("Oulu", sequence=0), state=state).of("Oulu", "Oulu")[0].status == "accepted"
