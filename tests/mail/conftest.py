"""Networks, schedules and folders of calendars that the tests of mails share."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from di4c_schedule import CalendarStyle, MailServer, Network, Partner, Problem, Schedule, write_calendars

NOW = datetime(2019, 7, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2019, 8, 1, 9, 30, tzinfo=UTC)
STYLE = CalendarStyle(organizer="office@di4c.example.org", organizer_name="DI4C, the office")

MESSINA = Partner("Messina", "Messina, IT", email="messina@example.org", language="it")
OULU = Partner("Oulu", "Oulu, FI", email="oulu@example.org", language="fi")
BOTOSANI = Partner("Botoșani", "Botoșani, RO", email="botosani@example.org", language="ro")
PARTNERS = (MESSINA, OULU, BOTOSANI)
STARTS = {"Messina": "2019-09-10", "Oulu": "2019-10-01", "Botoșani": "2019-10-30"}


def schedule_of(partners=PARTNERS, *, style=STYLE, turns=(), **starts):
    """Return the schedule of the tests; keywords move a host's meeting, or drop it if they are None."""
    network = Network("DI4C", partners, lead="Messina")
    problem = Problem(network, "2019-09-02", "2019-12-20", days=2, calendars=style, turns=turns)
    days = {**STARTS, **starts}
    return Schedule.of(problem, [(host, day) for host, day in days.items() if day and host in network])


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the calendars of the schedule: nine invitations, three for each partner."""
    write_calendars(schedule_of(), tmp_path / "calendars", now=NOW)
    return tmp_path / "calendars"


def server_at(port, **more):
    """Return a mail server on this machine."""
    return MailServer(f"127.0.0.1:{port}", **{"security": "none", "timeout": 20} | more)
