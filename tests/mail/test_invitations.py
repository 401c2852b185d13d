"""Mails of a schedule, read by email.parser and icalendar; what they say, worked out by hand."""

from __future__ import annotations

import base64
import re
from email import message_from_bytes, policy

import icalendar
import pytest
from attrs import evolve

from di4c_schedule import CalendarStyle, Network, Partner, Problem, ProblemError, Schedule, Turn, invitations
from di4c_schedule import write_calendars as write
from tests.hostile import PASS
from tests.mail.conftest import BOTOSANI, LATER, MESSINA, NOW, OULU, PARTNERS, STYLE, schedule_of

ENGLISH = tuple(Partner(one.name, f"{one.city}, {one.country}", email=one.email) for one in PARTNERS)


def mails(later, earlier=None, *, now=LATER, **more):
    return list(invitations(later, earlier, now=now, **more))


def told(messages):
    return sorted((one["To"].addresses[0].addr_spec.partition("@")[0], str(one["Subject"])) for one in messages)


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def calendar_of(message):
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    return part, icalendar.Calendar.from_ical(part.get_payload(decode=True))


def one_for(name, messages):
    (found,) = [one for one in messages if one["To"].addresses[0].addr_spec == f"{name}@example.org"]
    return found


def test_a_first_schedule_invites_everybody_to_everything():
    assert told(mails(schedule_of(ENGLISH[:2]))) == [
        ("messina", "Invitation: DI4C meeting in Messina, 10–11 September 2019"),
        ("messina", "Invitation: DI4C meeting in Oulu, 1–2 October 2019"),
        ("oulu", "Invitation: DI4C meeting in Messina, 10–11 September 2019"),
        ("oulu", "Invitation: DI4C meeting in Oulu, 1–2 October 2019"),
    ]


def test_an_invitation_says_what_it_is_about():
    message = one_for("messina", [one for one in mails(schedule_of(ENGLISH)) if "Oulu" in str(one["Subject"])])
    lines = text_of(message).splitlines()
    assert lines[:3] == ["DI4C meeting in Oulu", "", "You are invited to this meeting."]
    assert "When: Tuesday 1 October 2019 – Wednesday 2 October 2019" in lines
    assert "Where: Oulu, Finland" in lines
    assert "Please accept or decline with the buttons of your calendar program, or reply to this message." in lines
    assert lines[-2:] == ["DI4C, the office", "office@di4c.example.org"]


def test_what_stays_is_not_told():
    assert mails(schedule_of(), schedule_of()) == []


def test_a_move_is_told_to_all_partners():
    found = mails(schedule_of(ENGLISH, Oulu="2019-10-08"), schedule_of(ENGLISH))
    assert told(found) == [
        (name, "New date: DI4C meeting in Oulu, 8–9 October 2019") for name in ("botosani", "messina", "oulu")
    ]
    lines = text_of(found[0]).splitlines()
    assert "When: Tuesday 8 October 2019 – Wednesday 9 October 2019" in lines
    assert "Before: Tuesday 1 October 2019 – Wednesday 2 October 2019" in lines
    part, calendar = calendar_of(found[0])
    (event,) = calendar.walk("VEVENT")
    assert (part.get_param("method"), event["SEQUENCE"]) == ("REQUEST", 1)


def test_a_dropped_meeting_is_cancelled():
    found = mails(schedule_of(ENGLISH, Oulu=None), schedule_of(ENGLISH))
    assert told(found) == [
        (name, "Cancellation: DI4C meeting in Oulu, 1–2 October 2019") for name in ("botosani", "messina", "oulu")
    ]
    part, calendar = calendar_of(found[0])
    assert part.get_param("method") == str(calendar["METHOD"]) == "CANCEL"
    assert "This meeting will not take place." in text_of(found[0])
    assert "You need not answer" in text_of(found[0])


def test_a_partner_that_leaves_hears_that_it_is_not_invited_any_more():
    found = mails(schedule_of(ENGLISH[:2]), schedule_of(ENGLISH))
    assert told(found) == [
        ("botosani", "Cancellation: DI4C meeting in Botoșani, 30–31 October 2019"),
        ("botosani", "Invitation withdrawn: DI4C meeting in Messina, 10–11 September 2019"),
        ("botosani", "Invitation withdrawn: DI4C meeting in Oulu, 1–2 October 2019"),
        ("messina", "Cancellation: DI4C meeting in Botoșani, 30–31 October 2019"),
        ("oulu", "Cancellation: DI4C meeting in Botoșani, 30–31 October 2019"),
    ]


def test_who_joins_while_a_meeting_moves_is_invited_and_the_others_hear_of_the_move():
    found = mails(schedule_of(ENGLISH, Oulu="2019-10-08"), schedule_of(ENGLISH[:2]))
    about_oulu = [(who, what) for who, what in told(found) if "Oulu" in what]
    assert about_oulu == [
        ("botosani", "Invitation: DI4C meeting in Oulu, 8–9 October 2019"),
        ("messina", "New date: DI4C meeting in Oulu, 8–9 October 2019"),
        ("oulu", "New date: DI4C meeting in Oulu, 8–9 October 2019"),
    ]


def test_new_hours_are_told_as_such():
    morning = evolve(STYLE, begin="09:00", end="13:00")
    whole = evolve(STYLE, begin="09:00", end="17:00")
    found = mails(schedule_of(ENGLISH, style=morning), schedule_of(ENGLISH, style=whole))
    (message,) = [one for one in found if str(one["Subject"]).startswith("New hours: DI4C meeting in Oulu")
                  and one["To"].addresses[0].username == "oulu"]  # fmt: skip
    days = "Tuesday 1 October 2019 – Wednesday 2 October 2019"
    assert f"When: {days}, 09:00–13:00 (Europe/Helsinki)" in text_of(message)
    assert f"Before: {days}, 09:00–17:00 (Europe/Helsinki)" in text_of(message)


def test_a_link_and_a_date_that_is_not_confirmed():
    online = (Turn("Oulu", format="hybrid", state="tentative"),)
    style = evolve(STYLE, link="https://meet.example.org/di4c")
    found = mails(schedule_of(ENGLISH, style=style, turns=online), schedule_of(ENGLISH))
    assert {what for _, what in told(found)} == {"Change: DI4C meeting in Oulu, 1–2 October 2019"}
    assert "Link: https://meet.example.org/di4c\nThe date is not confirmed yet." in text_of(found[0])
    back = mails(schedule_of(ENGLISH, style=style, turns=(Turn("Oulu", format="hybrid"),)),
                 schedule_of(ENGLISH, style=style, turns=online))  # fmt: skip
    assert "The date is confirmed now." in text_of(back[0])


def test_a_meeting_that_goes_online_says_where_it_was():
    found = mails(schedule_of(ENGLISH, turns=(Turn("Oulu", format="online"),)), schedule_of(ENGLISH))
    assert "Where: Online\nBefore: Oulu, Finland" in text_of(found[0])


@pytest.mark.parametrize("previous", ["schedule", "folder"])
def test_an_earlier_schedule_and_its_folder_ask_for_the_same_mails(tmp_path, previous):
    write(schedule_of(), tmp_path / "calendars", now=NOW)
    earlier = schedule_of() if previous == "schedule" else tmp_path / "calendars"
    found = mails(schedule_of(Oulu="2019-10-08", Botoșani=None), earlier)
    assert told(found) == told(mails(schedule_of(Oulu="2019-10-08", Botoșani=None), schedule_of()))
    assert len(found) == 6
    assert {calendar_of(one)[1].walk("VEVENT")[0]["SEQUENCE"] for one in found} == {1}


def test_a_folder_that_is_none_is_told(tmp_path):
    with pytest.raises(ProblemError, match="the folder holds no calendars; name the one"):
        mails(schedule_of(), tmp_path / "typo")


def test_a_folder_of_another_network_is_told(tmp_path):
    write(schedule_of(), tmp_path / "calendars", now=NOW)
    other = Problem(Network("Other", PARTNERS, lead="Oulu"), "2019-09-02", "2019-12-20", days=2)
    with pytest.raises(ProblemError, match='holds the calendars of the network "DI4C"'):
        mails(Schedule.of(other, [("Oulu", "2019-10-01")]), str(tmp_path / "calendars"))


def test_every_partner_reads_its_own_language():
    found = mails(schedule_of(Oulu="2019-10-08"), schedule_of())
    firsts = {one["To"].addresses[0].username: text_of(one).splitlines()[2] for one in found}
    assert firsts == {
        "messina": "Questa riunione è stata spostata.",
        "oulu": "Tämä kokous on siirretty.",
        "botosani": "Această întâlnire a fost mutată.",
    }
    assert one_for("oulu", found).get_body(("plain",))["Content-Language"] == "fi"


@pytest.mark.parametrize("language", ["en", "ro", "it", "es", "fr", "fi", "lv", "pt"])
def test_all_mails_can_be_written_in_all_languages(language):
    partners = tuple(Partner(one.name, f"{one.city}, {one.country}", email=one.email, language=language)
                     for one in PARTNERS)  # fmt: skip
    for later, earlier in [(schedule_of(partners), None), (schedule_of(partners, Oulu="2019-10-08"), ()),
                           (schedule_of(partners, Oulu=None), ()), (schedule_of(partners[:2]), ())]:  # fmt: skip
        found = mails(later, schedule_of(partners) if earlier is not None else None)
        assert found
        assert all("{" not in text_of(one) and "mail_" not in text_of(one) for one in found)


def test_the_same_mail_is_the_same_bytes_and_known_by_its_message_id():
    first, second = (mails(schedule_of(), now=NOW) for _ in range(2))
    later = mails(schedule_of(), now=LATER)
    assert [one.as_bytes() for one in first] == [one.as_bytes() for one in second]
    assert [one["Message-ID"] for one in first] == [one["Message-ID"] for one in later]
    assert len({one["Message-ID"] for one in first}) == 9
    assert first[0]["Date"] == "Mon, 01 Jul 2019 09:30:00 +0000"
    assert re.fullmatch(r"<[0-9a-f]{40}@di4c\.example\.org>", first[0]["Message-ID"])


def test_a_mail_has_a_text_a_calendar_and_a_file_for_those_that_show_no_calendar():
    message = mails(schedule_of())[0]
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics",
    ]  # fmt: skip
    calendar, attached = list(message.walk())[3:]
    assert calendar.get_params() == [("text/calendar", ""), ("charset", "utf-8"), ("method", "REQUEST"),
                                     ("name", "invite.ics")]  # fmt: skip
    assert calendar.get_payload(decode=True) == attached.get_payload(decode=True)
    assert attached.get_filename() == "invite.ics"
    assert calendar["Content-Transfer-Encoding"] == "base64"
    data = calendar.get_payload(decode=True)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert base64.b64decode(calendar.get_payload()) == data


def test_nobody_else_is_named_in_a_mail():
    for message in mails(schedule_of()):
        own = message["To"].addresses[0].addr_spec
        whole = message.as_bytes() + b"".join(part.get_payload(decode=True) or b"" for part in message.walk())
        assert not [one.email for one in PARTNERS if one.email != own and one.email.encode() in whole]


@pytest.mark.parametrize("text", PASS.values(), ids=PASS)
def test_hostile_names_stay_in_their_place(text):
    style = CalendarStyle(organizer="office@example.org", organizer_name=text, link="https://x.example/%0d%0aBcc:a",
                          words={})  # fmt: skip
    host = Partner(text, city=text, country="FI", lat=65.0, lon=25.5, timezone="Europe/Helsinki",
                   email="oulu@example.org")  # fmt: skip
    network = Network(text, [host, MESSINA], lead=text)
    problem = Problem(network, "2019-09-02", "2019-12-20", days=2, calendars=style,
                      turns=[Turn(text, format="hybrid")])  # fmt: skip
    schedule = Schedule.of(problem, [(text, "2019-10-01"), ("Messina", "2019-09-10")])
    for message in mails(schedule):
        data = message.as_bytes()
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        assert max(map(len, data.split(b"\r\n"))) <= 998
        read = message_from_bytes(data, policy=policy.default)
        assert read.keys() == ["From", "Reply-To", "To", "Subject", "Date", "Message-ID", "MIME-Version",
                               "Content-Type"]  # fmt: skip
        assert [one.addr_spec for one in read["From"].addresses] == ["office@example.org"]
        assert len(read["To"].addresses) == 1
        assert not read.defects
        assert not [part.defects for part in read.walk() if part.defects]
        (event,) = calendar_of(read)[1].walk("VEVENT")
        assert event["ATTENDEE"].lower() == f"mailto:{read['To'].addresses[0].addr_spec}"


@pytest.mark.parametrize("address", [".a@example.org", "a..b@example.org", "a@-example.org"])
def test_an_address_that_mails_cannot_be_sent_to_is_told(address):
    odd = Partner("Oulu", "Oulu, FI", email=address)
    with pytest.raises(ProblemError, match="is no e-mail address that mails can be sent to or from"):
        mails(schedule_of((MESSINA, odd)))


def test_without_an_organizer_nobody_is_invited():
    silent = Partner("Messina", "Messina, IT")
    assert mails(schedule_of((silent, OULU, BOTOSANI), style=CalendarStyle())) == []


def test_words_of_ones_own_are_said():
    style = evolve(STYLE, words={"de": {"mail_invitation": "Einladung", "mail_where": "Wo"}})
    german = Partner("Oulu", "Oulu, FI", email="oulu@example.org", language="de")
    message = next(one for one in mails(schedule_of((MESSINA, german), style=style)) if "oulu@" in one["To"])
    assert str(message["Subject"]).startswith("Einladung: ")
    assert "Wo: Messina, Italy" in text_of(message)
    assert "You are invited to this meeting." in text_of(message)


def test_what_the_calendar_says_besides_is_said_once():
    hybrid = (Turn("Oulu", format="hybrid", state="tentative"),)
    style = evolve(STYLE, link="https://meet.example.org/di4c", url="https://di4c.example.org")
    found = [one for one in mails(schedule_of(ENGLISH, style=style, turns=hybrid)) if "Oulu" in str(one["Subject"])]
    text = text_of(found[0])
    assert text.count("https://meet.example.org/di4c") == 1
    assert text.count("not confirmed") == text.count("Not confirmed") + 1 == 1
    assert "Hosted by Oulu." in text
    assert "On site and online." in text


def test_french_has_a_space_before_a_colon_and_says_once_that_nothing_is_confirmed():
    french = tuple(evolve(one, language="fr") for one in ENGLISH)
    found = mails(schedule_of(french, turns=(Turn("Oulu", state="tentative"),)))
    text = text_of(next(one for one in found if "Oulu" in str(one["Subject"])))
    assert "Quand\u00a0: mardi 1er octobre 2019" in text
    assert text.casefold().count("confirmée") == 1
