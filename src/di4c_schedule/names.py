"""Names of partners and networks: one line, not too long, the same however it was typed."""

from __future__ import annotations

import unicodedata

from di4c_schedule.errors import ProblemError

_DIRECTIONS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates of writing direction, which make a text look like another."""

LONGEST_NAME = 200
"""Characters a name may have: calendars and file systems cut longer ones."""


def clean_name(value: object) -> str:
    """Return a name in Unicode's composed form, without spaces around it.

    Raises
    ------
    ProblemError
        If it is no text, empty, longer than `LONGEST_NAME` or holds line breaks or control characters.

    Examples
    --------
    >>> clean_name(" Oulu ")
    'Oulu'
    """
    if not isinstance(value, str):
        raise ProblemError(f"expected a name, got {value!r:.60}")
    name = unicodedata.normalize("NFC", value).strip()
    if not name:
        raise ProblemError("expected a name, got an empty text")
    if len(name) > LONGEST_NAME:
        raise ProblemError(
            f'the name "{name[:30]}…" has {len(name)} characters; {LONGEST_NAME} are the most, write a shorter one'
        )
    for character in name:
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in _DIRECTIONS:
            raise ProblemError(
                f"the name {name[:40]!r} holds a line break or control character (U+{ord(character):04X}); take it out"
            )
    return name
