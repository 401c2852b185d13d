"""What must be told now, and what the folder of calendars holds then."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from di4c_schedule.frozen_table import FrozenTable
from di4c_schedule.updates.state import Invitation, MeetingChange, State


@frozen(repr=False)
class Update:
    """What a schedule changes in what people were told.

    Parameters
    ----------
    state
        What they were told when this is done.
    changes
        One for each meeting that stands, in date order, then those that are dropped now.
    invitations
        All that must be in the folder: for each partner what it must hold.
    news
        Those of the invitations that are not as they were told before.
    files
        All files by their paths in the folder, with slashes: the network's, the partners' in order, the invitations.
    notes
        What is to be said of partners, one sentence each.
    summary
        What changes, in words that fit an e-mail.
    """

    state: State
    changes: tuple[MeetingChange, ...]
    invitations: tuple[Invitation, ...]
    news: tuple[Invitation, ...]
    files: Mapping[str, bytes] = field(converter=FrozenTable[bytes])
    notes: tuple[str, ...]
    summary: str

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        return f"<Update of {self.state.network!r}>\n{self.summary}"
