"""What the tests of sending ask of servers and of the mails that these got."""

from __future__ import annotations

from collections import Counter
from email import message_from_bytes, policy

import icalendar

EVERYBODY = ["botosani@example.org", "messina@example.org", "oulu@example.org"]


def recipients(host):
    return sorted(recipient for _, recipient, _ in host.mails)


def read(data):
    mail = message_from_bytes(data, policy=policy.default)
    (calendar,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    events = icalendar.Calendar.from_ical(calendar.get_payload(decode=True))
    return mail, calendar, events


def ids(host):
    return Counter(message_from_bytes(data)["Message-ID"] for _, _, data in host.mails)


def on(stage, what, *counts):
    """Return a hook that answers some times at one stage in its own way."""
    return lambda reached, count: what if reached == stage and (not counts or count in counts) else None
