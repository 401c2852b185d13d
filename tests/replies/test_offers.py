"""What is offered for a new plan."""

from __future__ import annotations

import warnings
from datetime import date

import pytest

from di4c_schedule import Schedule, goals, read_problem, replan, rules
from di4c_schedule.errors import ProblemError
from tests.replies.samples import LIMERICK, OULU, reply


@pytest.fixture(scope="module")
def problem(problem_of):
    return problem_of("Messina", "Oulu", "Limerick", "Botoșani")


def counter(partner, first, last, **more):
    lines = (f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{last}")
    return reply(partner, "TENTATIVE", *lines, method="COUNTER", **more)


def test_a_host_that_declines_does_not_host_then(read, problem):
    (offer,) = read(reply("Oulu", "DECLINED")).offers(problem)
    assert offer.things == (rules.Unavailable("2019-10-08..2019-10-09", "Oulu", reason="declined"),)
    assert offer.sentence == (
        "Oulu declines its own meeting on Tue 8 to Wed 9 October 2019. To look for another date: "
        "Oulu does not host from 8 to 9 October 2019 (declined)."
    )


def test_a_guest_that_declines_keeps_everybody_off_those_days(read, problem):
    (offer,) = read(reply("Limerick", "DECLINED")).offers(problem)
    assert offer.things == (rules.Unavailable("2019-10-08..2019-10-09", reason="Limerick cannot come"),)
    assert offer.sentence == (
        "Limerick cannot come to Oulu's meeting on Tue 8 to Wed 9 October 2019. If it is to come: "
        "No meeting from 8 to 9 October 2019 (Limerick cannot come)."
    )


def test_guests_that_cannot_come_on_the_same_days_are_one_offer(read, problem):
    (offer,) = read(reply("Limerick", "DECLINED"), reply("Messina", "DECLINED")).offers(problem)
    assert offer.rules == (rules.Unavailable("2019-10-08..2019-10-09", reason="Messina and Limerick cannot come"),)
    assert "If they are to come" in offer.sentence


def test_who_cannot_come_on_one_day_keeps_that_day_free(read, problem):
    text = reply("Oulu", "DECLINED", "RECURRENCE-ID:20191120T090000Z", uid=LIMERICK)
    assert read(text).rules(problem) == [rules.Unavailable("2019-11-20", reason="Oulu cannot come")]


def test_a_host_that_proposes_meets_then(read, problem):
    (offer,) = read(counter("Oulu", "20191015", "20191017")).offers(problem)
    assert offer.things == (rules.Fixed("Oulu", "2019-10-15..2019-10-16"),)
    assert offer.sentence.endswith("To meet then: Oulu hosts within 15 to 16 October 2019.")


def test_a_host_that_proposes_too_few_days_gets_the_whole_length(read, problem):
    (offer,) = read(counter("Oulu", "20191015", "20191016")).offers(problem)
    assert offer.things == (rules.Fixed("Oulu", "2019-10-15..2019-10-16"),)
    assert "(the meeting takes 2 days)" in offer.sentence


def test_a_host_of_several_meetings_that_proposes_is_a_wish(read, problem):
    twice = problem.adding(rules.Hosting("Oulu", 1, 2)).replace(meetings=5)
    (offer,) = read(counter("Oulu", "20191015", "20191017")).offers(twice)
    assert offer.things == (goals.Prefer("2019-10-15", partner="Oulu", level=1),)
    assert "It hosts more than once, so this is a wish" in offer.sentence


def test_a_guest_that_proposes_is_a_rule_and_a_wish_behind_all_goals(read, problem):
    cannot, wish = read(counter("Limerick", "20191015", "20191018")).offers(problem.adding(goals.Early(level=3)))
    assert cannot.things == (rules.Unavailable("2019-10-08..2019-10-09", reason="Limerick cannot come"),)
    # two days fit into 15 to 17 October if they start on the 15th or 16th
    assert wish.things == (goals.Prefer("2019-10-15..2019-10-16", partner="Oulu", level=4),)
    assert (wish.rules, wish.goals) == ((), wish.things)


def test_days_that_a_guest_proposes_itself_stay_open(read, problem):
    found = read(counter("Limerick", "20191009", "20191011")).rules(problem)
    assert found == [rules.Unavailable("2019-10-08", reason="Limerick cannot come")]


def test_a_proposal_outside_of_the_plan_is_told_and_no_rule(read, problem):
    (offer,) = read(counter("Oulu", "20200108", "20200110")).offers(problem)
    assert offer.things == ()
    assert offer.sentence.endswith("The plan goes from 2019-09-02 to 2019-12-20; change first or last for that.")


def test_other_hours_are_told_and_no_rule(read, problem):
    lines = ("DTSTART:20191119T100000Z", "DTEND:20191119T160000Z")
    (offer,) = read(reply("Limerick", "TENTATIVE", *lines, method="COUNTER", uid=LIMERICK)).offers(problem)
    assert offer.things == ()
    assert "hours are set for all meetings" in offer.sentence


@pytest.mark.parametrize("answer", ["ACCEPTED", "TENTATIVE", "NEEDS-ACTION", "DELEGATED"])
def test_other_answers_ask_for_nothing(read, problem, answer):
    assert read(reply("Oulu", answer)).offers(problem) == ()


def test_what_the_problem_has_already_is_not_offered_again(read, problem):
    replies = read(reply("Oulu", "DECLINED"), counter("Limerick", "20191015", "20191017"))
    found = [thing for offer in replies.offers(problem) for thing in offer.things]
    assert len(found) == 3
    after = replies.offers(problem.adding(*found[:2]))
    assert [thing for offer in after for thing in offer.things] == found[2:]


def test_partners_that_have_left_are_asked_for_nothing(read, problem_of):
    smaller = problem_of("Messina", "Limerick")
    assert read(reply("Oulu", "DECLINED")).offers(smaller) == ()


def test_days_outside_of_the_window_need_no_rule(read, problem):
    later = problem.replace(first="2019-11-01")
    assert read(reply("Oulu", "DECLINED"), reply("Limerick", "DECLINED")).offers(later) == ()


def test_every_offer_reads_back_from_the_file_that_it_is_pasted_into(read, problem, tmp_path):
    replies = read(
        reply("Oulu", "DECLINED", 'COMMENT:A "quoted"\\nword = 1'),
        counter("Limerick", "20191015", "20191017"),
        counter("Limerick", "20191126", "20191128", uid=LIMERICK),
    )
    offers = replies.offers(problem)
    path = tmp_path / "network.toml"
    path.write_text(problem.to_toml() + "\n" + "\n".join(offer.to_toml() for offer in offers), encoding="utf-8")
    things = [thing for offer in offers for thing in offer.things]
    assert len(things) == 4
    assert read_problem(path) == problem.adding(*things)


def test_a_new_plan_with_the_rules_meets_the_answers(read, problem):
    published = [
        ("Messina", "2019-09-10"),
        ("Oulu", "2019-10-08"),
        ("Limerick", "2019-11-19"),
        ("Botoșani", "2019-12-10"),
    ]
    replies = read(reply("Limerick", "DECLINED"), counter("Limerick", "20191112", "20191114", uid=LIMERICK))
    answer = replan(problem.adding(*replies.rules(problem)), published)
    starts = {meeting.host: meeting.start for meeting in answer.schedule.meetings}
    assert starts["Limerick"] == date(2019, 11, 12)
    # one working day off: Mon 7 October would still touch the 8th
    assert starts["Oulu"] == date(2019, 10, 10)


def test_a_schedule_will_do_for_its_problem(read, problem):
    schedule = Schedule.of(problem, [("Oulu", "2019-10-08")])
    assert read(reply("Oulu", "DECLINED")).rules(schedule) == read(reply("Oulu", "DECLINED")).rules(problem)


def test_anything_else_is_an_error(read):
    with pytest.raises(ProblemError, match="plan"):
        read(reply("Oulu", "DECLINED")).offers("network.toml")


def test_long_names_of_guests_are_counted(read, problem_of, partner):
    from tests.replies.samples import told

    names = [f"{letter}{'x' * 150}" for letter in "AB"]
    invited = {name: f"{name[0]}@x.example" for name in names}
    replies = read(*(reply(email, "DECLINED", uid=OULU) for email in invited.values()), state=told(invited=invited))
    members = [partner("Messina"), partner("Oulu")]
    from di4c_schedule import Partner

    members += [Partner(name, country="FI", lat=65.0, lon=25.5, timezone="Europe/Helsinki") for name in names]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (rule,) = replies.rules(problem_of(*members))
    assert rule.reason == "2 partners cannot come"


def test_a_guest_that_proposes_dates_outside_of_the_plan_is_told_so(read, problem):
    cannot, wish = read(counter("Limerick", "20200108", "20200110")).offers(problem)
    assert cannot.rules == (rules.Unavailable("2019-10-08..2019-10-09", reason="Limerick cannot come"),)
    assert wish.things == ()
    assert "change first or last" in wish.sentence


def test_a_host_that_proposes_too_few_days_at_the_end_of_the_plan_is_told_so(read, problem):
    (offer,) = read(counter("Oulu", "20191220", "20191221")).offers(problem)
    assert offer.things == ()
    assert "change first or last" in offer.sentence


def test_another_time_for_a_single_day_of_the_host_is_no_rule(read, problem):
    lines = ("RECURRENCE-ID:20191120T090000Z", "DTSTART:20191121T090000Z", "DTEND:20191121T120000Z")
    (offer,) = read(reply("Limerick", "TENTATIVE", *lines, method="COUNTER", uid=LIMERICK)).offers(problem)
    assert offer.things == ()
    assert offer.sentence.endswith("Its other days stay, so no rule can say that.")


def test_a_wish_within_the_days_of_a_long_meeting_leaves_two_gaps(read, problem):
    from di4c_schedule.replies.offers import offers_of
    from tests.replies.samples import told

    long = told(last=date(2019, 10, 11))
    replies = read(counter("Limerick", "20191009", "20191010"), state=long)
    assert [rule.dates.iso for rule in replies.rules(problem)] == ["2019-10-08", "2019-10-10..2019-10-11"]
    assert offers_of(replies.answers, problem) == replies.offers(problem)


def test_an_offer_shows_itself_as_its_sentence_and_as_json(read, problem):
    (offer,) = read(reply("Oulu", "DECLINED")).offers(problem)
    assert str(offer) == offer.sentence
    assert offer.to_dict() == {
        "sentence": offer.sentence,
        "labels": ["Oulu does not host from 8 to 9 October 2019 (declined)"],
        "toml": offer.to_toml(),
    }
