"""Calendars of an earlier plan in the same folder are named, not sent by mistake."""

from __future__ import annotations

from tests.cli.command import run
from tests.cli.networks import TWO


def test_a_calendar_of_a_partner_that_left_is_named(tmp_path):
    folder = tmp_path / "plan"
    (folder / "calendars").mkdir(parents=True)
    (folder / "calendars" / "Limerick.ics").write_text("of an earlier plan")
    file = tmp_path / "network.toml"
    file.write_text(TWO, encoding="utf-8")
    answer = run("plan", file, "--out", folder)
    assert answer.code == 0
    assert answer.err.count("not of this plan: Limerick.ics") == 1
    assert "not of this plan" not in run("plan", file, "--out", folder, "--quiet").err


def test_nothing_is_said_of_the_plans_own_calendars(tmp_path):
    file = tmp_path / "network.toml"
    file.write_text(TWO, encoding="utf-8")
    assert run("plan", file, "--out", tmp_path / "plan").err == ""
    assert run("plan", file, "--out", tmp_path / "plan").err == ""
