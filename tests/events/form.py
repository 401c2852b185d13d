"""A strict reader of calendar files, written from the RFCs alone: what it does not know, it refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
UTC_TIME = r"\d{8}T\d{6}Z"
ADDRESS = r"mailto:[!-~]+@[!-~]+"
LINK = r"https?://[!-~]+"
OFFSET = r"[+-]\d{4}(\d{2})?"
DAY = {"VALUE": "DATE"}
TEXT = object()

ALWAYS = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "LOCATION", "TRANSP", "LAST-MODIFIED"]

FORMS = {
    "VCALENDAR": {
        "VERSION": r"2\.0",
        "PRODID": r"-//.+//.+//EN",
        "METHOD": "REQUEST|CANCEL",
        "NAME": TEXT,
        "X-WR-CALNAME": TEXT,
        "REFRESH-INTERVAL": r"P\d+D",
        "X-PUBLISHED-TTL": r"P\d+D",
        "COLOR": "[a-z]+",
    },
    "VEVENT": {
        "UID": UUID,
        "DTSTAMP": UTC_TIME,
        "LAST-MODIFIED": UTC_TIME,
        "SEQUENCE": r"\d+",
        "STATUS": "CONFIRMED|TENTATIVE|CANCELLED",
        "TRANSP": "OPAQUE",
        "DTSTART": r"\d{8}(T\d{6})?",
        "DTEND": r"\d{8}(T\d{6})?",
        "RRULE": r"FREQ=DAILY;COUNT=\d+",
        "SUMMARY": TEXT,
        "LOCATION": TEXT,
        "DESCRIPTION": TEXT,
        "CATEGORIES": TEXT,
        "GEO": r"-?\d+(\.\d{1,6})?;-?\d+(\.\d{1,6})?",
        "URL": LINK,
        "CONFERENCE": LINK,
        "RELATED-TO": UUID,
        "ORGANIZER": ADDRESS,
        "ATTENDEE": ADDRESS,
    },
    "VALARM": {"ACTION": "DISPLAY", "TRIGGER": rf"-P\d+D|PT0S|{UTC_TIME}", "DESCRIPTION": TEXT},
    "VTIMEZONE": {"TZID": "[A-Za-z_+-]+(/[A-Za-z_+-]+)*"},
    "STANDARD": {
        "DTSTART": r"\d{8}T\d{6}",
        "TZOFFSETFROM": OFFSET,
        "TZOFFSETTO": OFFSET,
        "TZNAME": TEXT,
        "RRULE": r"FREQ=YEARLY;BYMONTH=\d+;BYDAY=-?\dSU;UNTIL=\d{4}1231T235959Z",
    },
}
FORMS["DAYLIGHT"] = FORMS["STANDARD"]
INSIDE = {
    None: {"VCALENDAR"},
    "VCALENDAR": {"VTIMEZONE", "VEVENT"},
    "VEVENT": {"VALARM"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
}


@dataclass
class Block:
    """A component: properties with their parameters, texts as they were meant, and what is inside."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, dict[str, str]] = field(default_factory=dict)
    inside: list[Block] = field(default_factory=list)

    def all(self, kind):
        return [block for block in self.inside if block.kind == kind]

    def __getitem__(self, name):
        return self.values[name]

    def __contains__(self, name):
        return name in self.values


def unfolded(data):
    """Check the lines of a file and return them whole (RFC 5545, section 3.1)."""
    assert data.endswith(b"\r\n")
    lines = []
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert b"\r" not in line
        assert b"\n" not in line
        assert 0 < len(line) <= 75
        text = line.decode("utf-8", errors="strict")
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def split_line(line):
    """Return name, parameters and value; quotes as RFC 5545 has them, carets as RFC 6868."""
    matched = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(.*)', line)
    assert matched, line
    name, rest, value = matched.groups()
    parameters = {}
    for key, quoted, bare in re.findall(r';([A-Z-]+)=(?:"([^"]*)"|([^";:,]*))', rest):
        assert key not in parameters
        parameters[key] = re.sub(r"\^(.)", lambda m: {"n": "\n", "^": "^", "'": '"'}[m[1]], quoted or bare)
    return name, parameters, value


def plain(value, *, listed=False):
    """Undo the escapes of RFC 5545, section 3.3.11; every sign that needs one has one."""
    commas = "" if listed else ","
    assert re.fullmatch(rf"(?:[^\\;{commas}\x00-\x08\x0a-\x1f\x7f]|\\[\\;,n])*", value), value
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)


def parsed(data):
    """Return the calendar of a file; every line of it is of a known form."""
    root, stack = None, []
    for name, parameters, value in map(split_line, unfolded(data)):
        if name == "BEGIN":
            block = Block(value)
            assert value in INSIDE[stack[-1].kind if stack else None]
            assert root is None or stack
            if stack:
                stack[-1].inside.append(block)
            root = root or block
            stack.append(block)
        elif name == "END":
            assert stack.pop().kind == value
        else:
            block = stack[-1]
            assert name in FORMS[block.kind], f"unknown property {name} in {block.kind}"
            assert name not in block, f"{name} stands twice"
            assert not block.inside, "properties come before components"
            form = FORMS[block.kind][name]
            if form is TEXT:
                assert not parameters
                value = plain(value, listed=name == "CATEGORIES")
            else:
                assert re.fullmatch(form, value), f"{name}:{value}"
            block.values[name] = value
            block.parameters[name] = parameters
    assert not stack
    check_calendar(root)
    return root


def check_calendar(calendar):
    assert {"VERSION", "PRODID"} <= set(calendar.values)
    zones = {zone["TZID"] for zone in calendar.all("VTIMEZONE")}
    assert len(zones) == len(calendar.all("VTIMEZONE"))
    named = set()
    for event in calendar.all("VEVENT"):
        named |= check_event(event)
    assert named == zones, "each time zone that is named is there, and no other"
    uids = [event["UID"] for event in calendar.all("VEVENT")]
    assert len(set(uids)) == len(uids)
    if "METHOD" in calendar:
        assert len(uids) == 1
        assert "NAME" not in calendar
        check_message(calendar["METHOD"], calendar.all("VEVENT")[0])
    else:
        assert {"NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "COLOR"} <= set(calendar.values)
        assert calendar.parameters["REFRESH-INTERVAL"] == {"VALUE": "DURATION"}
        assert all("STATUS" in event and "DESCRIPTION" in event for event in calendar.all("VEVENT"))
        assert not any({"ORGANIZER", "ATTENDEE"} & set(event.values) for event in calendar.all("VEVENT"))


def check_event(event):
    """Check an event and return the time zones that it names."""
    needed = set(ALWAYS) - ({"LOCATION"} if "RELATED-TO" in event else set())
    assert needed <= set(event.values)
    assert event["DTSTART"] < event["DTEND"]
    assert event.parameters["DTSTART"] == event.parameters["DTEND"]
    assert event["DTSTAMP"] == event["LAST-MODIFIED"]
    if "CONFERENCE" in event:
        assert event.parameters["CONFERENCE"] == {"VALUE": "URI", "FEATURE": "VIDEO"}
        assert event["URL"] == event["CONFERENCE"]
    for name, given in event.parameters.items():
        assert not given or name in ("DTSTART", "DTEND", "CONFERENCE", "ORGANIZER", "ATTENDEE")
    for alarm in event.all("VALARM"):
        assert set(alarm.values) == set(FORMS["VALARM"])
        assert alarm["DESCRIPTION"] == event["SUMMARY"]
        absolute = alarm["TRIGGER"].endswith("Z")
        assert absolute == ("RRULE" in event)
        assert alarm.parameters["TRIGGER"] == ({"VALUE": "DATE-TIME"} if absolute else {})
    if event.parameters["DTSTART"] == DAY:
        assert "RRULE" not in event
        return set()
    assert set(event.parameters["DTSTART"]) == {"TZID"}
    return {event.parameters["DTSTART"]["TZID"]}


def check_message(method, event):
    """Check what RFC 5546, sections 3.2.2 and 3.2.5, asks of an invitation and of a cancellation."""
    assert set(event.parameters["ORGANIZER"]) == {"CN"}
    if method == "REQUEST":
        assert set(event.parameters["ATTENDEE"]) == {"CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP"}
        assert event["STATUS"] in ("CONFIRMED", "TENTATIVE")
    else:
        assert set(event.parameters["ATTENDEE"]) == {"CN"}
        assert event.values.get("STATUS", "CANCELLED") == "CANCELLED"
        assert not event.inside
