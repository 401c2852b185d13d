"""A sender is killed at every step, started again, and everybody has every message.

Only between the server's 250 and the line in the journal nobody can know whether a mail arrived; there, and only there,
it comes twice, the same byte for byte.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from email import message_from_bytes

import pytest

from di4c_schedule import send_invitations
from tests.cli.command import environment
from tests.mail.conftest import server_at
from tests.mail.smtp_host import DROP, PATIENCE, OddHost

SENDER = """
import os, signal, sys
from di4c_schedule import MailServer, send_invitations
from di4c_schedule.mail import journal
from di4c_schedule.mail.records import Record

at, half = sys.argv[3], sys.argv[4]
write = journal.Journal.add

def add(self, record):
    if self.path.exists() and len(self.path.read_bytes().splitlines()) >= 5 and record.event == at:
        if half == "half":
            with self.path.open("ab") as file:
                file.write(record.line[:100])
                file.flush()
                os.fsync(file.fileno())
        if half == "after":
            write(self, record)
        os.kill(os.getpid(), signal.SIGKILL)
    write(self, record)

journal.Journal.add = add
send_invitations(sys.argv[1], MailServer(f"127.0.0.1:{sys.argv[2]}", security="none", timeout=20))
"""


def start(folder, port, at="never", half="no"):
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, str(folder), str(port), at, half],
        env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def killed_at(stage, count, folder, host):
    """Run a sender that the server kills when it reaches a stage for the n-th time."""
    ready = []

    def hook(reached, times):
        if (reached, times) == (stage, count):
            os.kill(ready[0].pid, signal.SIGKILL)
            ready[0].wait(PATIENCE)
            return DROP
        return None

    host.hook = hook
    # the process cannot be known to the hook before it is there, and it says nothing before it has loaded the package
    ready.append(start(folder, host.port))
    ready[0].communicate(timeout=PATIENCE)
    assert ready[0].returncode == -signal.SIGKILL
    host.hook = lambda reached, times: None


def counts(host):
    return Counter((recipient, message_from_bytes(data)["Message-ID"]) for _, recipient, data in host.mails)


@pytest.mark.parametrize("stage", ["hello", "helo", "mail", "rcpt", "data", "text"])
@pytest.mark.parametrize("count", [1, 4])
def test_killed_before_the_server_has_the_text_every_mail_comes_once(folder, stage, count):
    with OddHost() as host:
        killed_at(stage, 1 if stage in ("hello", "helo") else count, folder, host)
        report = send_invitations(folder, server_at(host.port))
    assert report.complete
    assert len(counts(host)) == 9
    assert set(counts(host).values()) == {1}


def test_killed_after_the_server_has_the_text_one_mail_comes_twice_and_the_report_says_so(folder):
    with OddHost() as host:
        killed_at("dot", 4, folder, host)
        report = send_invitations(folder, server_at(host.port))
    assert report.complete
    assert len(counts(host)) == 9
    assert sorted(counts(host).values()) == [1] * 8 + [2]
    assert len(report.repeated) == 1
    assert "1 of these was sent once more" in str(report)
    assert host.mails[3] == host.mails[4]


@pytest.mark.parametrize(
    ("event", "how", "most"),
    [("intent", "no", 1), ("intent", "half", 1), ("intent", "after", 1), ("sent", "no", 2), ("sent", "half", 2),
     ("sent", "after", 1)],
)  # fmt: skip
def test_killed_at_a_line_of_the_journal(folder, event, how, most):
    with OddHost() as host:
        process = start(folder, host.port, event, how)
        _, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == -signal.SIGKILL, errors.decode()
        before = len(host.mails)
        assert 0 < before < 9
        report = send_invitations(folder, server_at(host.port))
        again = send_invitations(folder, server_at(host.port))
    assert report.complete
    assert len(counts(host)) == 9
    assert max(counts(host).values()) == most
    assert ("was cut short, as when power fails" in str(report)) == (how == "half")
    assert again.sent == again.notes == ()


def test_two_senders_at_once_do_not_send_twice(folder):
    released = []

    def hook(reached, times):
        if (reached, times) == ("mail", 1):
            second = start(folder, host.port)
            _, errors = second.communicate(timeout=PATIENCE)
            released.append((second.returncode, errors.decode()))

    with OddHost(hook) as host:
        report = send_invitations(folder, server_at(host.port, timeout=PATIENCE))
    ((code, errors),) = released
    assert code == 1
    assert "OutputError: another program is sending invitations out of" in errors
    assert report.complete
    assert set(counts(host).values()) == {1}
