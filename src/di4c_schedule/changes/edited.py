"""The problem that a new plan answers: the old one, and as little change as possible."""

from __future__ import annotations

from collections import Counter
from copy import copy
from datetime import date
from typing import Any

from attrs import evolve, has

from di4c_schedule.changes.announced import Announced
from di4c_schedule.dates import ONE_DAY, DateRange, long_date
from di4c_schedule.departures import hosting_of_others
from di4c_schedule.errors import ProblemError
from di4c_schedule.forms import Turn
from di4c_schedule.goals import FewestChanges, Goal
from di4c_schedule.labels import counted
from di4c_schedule.problem import Problem
from di4c_schedule.rules import Frozen, Hosting, Rule, SameOrder, Spacing, Unavailable
from di4c_schedule.schedule import Meeting


def with_fewest_changes(problem: Problem, announced: Announced, cap: int) -> Problem:
    """Return a problem whose first goal is that as few published meetings as possible change.

    A goal of that kind that the problem has keeps its place and its cap; the meetings are those of the plan.
    """
    if not announced.slots:
        return problem
    if any(isinstance(goal, FewestChanges) for goal in problem.goals):
        goals = [evolve(g, published=announced.slots) if isinstance(g, FewestChanges) else g for g in problem.goals]
        return problem.replace(goals=goals)
    first = any(goal.level == 1 for goal in problem.goals)
    later = [_later(goal) if first else goal for goal in problem.goals]
    return problem.replace(goals=[FewestChanges(announced.slots, cap), *later])


def _later(goal: Any) -> Goal:
    """Return a goal one level further down."""
    if has(type(goal)):
        later: Goal = evolve(goal, level=goal.level + 1)
        return later
    moved: Goal = copy(goal)
    try:
        object.__setattr__(moved, "level", goal.level + 1)
    except AttributeError:
        raise ProblemError(f"{goal.label}: its level cannot be set; give it level 2 or more") from None
    return moved


def in_published_order(problem: Problem, announced: Announced) -> Problem:
    """Return a problem in which the hosts keep their published order."""
    return problem.adding(SameOrder(announced.slots)) if announced.slots else problem


def with_past(problem: Problem, announced: Announced, before: date) -> tuple[Problem, Frozen | None, list[str]]:
    """Return a problem in which nothing changes before a day, the rule that says so, and what there is to say.

    What the problem says of the past itself gives way: older `Frozen` rules, the form of meetings that have been held,
    and how often a partner hosts that has hosted more often.
    """
    rules: list[Rule] = [rule for rule in problem.given_rules if not isinstance(rule, Frozen)]
    slots = [slot for slot in announced.slots if slot.host in problem.network]
    past = Frozen(before, slots) if slots else None
    if past is not None:
        rules.append(past)
    elif problem.first < before:
        rules.append(Unavailable((problem.first, min(before - ONE_DAY, problem.last)), reason="over already"))
    problem = problem.replace(rules=rules, turns=[*problem.turns, *_forms(problem, announced.held)])
    problem, notes = _hosting(problem, announced, before)
    problem, more = _after_others(problem, announced, before)
    return problem, past, notes + more


def _forms(problem: Problem, held: tuple[Meeting, ...]) -> list[Turn]:
    """Return what says that meetings that have been held were as long, and of the form, that they were."""
    counts: Counter[str] = Counter()
    turns = []
    for meeting in held:
        counts[meeting.host] += 1
        form, turn = problem.form(meeting.host, counts[meeting.host]), counts[meeting.host]
        if (form.days, form.format, form.state) != (meeting.dates.days, meeting.format, meeting.state):
            turns.append(Turn(meeting.host, turn, meeting.dates.days, meeting.format, meeting.state))
    return turns


def _hosting(problem: Problem, announced: Announced, before: date) -> tuple[Problem, list[str]]:
    """Let partners host as often as they have hosted."""
    held = Counter(meeting.host for meeting in announced.held)
    notes = []
    for name, times in held.items():
        most = problem.hosting[name][1]
        if most is None or most >= times:
            continue
        rules: list[Rule] = []
        for rule in problem.given_rules:
            others = hosting_of_others(rule, name, problem.network.names) if isinstance(rule, Hosting) else [rule]
            rules += others
        problem = problem.replace(rules=[*rules, Hosting(name, times, times)])
        allowed = f"{counted(most, 'meeting')} at most" if most else "none"
        hosted = f"{name} has hosted {counted(times, 'meeting')} before {long_date(before)}"
        notes.append(f"{hosted}, although it was to host {allowed}; it hosts no more.")
    if problem.meetings < held.total():
        problem = problem.replace(meetings=held.total())
    return problem, notes


def _after_others(problem: Problem, announced: Announced, before: date) -> tuple[Problem, list[str]]:
    """Keep the days free on which partners met that have left, and the days of `Spacing` after them."""
    gaps = [rule.at_least for rule in problem.rules if isinstance(rule, Spacing) and rule.between is None]
    notes, added = [], []
    for meeting in announced.held_by_others:
        notes.append(f"{meeting} has been held; {meeting.host} has left the network.")
        free = meeting.last + max(1, *gaps, 1) * ONE_DAY
        days = DateRange(meeting.start, free - ONE_DAY)
        if free > before and days.overlaps(problem.window):
            added.append(Unavailable(days, reason=f"{meeting.host} has just hosted"))
    return (problem.adding(*added) if added else problem), notes
