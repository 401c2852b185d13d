"""Step curves: the best totals as a number of a rule is loosened or tightened step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import field, frozen

from di4c_schedule.labels import counted
from di4c_schedule.markup import html_table
from di4c_schedule.result import Status

if TYPE_CHECKING:
    import pandas as pd


@frozen
class Setting:
    """What the plan is worth at one setting of a number.

    Parameters
    ----------
    step
        0: as it is; positive: loosened by so many steps; negative: tightened.
    value
        What the argument then is, in words.
    status
        OPTIMAL, INFEASIBLE, or FEASIBLE and UNKNOWN where the time was too short; None: it was not looked at.
    totals
        For each goal level its total on the best plan, weights applied, the first part of each goal; empty without one.
    """

    step: int
    value: str
    status: Status | None
    totals: tuple[int, ...] = ()


def _settings(value: Iterable[Setting]) -> tuple[Setting, ...]:
    return tuple(value)


@frozen
class Curve:
    """How the best totals change with one number of a rule.

    Parameters
    ----------
    rule
        The rule's label.
    kind
        The rule's name as the input file writes it.
    argument
        The argument that is turned.
    unit
        What a step is.
    settings
        The settings in order, the tightest first.
    """

    rule: str
    kind: str
    argument: str
    unit: str
    settings: tuple[Setting, ...] = field(converter=_settings)

    @property
    def now(self) -> Setting:
        """The setting as it is."""
        return next(setting for setting in self.settings if setting.step == 0)

    @property
    def stretches(self) -> list[tuple[Setting, Setting]]:
        """First and last setting of each stretch with the same outcome, the tightest first; as it is stands alone."""
        runs = groupby(self.settings, key=lambda one: (one.step == 0, one.status, one.totals))
        return [(run[0], run[-1]) for _, each in runs for run in [list(each)]]


def _curves(value: Iterable[Curve]) -> tuple[Curve, ...]:
    return tuple(value)


@frozen(repr=False)
class Sensitivity:
    """What each number of the rules is worth: the answer of `sensitivity`.

    Parameters
    ----------
    levels
        The goal levels, in order.
    curves
        One for each number that can be turned, in the rules' order.
    """

    levels: tuple[int, ...]
    curves: tuple[Curve, ...] = field(converter=_curves)

    @property
    def complete(self) -> bool:
        """Whether every setting was settled in time."""
        return all(one.status in (Status.OPTIMAL, Status.INFEASIBLE) for curve in self.curves for one in curve.settings)

    @property
    def note(self) -> str:
        """How far it got, one sentence; nothing if it is complete."""
        if self.complete:
            return ""
        settings = [one for curve in self.curves for one in curve.settings]
        settled = sum(one.status in (Status.OPTIMAL, Status.INFEASIBLE) for one in settings)
        return f"{settled} of {counted(len(settings), 'setting')} were settled in time."

    def to_rows(self) -> list[dict[str, object]]:
        """Return one row a setting: ``rule``, ``argument``, ``value``, ``step``, ``status``, then each level's total.

        A level has two columns, such as ``level 1`` and ``level 1 change``: the change is that from the setting as it
        is. What is not known is None.
        """
        return [self._row(curve, setting) for curve in self.curves for setting in curve.settings]

    def _row(self, curve: Curve, setting: Setting) -> dict[str, object]:
        row: dict[str, object] = {
            "rule": curve.rule,
            "argument": curve.argument,
            "now": curve.now.value,
            "value": setting.value,
            "step": setting.step,
            "status": None if setting.status is None else str(setting.status),
        }
        for place, level in enumerate(self.levels):
            total = setting.totals[place] if setting.totals else None
            before = curve.now.totals[place] if curve.now.totals else None
            row[f"level {level}"] = total
            row[f"level {level} change"] = None if total is None or before is None else total - before
        return row

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row a setting, as `to_rows` has them; totals are whole numbers or missing."""
        import pandas as pd

        totals = [f"level {level}{more}" for level in self.levels for more in ("", " change")]
        columns = ["rule", "argument", "now", "value", "step", "status", *totals]
        return pd.DataFrame(self.to_rows(), columns=columns).astype(dict.fromkeys(["step", *totals], "Int64"))

    def to_dict(self) -> dict[str, object]:
        """Return the answer as JSON holds it."""
        return {
            "levels": list(self.levels),
            "complete": self.complete,
            "note": self.note,
            "curves": [
                {
                    "rule": curve.kind,
                    "label": curve.rule,
                    "argument": curve.argument,
                    "unit": curve.unit,
                    "settings": [
                        {
                            "step": one.step,
                            "value": one.value,
                            "status": None if one.status is None else str(one.status),
                            "totals": list(one.totals) or None,
                        }
                        for one in curve.settings
                    ],
                }
                for curve in self.curves
            ],
        }

    def __str__(self) -> str:
        lines = []
        for curve in self.curves:
            lines.append(f"{curve.rule} ({curve.argument}, now {curve.now.value}):")
            lines += [f"  {where}: {what}" for where, what in self._told(curve)]
        return "\n".join([*lines, *([self.note] if self.note else [])]) or "No rule has a number that can be turned."

    def __repr__(self) -> str:
        return f"<Sensitivity of {counted(len(self.curves), 'number')}>\n{self}"

    def _repr_html_(self) -> str:
        rows = [(curve.rule, curve.argument, where, what) for curve in self.curves for where, what in self._told(curve)]
        return html_table(self.note or "What each number is worth", ["rule", "argument", "setting", "outcome"], rows)

    def _told(self, curve: Curve) -> Iterator[tuple[str, str]]:
        """Yield each stretch of settings and its outcome, in words."""
        for first, last in curve.stretches:
            where = first.value if first is last else f"{first.value} … {last.value}"
            sign = "now" if first.step == 0 else "tighter" if last.step < 0 else "looser"
            yield f"{sign}, {where}", self._outcome(curve, first)

    def _outcome(self, curve: Curve, setting: Setting) -> str:
        """Say what a setting is worth; but for the present one, only what changes."""
        if setting.status in (None, Status.UNKNOWN):
            return "not found out in time"
        if setting.status is Status.INFEASIBLE:
            return "impossible"
        unproven = "" if setting.status is Status.OPTIMAL else " (not proven in time)"
        before = curve.now.totals if setting.step else ()
        if not self.levels:
            return f"possible{unproven}"
        if not before:
            return _listed(self.levels, map(str, setting.totals)) + unproven
        if setting.totals == before:
            return f"the same{unproven}"
        changes = zip(self.levels, setting.totals, before, strict=True)
        changed = [(level, f"{now} ({now - then:+})") for level, now, then in changes if now != then]
        return _listed(*zip(*changed, strict=True)) + unproven


def _listed(levels: Iterable[object], totals: Iterable[object]) -> str:
    return ", ".join(f"level {level}: {total}" for level, total in zip(levels, totals, strict=True))
