"""Calendars of an earlier plan that stand beside those just written."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path


def warn_of_others(folder: Path, written: Collection[Path]) -> None:
    """Say on stderr which calendars of a folder are not of the plan just written: somebody might send them."""
    names = {path.name for path in written}
    others = sorted(path.name for path in folder.glob("*.ics") if path.name not in names) if written else []
    if others:
        sys.stderr.write(f"warning: {folder} also holds calendars that are not of this plan: {', '.join(others)}\n")
