"""Text in TOML, and what is wrong with it in words for people."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from di4c_schedule.errors import Mistake, ProblemError


def parse_toml(path: Path, text: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Parameters
    ----------
    path
        The file, for messages.
    text
        What it holds.

    Raises
    ------
    ProblemError
        If that is not TOML, with the line.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\s*\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(found[1]), f" in column {found[2]}") if found else (text.count("\n") + 1, "")
        message = re.sub(r"\s*\(at .*\)", "", str(error))
        hint = "text stands in quotes, dates without, and every key only once"
        if "Cannot declare" in message:
            hint = "a heading that comes more than once has double brackets, such as [[rules]]"
        raise ProblemError([Mistake(f"not TOML{column}: {message}; {hint}", file=str(path), line=line)]) from None
    except RecursionError:
        raise ProblemError([Mistake("brackets are nested too deeply", file=str(path))]) from None
