"""Comparisons on variants of DI4C, named by the words for what was added to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cattrs
from attrs import evolve

from benchmarks.outcome import Comparison


def as_json(labels: Sequence[str], comparisons: Sequence[Comparison]) -> Any:
    """Return comparisons as what can be written as JSON."""
    return cattrs.unstructure([evolve(each, name=label) for label, each in zip(labels, comparisons, strict=True)])


def from_json(measured: Any) -> list[Comparison]:
    """Return the comparisons again."""
    return cattrs.structure(measured, list[Comparison])
