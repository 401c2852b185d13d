"""Who invites and who is invited, as iTIP has them (RFC 5546)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

    from di4c_schedule.calendar_style import CalendarStyle
    from di4c_schedule.network import Network


def organizer_of(network: Network, style: CalendarStyle) -> str | None:
    """Return the address that invites and gets the replies: that of the style, else the lead's; None without any.

    Examples
    --------
    >>> from di4c_schedule import CalendarStyle, Network, Partner
    >>> network = Network("DI4C", [Partner("Oulu", "Oulu, FI", email="oulu@example.org")], lead="Oulu")
    >>> organizer_of(network, CalendarStyle()), organizer_of(network, CalendarStyle(organizer="di4c@example.org"))
    ('oulu@example.org', 'di4c@example.org')
    """
    return style.organizer or network[network.lead].email


def organizer_name(network: str, style: CalendarStyle) -> str:
    """Return the name that invites: that of the style, else the network's."""
    return style.organizer_name or network


def address_in(person: object) -> str:
    """Return the e-mail address of an ORGANIZER or ATTENDEE as it stands there; empty if there is none.

    Examples
    --------
    >>> address_in("MAILTO:Oulu@example.org"), address_in(None)
    ('Oulu@example.org', '')
    """
    text = str(person or "")
    return text[len("mailto:") :] if text.casefold().startswith("mailto:") else text


def set_organizer(event: Event, address: str, name: str) -> None:
    """Say who invites."""
    from icalendar import vCalAddress

    event["ORGANIZER"] = vCalAddress(f"mailto:{address}", params={"CN": name})


def set_guest(event: Event, address: str, name: str, *, hosts: bool, invites: bool) -> None:
    """Say who is invited: one partner, whom the others do not see.

    The partner that invites needs not answer itself: it has accepted, as in the example of RFC 5546, section 4.2.1.
    """
    from icalendar import vCalAddress

    event["ATTENDEE"] = vCalAddress(
        f"mailto:{address}",
        params={
            "CN": name,
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "CHAIR" if hosts else "REQ-PARTICIPANT",
            "PARTSTAT": "ACCEPTED" if invites else "NEEDS-ACTION",
            "RSVP": "FALSE" if invites else "TRUE",
        },
    )


def set_removed(event: Event, address: str, name: str) -> None:
    """Say who is invited no longer (RFC 5546, section 3.2.5)."""
    from icalendar import vCalAddress

    event["ATTENDEE"] = vCalAddress(f"mailto:{address}", params={"CN": name})
