"""What a conflict says, in sentences with names, weekdays, dates and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from di4c_schedule.bare import bare
from di4c_schedule.conflict import Conflict
from di4c_schedule.counting import counted_conflict
from di4c_schedule.dates import ONE_DAY, listed_dates, long_date, long_dates
from di4c_schedule.explanation.atoms import atoms_of
from di4c_schedule.explanation.closed_days import closed_only_by, days_off
from di4c_schedule.labels import Labelled, counted, listed
from di4c_schedule.problem import Problem
from di4c_schedule.reduction import too_short
from di4c_schedule.rules import SolverRule
from di4c_schedule.tables import NEVER, Tables

_FEW = 4
"""Up to so many starts, holidays or pairs are named one by one; of more the bounds are told."""


_WEEK = 7
"""A calendar that is open up to so many days from the window's ends is open from end to end."""


def reason_and_facts(
    problem: Problem, members: Sequence[SolverRule], known: Conflict | None = None
) -> tuple[str, tuple[str, ...]]:
    """Return in one sentence why some requirements clash, and what they leave of the calendar.

    Parameters
    ----------
    problem
        The problem.
    members
        The requirements.
    known
        What counting found in the whole problem; if the requirements come of its rules, its reason holds for them.
    """
    alone = bare(problem, members)
    if not members:
        found = counted_conflict(alone)
        return found.reason if found else too_short(problem), ()
    tables = alone.tables
    hosts = _hosts(tables, problem.network.names)
    others = [*_lengths(tables), *_gaps(tables)]
    off = list(_days_off(problem, tables))
    found = counted_conflict(alone) or known
    if found is not None:
        facts = map(_sentence, [*hosts, *others, *off])
        return found.reason, tuple(fact for fact in facts if fact != found.reason)
    if not hosts:
        return "No rotation keeps all these requirements at once.", tuple(map(_sentence, [*others, *off]))
    first = ", ".join(hosts)
    reason = _sentence("; ".join([first, " and ".join(others)]) if others else first)
    return reason, tuple(map(_sentence, off))


def outline(problem: Problem, members: Sequence[SolverRule]) -> tuple[str, ...]:
    """Sum requirements up: many of one rule in one line, with the partners that they speak of."""
    lines: list[str] = []
    left = list(members)
    for rule in problem.rules:
        every = atoms_of(problem, rule)
        own = [atom for atom in every if atom in left]
        if len(own) >= _FEW:
            lines.append(_summed_up(rule, own, len(every)))
            left = [member for member in left if member not in own]
    return (*lines, *(_label(member, problem) for member in left))


def _label(rule: Labelled, problem: Problem) -> str:
    told = getattr(rule, "label_in", None)
    return str(told(problem)) if told else rule.label


def _hosts(tables: Tables, names: Sequence[str]) -> list[str]:
    """Say when hosts can host; nothing if what closes days leaves nobody any: then no host is to blame."""
    if all(not tables.allowed[row].any() for row in range(len(tables.rows))) and len(names) > 1:
        return []
    return [fact for name in names if (fact := _openings(tables, name))]


def _openings(tables: Tables, name: str) -> str:
    """Say when a host can host, if anything is closed to it."""
    rows = tables.rows_of(name)
    closed = [row for row in rows if tables.closed_by(row)]
    if not closed:
        return ""
    starts = [tables.day(int(column)) for column in np.flatnonzero(tables.allowed[rows].any(axis=0))]
    length = int(tables.lengths[rows[0]])
    if not starts:
        return f"{name} has no day left on which a meeting of {counted(length, 'day')} could start"
    if (
        len(starts) > _FEW
        and (starts[0] - tables.window.first).days < _WEEK > (tables.window.last - starts[-1]).days - length
    ):
        return ""  # open from end to end, but for some weekdays
    last = starts[-1] + (length - 1) * ONE_DAY
    whole = len(starts) == (starts[-1] - starts[0]).days + 1
    if len(starts) == 1 or (len(starts) <= _FEW and not whole):
        return f"{name} can start only on {listed_dates(starts, 'or')}"
    choice = "" if whole else f" ({len(starts)} days to start on)"
    return f"{name} can host only between {listed_dates([starts[0], last])}{choice}"


def _lengths(tables: Tables) -> list[str]:
    if not any(tables.closed_by(row) for row in range(len(tables.rows))) and not tables.gap_rules:
        return []
    lengths = sorted({int(length) for length in tables.lengths})
    if lengths == [1]:
        return []
    told = counted(lengths[0], "day") if len(lengths) == 1 else f"{lengths[0]} to {counted(lengths[-1], 'day')}"
    return [f"a meeting takes {told}"]


def _gaps(tables: Tables) -> list[str]:
    """Say how many free days there must be between meetings, and how many there may be."""
    n = len(tables.rows)
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j and tables.gap[i, j] > 1]
    told = []
    apart = {(i, j): int(tables.gap[i, j]) - 1 for i, j in pairs if tables.gap[i, j] < NEVER}
    if apart:
        told.append(_least(tables, apart, n))
    most = {int(value) - 1 for value in tables.gap_most.ravel() if value < NEVER}
    if most:
        told.append(f"there may be at most {counted(max(most), 'free day')} between two meetings")
    return told


def _least(tables: Tables, apart: dict[tuple[int, int], int], n: int) -> str:
    free = sorted(set(apart.values()))
    bound = counted(free[0], "free day") if len(free) == 1 else f"{free[0]} to {counted(free[-1], 'free day')}"
    names = list(dict.fromkeys(tables.rows[row].partner for pair in apart for row in pair))
    everywhere = len(apart) == n * (n - 1)
    if len(names) == 2:
        where = f"between {listed(names)}"
    elif everywhere or len(apart) > 2 * _FEW:
        where = "between two meetings"
    else:
        pairs = ([name for name in names if name in {tables.rows[row].partner for row in pair}] for pair in apart)
        *most, last = dict.fromkeys(f"between {' and '.join(pair)}" for pair in pairs)
        where = f"{', '.join(most)}, and {last}" if most else last
    depends = "" if len(free) == 1 else ", depending on who follows whom"
    return f"{where} there must be at least {bound}{depends}"


def _days_off(problem: Problem, tables: Tables) -> Iterator[str]:
    """Say which named days close what nothing else closes, to a host without any day left if there is one."""
    hopeless = [index for index in range(len(tables.rows)) if not tables.allowed[index].any()]
    for index in hopeless or range(len(tables.rows)):
        row = tables.rows[index]
        for closure in tables.closed_by(index):
            named = days_off(problem, closure.because, row.partner)
            only = closed_only_by(tables, index, closure.because)
            hit = [day for day in named if _touches(tables, index, only, tables.index(day))]
            if hit and row.turn == 1:
                spans = _spans(hit, named)
                told = ", ".join(f"{_when(span)} is {named[span[0]]}" for span in spans[:_FEW])
                left = sum(map(len, spans[_FEW:]))
                yield f"for {row.partner}, {told}" + (f", and {counted(left, 'more day')}" if left else "")


def _spans(days: Sequence[date], named: Mapping[date, str]) -> list[list[date]]:
    """Return days in groups: those in a row that have the same name."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == ONE_DAY and named[day] == named[spans[-1][-1]]:
            spans[-1].append(day)
        else:
            spans.append([day])
    return spans


def _when(span: Sequence[date]) -> str:
    return long_date(span[0]) if len(span) == 1 else f"every day from {long_dates(span[0], span[-1])}"


def _touches(tables: Tables, row: int, starts: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], column: int) -> bool:
    length = int(tables.lengths[row])
    return bool(starts[max(0, column - length) : max(0, column + 2)].any())


def _summed_up(rule: Labelled, own: Sequence[Labelled], total: int) -> str:
    """Return a rule's label with those of its requirements that matter."""
    if len(own) == total:
        return rule.label
    partners = [getattr(atom, "partner", None) for atom in own]
    if all(partners):
        return f"{rule.label} (this matters for {listed([str(name) for name in partners])})"
    return f"{rule.label} ({len(own)} of the {total} cases matter)"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if not text.endswith(".") else text
