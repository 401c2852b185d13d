"""What is told while it is measured."""

from __future__ import annotations

import sys
from time import strftime


def tell(line: str) -> None:
    """Write a line to stderr, with the time."""
    sys.stderr.write(f"{strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()
