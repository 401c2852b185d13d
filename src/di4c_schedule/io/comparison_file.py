"""What changes from one plan to another, as CSV for spreadsheets."""

from __future__ import annotations

import csv
from io import StringIO

from di4c_schedule.changes import Comparison
from di4c_schedule.changes.comparison import COLUMNS
from di4c_schedule.io.schedule_file import harmless


def comparison_csv(comparison: Comparison) -> bytes:
    """Return a comparison as CSV in UTF-8, one line a meeting, ISO dates.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers have none.

    Examples
    --------
    >>> from di4c_schedule import Network, Partner, Problem, Schedule, compare
    >>> network = Network("Two", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> problem = Problem(network, "2019-09-02", "2019-10-31")
    >>> after = Schedule.of(problem, [("Oulu", "2019-10-07")])
    >>> print(comparison_csv(compare([("Oulu", "2019-10-08")], after)).decode())
    kind,host,first,last,new_host,new_first,new_last,days,sentence
    moved,Oulu,2019-10-08,2019-10-08,Oulu,2019-10-07,2019-10-07,-1,"Oulu's meeting moves from Tue 8 ..., 1 day earlier."
    <BLANKLINE>
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in comparison.to_rows():
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else harmless(str(value))
