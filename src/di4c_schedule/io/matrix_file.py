"""Distances and durations of one's own from CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from di4c_schedule.errors import Mistake, ProblemError
from di4c_schedule.files.text_files import read_text
from di4c_schedule.io.csv_rows import all_rows
from di4c_schedule.travel.matrices import Entry, Matrix, matrix_of


def read_matrix_file(path: Path, quantity: str) -> Matrix:
    """Read a matrix from a CSV file.

    Parameters
    ----------
    path
        Either a square table, with the partners' names in the first row and in the first column, or one with the
        columns ``from``, ``to`` and the quantity, and others as you like. Commas, semicolons or tabs separate.
    quantity
        ``"km"``, ``"hours"`` or ``"days"``.

    Raises
    ------
    ProblemError
        With all mistakes of the file at once, each with its line.
    """
    rows = all_rows(path, read_text(path, ProblemError), ProblemError)
    try:
        return matrix_of(_entries(rows, quantity), quantity, path.name)
    except ProblemError as error:
        raise ProblemError([mistake.at(str(path), mistake.line) for mistake in error.mistakes]) from None


def _entries(rows: list[tuple[int, list[str]]], quantity: str) -> Iterator[Entry]:
    if not rows:
        raise ProblemError("the file is empty")
    first_line, header = rows[0]
    others = [(line, row) for line, row in rows[1:] if any(cell.strip() for cell in row)]
    columns = [cell.strip().casefold() for cell in header]
    if {"from", "to"} <= set(columns):
        if quantity not in columns:
            text = f'no column "{quantity}"; the columns are: {", ".join(columns)[:200]}'
            raise ProblemError([Mistake(text, line=first_line)])
        places = [columns.index(name) for name in ("from", "to", quantity)]
        for line, row in others:
            origin, destination, value = (row[place] if place < len(row) else "" for place in places)
            yield Entry(origin, destination, value, line)
        return
    names = header[1:]
    for line, row in others:
        if len(row) != len(header):
            raise ProblemError(
                [Mistake(f"expected {len(header)} cells, as in the first row; got {len(row)}", line=line)]
            )
        for destination, value in zip(names, row[1:], strict=True):
            yield Entry(row[0], destination, value, line)
