"""On which line of a TOML text each key stands; the parser of the standard library does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*" r"|[\[\]{}]|\n",
    re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    r"""Return the line, from 1, of every table and key of a TOML text.

    Parameters
    ----------
    text
        A text that parses as TOML.

    Returns
    -------
    dict
        From paths such as ``("rules", 2, "partner")`` to lines; tables of a list count from 0. Keys inside an inline
        table stand with the line of the key that holds it.

    Examples
    --------
    >>> lines = key_lines('name = "DI4C"\n\n[[rules]]\nkind = "first"\n[[rules]]\nkind = "last"\n')
    >>> lines[("name",)], lines[("rules", 1)], lines[("rules", 1, "kind")]
    (1, 5, 6)
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            names = _names(header[2])
            if header[1] == "[[":
                counts[names] = counts.get(names, -1) + 1
                table = (*names, counts[names])
            else:
                table = _inside_lists(names, counts)
            lines[table] = number
            for length in range(1, len(names) + 1):
                lines.setdefault(names[:length], number)
        elif key := _KEY.match(line):
            path: Path = (*table, *_names(key[1]))
            for length in range(len(table) + 1, len(path) + 1):
                lines.setdefault(path[:length], number)
    return lines


def line_of(lines: dict[Path, int], where: Path) -> int | None:
    """Return the line of a path, or of the innermost table or key around it.

    Examples
    --------
    >>> line_of({("rules", 0): 3}, ("rules", 0, "partner"))
    3
    """
    return next((lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in lines), None)


def _statements(text: str) -> list[tuple[int, str]]:
    """Return the lines on which a statement begins: those that no string or bracket of an earlier line holds."""
    all_lines = text.split("\n")
    starts, depth, number = [1], 0, 1
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        piece = token[0]
        number += piece.count("\n")
        if piece in "[{":
            depth += 1
        elif piece in "]}":
            depth -= 1
        elif piece == "\n" and depth == 0:
            starts.append(number)
    return [(start, all_lines[start - 1]) for start in starts if start <= len(all_lines)]


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""", dotted))


def _inside_lists(names: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Return the path of ``[a.b]`` where ``[[a]]`` is a list: its last table is meant."""
    path: Path = ()
    for name in names:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    return path
