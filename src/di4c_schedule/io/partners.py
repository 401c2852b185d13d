"""Partners from a CSV file or a DataFrame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from di4c_schedule.errors import Mistake, ProblemError, raise_all
from di4c_schedule.files.text_files import read_text
from di4c_schedule.io.calendar_files import in_folder, read_calendars
from di4c_schedule.io.csv_rows import csv_rows, need_columns
from di4c_schedule.io.structure import unknown_keys
from di4c_schedule.partner import Partner

if TYPE_CHECKING:
    import pandas as pd

PARTNER_KEYS = (
    "name", "place", "city", "country", "subdivision", "lat", "lon", "timezone", "region", "delegation", "email",
    "language", "add_holidays", "remove_holidays", "busy",
)  # fmt: skip
"""Keys of a partner in a file, and columns of a table of partners."""


def read_partners(source: str | Path | pd.DataFrame) -> list[Partner]:
    """Read partners from a table: one row a partner, one column a key of the problem file.

    Parameters
    ----------
    source
        A CSV file, or a DataFrame. Needed is the column ``name``, and ``place`` or ``lat``, ``lon``, ``country``
        and ``timezone``. Empty cells are left out; several days in one cell are separated by blanks. So are several
        calendars, or by semicolons; they lie where a relative path from the CSV file leads.

    Returns
    -------
    list of Partner
        In the order of the rows.

    Raises
    ------
    ProblemError
        With all mistakes at once, each with its line or row and column.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"name": ["Oulu", "Messina"], "place": ["Oulu, FI", "Messina, IT"], "delegation": [2, 3]})
    >>> [(partner.name, partner.country, partner.delegation) for partner in read_partners(table)]
    [('Oulu', 'FI', 2), ('Messina', 'IT', 3)]
    """
    if not isinstance(source, (str, Path)):
        return _partners(_rows_of_frame(source), Path(), lambda mistake, row: mistake.inside("row", row))
    try:
        return read_partners_beside(Path(source).parent, Path(source).name)
    except ProblemError as error:
        raise type(error)([in_folder(Path(source).parent, mistake) for mistake in error.mistakes]) from None


def read_partners_beside(folder: Path, name: str) -> list[Partner]:
    """Read partners from a CSV file, as `read_partners` does; the names of their calendars begin in a folder.

    Parameters
    ----------
    folder
        The folder.
    name
        Name of the file, relative to it.

    Raises
    ------
    ProblemError
        With all mistakes at once; those in a calendar tell its name, relative to the folder.
    """
    path, around = folder / name, PurePath(name).parent
    rows = []
    for line, cells in _rows_of_file(path):
        names = cells.get("busy")
        # a calendar lies beside the table that names it
        beside = [str(around / file) for file in _names(names)] if isinstance(names, str) else None
        rows.append((line, cells | ({"busy": beside} if beside else {})))
    return _partners(rows, folder, lambda mistake, line: mistake.at(str(path), line))


def _partners(
    rows: Iterable[tuple[int, dict[str, Any]]], folder: Path, placed: Callable[[Mistake, int], Mistake]
) -> list[Partner]:
    """Make partners of rows; names of calendars begin in a folder."""
    partners, mistakes = [], list[Mistake]()
    for number, cells in rows:
        try:
            partners.append(_partner(cells, folder))
        except ProblemError as error:
            mistakes += [mistake if mistake.file else placed(mistake, number) for mistake in error.mistakes]
    raise_all(mistakes)
    return partners


def _rows_of_file(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    header, rows = csv_rows(path, read_text(path, ProblemError), ProblemError)
    need_columns(path, header, ("name",), ProblemError)
    raise_all([mistake.at(str(path), 1) for mistake in unknown_keys(dict.fromkeys(header), PARTNER_KEYS)])
    for line, row in rows:
        yield line, dict(zip(header, row, strict=False))


def _rows_of_frame(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, Any]]]:
    if not hasattr(frame, "to_dict"):
        raise ProblemError(f"expected a CSV file or a DataFrame of partners, got {frame!r:.60}")
    columns = [str(column) for column in frame.columns]
    missing = [] if "name" in columns else [Mistake('no column "name"', ("name",))]
    raise_all([*missing, *unknown_keys(dict.fromkeys(columns), PARTNER_KEYS)])
    for number, record in enumerate(frame.to_dict("records")):
        yield number, {str(key): value for key, value in record.items()}


def _partner(cells: dict[str, Any], folder: Path) -> Partner:
    arguments: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for key, cell in cells.items():
        if _empty(cell):
            continue
        try:
            arguments[key] = _READ.get(key, _text)(cell)
        except ProblemError as error:
            mistakes += [mistake.inside(key) for mistake in error.mistakes]
    if isinstance(arguments.get("busy"), list):
        arguments["busy"], unread = read_calendars(folder, arguments["busy"])
        mistakes += [mistake if mistake.file else mistake.inside("busy") for mistake in unread]
    if "name" not in arguments:
        mistakes.append(Mistake("the partner has no name", ("name",)))
    raise_all(mistakes)
    return Partner(**arguments)


def _empty(cell: object) -> bool:
    missing = isinstance(cell, (float, date)) and cell != cell  # not a number, not a time
    return cell is None or missing or (isinstance(cell, str) and not cell.strip())


def _text(cell: object) -> object:
    return cell.strip() if isinstance(cell, str) else cell


def _number(cell: object) -> float:
    try:
        return float(str(cell).strip())
    except ValueError:
        raise ProblemError(f"expected a number with a point such as 38.19, got {cell!r:.60}") from None


def _whole(cell: object) -> object:
    """Return a whole number; spreadsheets and DataFrames hold 3 as 3.0."""
    number = _number(cell)
    return int(number) if number.is_integer() else number


def _days(cell: object) -> object:
    if isinstance(cell, str):
        return cell.replace(",", " ").replace(";", " ").split()
    if isinstance(cell, datetime) and cell.time() == time.min:  # a day as a DataFrame holds it
        cell = cell.date()
    return [cell] if isinstance(cell, date) else cell


def _files(cell: object) -> object:
    """Return the names of files in a cell: between semicolons if there are any, else between blanks."""
    return _names(cell) if isinstance(cell, str) else cell


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()] if ";" in cell else cell.split()


_READ: dict[str, Callable[[object], object]] = {
    "lat": _number,
    "lon": _number,
    "delegation": _whole,
    "add_holidays": _days,
    "remove_holidays": _days,
    "busy": _files,
}
