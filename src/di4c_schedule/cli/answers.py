"""Answers as JSON on stdout."""

from __future__ import annotations

import json
import sys


def print_json(answer: dict[str, object]) -> None:
    """Print an answer; letters that the terminal does not know are written as JSON escapes."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        text = json.dumps(answer, indent=2)
    sys.stdout.write(text + "\n")
