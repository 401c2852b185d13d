"""What kind of meeting a host's turn is: how long, on site or online, agreed or not yet."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from di4c_schedule.arguments import (
    PARTNER,
    meeting_format,
    meeting_state,
    optional_length,
    optional_name,
    optional_place,
)


@frozen
class Form:
    """What kind of meeting it is.

    Parameters
    ----------
    days
        Length in calendar days.
    format
        ``"on site"``, ``"online"`` or ``"hybrid"``. Nobody travels to an online meeting; a hybrid one counts like one
        on site.
    state
        ``"confirmed"`` or ``"tentative"``.
    """

    days: int
    format: str = "on site"
    state: str = "confirmed"

    @property
    def travelled(self) -> bool:
        """Whether people travel to it."""
        return self.format != "online"


@frozen
class Turn:
    """In what a host's meeting differs from the usual one.

    Parameters
    ----------
    partner
        Name of the host; None: every host.
    turn
        Which of the host's meetings, counted from 1 in date order; None: all of them.
    days
        Length in calendar days; None: as usual.
    format
        ``"on site"``, ``"online"`` or ``"hybrid"``; None: as usual, on site.
    state
        ``"confirmed"`` or ``"tentative"``; None: as usual, confirmed.

    Examples
    --------
    >>> form_of([Turn("Oulu", days=3), Turn("Oulu", turn=2, format="online")], "Oulu", 2, usual=Form(2))
    Form(days=3, format='online', state='confirmed')
    """

    partner: str | None = field(default=None, converter=optional_name, metadata=PARTNER)
    turn: int | None = field(default=None, converter=optional_place)
    days: int | None = field(default=None, converter=optional_length)
    format: str | None = field(default=None, converter=meeting_format)
    state: str | None = field(default=None, converter=meeting_state)

    def speaks_of(self, partner: str, turn: int) -> bool:
        """Whether it speaks of a turn of a partner."""
        return self.partner in (None, partner) and self.turn in (None, turn)


def form_of(turns: Iterable[Turn], partner: str, turn: int, usual: Form) -> Form:
    """Return what kind of meeting a partner's turn is; later entries overrule earlier ones.

    Parameters
    ----------
    turns
        What differs from the usual.
    partner, turn
        Name of the host, and which of its meetings, from 1.
    usual
        The usual meeting.
    """
    form = usual
    for entry in turns:
        if entry.speaks_of(partner, turn):
            form = Form(entry.days or form.days, entry.format or form.format, entry.state or form.state)
    return form
