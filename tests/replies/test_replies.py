"""Replies as a value: tables, frames, pages."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from di4c_schedule import Network, Partner, Problem, Replies, Schedule, read_replies, write_calendars
from di4c_schedule.errors import CalendarFileError
from di4c_schedule.replies.answered import COLUMNS
from tests.replies.samples import EXCHANGE, GOOGLE, LIMERICK, mail, reply, told


@pytest.fixture
def replies(read) -> Replies:
    proposes = ("DTSTART;VALUE=DATE:20191126", "DTEND;VALUE=DATE:20191128", "COMMENT:=1+1")
    return read(
        EXCHANGE,
        GOOGLE,
        reply("Oulu", "TENTATIVE", *proposes, method="COUNTER", uid=LIMERICK),
        reply("Botoșani", "DECLINED", "RECURRENCE-ID:20191120T090000Z", uid=LIMERICK),
        mail(reply("Limerick"), "mallory@evil.example"),
    )


def test_the_table_tells_who_said_what_and_who_is_silent(replies):
    text = str(replies)
    assert text.splitlines()[:9] == [
        "Oulu, Tue 8 to Wed 9 October 2019: 1 may come, 1 declines and 2 have not answered.",
        '  Limerick  declined: "We have an audit, sorry"',
        '  Botoșani  tentative: "If the flights are back"',
        "  No answer yet from Messina and Oulu.",
        "Limerick, Tue 19 to Wed 20 November 2019: 1 proposes other dates and 3 have not answered.",
        '  Oulu      proposes Tue 26 to Wed 27 November 2019: "=1+1"',
        "  Botoșani  declined for Wed 20 November 2019 only",
        "  No answer yet from Messina, Limerick and Botoșani.",
        "Not applied, 1 message:",
    ]
    assert repr(replies).startswith("<Replies: 1 tentative, 2 declined, 1 proposes, 5 no answer>\nOulu, ")


def test_the_sentences_are_those_of_the_answers_that_were_given(replies):
    assert len(replies.sentences) == 4
    assert replies.sentences[2] == (
        "Oulu proposes Tue 26 to Wed 27 November 2019 instead of Tue 19 to Wed 20 November 2019 "
        'for Limerick\'s meeting: "=1+1"'
    )


def test_a_row_for_each_answer(replies):
    rows = replies.to_rows()
    assert len(rows) == len(replies.answers) == 9
    assert all(tuple(row) == COLUMNS for row in rows)
    (row,) = (row for row in rows if row["answer"] == "proposes")
    assert (row["first"], row["new_first"], row["new_last"]) == (
        date(2019, 11, 19),
        date(2019, 11, 26),
        date(2019, 11, 27),
    )


def test_a_frame_has_days_as_days(replies):
    frame = replies.to_frame()
    assert frame.groupby("answer").size().to_dict() == {"declined": 2, "no answer": 5, "proposes": 1, "tentative": 1}
    assert frame["day"].dropna().tolist() == [pd.Timestamp("2019-11-20")]
    assert frame["given"].dt.tz is not None


def test_an_empty_frame_has_its_columns_all_the_same():
    frame = Replies(()).to_frame()
    assert (list(frame.columns), len(frame)) == (list(COLUMNS), 0)
    assert str(Replies(())) == "Nobody was invited to a meeting."


def test_a_page_shows_every_answer_and_report(replies):
    page = replies._repr_html_()
    assert page.count("<tr>") == 10
    assert "We have an audit, sorry" in page
    assert "mallory@evil.example" in page


def test_json_holds_answers_and_reports(replies):
    held = replies.to_dict()
    assert held["answers"][2]["given"] == "2019-06-10 08:15:00+00:00"
    assert [report["kind"] for report in held["reports"]] == ["not the sender"]


def test_what_the_folder_of_calendars_was_told_is_what_counts(tmp_path):
    partners = [
        Partner("Messina", "Messina, IT", email="di4c@messina.example"),
        Partner("Oulu", "Oulu, FI", email="events@oulu.example"),
    ]
    problem = Problem(Network("DI4C", partners, lead="Messina"), "2019-09-02", "2019-12-20", days=2)
    folder = tmp_path / "calendars"
    write_calendars(Schedule.of(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-10-01")]), folder)
    path = tmp_path / "reply.ics"
    # the UID of the first meeting of Oulu in a network of this name
    path.write_text(reply("Messina", "ACCEPTED"), encoding="utf-8")
    assert read_replies(path, folder).of("Messina", "Oulu")[0].status == "accepted"
    write_calendars(Schedule.of(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-10-08")]), folder)
    replies = read_replies(path, folder)
    assert replies.of("Messina", "Oulu")[0].status == "no answer"
    assert [report.kind for report in replies.reports] == ["old version"]


@pytest.mark.parametrize("name", ["", "none"])
def test_a_folder_without_calendars_is_an_error(tmp_path, name):
    with pytest.raises(CalendarFileError, match="no calendars were written to this folder"):
        read_replies([], tmp_path / name)


def test_replies_are_values(read):
    assert read(EXCHANGE) == read(EXCHANGE)
    assert read(EXCHANGE) != read(GOOGLE)
    assert told() == told()
