"""What became of the events of a calendar on a server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen


@frozen
class ServerEvent:
    """One event of the report.

    Parameters
    ----------
    uid, title
        Its UID, and what people call it.
    start
        The day it begins, as YYYY-MM-DD.
    reason
        Why it was left as it is, for conflicts.
    """

    uid: str
    title: str
    start: str
    reason: str = ""

    def __str__(self) -> str:
        text = f"{self.title} ({self.start})" if self.start else self.title
        text = f"{text}: {self.reason}" if self.reason else text
        # What a server sends may be meant to steer a terminal.
        return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _events(value: Iterable[ServerEvent]) -> tuple[ServerEvent, ...]:
    return tuple(sorted(value, key=lambda event: (event.start, event.title, event.uid)))


@frozen
class ServerReport:
    """What became of the events of a calendar on a server; with a dry run, what would become of them.

    Parameters
    ----------
    url
        Address of the calendar.
    made
        Whether the calendar itself was made.
    created, updated, deleted, unchanged
        Events that were written, written anew, deleted, and that were right already.
    conflicts
        Events that were left, as somebody else changed them on the server; each with the reason.
    dry_run
        Whether nothing was done.

    Examples
    --------
    >>> event = ServerEvent("a", "DI4C meeting in Oulu", "2019-10-01")
    >>> print(ServerReport("https://cal.example.org/di4c/", created=[event]))
    1 event created on https://cal.example.org/di4c/: DI4C meeting in Oulu (2019-10-01).
    """

    url: str
    made: bool = False
    created: tuple[ServerEvent, ...] = field(default=(), converter=_events)
    updated: tuple[ServerEvent, ...] = field(default=(), converter=_events)
    deleted: tuple[ServerEvent, ...] = field(default=(), converter=_events)
    unchanged: tuple[ServerEvent, ...] = field(default=(), converter=_events)
    conflicts: tuple[ServerEvent, ...] = field(default=(), converter=_events)
    dry_run: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything was done, or would be."""
        return bool(self.made or self.created or self.updated or self.deleted)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as values of JSON."""
        lists = ("created", "updated", "deleted", "unchanged", "conflicts")
        events = {name: [_to_dict(event) for event in getattr(self, name)] for name in lists}
        return {"url": self.url, "dry_run": self.dry_run, "made": self.made, **events}

    def __str__(self) -> str:
        lines = [f"The calendar {self.url} {'would be' if self.dry_run else 'was'} made."] if self.made else []
        would = "would be " if self.dry_run else ""
        for done, events in (("created", self.created), ("updated", self.updated), ("deleted", self.deleted)):
            if events:
                lines.append(f"{_count(events)} {would}{done} on {self.url}: {_listed(events)}.")
        if not self.changed and not self.conflicts:
            lines.append(f"{self.url} is up to date: {_count(self.unchanged)}.")
        elif self.unchanged:
            lines.append(f"{_count(self.unchanged)} unchanged.")
        lines += [f"Not {'to be ' if self.dry_run else ''}touched: {event}." for event in self.conflicts]
        return "\n".join(lines)


_SHOWN = 12


def _listed(events: tuple[ServerEvent, ...]) -> str:
    more = f" and {len(events) - _SHOWN} more" if len(events) > _SHOWN else ""
    return ", ".join(map(str, events[:_SHOWN])) + more


def _count(events: tuple[ServerEvent, ...]) -> str:
    return "1 event" if len(events) == 1 else f"{len(events)} events"


def _to_dict(event: ServerEvent) -> dict[str, str]:
    entry = {"uid": event.uid, "title": event.title, "start": event.start}
    return entry | ({"reason": event.reason} if event.reason else {})
