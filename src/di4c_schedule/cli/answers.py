"""Answers on stdout: as text, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

Rows = tuple[Sequence[str], Iterable[Mapping[str, object]]]
"""The columns of a table, and a mapping from column to cell for each line; None is an empty cell."""


@frozen
class Form:
    """How an answer is printed.

    Parameters
    ----------
    as_json, as_csv
        As JSON, as CSV; else as text.
    quiet
        No text; what was asked for as JSON or CSV is printed all the same.

    Raises
    ------
    ProblemError
        If both JSON and CSV are asked for.
    """

    as_json: bool = False
    as_csv: bool = False
    quiet: bool = False

    def __attrs_post_init__(self) -> None:
        from di4c_schedule.errors import ProblemError

        if self.as_json and self.as_csv:
            raise ProblemError("--json and --csv: choose one of them")

    def show(self, text: Callable[[], str], answer: Callable[[], dict[str, object]], rows: Callable[[], Rows]) -> None:
        """Print an answer in this form; only what is needed is worked out."""
        if self.as_json:
            print_json(answer())
        elif self.as_csv:
            print_csv(*rows())
        elif not self.quiet:
            sys.stdout.write(f"{text()}\n")


def print_json(answer: dict[str, object]) -> None:
    """Print an answer; letters that the terminal does not know are written as JSON escapes."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        text = json.dumps(answer, indent=2)
    sys.stdout.write(text + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Print rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe in front.

    Parameters
    ----------
    columns
        The header, and the keys of each row.
    rows
        One mapping a line; None becomes an empty cell.
    """
    from di4c_schedule.io.schedule_file import harmless

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([harmless(column) for column in columns])
    for row in rows:
        cells = [row[column] for column in columns]
        # a number may begin with a sign; only a text may be meant as a formula
        texts = [harmless(cell) if isinstance(cell, str) else cell for cell in cells]
        writer.writerow(["" if cell is None else str(cell) for cell in texts])
