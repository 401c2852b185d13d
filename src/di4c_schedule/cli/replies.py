"""The command ``replies``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from di4c_schedule.cli.answers import Form
from di4c_schedule.cli.failures import DONE, warnings_told
from di4c_schedule.errors import ProblemError
from di4c_schedule.io import read_problem
from di4c_schedule.replies import Offer, Replies, read_replies
from di4c_schedule.replies.answered import COLUMNS


def replies_of_files(
    file: Path, calendars: Path, paths: Sequence[Path], trusted: Sequence[str], form: Form, *, rules: bool
) -> int:
    """Say what partners answered, what was not applied, and what could be added to the problem; return the exit code.

    What could not be applied is told and is no failure: a mailbox holds all kinds of mails.
    """
    if rules and (form.as_json or form.as_csv):
        raise ProblemError("--rules prints lines for the problem file: leave out --json and --csv")
    with warnings_told(quiet=form.quiet):
        problem = read_problem(file)
    replies = read_replies(paths, calendars, trusted=trusted)
    offers = replies.offers(problem)
    if rules:
        sys.stdout.write("\n".join(offer.to_toml() for offer in offers))
        return DONE
    form.show(
        lambda: _text(replies, offers, file),
        lambda: replies.to_dict() | {"offers": [offer.to_dict() for offer in offers]},
        lambda: (COLUMNS, replies.to_rows()),
    )
    return DONE


def _text(replies: Replies, offers: Sequence[Offer], file: Path) -> str:
    lines = [str(replies)]
    if offers:
        lines.append(f"What could be done; --rules prints the lines for {file.name}:")
        lines += [f"  {number}. {offer}" for number, offer in enumerate(offers, 1)]
    return "\n".join(lines)
