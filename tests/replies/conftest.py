"""Replies read from files that a test writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from di4c_schedule.replies import Replies, read_replies
from tests.replies.samples import told


@pytest.fixture
def read(tmp_path) -> Callable[..., Replies]:
    """Write texts as calendars and bytes as mails, and read them."""

    def ask(*contents: str | bytes, state=None, trusted=()) -> Replies:
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}{'.ics' if isinstance(content, str) else '.eml'}"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return read_replies(paths, state or told(), trusted=trusted)

    return ask


@pytest.fixture
def said(read) -> Callable[..., str]:
    """Return what a partner answers for Oulu's meeting, in words; nothing may be reported."""

    def ask(partner: str, *contents: str | bytes, host: str = "Oulu", **more) -> str:
        replies = read(*contents, **more)
        assert replies.reports == ()
        return "; ".join(answer.words for answer in replies.of(partner, host))

    return ask


@pytest.fixture
def kinds(read) -> Callable[..., list[str]]:
    """Return the kinds of what was not applied; nothing may have been."""

    def ask(*contents: str | bytes, **more) -> list[str]:
        replies = read(*contents, **more)
        assert {answer.status for answer in replies.answers} == {"no answer"}
        return [report.kind for report in replies.reports]

    return ask
