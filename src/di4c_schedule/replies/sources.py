"""Where replies come from: calendar files, mails, mailboxes, and folders of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import field, frozen

from di4c_schedule.errors import CalendarFileError, Mistake
from di4c_schedule.files import LARGEST_FILE
from di4c_schedule.labels import counted, listed
from di4c_schedule.replies.reports import UNREADABLE, Report

LARGEST_MAIL = 30_000_000
"""Bytes; what most mail servers take."""

LARGEST_MAILBOX = 200_000_000
"""Bytes; tens of thousands of replies."""

MOST_FILES = 50_000
"""Files of one folder."""

_READ = (".ics", ".ical", ".eml", ".mbox", ".mbx")
_FOREIGN = {
    ".msg": "Outlook's own format; save the mail as .eml, or its calendar as .ics",
    ".pst": "Outlook's own format; save the mails as .eml",
    ".zip": "an archive; unpack it first",
    ".gz": "an archive; unpack it first",
}
_MAGIC = {b"PK\x03\x04": ".zip", b"\x1f\x8b": ".gz", b"\xd0\xcf\x11\xe0": ".msg"}
_HEADER = re.compile(rb"[!-9;-~]+:")
# a line of a mailbox that begins a mail: behind an empty line, and a header follows
_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n(?=[!-9;-~]+:)")


@frozen
class Source:
    """A calendar or a mail.

    Parameters
    ----------
    file, line
        Where it stands; the line only if there is more than one in the file.
    data
        Its bytes.
    is_mail
        Whether it is a mail.
    """

    file: str
    line: int | None
    data: bytes = field(repr=False)
    is_mail: bool


def sources_of(paths: str | Path | Iterable[str | Path]) -> Iterator[Source | Report]:
    """Yield what files and folders hold, and a report for each file that is neither calendar nor mail.

    Raises
    ------
    CalendarFileError
        If a path that was given is none, or cannot be read.
    """
    for given in [paths] if isinstance(paths, (str, Path)) else paths:
        path = Path(given)
        if "\0" in str(path):
            raise _error(path, "no file can have such a name")
        try:
            if path.is_dir():
                yield from _folder(path)
            elif path.is_file():
                yield from _file(path)
            else:
                raise _error(path, "is no file" if path.exists() else "there is no such file or folder")
        except OSError as fault:
            raise _error(path, f"cannot be read: {fault.strerror}") from None


def _folder(folder: Path) -> Iterator[Source | Report]:
    files = []
    # a mailbox in the form of a folder has its mails in these two
    for place in (folder, folder / "cur", folder / "new"):
        if place.is_dir():
            files += [path for path in place.iterdir() if not path.name.startswith(".") and path.is_file()]
        if len(files) > MOST_FILES:
            raise _error(folder, f"holds more than {MOST_FILES:,} files; give it in parts")
    others = []
    for path in sorted(files):
        if path.suffix.casefold() in (*_READ, *_FOREIGN) or path.parent != folder or _looks_like_one(path):
            yield from _file(path)
        else:
            others.append(path.name)
    if others:
        shown = listed(others) if len(others) <= 3 else f"{', '.join(others[:3])}, …"
        yield Report(UNREADABLE, f"{counted(len(others), 'other file')} left alone: {shown}", str(folder))


def _looks_like_one(path: Path) -> bool:
    """Whether a file without an ending that tells begins as a calendar or a mailbox does."""
    if path.suffix:
        return False
    with path.open("rb") as file:
        start = file.read(64).lstrip()
    return start.startswith(b"From ") or start.upper().startswith(b"BEGIN:VCALENDAR")


def _file(path: Path) -> Iterator[Source | Report]:
    with path.open("rb") as file:
        data = file.read(LARGEST_MAILBOX + 1)
    name = str(path)
    start = data[:4096].lstrip(b"\xef\xbb\xbf\r\n\t ")
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), path.suffix.casefold())
    if not data.strip():
        yield Report(UNREADABLE, "the file is empty", name)
    elif kind in _FOREIGN:
        yield Report(UNREADABLE, f"is {_FOREIGN[kind]}", name)
    elif start.startswith(b"From "):
        yield from _mailbox(name, data)
    elif path.suffix.casefold() in (".ics", ".ical") or start[:15].upper() == b"BEGIN:VCALENDAR":
        yield _within(Source(name, None, data, is_mail=False), LARGEST_FILE)
    elif _HEADER.match(start):
        yield _within(Source(name, None, data, is_mail=True), LARGEST_MAIL)
    else:
        yield Report(UNREADABLE, "is neither a calendar nor a mail", name)


def _mailbox(name: str, data: bytes) -> Iterator[Source | Report]:
    if len(data) > LARGEST_MAILBOX:
        yield Report(UNREADABLE, f"is larger than {LARGEST_MAILBOX // 1_000_000} MB; give it in parts", name)
        return
    starts = [found.span() for found in _BEGINNING.finditer(data)]
    if not starts:
        yield Report(UNREADABLE, "is neither a calendar nor a mail", name)
    line, counted_to = 1, 0
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for (start, first), end in zip(starts, ends, strict=True):
        line += data.count(b"\n", counted_to, start)
        counted_to = start
        # lines of the mail itself that began like this one were marked, RFC 4155
        mail = re.sub(rb"(?m)^>(>*From )", rb"\1", data[first:end])
        yield _within(Source(name, line, mail, is_mail=True), LARGEST_MAIL)


def _within(source: Source, largest: int) -> Source | Report:
    if len(source.data) <= largest:
        return source
    return Report(UNREADABLE, f"is larger than {largest // 1_000_000} MB", source.file, source.line)


def _error(path: Path, message: str) -> CalendarFileError:
    return CalendarFileError([Mistake(message, error=CalendarFileError, file=str(path))])
