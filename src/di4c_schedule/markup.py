"""HTML tables for notebooks: user text escaped, colours left to the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table as HTML; every text is escaped.

    Examples
    --------
    >>> html_table("Plan", ["host"], [["<Oulu>"]])
    '<table><caption>Plan</caption><thead><tr><th>host</th></tr></thead><tbody><tr><td>&lt;Oulu&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escape(text)}</th>" for text in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
