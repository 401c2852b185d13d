"""Identities of events: what makes a calendar program move a meeting rather than add another."""

from __future__ import annotations

from uuid import UUID, uuid5

_UIDS = UUID("f190f0b6-0b03-4697-ab81-6e52ca56b9a3")
"""Namespace of all UIDs (RFC 9562, section 5.5). With another, calendars would take known meetings for new ones."""


def meeting_uid(network: str, host: str, turn: int) -> str:
    """Return the UID of a host's turn in a network: the same whatever its date and whoever else takes part.

    Parameters
    ----------
    network, host
        Names.
    turn
        Which of the host's meetings it is, from 1.

    Examples
    --------
    >>> meeting_uid("DI4C", "Oulu", 1)
    '693f8263-fed8-5d61-99e6-81dfd49276b9'
    """
    # A name holds no line break, so that no two triples give the same text.
    return str(uuid5(_UIDS, f"{network}\n{host}\n{turn}"))


def travel_uid(meeting: str, traveller: str, way: str) -> str:
    """Return the UID of a partner's way to or from a meeting.

    Parameters
    ----------
    meeting
        UID of the meeting.
    traveller
        Name of the partner.
    way
        ``"out"`` or ``"home"``.

    Examples
    --------
    >>> travel_uid(meeting_uid("DI4C", "Oulu", 1), "Messina", "out")
    '5562ee11-a186-5d1e-9d7f-17cabf93da70'
    """
    return str(uuid5(UUID(meeting), f"{traveller}\n{way}"))
