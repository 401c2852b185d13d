from __future__ import annotations

from datetime import date

import pytest

from di4c_schedule import Network, Problem, Schedule, check, goals, rules, solve, without_partner
from di4c_schedule.busy import read_busy
from di4c_schedule.busy.repeats import Patience
from di4c_schedule.calendars import holidays_of
from di4c_schedule.errors import CalendarFileError, ProblemError, ProblemWarning
from di4c_schedule.rules import Attendance, Busy, MustAttend
from tests.busy_calendars import Entry, busy_calendar, write_calendar

# Tue 8 and Wed 9 October 2019 are taken; All Saints' Day, Fri 1 November, is a holiday in Messina.
BOARD = ("2019-10-08", "2019-10-09", "Board meeting")
BROKEN = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Dentist\r\nDTSTART:next Tuesday\r\nEND:VEVENT\r\n"


@pytest.fixture
def oulu():
    return Busy("Oulu", busy_calendar(BOARD))


@pytest.fixture
def broken(tmp_path):
    path = write_calendar(tmp_path / "oulu.ics", BOARD)
    path.write_bytes(path.read_bytes().replace(b"END:VCALENDAR", BROKEN.encode() + b"END:VCALENDAR"))
    return path


@pytest.mark.parametrize(
    ("start", "days"), [("2019-10-06", []), ("2019-10-07", ["Tue 8"]), ("2019-10-08", ["Tue 8", "Wed 9"]),
                        ("2019-10-09", ["Wed 9"]), ("2019-10-10", [])]
)  # fmt: skip
def test_a_meeting_does_not_touch_a_busy_day_of_its_host(oulu, two_partners, violations, start, days):
    found = violations(oulu, two_partners, ("Oulu", start))
    assert [violation.message.partition("busy on ")[2] for violation in found] == [
        f"{day} October 2019 (Board meeting)" for day in days
    ]


def test_a_violation_names_meeting_day_and_entry(oulu, two_partners, violations):
    (violation,) = violations(oulu, two_partners, ("Oulu", "2019-10-07"))
    assert violation.message == "Oulu meets 7 to 8 October 2019, but is busy on Tue 8 October 2019 (Board meeting)"
    assert violation.kind == "busy"
    assert violation.meeting.host == "Oulu"


def test_an_entry_without_a_name_is_just_busy(two_partners, violations):
    rule = Busy("Oulu", busy_calendar(("2019-10-08", "2019-10-08")))
    (violation,) = violations(rule, two_partners, ("Oulu", "2019-10-07"))
    assert violation.message.endswith("but is busy on Tue 8 October 2019")
    assert rule.days_off(two_partners, "Oulu") == {violation.meeting.last: "a busy day"}


def test_guests_may_be_busy(oulu, two_partners, violations):
    assert not violations(oulu, two_partners, ("Messina", "2019-10-08"))


def test_the_solver_keeps_off_busy_days(problem_of):
    problem = problem_of("Oulu", first="2019-10-08", last="2019-10-15")
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-10-08")])
    problem = problem.adding(Busy("Oulu", busy_calendar(BOARD)))
    assert solve(problem).unwrap() == Schedule.of(problem, [("Oulu", "2019-10-10")])


def test_tentative_entries_count_unless_told_otherwise(two_partners, violations):
    maybe = busy_calendar(Entry(date(2019, 10, 8), summary="Trip", tentative=True))
    assert len(violations(Busy("Oulu", maybe), two_partners, ("Oulu", "2019-10-08"))) == 1
    assert not violations(Busy("Oulu", maybe, tentative=False), two_partners, ("Oulu", "2019-10-08"))


def test_short_entries_count_unless_told_otherwise(two_partners, violations):
    short = busy_calendar(Entry(date(2019, 10, 8), hours=2), Entry(date(2019, 10, 10)))
    for hours, busy in ((0, 2), (2, 2), (3, 1), (24, 1)):
        rule = Busy("Oulu", short, hours=hours)
        found = violations(rule, two_partners, ("Oulu", "2019-10-07"), ("Oulu", "2019-10-10"))
        assert len(found) == busy


@pytest.mark.parametrize(
    ("options", "label"),
    [
        ({}, "Oulu is busy as oulu.ics says"),
        ({"tentative": False}, "Oulu is busy as oulu.ics says (tentative entries aside)"),
        ({"hours": 1}, "Oulu is busy as oulu.ics says (days of at least 1 busy hour)"),
        (
            {"hours": 4, "tentative": False},
            "Oulu is busy as oulu.ics says (tentative entries aside, days of at least 4 busy hours)",
        ),
    ],
)
def test_label_is_a_sentence(options, label):
    assert Busy("Oulu", busy_calendar(BOARD), **options).label == label


def test_a_calendar_is_a_path_or_what_was_read_of_one(tmp_path):
    path = write_calendar(tmp_path / "oulu.ics", BOARD)
    assert Busy("Oulu", path) == Busy("Oulu", str(path)) == Busy("Oulu", read_busy(path))


@pytest.mark.parametrize("wrong", [None, 7, "", "  ", ["oulu.ics"]])
def test_anything_else_is_no_calendar(wrong):
    with pytest.raises(ProblemError, match='expected a calendar file such as "oulu.ics"'):
        Busy("Oulu", wrong)


@pytest.mark.parametrize("hours", [-1, 25, 2.5, "3", True])
def test_a_day_has_so_many_hours(hours):
    with pytest.raises(ProblemError, match="expected a whole number"):
        Busy("Oulu", busy_calendar(BOARD), hours=hours)


@pytest.mark.parametrize(
    ("name", "cause"),
    [("none.ics", "there is no such file"), ("", "cannot be read: Is a directory"), ("a\0b.ics", "no file can have")],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, name, cause):
    with pytest.raises(CalendarFileError, match=cause):
        Busy("Oulu", str(tmp_path / name))


def test_entries_that_cannot_be_read_are_errors_with_file_and_line(broken):
    with pytest.raises(CalendarFileError) as caught:
        Busy("Oulu", broken)
    first, second = caught.value.mistakes
    assert (first.file, first.line) == (str(broken), 13)
    assert "Dentist" in first.message
    assert str(second) == f"calendar: 1 entry of {broken} cannot be read; to do without, write skip_broken = true"


def test_the_others_count_if_the_user_says_so_and_a_warning_names_each(broken, two_partners):
    rule = Busy("Oulu", broken, skip_broken=True)
    with pytest.warns(ProblemWarning, match=r"left out: .*oulu\.ics, line 13: .*Dentist"):
        problem = two_partners.adding(rule)
    (violation,) = check(problem, Schedule.of(problem, [("Messina", "2019-09-10"), ("Oulu", "2019-10-07")]))
    assert violation.rule is rule


def test_what_is_perhaps_meant_otherwise_is_a_warning(partner, problem_of, tmp_path):
    path = write_calendar(tmp_path / "oulu.ics", BOARD)
    zone = b"X-WR-TIMEZONE:Mars/Olympus\r\nBEGIN:VEVENT"
    path.write_bytes(path.read_bytes().replace(b"BEGIN:VEVENT", zone))
    with pytest.warns(ProblemWarning, match=r"oulu\.ics, line 4: time zone .*Mars"):
        problem_of("Messina", partner("Oulu", busy=[path]))
    with pytest.warns(ProblemWarning, match=r"oulu\.ics, line 4: time zone .*Mars"):
        problem_of("Messina", "Oulu", rules=[Busy("Oulu", path)])


def test_an_edit_does_not_warn_again(broken, two_partners):
    with pytest.warns(ProblemWarning, match="Dentist"):
        problem = two_partners.adding(Busy("Oulu", broken, skip_broken=True))
    assert len(problem.adding(rules.First("Oulu")).rules) == len(problem.rules) + 1


def test_partner_must_be_one_of_the_network(two_partners):
    with pytest.raises(ProblemError, match='unknown partner "Ulu", did you mean "Oulu"?'):
        two_partners.adding(Busy("Ulu", busy_calendar(BOARD)))


# as an attendee


def test_who_must_attend_is_busy(two_partners, violations):
    problem = two_partners.adding(Busy("Messina", busy_calendar(BOARD, name="messina.ics")))
    (first, second) = violations(MustAttend("Messina"), problem, ("Oulu", "2019-10-08"))
    assert first.message == (
        "Oulu meets 8 to 9 October 2019, but Tue 8 October 2019 is a busy day (Board meeting) for Messina, "
        "which must attend"
    )
    assert "Wed 9 October 2019" in second.message
    assert not violations(MustAttend("Oulu"), problem, ("Oulu", "2019-10-08"))


def test_a_quorum_counts_busy_partners_as_away(three_partners, violations):
    problem = three_partners.adding(Busy("Messina", busy_calendar(BOARD)), Busy("Oulu", busy_calendar(BOARD[:2])))
    starts = ("Limerick", "2019-10-09")
    assert not violations(Attendance(1), problem, starts)
    (violation,) = violations(Attendance(2), problem, starts)
    assert violation.message == (
        "Limerick meets 9 to 10 October 2019, but on Wed 9 October 2019 only 1 of 3 partners are free, "
        "without Messina (Board meeting) and Oulu"
    )


def test_a_day_with_a_holiday_and_an_entry_counts_once(problem_of):
    # Fri 1 November 2019 is a holiday in Messina, and Thursday and Friday are busy there
    problem = problem_of("Messina", "Oulu", goals=[goals.FewestHolidayClashes()])
    schedule = [("Oulu", "2019-10-31")]
    assert Schedule.of(problem, schedule).goal_values == (1,)
    problem = problem.adding(Busy("Messina", busy_calendar(("2019-10-31", "2019-11-01"))))
    assert Schedule.of(problem, schedule).goal_values == (2,)


def test_two_calendars_of_one_partner_are_one_absence(problem_of):
    problem = problem_of("Messina", "Oulu", goals=[goals.FewestHolidayClashes()])
    two = [busy_calendar(BOARD), busy_calendar(("2019-10-09", "2019-10-10", "Fair"), name="other.ics")]
    problem = problem.adding(*(Busy("Messina", one) for one in two))
    assert Schedule.of(problem, [("Oulu", "2019-10-08")]).goal_values == (2,)
    dates = problem.window
    assert list(problem.absences.busy_days("Messina", dates).values()) == ["Board meeting", "Board meeting", "Fair"]


def test_travel_days_are_asked_for_beyond_the_window(problem_of):
    # the meeting takes the whole window, Mon 7 and Tue 8 October; on the Sunday before, one of two is busy
    problem = problem_of("Messina", "Oulu", first="2019-10-07", last="2019-10-08", default_rules=False)
    problem = problem.replace(meetings=1, rules=[rules.Hosting(None, 0, 1), Attendance(2, travel_days=True)])
    assert solve(problem).schedule is not None
    away = problem.adding(Busy("Oulu", busy_calendar(("2019-10-06", "2019-10-06"))))
    assert solve(away).schedule is None


def test_the_solver_waits_for_who_must_attend(problem_of):
    problem = problem_of("Oulu", "Messina", first="2019-10-07", last="2019-10-18", rules=[MustAttend("Messina")])
    problem = problem.replace(goals=[goals.Early()])
    assert [meeting.start.day for meeting in solve(problem).unwrap().meetings] == [7, 9]
    busy = problem.adding(Busy("Messina", busy_calendar(BOARD)))
    assert [meeting.start.day for meeting in solve(busy).unwrap().meetings] == [10, 14]


# of a partner


def test_a_calendar_of_a_partner_is_a_rule_of_the_problem(partner, problem_of):
    calendar = busy_calendar(BOARD)
    problem = problem_of("Messina", partner("Oulu", busy=[calendar]))
    assert problem.rules[-1] == Busy("Oulu", calendar)
    assert Busy("Oulu", calendar) in problem.replace(default_rules=False).rules
    assert problem.given_rules == ()


def test_it_can_be_taken_out_by_its_label_and_stays_out(partner, problem_of):
    problem = problem_of("Messina", partner("Oulu", busy=[busy_calendar(BOARD)]))
    without = problem.without("Oulu is busy as oulu.ics says")
    assert not [rule for rule in without.rules if isinstance(rule, Busy)]
    assert without.absences.busy == ()
    assert not [rule for rule in without.adding(rules.First("Oulu")).rules if isinstance(rule, Busy)]


def test_a_rule_on_the_same_calendar_takes_its_place(partner, problem_of):
    calendar = busy_calendar(BOARD)
    own = Busy("Oulu", calendar, hours=4)
    problem = problem_of("Messina", partner("Oulu", busy=[calendar]), rules=[own])
    assert [rule for rule in problem.rules if isinstance(rule, Busy)] == [own]
    assert not [rule for rule in problem.without(own).rules if isinstance(rule, Busy)]


def test_a_rule_on_another_calendar_or_partner_comes_besides(partner, problem_of):
    calendar, other = busy_calendar(BOARD), busy_calendar(BOARD, name="other.ics")
    problem = problem_of(
        "Messina", partner("Oulu", busy=[calendar]), rules=[Busy("Oulu", other), Busy("Messina", calendar)]
    )
    assert len([rule for rule in problem.rules if isinstance(rule, Busy)]) == 3


def test_the_same_calendar_twice_is_one(partner):
    calendar = busy_calendar(BOARD)
    assert partner("Oulu", busy=[calendar, calendar]).busy == (calendar,)


def test_all_mistakes_of_all_calendars_of_a_partner_are_told_at_once(partner, broken, tmp_path):
    with pytest.raises(CalendarFileError) as caught:
        partner("Oulu", busy=[tmp_path / "none.ics", broken])
    said = [(mistake.file, mistake.line) for mistake in caught.value.mistakes]
    assert said == [(str(tmp_path / "none.ics"), None), (str(broken), 13), (None, None)]
    assert "as a rule of the kind busy with skip_broken = true" in caught.value.mistakes[-1].message


@pytest.mark.parametrize("wrong", ["oulu.ics", 7, busy_calendar(BOARD)])
def test_calendars_of_a_partner_are_a_list(partner, wrong):
    with pytest.raises(ProblemError, match=r'busy: expected a list of calendar files such as \["oulu.ics"\]'):
        partner("Oulu", busy=wrong)


def test_a_partner_that_leaves_takes_its_calendars_along(partner, problem_of):
    oulu = partner("Oulu", busy=[busy_calendar(BOARD)])
    problem = problem_of("Messina", oulu, rules=[Busy("Oulu", busy_calendar(BOARD, name="other.ics"))])
    rest = without_partner(problem, "Oulu")
    assert rest.absences.busy == ()
    out = problem.without("Oulu is busy as oulu.ics says")
    assert without_partner(out, "Oulu").dropped == frozenset()


def test_a_problem_without_calendars_asks_holidays_only(two_partners):
    dates = two_partners.window
    assert two_partners.absences.days_off("Oulu", dates) is holidays_of(two_partners.network["Oulu"], dates)


def test_too_many_occurrences_are_told_when_the_problem_is_made(two_partners, tmp_path, monkeypatch):
    path = write_calendar(tmp_path / "oulu.ics", BOARD)
    daily = "BEGIN:VEVENT\r\nUID:9\r\nDTSTART;VALUE=DATE:20190901\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
    path.write_bytes(path.read_bytes().replace(b"END:VCALENDAR", daily.encode() + b"END:VCALENDAR"))
    monkeypatch.setattr("di4c_schedule.busy.occurring.Patience", lambda: Patience(20))
    with pytest.raises(CalendarFileError, match=r"oulu\.ics, line 10: so much happens"):
        two_partners.adding(Busy("Oulu", path))


def test_a_network_of_partners_with_calendars_can_be_compared_and_hashed(partner):
    one, other = (partner("Oulu", busy=[busy_calendar(BOARD, name=name)]) for name in ("a.ics", "b.ics"))
    assert one != other
    assert hash(one) == hash(other)
    assert Problem(Network("One", [one], "Oulu"), "2019-09-02", "2019-10-31") == Problem(
        Network("One", [one], "Oulu"), "2019-09-02", "2019-10-31"
    )
