"""How the page is written: plain sentences first, then tables narrow enough to be read."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

LINE = 120
"""Characters to a line of the page's source."""


def table(header: Sequence[str], rows: Sequence[Sequence[object]], *, right: bool = False) -> str:
    """Return a table in Markdown; columns that hold numbers only stand at the right.

    Parameters
    ----------
    header, rows
        The cells.
    right
        Whether all columns but the first stand at the right, whatever they hold.

    Examples
    --------
    >>> print(table(["what", "seconds"], [["plan", 0.5]]))
    | what | seconds |
    | --- | ---: |
    | plan | 0.5 |
    """
    numbers = [bool(rows) and all(_is_number(row[column]) for row in rows) for column in range(len(header))]
    rules = ["---:" if is_number or (right and column) else "---" for column, is_number in enumerate(numbers)]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in [header, rules, *rows])


def filled(text: str) -> str:
    """Return a paragraph with its lines filled."""
    return textwrap.fill(" ".join(text.split()), LINE, break_long_words=False, break_on_hyphens=False)


def bullets(lines: Sequence[str]) -> str:
    """Return a list."""
    return "\n".join(
        textwrap.fill(
            f"- {' '.join(line.split())}", LINE, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
        for line in lines
    )


def picture(name: str, says: str) -> str:
    """Return a picture of the page, with the words for those who do not see it."""
    return f"![{says}](images/{name}.svg)"


def seconds(value: float) -> str:
    """Return a time with three significant digits at most.

    Examples
    --------
    >>> [seconds(value) for value in (0.0123, 0.123, 1.234, 12.34, 123.4)]
    ['0.012', '0.12', '1.23', '12.3', '123']
    """
    if value < 1:
        return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def microseconds(value: float) -> str:
    """Return a time of far less than a second, given in seconds.

    Examples
    --------
    >>> microseconds(3.04e-7), microseconds(2.5e-5)
    ('0.3 µs', '25 µs')
    """
    return f"{1e6 * value:.2g} µs"


def times(value: float) -> str:
    """Return a ratio with two significant digits or all before the point.

    Examples
    --------
    >>> [times(value) for value in (0.123, 1.23, 12.3, 1234.5)]
    ['0.12', '1.2', '12', '1,234']
    """
    return f"{value:,.{0 if value >= 10 else 1 if value >= 1 else 2}f}"


def percent(value: float) -> str:
    """Return a share.

    Examples
    --------
    >>> [percent(value) for value in (0.0, 0.0004, 0.0123, 0.123)]
    ['0 %', '0.04 %', '1.2 %', '12 %']
    """
    if value == 0:
        return "0 %"
    shown = 100 * value
    return f"{shown:.{0 if shown >= 10 else 1 if shown >= 1 else 2}f} %"


def _is_number(cell: object) -> bool:
    parts = str(cell).replace(",", "").replace("> ", "").split(" / ")
    return all(not part.strip("–") or part.replace(".", "", 1).isdigit() for part in parts)
