"""What a section of the page is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from benchmarks.effort import Effort


def _nothing(_: Any) -> Mapping[str, Any]:
    return {}


@frozen
class Section:
    """A part of the page that is measured on its own.

    Parameters
    ----------
    key
        Its name on the command line.
    title
        Its heading.
    measure
        Measures; what it returns can be written as JSON.
    show
        Paragraphs and tables of what was measured.
    draw
        Altair charts of what was measured, by the names of their files.
    """

    key: str
    title: str
    measure: Callable[[Effort], Any]
    show: Callable[[Any], list[str]]
    draw: Callable[[Any], Mapping[str, Any]] = field(default=_nothing)
