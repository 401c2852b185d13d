"""Addresses that a password may be sent to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from di4c_schedule.errors import OutputError, ProblemError, ProblemWarning
from di4c_schedule.server import publish_calendar
from tests.server.calendar_server import CREDENTIALS, event

FolderOf = Callable[..., Path]

OULU = event("oulu", "20191001")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("cal.example.org", "write one such as https://"),
        ("ftp://cal.example.org/", "write one such as https://"),
        ("https://", "write one such as https://"),
        ("https://cal.example.org:port/", "write one such as https://"),
        ("https://[::1/", "write one such as https://"),
        ("https://cal.example.org/\nx", "write one such as https://"),
        ("https://lead:secret@cal.example.org/", "must not hold a user or a password"),
        ("https://lead@cal.example.org/", "must not hold a user or a password"),
        ("http://cal.example.org/", "write https://cal.example.org"),
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused(folder_of: FolderOf, url: str, message: str) -> None:
    with pytest.raises(ProblemError) as caught:
        publish_calendar(folder_of(OULU), url, CREDENTIALS)
    assert message in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_password_goes_unencrypted_through_the_net_only_if_asked_and_with_a_warning(folder_of: FolderOf) -> None:
    with (
        pytest.warns(ProblemWarning, match="is sent unencrypted to nowhere.invalid"),
        pytest.raises(OutputError, match=r"nowhere.invalid (cannot be reached|did not answer)"),
    ):
        publish_calendar(folder_of(OULU), "http://nowhere.invalid/", CREDENTIALS, insecure_http=True, timeout=5)
