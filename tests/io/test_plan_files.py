"""Results as JSON, and the folder of a plan."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from di4c_schedule import (
    Conflict,
    GoalValue,
    InfeasibleError,
    OutputError,
    Result,
    Schedule,
    Status,
    TimeLimitError,
    goals,
    read_schedule,
    rules,
    solve,
    write_plan,
)
from di4c_schedule.io import result_dict, result_json

GOAL = GoalValue("Meetings start early", "days", 2, 3, 40, 38)


@pytest.fixture(scope="module")
def schedule(problem_of):
    problem = problem_of("Messina", "Botoșani", goals=[goals.Early(level=2, weight=3)])
    return Schedule.of(problem, [("Botoșani", "2019-10-01"), ("Messina", "2019-09-10")])


@pytest.fixture(scope="module")
def found(schedule):
    """A result that is not proven."""
    return Result(Status.FEASIBLE, schedule, (GOAL,), 0.05, 12.34567, "CP-SAT")


@pytest.fixture(scope="module")
def out_of_time():
    return Result(Status.UNKNOWN, None, (evolve(GOAL, value=None),), None, 12.0, "CP-SAT")


@pytest.fixture(scope="module")
def impossible():
    conflict = Conflict([rules.First("Oulu"), rules.Last("Oulu")], "Oulu cannot be both.", minimal=True)
    return Result(Status.INFEASIBLE, None, (), None, 0.5, "counting", conflict)


def test_a_result_is_told_with_its_goals_and_meetings(found):
    assert result_dict(found) == {
        "schema": 1,
        "status": "FEASIBLE",
        "runtime": 12.346,
        "engine": "CP-SAT",
        "gap": 0.05,
        "goals": [
            {"label": "Meetings start early", "level": 2, "weight": 3, "unit": "days", "value": 40, "bound": 38},
        ],
        "meetings": [
            {
                "position": 1, "host": "Messina", "city": "Messina", "country": "IT", "first": "2019-09-10",
                "last": "2019-09-11", "format": "on site", "state": "confirmed",
            },
            {
                "position": 2, "host": "Botoșani", "city": "Botoșani", "country": "RO", "first": "2019-10-01",
                "last": "2019-10-02", "format": "on site", "state": "confirmed",
            },
        ],
    }  # fmt: skip


def test_a_search_that_found_nothing_has_bounds_and_no_meetings(out_of_time):
    told = result_dict(out_of_time)
    assert (told["status"], told["gap"], told["meetings"]) == ("UNKNOWN", None, [])
    assert [(goal["value"], goal["bound"]) for goal in told["goals"]] == [(None, 38)]


def test_a_problem_without_a_schedule_has_its_conflict(impossible):
    told = result_dict(impossible)
    assert told["status"] == "INFEASIBLE"
    assert told["repairs"] == []
    assert told["conflict"] == {
        "reason": "Oulu cannot be both.",
        "facts": [],
        "requirements": [
            {"rule": "first", "label": "Oulu hosts the first meeting"},
            {"rule": "last", "label": "Oulu hosts the last meeting"},
        ],
        "minimal": True,
        "smallest": False,
    }
    assert "meetings" not in told


def test_json_holds_what_the_dictionary_holds_and_spells_names_as_they_are(found, out_of_time, impossible):
    for result in (found, out_of_time, impossible):
        assert json.loads(result_json(result)) == result_dict(result)
    assert '"city": "Botoșani"' in result_json(found)
    assert result_json(found).endswith("}\n")


def test_what_is_solved_is_told_with_what_is_proven(problem_of):
    # The earliest days: Monday 2 and Wednesday 4 September 2019.
    told = result_dict(solve(problem_of("Messina", "Oulu", goals=[goals.Early()])))
    assert (told["status"], told["gap"]) == ("OPTIMAL", 0.0)
    assert [(goal["value"], goal["bound"]) for goal in told["goals"]] == [(2, 2)]


def test_the_folder_is_made_and_its_files_are_listed(found, tmp_path):
    folder = tmp_path / "a" / "b"
    files = write_plan(found, folder)
    names = [
        "schedule.csv",
        "schedule.json",
        "calendars/network.ics",
        "calendars/Messina.ics",
        "calendars/Botosani.ics",
    ]
    assert files == [folder / name for name in names]
    others = [folder / "calendars/calendars.json", folder / ".calendars.lock"]
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == sorted([*files, *others])


def test_a_path_may_be_text(found, tmp_path):
    assert write_plan(found, str(tmp_path / "plan"))[0] == tmp_path / "plan" / "schedule.csv"


def test_the_files_hold_the_result(found, tmp_path):
    write_plan(found, tmp_path)
    assert (tmp_path / "schedule.json").read_bytes() == result_json(found).encode()
    assert read_schedule(tmp_path / "schedule.csv", found.schedule.problem) == found.schedule
    assert (tmp_path / "calendars" / "network.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_other_files_of_the_folder_stay(found, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    write_plan(found, tmp_path)
    write_plan(found, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_result_without_a_schedule_writes_nothing(out_of_time, impossible, tmp_path):
    with pytest.raises(TimeLimitError, match="Meetings start early: at least 38 days"):
        write_plan(out_of_time, tmp_path / "plan")
    with pytest.raises(InfeasibleError, match="Oulu cannot be both"):
        write_plan(impossible, tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_a_file_in_the_way_is_named_and_stays(found, tmp_path):
    (tmp_path / "calendars").write_bytes(b"old")
    with pytest.raises(OutputError, match="calendars: a file has that name"):
        write_plan(found, tmp_path)
    assert (tmp_path / "calendars").read_bytes() == b"old"
