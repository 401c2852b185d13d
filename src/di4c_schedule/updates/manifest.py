"""The file that remembers what people were told: ``calendars.json`` in the folder of calendars."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from di4c_schedule.frozen_table import FrozenTable
from di4c_schedule.updates.state import State

if TYPE_CHECKING:
    from cattrs import Converter

MANIFEST = "calendars.json"
"""Its name in the folder."""

SCHEMA_VERSION = 1
"""Rises when a key changes its meaning or goes."""

_ABOUT = (
    "What people were told of the meetings. The next calendars are compared with it: leave it beside them. "
    "It holds e-mail addresses: to publish the calendars, publish network.ics."
)


@frozen
class Manifest:
    """What people were told, and what the files of the folder held then.

    Parameters
    ----------
    state
        What they were told.
    digests
        SHA-256 of each file, by its path in the folder.
    """

    state: State
    digests: Mapping[str, str] = field(converter=FrozenTable[str])


class NewerSchemaError(Exception):
    """A later version of the library wrote the file."""


class DamagedError(Exception):
    """The file is not as the library writes it."""


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file."""
    return sha256(data).hexdigest()


def manifest_file(state: State, files: Mapping[str, bytes]) -> bytes:
    r"""Return the file, for people to read and for version control to compare.

    Parameters
    ----------
    state
        What people were told.
    files
        The files of the folder, by their paths.

    Examples
    --------
    >>> data = manifest_file(State("DI4C"), {"network.ics": b"BEGIN:VCALENDAR\r\n"})
    >>> read_manifest(data).state
    State(network='DI4C', meetings={}, partners={}, organizer=None)
    """
    content = {
        "about": _ABOUT,
        "schema": SCHEMA_VERSION,
        "state": _converter().unstructure(state),
        "files": {path: digest_of(data) for path, data in files.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(data: bytes) -> Manifest:
    """Read the file.

    Raises
    ------
    NewerSchemaError
        If a later version of the library wrote it.
    DamagedError
        If it is damaged.
    """
    from cattrs import BaseValidationError

    try:
        content = json.loads(data)
        if content["schema"] > SCHEMA_VERSION:
            raise NewerSchemaError
        state = _converter().structure(content["state"], State)
        digests = _converter().structure(content["files"], dict[str, str])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BaseValidationError) as error:
        raise DamagedError from error
    if not all(map(_is_inside, digests)):
        raise DamagedError
    return Manifest(state, digests)


def _is_inside(path: str) -> bool:
    """Say whether a path leads to a file in the folder: nothing outside is ever touched, whatever the file says."""
    return not any(sign in path for sign in "\\:\0") and not {"", ".", ".."} & set(path.split("/"))


@cache
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter

    converter = make_converter()
    for kind in (date, time, datetime):
        converter.register_unstructure_hook(kind, _as_text)
        converter.register_structure_hook(kind, _from_text)
    converter.register_structure_hook(str, _one_line)
    return converter


def _one_line(value: Any, _: type[str]) -> str:
    """Return a name or address; what could end a line in a calendar or a mail is none."""
    if not isinstance(value, str) or any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in value):
        raise ValueError("expected a text of one line")
    return value


def _as_text(value: date | time | datetime) -> str:
    return value.isoformat()


def _from_text(value: Any, kind: type[date | time | datetime]) -> Any:
    read = kind.fromisoformat(value)
    if isinstance(read, datetime) and read.tzinfo is None:
        raise ValueError("expected a time with its distance from UTC")
    return read
