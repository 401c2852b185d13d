"""HTML for notebooks: user text escaped, colours left to the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_LEFT = ' style="text-align:left"'
"""Notebooks align cells to the right, and the caption in the middle, unless each says otherwise itself."""


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table as HTML; every text is escaped, texts stand on the left and numbers on the right.

    Examples
    --------
    >>> html_table("Plan", ["host", "days"], [["<Oulu>", 2]]).partition("<tbody>")[2]
    '<tr><td style="text-align:left">&lt;Oulu&gt;</td><td style="text-align:right">2</td></tr></tbody></table>'
    """
    lines = [list(row) for row in rows]
    columns = list(zip(*lines, strict=True)) or [()] * len(header)
    styles = [_style(column) for column in columns]
    head = "".join(f"<th{style}>{escape(text)}</th>" for text, style in zip(header, styles, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{style}>{_text(cell)}</td>" for cell, style in zip(row, styles, strict=True)) + "</tr>"
        for row in lines
    )
    return (
        f"<table><caption{_LEFT}>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def html_paragraph(text: str) -> str:
    """Write a paragraph as HTML.

    Examples
    --------
    >>> html_paragraph("<Oulu> hosts.")
    '<p>&lt;Oulu&gt; hosts.</p>'
    """
    return f"<p>{escape(text)}</p>"


def html_headline(text: str) -> str:
    """Write what matters most as a paragraph of its own.

    Examples
    --------
    >>> html_headline("<Oulu> cannot host.")
    '<p><strong>&lt;Oulu&gt; cannot host.</strong></p>'
    """
    return f"<p><strong>{escape(text)}</strong></p>"


def html_list(lines: Iterable[str]) -> str:
    """Write lines as a list in HTML; nothing if there is none.

    Examples
    --------
    >>> html_list(["Oulu & Messina"])
    '<ul><li>Oulu &amp; Messina</li></ul>'
    >>> html_list([])
    ''
    """
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _style(column: Sequence[object]) -> str:
    known = [cell for cell in column if cell is not None]
    return ' style="text-align:right"' if known and all(isinstance(cell, int) for cell in known) else _LEFT


def _text(cell: object) -> str:
    return "" if cell is None else escape(str(cell))
