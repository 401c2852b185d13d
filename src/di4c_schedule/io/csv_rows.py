"""Rows of CSV files as spreadsheets write them: commas, semicolons or tabs, any of the columns in any order."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from di4c_schedule.errors import Mistake, ProblemError


def csv_rows(path: Path, text: str, error: type[ProblemError]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the names of the columns, and the rows that are not empty, each with the line on which it begins.

    Parameters
    ----------
    path
        The file, for messages.
    text
        What it holds.
    error
        Class of the error to raise.

    Raises
    ------
    ProblemError
        Of the class given, if the text is not CSV.
    """
    rows = all_rows(path, text, error)
    header = [name.strip().casefold() for name in rows[0][1]] if rows else []
    return header, [(line, row) for line, row in rows[1:] if any(cell.strip() for cell in row)]


def all_rows(path: Path, text: str, error: type[ProblemError]) -> list[tuple[int, list[str]]]:
    """Return the rows but for empty lines, the first one included, each with the line on which it begins.

    The arguments and errors are those of `csv_rows`.
    """
    first_line = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for row in reader:
            if row:
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as fault:
        raise error([Mistake(f"not CSV: {fault}", error=error, file=str(path), line=line)]) from None
    return rows


def need_columns(path: Path, header: list[str], needed: tuple[str, ...], error: type[ProblemError]) -> None:
    """Make sure that every needed column is there, once.

    Raises
    ------
    ProblemError
        Of the class given, if one is missing or there twice.
    """
    if not header:
        columns = " and ".join(f'"{column}"' for column in needed)
        message = f"the file is empty; its first line names the columns, at least {columns}"
        raise error([Mistake(message, error=error, file=str(path), line=1)])
    for column in needed:
        if column not in header:
            message = f'no column "{column}"; the columns are: {", ".join(header)[:200]}'
            raise error([Mistake(message, error=error, file=str(path), line=1)])
        if header.count(column) > 1:
            raise error([Mistake(f'two columns "{column}"', error=error, file=str(path), line=1)])
