"""What has begun: nobody is told that it is off, or invited to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from di4c_schedule.rules import Frozen
from di4c_schedule.updates.state import Known, MeetingChange

if TYPE_CHECKING:
    from di4c_schedule.problem import Problem


def frozen_day(problem: Problem) -> date | None:
    """Return the first day that is free by the rules of a problem; None: all are."""
    return max((rule.before for rule in problem.given_rules if isinstance(rule, Frozen)), default=None)


def is_past(known: Known, frozen_before: date | None) -> bool:
    """Say whether a meeting that people were told of has begun before a day."""
    return frozen_before is not None and known.appointment.first < frozen_before


def guests_of(known: Known, addresses: Mapping[str, str]) -> Mapping[str, str]:
    """Return who holds an invitation to what has begun: those that had one and are still there."""
    return {name: addresses[name] for name, email in known.invited.items() if _same(email, addresses.get(name))}


def as_it_was(change: MeetingChange, known: Known, guests: Mapping[str, str]) -> Known:
    """Return what is known of a meeting that has begun: from nobody it is taken back."""
    return evolve(known, appointment=change.after, revision=change.revision, invited=guests)


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.casefold() == other.casefold()
