"""What changes for people, in words that fit an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from di4c_schedule.dates import long_dates
from di4c_schedule.events import Appointment
from di4c_schedule.labels import counted, listed
from di4c_schedule.updates.state import CHANGED, DROPPED, MOVED, NEW, SAME, MeetingChange, State, Withdrawal

_ORDER = (NEW, MOVED, CHANGED, DROPPED)


def summary_of(changes: Sequence[MeetingChange], notes: Iterable[str]) -> str:
    """Tell what changes, one line a meeting, then what is to be said of partners.

    Parameters
    ----------
    changes
        One for each meeting.
    notes
        Sentences about partners.
    """
    lines = [sentence(change) for kind in _ORDER for change in changes if change.kind == kind]
    same = sum(change.kind == SAME for change in changes)
    if same:
        lines.append(f"Unchanged: {counted(same, 'meeting')}")
    return "\n".join([*(lines or ["No meetings."]), *notes])


def sentence(change: MeetingChange) -> str:
    """Tell what becomes of a meeting.

    Parameters
    ----------
    change
        The change.
    """
    after, before = change.after, change.before
    if before is None or change.kind == NEW:
        remark = listed(list(_remarks(after)))
        return f"New: {_meeting(after)}{f' ({remark})' if remark else ''}"
    if change.kind == DROPPED:
        return f"Cancelled: {_meeting(before)}"
    news = "; ".join(_news(before, after))
    if (before.first, before.last) != (after.first, after.last):
        told = f"Moved: {_meeting(after)} instead of {long_dates(before.first, before.last)}"
        return f"{told}; {news}" if news else told
    kind = "Unchanged" if change.kind == SAME else "Moved" if change.kind == MOVED else "Changed"
    return f"{kind}: {_meeting(after)}{f'; {news}' if news and kind != 'Unchanged' else ''}"


def partner_notes(before: State | None, after: State) -> Iterator[str]:
    """Yield what is to be said of partners: who joins, leaves, gets another address, or cannot be invited.

    Parameters
    ----------
    before
        What was told before; None: nothing.
    after
        What is told now.
    """
    was, now = _addresses(before), _addresses(after)
    earlier = before.partners if before is not None else after.partners
    if before is not None and was and now and _other(before.organizer, after.organizer):
        yield (
            f"Invitations come from {after.organizer} now, not from {before.organizer} any more: partners hear of it "
            "with the next change of a meeting; answers to what they hold go to the old address"
        )
    for name in after.partners:
        if name not in earlier:
            yield f"{name} joins: {counted(_held(after, name), 'invitation')}"
        elif name in was and name in now and _other(was[name], now[name]):
            rest = _fate(before, after, name, "the old ones are taken back")
            yield f"{name} has another e-mail address: its invitations go there, {rest}"
    for name in earlier:
        if name in was and name not in now and before is not None:
            held = counted(_taken_back(before, after, name), "invitation is taken back", "invitations are taken back")
            cause = "has no e-mail address any more" if name in after.partners else "leaves"
            yield f"{name} {cause}: {_fate(before, after, name, held)}"
        elif name not in after.partners:
            yield f"{name} leaves"


def _other(before: str | None, after: str | None) -> bool:
    """Say whether two addresses are of different mailboxes."""
    return before is not None and after is not None and before.casefold() != after.casefold()


def _fate(before: State | None, after: State, name: str, taken_back: str) -> str:
    """Say what becomes of the invitations to an old address: they stay if another partner has it, too."""
    email = _addresses(before)[name].casefold()
    heir = next((other for other, address in _addresses(after).items() if address.casefold() == email), None)
    return taken_back if heir is None else f"the old ones stay, as {heir} has that address"


def address_notes(names: Sequence[str], missing: Sequence[str], organizer: str | None) -> Iterator[str]:
    """Yield who gets no invitation and why.

    Parameters
    ----------
    names
        Names of all partners.
    missing
        Names of those without an e-mail address.
    organizer
        Address that invites.
    """
    if len(missing) == len(names):
        yield "No invitations: no partner has an e-mail address"
        return
    if organizer is None:
        yield (
            "No invitations: nobody sends them; write organizer under [calendars], or the e-mail address of the "
            "lead partner"
        )
        return
    if missing:
        yield f"No e-mail address for {listed(list(missing))}: no invitation"


def _addresses(state: State | None) -> dict[str, str]:
    """Return the addresses of partners that hold an invitation."""
    meetings = state.meetings.values() if state is not None else ()
    return {name: email for known in meetings for name, email in known.invited.items()}


def _held(state: State, name: str) -> int:
    return sum(name in known.invited for known in state.meetings.values())


def _taken_back(before: State, after: State, name: str) -> int:
    """Return how many invitations are taken back from a partner."""
    return sum(
        any(one.partner == name and one not in _withdrawn(before, uid) for one in known.withdrawn)
        for uid, known in after.meetings.items()
    )


def _withdrawn(state: State, uid: str) -> tuple[Withdrawal, ...]:
    return state.meetings[uid].withdrawn if uid in state.meetings else ()


def _meeting(one: Appointment) -> str:
    return f"{one.host}{f' (turn {one.turn})' if one.turn > 1 else ''}, {long_dates(one.first, one.last)}"


def _remarks(one: Appointment) -> Iterator[str]:
    if one.format != "on site":
        yield one.format
    if one.status == "tentative":
        yield one.status


def _news(before: Appointment, after: Appointment) -> Iterator[str]:
    if (before.begin, before.end, before.begin and before.timezone) != (
        after.begin,
        after.end,
        after.begin and after.timezone,
    ):
        yield f"now {_hours(after)} instead of {_hours(before)}"
    if before.format != after.format:
        yield f"now {after.format}"
    if (before.city, before.country) != (after.city, after.country):
        yield f"now in {after.city}, {after.country}"
    if before.link != after.link:
        yield f"now joined at {after.link}" if after.link else "now without a link to join"
    if before.status != after.status:
        yield f"now {after.status}"


def _hours(one: Appointment) -> str:
    if one.begin is None or one.end is None:
        return "whole days"
    return f"{one.begin:%H:%M} to {one.end:%H:%M} ({one.timezone})"
